import { advance } from '../wire/sequence-number.ts';
import { expire, start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { failUnanswered } from './draft.ts';
import { ACK, emit } from './emit.ts';
import { persistInterval } from './persist-interval.ts';
import { offsetAt } from './stream.ts';
import { transmit } from './transmit.ts';
import { sending } from './working.ts';

/**
 * The persist timer fires (RFC 9293 §3.8.6.1): the window update may have been lost, so ask. A window that is open but
 * too small to be worth a segment gets one all the same (§3.8.6.2.1, (4)).
 *
 * Linux differs: the probe carries no text. Its sequence number, SND.UNA - 1, lies before the peer's window, and that
 * draws an acknowledgement with the window in it.
 */
export function onPersist(draft: Draft): void {
  const { config, orphaned } = draft.connection;
  expire(draft, 'persist', 'zero-window-probe');
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
  start(draft, 'persist', persistInterval(own, config), 'zero-window-probe');
}
