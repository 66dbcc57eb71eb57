import type { TcpConfig } from './config.ts';
import type { Draft } from './draft.ts';

/** The largest value of the window field (RFC 9293 §3.1). */
const LARGEST_WINDOW = 65_535;

/** The window that an empty receive buffer announces. */
export const windowLimit = (config: TcpConfig): number => Math.min(config.receiveBuffer, LARGEST_WINDOW);

/** How many bytes the window may grow, the buffer being as full as it is. Negative: it may not shrink so far. */
function growth(draft: Draft): number {
  const { receive, connection } = draft;
  return windowLimit(connection.config) - (receive.arrived - receive.read) - receive.wnd;
}

/** RFC 9293 §3.8.6.2.2: growth by less than min(half the buffer, MSS) is kept back, or small windows breed small segments. */
function worthwhile(draft: Draft, bytes: number): boolean {
  const { config } = draft.connection;
  return bytes > 0 && bytes >= Math.min(windowLimit(config) >> 1, config.mss);
}

/**
 * Moves the window's right edge to where the buffer allows it before the window is announced. The edge never moves
 * left (RFC 9293 §3.8.6): the peer may have sent up to it already.
 */
export function announceWindow(draft: Draft): void {
  if (draft.receive.finished) return;
  const bytes = growth(draft);
  if (worthwhile(draft, bytes)) draft.receive = { ...draft.receive, wnd: draft.receive.wnd + bytes };
}

/**
 * Whether reading made enough room to tell the peer at once.
 *
 * Linux differs: the window must at least double, or every recv of a large transfer would send a segment.
 */
export function windowIsNews(draft: Draft): boolean {
  if (draft.receive.finished) return false;
  const bytes = growth(draft);
  if (!worthwhile(draft, bytes)) return false;
  return draft.connection.config.announceWindow === 'segment' || bytes >= draft.receive.wnd;
}
