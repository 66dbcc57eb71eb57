import { type TcpConfig, configured } from './config.ts';
import type { ControlBlock } from './control-block.ts';
import type { Draft } from './draft.ts';
import { offsetAt } from './stream.ts';
import { connecting, inFlight, sending } from './working.ts';

/** What a segment in the send buffer takes besides its text: its descriptor, room for its headers, its bookkeeping. */
const AROUND = 832;
/** The memory of one segment as Linux estimates it (tcp_sndbuf_expand): headers and bookkeeping, rounded up, and a descriptor. */
const HEADERS = 576;
const DESCRIPTOR = 256;

const inMemory = ({ config }: ControlBlock['connection']): boolean =>
  config.bufferHolds === 'memory' && !config.bundles;

/** Memory that what was written and is not acknowledged takes, in segments of the size that they have or will have. */
function used({ send }: Pick<ControlBlock, 'send'>): number {
  const unsent = send.written - Math.min(send.written, offsetAt(send, send.nxt));
  return send.written - send.acknowledged + AROUND * (send.packets + Math.ceil(unsent / send.mss));
}

/** Bytes that the send buffer takes now. Counted in memory, the last segment to find room takes all that it holds. */
export function sendSpace(tcb: ControlBlock): number {
  const { send, connection } = tcb;
  const { sendBuffer } = connection.config;
  if (!inMemory(connection)) return Math.max(0, sendBuffer - (send.written - send.acknowledged));
  const unsent = send.written - Math.min(send.written, offsetAt(send, send.nxt));
  const begun = unsent % send.mss === 0 ? 0 : send.mss - (unsent % send.mss);
  const left = sendBuffer - used(tcb) - begun;
  return begun + (left > 0 ? Math.ceil(left / (send.mss + AROUND)) * send.mss : 0);
}

/** A third of the send buffer is free: a sender is not woken for every byte (Linux's sk_stream_is_writeable). */
export function sendRoomIsWorthwhile(tcb: ControlBlock): boolean {
  const { sendBuffer } = tcb.connection.config;
  if (inMemory(tcb.connection)) return 3 * used(tcb) <= 2 * sendBuffer;
  return sendSpace(tcb) * 3 >= sendBuffer;
}

/** The send buffer of a new connection grows to what twice the congestion window takes, but for one that the program has set. */
export function growSendBuffer(draft: Draft): void {
  const { connection, send } = draft;
  const { config } = connection;
  if (!config.sendBufferGrows || !inMemory(connection)) return;
  const segments = Math.max(config.initialWindow, send.recovery.cwnd, send.recovery.duplicates + 1);
  const wanted = 2 * segments * memoryOfSegment(config);
  if (wanted <= config.sendBuffer) return;
  connecting(draft).config = configured({ ...config, sendBuffer: Math.min(wanted, LARGEST) });
}

/** tcp(7), tcp_wmem. */
const LARGEST = 4_194_304;

const memoryOfSegment = ({ mss }: TcpConfig): number => 2 ** Math.ceil(Math.log2(mss + HEADERS)) + DESCRIPTOR;

/** Text was acknowledged while a program waits for room: the buffer grows unless the congestion window is full (Linux's tcp_new_space). */
export function makeRoom(draft: Draft): void {
  const { send } = draft;
  if (!send.starved) return;
  if (inFlight(send) < send.recovery.cwnd) growSendBuffer(draft);
  if (sendRoomIsWorthwhile(draft)) sending(draft).starved = false;
}
