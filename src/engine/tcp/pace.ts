import type { Micros } from '../base/time.ts';
import { micros, milliseconds } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import { distance } from '../wire/sequence-number.ts';
import { stop } from './alarm.ts';
import type { AcknowledgementPace } from './control-block.ts';
import type { Draft } from './draft.ts';
import { pacing } from './working.ts';

/** How long an acknowledgement waits at least. */
export const PATIENCE = milliseconds(40);
/** So many acknowledgements go at once when a connection, or its text after a pause, begins. */
const QUICK_START = 16;

export const FRESH_PACE: AcknowledgementPace = Object.freeze({
  quick: 0,
  interactive: false,
  patience: 0 as Micros,
  lastArrival: 0 as Micros,
  pushed: false,
  owed: false,
  duplicates: 0,
  duplicatesAt: -1,
  merging: false,
});

/** The peer does better to hear at once for a while: it begins, or it repeats itself. */
export function hurry(draft: Draft): void {
  if (!draft.connection.config.delayedAck) return;
  const pace = pacing(draft);
  pace.quick = quickened(draft);
  pace.interactive = false;
  pace.patience = PATIENCE;
}

/** The window grows: one more acknowledgement goes at once (Linux's tcp_grow_window). */
export function quicken(draft: Draft): void {
  if (draft.connection.config.delayedAck) pacing(draft).quick |= 1;
}

/** The peer is done: what the program says now carries the acknowledgement (Linux's tcp_fin). */
export function expectAnswer(draft: Draft): void {
  if (draft.connection.config.delayedAck) pacing(draft).interactive = true;
}

function quickened({ receive }: Draft): number {
  const fits = Math.floor(receive.announced / (2 * receive.buffer.segment)) || 2;
  return Math.max(receive.pace.quick, Math.min(fits, QUICK_START));
}

/** Text has come in order (Linux's tcp_event_data_recv); `grew`: the window grew with it. */
export function paceText(draft: Draft, segment: Segment, grew: boolean): void {
  if (!draft.connection.config.delayedAck) return;
  const { now, send, receive } = draft;
  const { pace } = receive;
  let { quick, patience } = pace;
  const gap = now - pace.lastArrival;
  if (patience === 0) {
    quick = quickened(draft);
    patience = PATIENCE;
  } else if (gap <= PATIENCE / 2) {
    patience = micros(patience / 2 + PATIENCE / 2);
  } else if (gap < patience) {
    patience = micros(Math.min(patience / 2 + gap, send.rto));
  } else if (gap > send.rto) {
    quick = quickened(draft);
  }
  if (grew) quick |= 1;
  const pushed = pace.pushed || segment.flags.psh || segment.payload.length < receive.buffer.segment;
  const own = pacing(draft);
  own.quick = quick;
  own.patience = patience;
  own.lastArrival = now;
  own.pushed = pushed;
}

/** Any segment with the ACK flag pays what is owed. */
export function paid(draft: Draft, withText: boolean): void {
  if (!draft.connection.config.delayedAck) return;
  const { pace } = draft.receive;
  const { now } = draft;
  const answers = withText && pace.patience > 0 && now - pace.lastArrival < pace.patience;
  const owed = pace.owed || draft.owed !== null;
  const quick = owed && pace.quick > 0 ? pace.quick - 1 : pace.quick;
  if (owed || answers || pace.pushed || pace.merging) {
    const own = pacing(draft);
    if (quick === 0 && own.quick > 0) own.patience = PATIENCE;
    own.quick = quick;
    own.owed = false;
    own.merging = false;
    own.pushed = false;
    if (answers) own.interactive = true;
  }
  stop(draft, 'delayedAck', 'ack-delayed');
}

/** The program has read: whether what is owed should go now (Linux's tcp_cleanup_rbuf). */
export function readPays(draft: Draft): boolean {
  const { pace, acknowledged, nxt, buffer } = draft.receive;
  if (!pace.owed) return false;
  const emptied = draft.receive.read === draft.receive.arrived;
  return distance(acknowledged, nxt) > buffer.segment || (emptied && pace.pushed && !pace.interactive);
}
