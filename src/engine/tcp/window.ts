import type { Agreed } from './control-block.ts';
import type { Draft } from './draft.ts';
import { freeText } from './receive-buffer.ts';
import { pacing, receiving } from './working.ts';

/** The largest value of the window field (RFC 9293 §3.1). */
const LARGEST_WINDOW = 65_535;

/** The largest window that the header can hold. */
const largest = (draft: Draft): number => LARGEST_WINDOW * unitOf(draft.connection.agreed);

/** What one in our header's window field stands for, in bytes (RFC 7323 §2.2). The shift is 14 at most. */
export const unitOf = ({ ourShift }: Agreed): number => 1 << ourShift;

/**
 * The window to announce: what the buffer has room for, by the rules against silly windows (RFC 9293 §3.8.6.2.2), but
 * never less than what is announced already: the right edge does not move left (RFC 9293 §3.8.6).
 */
function windowNow(draft: Draft): number {
  const { receive, connection } = draft;
  if (connection.config.bufferHolds === 'memory') return Math.max(receive.wnd, fromMemory(draft));
  const limit = Math.min(receive.buffer.size, largest(draft));
  const grown = limit - (receive.arrived - receive.read) - receive.wnd;
  const worthwhile = grown > 0 && grown >= Math.min(limit >> 1, connection.config.mss);
  return worthwhile ? receive.wnd + grown : receive.wnd;
}

/** Linux's __tcp_select_window. While less than half of the buffer is free, acknowledgements need not hurry. */
function fromMemory(draft: Draft): number {
  const { receive, connection } = draft;
  const { buffer, announced } = receive;
  const { agreed } = connection;
  const step = unitOf(agreed);
  const whole = Math.floor((buffer.size * buffer.ratio) / 256);
  const full = Math.min(buffer.clamp, whole);
  const mss = Math.min(buffer.segment, full);
  let free = freeText(buffer);
  if (free < full >> 1) {
    if (receive.pace.quick > 0) pacing(draft).quick = 0;
    free -= free % step;
    if (free < whole >> 4 || free < mss) return 0;
  }
  free = Math.min(free, buffer.limit);
  if (agreed.ourShift > 0) return Math.ceil(free / step) * step;
  if (announced <= free - mss || announced > free) return free - (free % mss);
  if (mss === full && free > announced + (full >> 1)) return free;
  return announced;
}

/** Whether the window may be announced as large as it was at least. */
export const windowMoves = (draft: Draft): boolean =>
  draft.connection.config.bufferHolds === 'text' || fromMemory(draft) >= draft.receive.announced;

/** Moves the window's right edge to where the buffer allows it, just before the window is announced. */
export function announceWindow(draft: Draft): void {
  const { receive, connection } = draft;
  const unit = unitOf(connection.agreed);
  let wnd = receive.finished ? receive.wnd : windowNow(draft);
  // The header holds whole units only; a remainder is rounded up, as Linux does.
  if (unit > 1) wnd = Math.ceil(wnd / unit) * unit;
  if (connection.config.bufferHolds === 'text') wnd = Math.min(wnd, largest(draft));
  if (wnd === receive.wnd && receive.announced === wnd && receive.acknowledged === receive.nxt) return;
  const own = receiving(draft);
  own.wnd = wnd;
  own.announced = wnd;
  own.acknowledged = own.nxt;
}

/**
 * Whether reading made enough room to tell the peer at once.
 *
 * Linux differs: the window must at least double, or every recv of a large transfer would send a segment.
 */
export function windowIsNews(draft: Draft): boolean {
  const { receive, connection } = draft;
  if (receive.finished) return false;
  if (connection.config.bufferHolds === 'memory') {
    if (2 * receive.wnd > receive.buffer.clamp) return false;
    const fresh = fromMemory(draft);
    return fresh > 0 && fresh >= 2 * receive.wnd;
  }
  const grown = windowNow(draft) - receive.wnd;
  return grown > 0 && (connection.config.announceWindow === 'segment' || grown >= receive.wnd);
}
