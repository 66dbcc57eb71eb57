import type { Micros } from '../base/time.ts';
import { expire } from './alarm.ts';
import type { ControlBlock } from './control-block.ts';
import { onDelayedAck } from './delayed-ack.ts';
import { draftOf, finish, vanish } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { onPersist } from './persist.ts';
import { onRetransmission } from './retransmission.ts';

/** When the connection next wants `onDeadline`; null when no timer runs. */
export function nextDeadline(tcb: ControlBlock): Micros | null {
  const { retransmission, persist, timeWait, finWait2, delayedAck } = tcb.connection.timers;
  return earlier(earlier(earlier(retransmission, persist), earlier(timeWait, finWait2)), delayedAck);
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
  } else if (due(timers.persist)) {
    onPersist(draft);
  } else if (due(timers.delayedAck)) {
    onDelayedAck(draft);
  }
  return finish(draft);
}
