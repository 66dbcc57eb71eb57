import { later, type Micros } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import type { TimerName } from '../trace/connection-note.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Timers } from './control-block.ts';
import type { Draft } from './draft.ts';
import { rounded } from './timer-wheel.ts';
import { connecting, timing } from './working.ts';

type Alarm = keyof Timers;

export const NO_TIMERS: Timers = Object.freeze({
  retransmission: null,
  persist: null,
  timeWait: null,
  finWait2: null,
  delayedAck: null,
  lossProbe: null,
  reordering: null,
  keepAlive: null,
});

// By name, the usual ones first: the runtime looks a name up that it does not know beforehand many times more slowly.

function timerOf(timers: Timers, alarm: Alarm): Micros | null {
  switch (alarm) {
    case 'reordering':
      return timers.reordering;
    case 'retransmission':
      return timers.retransmission;
    case 'lossProbe':
      return timers.lossProbe;
    case 'delayedAck':
      return timers.delayedAck;
    case 'persist':
      return timers.persist;
    case 'keepAlive':
      return timers.keepAlive;
    case 'timeWait':
      return timers.timeWait;
    case 'finWait2':
      return timers.finWait2;
  }
}

function setTimer(timers: Working<Timers>, alarm: Alarm, deadline: Micros | null): void {
  switch (alarm) {
    case 'reordering':
      timers.reordering = deadline;
      break;
    case 'retransmission':
      timers.retransmission = deadline;
      break;
    case 'lossProbe':
      timers.lossProbe = deadline;
      break;
    case 'delayedAck':
      timers.delayedAck = deadline;
      break;
    case 'persist':
      timers.persist = deadline;
      break;
    case 'keepAlive':
      timers.keepAlive = deadline;
      break;
    case 'timeWait':
      timers.timeWait = deadline;
      break;
    case 'finWait2':
      timers.finWait2 = deadline;
  }
}

function nameOf(alarm: Alarm): TimerName {
  switch (alarm) {
    case 'lossProbe':
      return 'loss-probe';
    case 'delayedAck':
      return 'delayed-ack';
    case 'timeWait':
      return 'time-wait';
    case 'finWait2':
      return 'fin-wait-2';
    case 'keepAlive':
      return 'keep-alive';
    default:
      return alarm;
  }
}

/** Makes the timer fire `span` from now, or where the kernel's timer wheel puts that, whether it ran before or not. */
export function start(draft: Draft, alarm: Alarm, span: Micros, rule: TcpRule): void {
  const { config, wheel } = draft.connection;
  if (config.tick === null) {
    startExactly(draft, alarm, span, rule);
    return;
  }
  const fires = rounded(span, draft.now, config.tick, wheel);
  if (wheel.slots[alarm] !== fires.slot) {
    connecting(draft).wheel = { ...wheel, slots: { ...wheel.slots, [alarm]: fires.slot } };
  }
  startExactly(draft, alarm, fires.span, rule);
}

/** As `start`, by the kernel's fine clock (Linux's hrtimer). */
export function startExactly(draft: Draft, alarm: Alarm, span: Micros, rule: TcpRule): void {
  const deadline = later(draft.now, span);
  const before = timerOf(draft.timers, alarm);
  if (before === deadline) return;
  const change = before === null ? 'started' : 'restarted';
  setTimer(timing(draft), alarm, deadline);
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'timer',
    rule,
    timer: nameOf(alarm),
    change,
    deadline,
  });
}

/** Makes the timer not fire; nothing happens when it is off. */
export function stop(draft: Draft, alarm: Alarm, rule: TcpRule): void {
  end(draft, alarm, 'stopped', rule);
}

/** The timer has fired and is off; where it was rounded to tells where the clock stands. */
export function expire(draft: Draft, alarm: Alarm, rule: TcpRule): void {
  const { wheel } = draft.connection;
  const slot = wheel.slots[alarm];
  if (slot !== undefined && (wheel.phase === null || wheel.phase.by < slot)) {
    connecting(draft).wheel = { ...wheel, phase: { at: draft.now, by: slot } };
  }
  end(draft, alarm, 'expired', rule);
}

function end(draft: Draft, alarm: Alarm, change: 'stopped' | 'expired', rule: TcpRule): void {
  if (timerOf(draft.timers, alarm) === null) return;
  setTimer(timing(draft), alarm, null);
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'timer',
    rule,
    timer: nameOf(alarm),
    change,
    deadline: null,
  });
}
