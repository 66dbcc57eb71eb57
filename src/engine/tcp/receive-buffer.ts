import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import type { TcpConfig } from './config.ts';
import type { Agreed, ReceiveBuffer } from './control-block.ts';
import type { Draft } from './draft.ts';
import { timestampAt } from './clock.ts';
import { buffering } from './working.ts';

/** The largest value of the window field (RFC 9293 §3.1). */
const LARGEST_WINDOW = 65_535;
const LARGEST_SHIFT = 14;
/** The ratio before the first text: half the memory is worth text. */
const FIRST_RATIO = 128;
const FIRST_SEGMENT = 536;
/** A single segment lies in one piece of memory of these sizes, besides its descriptor. */
const PIECES = [704, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];
const DESCRIPTOR = 256;
/** Headers, headroom and bookkeeping in the same piece. */
const AROUND = 436;
/** What a bundle takes besides its text; it holds at most half of what the buffer takes, and so many segments. */
const AROUND_BUNDLE = 832;
const LARGEST_BUNDLE = 14;

/** The memory that one segment's text takes while it is unread (Linux's truesize). */
export function memoryOf(length: number, config: TcpConfig): number {
  if (config.bufferHolds === 'text') return length;
  if (config.bundles) return length + Math.ceil((AROUND_BUNDLE * length) / (config.mss * bundleOf(config)));
  const needed = length + AROUND;
  return (PIECES.find((piece) => piece >= needed) ?? needed) + DESCRIPTOR;
}

const bundleOf = ({ receiveBuffer, mss }: TcpConfig): number =>
  Math.min(LARGEST_BUNDLE, Math.max(1, Math.floor(receiveBuffer / 2 / mss)));

const worth = (memory: number, ratio: number): number => Math.floor((memory * ratio) / 256);

/** How far the window may have to be shifted (Linux's tcp_select_initial_window). */
export function offeredShift(config: TcpConfig): number {
  const whole = worth(config.receiveBuffer, FIRST_RATIO);
  const largest =
    config.bufferHolds === 'text'
      ? config.receiveBuffer
      : config.receiveBufferFixed
        ? whole
        : Math.max(whole, config.receiveBufferMax);
  return Math.min(LARGEST_SHIFT, Math.max(0, Math.floor(Math.log2(largest)) - 15));
}

/** The buffer of a new connection, and the window that its first segment announces. */
export function freshBuffer(config: TcpConfig, mss: number): { readonly buffer: ReceiveBuffer; readonly wnd: number } {
  const text = config.bufferHolds === 'text';
  const whole = text ? config.receiveBuffer : worth(config.receiveBuffer, FIRST_RATIO);
  const rounded = text || whole <= mss ? whole : whole - (whole % mss);
  // Larger than a SYN can say: the first acknowledgement says it (Linux's tcp_select_initial_window).
  const wnd = text ? Math.min(rounded, LARGEST_WINDOW) : rounded;
  return {
    wnd,
    buffer: {
      size: config.receiveBuffer,
      used: 0,
      ratio: text ? 256 : FIRST_RATIO,
      limit: text ? config.receiveBuffer : wnd,
      clamp: whole,
      segment: Math.min(FIRST_SEGMENT, mss),
      taken: Math.min(wnd, 10 * mss),
      takenFrom: 0,
      takenAt: 0 as Micros,
      rtt: 0 as Micros,
    },
  };
}

/** Memory that is free, in bytes of text. */
export const freeText = ({ size, used, ratio }: ReceiveBuffer): number => Math.max(0, worth(size - used, ratio));

/** Text of a segment has come into the buffer, in order or not. */
export function charge(draft: Draft, length: number): void {
  const { config } = draft.connection;
  if (config.bufferHolds !== 'text') buffering(draft).used += memoryOf(length, config);
}

/** Learns from a segment's text in order, and whether the window may grow with it (Linux's tcp_event_data_recv). True when it grew. */
export function learn(draft: Draft, segment: Segment): boolean {
  if (draft.connection.config.bufferHolds === 'text') return false;
  const { length } = segment.payload;
  learnMemory(draft, length);
  measureRoundTrip(draft, segment);
  return length >= 128 && growWindow(draft, length);
}

/** Learns how much memory text takes here, in order or not (Linux's tcp_measure_rcv_mss). */
export function learnMemory(draft: Draft, length: number): void {
  const { config, agreed } = draft.connection;
  if (config.bufferHolds === 'text' || length <= draft.receive.buffer.segment) return;
  const ratio = Math.max(1, Math.min(255, Math.floor((length * 256) / memoryOf(length, config))));
  const own = buffering(draft);
  own.segment = Math.min(length, ourText(config, agreed));
  if (ratio === own.ratio) return;
  const clamp = worth(own.size, ratio);
  own.ratio = ratio;
  own.clamp = clamp;
  own.taken = Math.min(own.taken, clamp);
  own.limit = Math.min(Math.max(own.limit, draft.receive.announced), clamp);
}

/** Text has come: the window may grow with it. True when it did (Linux's tcp_grow_window). */
export function growWindow(draft: Draft, length: number): boolean {
  const { config, agreed } = draft.connection;
  if (config.bufferHolds === 'text') return false;
  const { buffer } = draft.receive;
  const grows = growth(buffer, length, memoryOf(length, config), ourText(config, agreed));
  if (grows <= 0) return false;
  buffering(draft).limit += grows;
  return true;
}

const ourText = (config: TcpConfig, agreed: Agreed): number => (agreed.timestamps ? config.mss - 12 : config.mss);

function growth(buffer: ReceiveBuffer, length: number, memory: number, mss: number): number {
  const room = Math.min(buffer.clamp, freeText(buffer)) - buffer.limit;
  if (room <= 0) return 0;
  if (worth(memory, buffer.ratio) <= length) return Math.min(room, Math.max(2 * mss, 2 * length));
  // Slack that only a large window can bear: halve both until the text is worth its memory.
  let cost = worth(memory, buffer.ratio) >> 1;
  let window = worth(buffer.size, buffer.ratio) >> 1;
  while (buffer.limit <= window) {
    if (cost <= length) return Math.min(room, Math.max(2 * buffer.segment, 2 * length));
    cost >>= 1;
    window >>= 1;
  }
  return 0;
}

function measureRoundTrip(draft: Draft, segment: Segment): void {
  const { buffer } = draft.receive;
  const { timestamps } = segment.options;
  if (timestamps === null || timestamps.echo === 0 || segment.payload.length < buffer.segment) return;
  const sample = micros(Math.max(1, (timestampAt(draft.now) - timestamps.echo) | 0) * 1000);
  const rtt = buffer.rtt === 0 || sample < buffer.rtt ? sample : micros(buffer.rtt + (sample - buffer.rtt) / 8);
  if (rtt !== buffer.rtt) buffering(draft).rtt = rtt;
}

/** The program has taken text: the buffer grows with the rate at which it does (Linux's tcp_rcv_space_adjust). */
export function rightSize(draft: Draft): void {
  const { receive, connection, now } = draft;
  const { buffer } = receive;
  if (connection.config.bufferHolds === 'text' || buffer.rtt === 0 || now - buffer.takenAt < buffer.rtt / 8) return;
  // What lies unread was not taken.
  const copied = receive.read - buffer.takenFrom - (receive.arrived - receive.read);
  if (copied > buffer.taken) growBuffer(draft, copied);
  const own = buffering(draft);
  own.takenFrom = receive.read;
  own.takenAt = now;
}

/** So much was taken in a round trip: memory for twice as much, and for what lies ahead of a gap (Linux's tcp_rcvbuf_grow). */
export function growBuffer(draft: Draft, taken: number): void {
  const { receive, connection } = draft;
  const { config } = connection;
  if (config.bufferHolds === 'text' || config.receiveBufferFixed) return;
  const { outOfOrder, arrived, buffer } = receive;
  const before = buffer.taken;
  const last = outOfOrder.at(-1);
  const ahead = last === undefined ? 0 : last.offset + last.bytes.length - arrived;
  const window = 2 * taken + 2 * Math.floor((2 * taken * (taken - before)) / before) + ahead;
  const size = Math.min(Math.floor((window * 256) / buffer.ratio), config.receiveBufferMax);
  if (taken === before && size <= buffer.size) return;
  const own = buffering(draft);
  own.taken = taken;
  if (size <= own.size) return;
  own.size = size;
  own.clamp = worth(size, own.ratio);
}
