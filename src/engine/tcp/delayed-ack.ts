import { micros, milliseconds } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import { distance } from '../wire/sequence-number.ts';
import { expire, start, startExactly } from './alarm.ts';
import type { Draft } from './draft.ts';
import { emitAck } from './emit.ts';
import { PATIENCE } from './pace.ts';
import { inTicks } from './timer-wheel.ts';
import { windowMoves } from './window.ts';
import { pacing } from './working.ts';

const LONGEST = milliseconds(200);
const BEFORE_MERGING = 3;

/** What is owed is paid now or, when it may wait, within its patience (Linux's __tcp_ack_snd_check). */
export function settle(draft: Draft): void {
  const { owed, connection } = draft;
  if (owed === null || draft.gone) return;
  if (connection.config.delayedAck && owed === 'text-out-of-order' && merges(draft)) return;
  if (!connection.config.delayedAck || draft.urgent || !mayWait(owed)) {
    emitAck(draft, owed);
    return;
  }
  const waiting = distance(draft.receive.acknowledged, draft.receive.nxt);
  const second = waiting > draft.receive.buffer.segment && windowMoves(draft);
  const { receive } = draft;
  const { pace } = receive;
  const quick = pace.quick > 0 && !pace.interactive;
  const ahead = receive.outOfOrder.length > 0 || receive.finAt !== null;
  if (second || quick || ahead) {
    if (quick) pacing(draft).owed = true;
    emitAck(draft, owed);
    return;
  }
  wait(draft);
}

/**
 * Of many duplicate acknowledgements in a row the first three go at once and the others within a millisecond as one
 * (Linux's SACK compression). True: this one is merged.
 */
function merges(draft: Draft): boolean {
  const { receive, connection, send } = draft;
  const { pace } = receive;
  if (!connection.agreed.sack || (pace.quick > 0 && !pace.interactive)) return false;
  const sent = pace.duplicatesAt === receive.arrived ? pace.duplicates : 0;
  if (sent < BEFORE_MERGING) {
    const own = pacing(draft);
    own.duplicates = sent + 1;
    own.duplicatesAt = receive.arrived;
    return false;
  }
  draft.owed = null;
  if (pace.merging) return true;
  pacing(draft).merging = true;
  const roundTrip = receive.buffer.rtt > 0 ? receive.buffer.rtt : (send.srtt ?? milliseconds(20));
  startExactly(draft, 'delayedAck', micros(Math.min(milliseconds(1), roundTrip / 20)), 'ack-delayed');
  return true;
}

const mayWait = (owed: TcpRule): boolean => owed === 'acknowledge' || owed === 'fin-received';

function wait(draft: Draft): void {
  const { send, timers, now, connection } = draft;
  const { pace } = draft.receive;
  let { patience } = pace;
  if (patience > PATIENCE) {
    const bound = pace.interactive || pace.pushed ? LONGEST : milliseconds(500);
    const roundTrip = send.srtt === null ? bound : Math.max(inTicks(send.srtt, connection.config), PATIENCE);
    patience = micros(Math.min(patience, bound, roundTrip));
  }
  // Without any text before it, a FIN is acknowledged at the next tick.
  const span = patience;
  const running = timers.delayedAck;
  const due = (running ?? 0) - (connection.config.tick ?? 0) / 2;
  if (running !== null && due <= now + span / 4) {
    emitAck(draft, draft.owed ?? 'acknowledge');
    return;
  }
  draft.owed = null;
  if (!pace.owed) pacing(draft).owed = true;
  if (running === null || now + span < due) start(draft, 'delayedAck', span, 'ack-delayed');
}

/** The acknowledgement has waited in vain: the program does not answer so soon. */
export function onDelayedAck(draft: Draft): void {
  expire(draft, 'delayedAck', 'ack-delayed');
  const { pace } = draft.receive;
  if (pace.merging) {
    emitAck(draft, 'text-out-of-order');
    return;
  }
  if (!pace.owed) return;
  const own = pacing(draft);
  own.patience = pace.interactive ? PATIENCE : micros(Math.min(2 * pace.patience, draft.send.rto));
  own.interactive = false;
  emitAck(draft, 'ack-delayed');
}
