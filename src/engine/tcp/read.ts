import type { Bytes } from '../base/bytes.ts';
import { joinBytes, NO_BYTES, sliceBytes } from '../base/bytes.ts';
import { getTable, removeTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { Chunk, ControlBlock, ReceiveRecord } from './control-block.ts';
import { readPays } from './pace.ts';
import { draftOf, finish } from './draft.ts';
import { emitAck } from './emit.ts';
import type { Outcome } from './outcome.ts';
import { memoryOf, rightSize } from './receive-buffer.ts';
import { windowIsNews } from './window.ts';

type Receiving = Pick<ControlBlock, 'receive'>;

/** The states in which the peer may still want to send. */
const HEARS: ReadonlySet<TcpState> = new Set(['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2']);

/** RECEIVE (RFC 9293 §3.10.3): takes at most `length` bytes, in order. May announce the window that this opens. */
export function read(tcb: ControlBlock, length: number, now: Micros): Outcome & { readonly data: Bytes } {
  const { receive, data } = readRemains(tcb.receive, length);
  const draft = draftOf(tcb, now);
  draft.receive = receive === tcb.receive ? receive : freed(tcb, receive);
  if (data.length > 0) rightSize(draft);
  if (data.length > 0 && HEARS.has(tcb.connection.state) && (readPays(draft) || windowIsNews(draft)))
    emitAck(draft, 'window-announced');
  return { ...finish(draft), data };
}

/** The memory of the segments whose text has been read to its end is free again. */
function freed({ receive: before, connection }: ControlBlock, receive: ReceiveRecord): ReceiveRecord {
  if (connection.config.bufferHolds === 'text') return receive;
  let { used } = receive.buffer;
  for (let at = before.firstChunk; at < receive.firstChunk; at++) {
    used -= memoryOf((getTable(before.chunks, at) as Chunk).bytes.length, connection.config);
  }
  return { ...receive, buffer: { ...receive.buffer, used: Math.max(0, used) } };
}

/** The bytes that `read` would take, left where they are (MSG_PEEK). */
export const peek = (tcb: Receiving, length: number): Bytes => readRemains(tcb.receive, length).data;

/** Bytes in order and unread. */
export const readable = ({ receive }: Receiving): number => receive.arrived - receive.read;

/** Everything has been read and the peer's FIN has been taken: the next read finds the end of the stream. */
export const endOfStream = ({ receive }: Receiving): boolean => receive.finished && receive.read === receive.arrived;

/** As `read`, from what a connection that is gone left behind: nothing is announced to anyone. */
export function readRemains(
  receive: ReceiveRecord,
  length: number,
): { readonly receive: ReceiveRecord; readonly data: Bytes } {
  const to = Math.min(receive.read + length, receive.arrived);
  if (to <= receive.read) return { receive, data: NO_BYTES };
  const parts: Bytes[] = [];
  let { read, chunks, firstChunk } = receive;
  while (read < to) {
    const { offset, bytes } = getTable(chunks, firstChunk) as Chunk;
    const end = Math.min(to, offset + bytes.length);
    parts.push(sliceBytes(bytes, read - offset, end - offset));
    read = end;
    if (end === offset + bytes.length) {
      chunks = removeTable(chunks, firstChunk);
      firstChunk++;
    }
  }
  return { receive: { ...receive, read, chunks, firstChunk }, data: joinBytes(parts) };
}
