import type { Micros } from '../base/time.ts';
import { expire } from './alarm.ts';
import type { ControlBlock } from './control-block.ts';
import { onDelayedAck } from './delayed-ack.ts';
import { draftOf, finish, vanish } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { onPersist } from './persist.ts';
import { onKeepAlive } from './keep-alive.ts';
import { onLossProbe } from './loss-probe.ts';
import { onReordering, onRetransmission } from './retransmission.ts';
import { transmit } from './transmit.ts';

/** When the connection next wants `onDeadline`; null when no timer runs. */
export function nextDeadline(tcb: ControlBlock): Micros | null {
  const { timers } = tcb.connection;
  let first = earlier(earlier(timers.retransmission, timers.persist), earlier(timers.timeWait, timers.finWait2));
  first = earlier(earlier(first, timers.delayedAck), timers.keepAlive);
  return earlier(earlier(first, timers.lossProbe), timers.reordering);
}

function earlier(a: Micros | null, b: Micros | null): Micros | null {
  if (a === null) return b;
  return b === null || a <= b ? a : b;
}

/** Whatever timers are due at `now`. Without one: nothing happens. */
export function onDeadline(tcb: ControlBlock, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  const due = (deadline: Micros | null): boolean => deadline !== null && deadline <= now;
  const { timers } = tcb.connection;
  if (due(timers.timeWait)) {
    expire(draft, 'timeWait', 'time-wait-expired');
    vanish(draft, 'time-wait-expired');
  } else if (due(timers.finWait2)) {
    expire(draft, 'finWait2', 'fin-wait-2-expired');
    vanish(draft, 'fin-wait-2-expired');
  } else if (due(timers.retransmission)) {
    onRetransmission(draft);
  } else if (due(timers.lossProbe)) {
    onLossProbe(draft, (probing) => transmit(probing, 'probe'));
  } else if (due(timers.reordering)) {
    onReordering(draft);
  } else if (due(timers.persist)) {
    onPersist(draft);
  } else if (due(timers.keepAlive)) {
    onKeepAlive(draft);
  } else if (due(timers.delayedAck)) {
    onDelayedAck(draft);
  }
  return finish(draft);
}
