import { advance } from '../wire/sequence-number.ts';
import { expire, start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { failUnanswered } from './draft.ts';
import { ACK, emit } from './emit.ts';
import { persistInterval } from './persist-interval.ts';
import { offsetAt } from './stream.ts';
import { transmit } from './transmit.ts';
import { connecting, sending } from './working.ts';

/**
 * The persist timer fires (RFC 9293 §3.8.6.1): the window update may have been lost, so ask. A window that is open but
 * too small to be worth a segment gets one all the same (§3.8.6.2.1, (4)).
 *
 * Linux differs: the probe carries no text. Its sequence number, SND.UNA - 1, lies before the peer's window, and that
 * draws an acknowledgement with the window in it. A peer that answers may keep its window shut for ever, unless the program
 * has set a limit (tcp(7), TCP_USER_TIMEOUT).
 */
export function onPersist(draft: Draft): void {
  expire(draft, 'persist', 'zero-window-probe');
  const { config, orphaned, probedSince } = draft.connection;
  if (probedSince === null) {
    connecting(draft).probedSince = draft.now;
  } else if (config.userTimeout !== null && draft.now - probedSince >= config.userTimeout) {
    failUnanswered(draft, 'user-timeout');
    return;
  }
  if (draft.send.probes >= (orphaned ? config.orphanRetries : config.retries)) {
    failUnanswered(draft, 'retransmission-limit');
    return;
  }
  const { send } = draft;
  if (offsetAt(send, send.una) + send.wnd > offsetAt(send, send.nxt)) {
    transmit(draft, 'override');
    return;
  }
  const own = sending(draft);
  own.probes++;
  own.probeBackoff++;
  emit(draft, 'zero-window-probe', ACK, advance(own.una, -1));
  start(draft, 'persist', persistInterval(own, draft.connection, draft.now), 'zero-window-probe');
}
