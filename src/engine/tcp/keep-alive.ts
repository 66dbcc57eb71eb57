import { micros } from '../base/time.ts';
import { advance } from '../wire/sequence-number.ts';
import { expire, start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { failUnanswered } from './draft.ts';
import { ACK, emit, emitReset } from './emit.ts';
import { outstanding } from './stream.ts';
import { connecting } from './working.ts';

/** RFC 9293 §3.8.4: a program may ask for probes on an idle connection. */
export function startKeepAlive(draft: Draft): void {
  const { keepAlive } = draft.connection.config;
  if (keepAlive === null) return;
  const own = connecting(draft);
  own.heardAt = draft.now;
  own.unanswered = 0;
  start(draft, 'keepAlive', keepAlive.idle, 'keep-alive');
}

/** Something has come from the peer: it is there. */
export function noteHeard(draft: Draft): void {
  if (draft.connection.config.keepAlive === null || draft.timers.keepAlive === null) return;
  const own = connecting(draft);
  own.heardAt = draft.now;
  own.unanswered = 0;
}

/** The keep-alive timer fires (Linux's tcp_keepalive_timer). The probe lies before the peer's window and so draws an ACK. */
export function onKeepAlive(draft: Draft): void {
  expire(draft, 'keepAlive', 'keep-alive');
  const { config, heardAt, unanswered, state } = draft.connection;
  const { keepAlive } = config;
  if (keepAlive === null || state === 'TIME-WAIT') return;
  if (outstanding(draft.send) || draft.send.written > draft.send.acknowledged) {
    start(draft, 'keepAlive', keepAlive.idle, 'keep-alive');
    return;
  }
  const idle = draft.now - heardAt;
  if (idle < keepAlive.idle) {
    start(draft, 'keepAlive', micros(keepAlive.idle - idle), 'keep-alive');
    return;
  }
  const over =
    config.userTimeout === null ? unanswered >= keepAlive.count : unanswered > 0 && idle >= config.userTimeout;
  if (over) {
    emitReset(draft, 'keep-alive');
    failUnanswered(draft, 'keep-alive');
    return;
  }
  emit(draft, 'keep-alive', ACK, advance(draft.send.una, -1));
  connecting(draft).unanswered = unanswered + 1;
  start(draft, 'keepAlive', keepAlive.interval, 'keep-alive');
}
