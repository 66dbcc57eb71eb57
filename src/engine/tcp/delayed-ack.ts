import { micros, milliseconds } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import { distance } from '../wire/sequence-number.ts';
import { expire, start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { emitAck } from './emit.ts';
import { changePace, PATIENCE } from './pace.ts';
import { buffersFill, windowMoves } from './window.ts';

const LONGEST = milliseconds(200);

/** What is owed is paid now or, when it may wait, within its patience (Linux's __tcp_ack_snd_check). */
export function settle(draft: Draft): void {
  const { owed, connection } = draft;
  if (owed === null || draft.gone) return;
  if (!connection.config.delayedAck || !MAY_WAIT.has(owed)) {
    emitAck(draft, owed);
    return;
  }
  if (buffersFill(draft) && draft.receive.pace.quick > 0) changePace(draft, { quick: 0 });
  const { receive } = draft;
  const { pace } = receive;
  const waiting = distance(receive.acknowledged, receive.nxt);
  const second = waiting > receive.buffer.segment && windowMoves(draft);
  const quick = pace.quick > 0 && !pace.interactive;
  if (second || quick || receive.outOfOrder.length > 0) {
    if (quick) changePace(draft, { owed: true });
    emitAck(draft, owed);
    return;
  }
  wait(draft);
}

const MAY_WAIT: ReadonlySet<TcpRule> = new Set(['acknowledge', 'fin-received']);

function wait(draft: Draft): void {
  const { send, timers, now } = draft;
  const { pace } = draft.receive;
  let { patience } = pace;
  if (patience > PATIENCE) {
    const bound = pace.interactive || pace.pushed ? LONGEST : milliseconds(500);
    const roundTrip = send.srtt === null ? bound : Math.max(send.srtt, PATIENCE);
    patience = micros(Math.min(patience, bound, roundTrip));
  }
  // A FIN before any text is acknowledged at the next tick of the kernel's clock.
  const span = micros(Math.max(patience, milliseconds(2)));
  const running = timers.delayedAck;
  if (running !== null && running <= now + span / 4) {
    emitAck(draft, draft.owed ?? 'acknowledge');
    return;
  }
  draft.owed = null;
  if (!pace.owed) changePace(draft, { owed: true });
  if (running === null || now + span < running) start(draft, 'delayedAck', span, 'ack-delayed');
}

/** The acknowledgement has waited in vain: the program does not answer so soon. */
export function onDelayedAck(draft: Draft): void {
  expire(draft, 'delayedAck', 'ack-delayed');
  const { pace } = draft.receive;
  if (!pace.owed) return;
  changePace(
    draft,
    pace.interactive
      ? { interactive: false, patience: PATIENCE }
      : { patience: micros(Math.min(2 * pace.patience, draft.send.rto)) },
  );
  emitAck(draft, 'ack-delayed');
}
