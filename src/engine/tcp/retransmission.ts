import type { TcpConfig } from './config.ts';
import type { Connection } from './control-block.ts';
import { expire, start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { fail, vanish } from './draft.ts';
import { sendSyn, sendSynAck } from './handshake.ts';
import { backedOff } from './rtt.ts';
import { transmit } from './transmit.ts';

/**
 * The retransmission timer fires (RFC 6298 §5.4 to §5.6): the oldest unacknowledged segment goes again, the timeout
 * doubles, and nothing is measured until new text is acknowledged (Karn).
 */
export function onRetransmission(draft: Draft): void {
  const { connection, send } = draft;
  expire(draft, 'retransmission', 'rto-expired');
  if (send.retries >= retryLimit(connection)) {
    giveUp(draft);
    return;
  }
  const retries = send.retries + 1;
  const rto = growsLinearly(connection, retries) ? send.rto : backedOff(send.rto, connection.config);
  draft.send = { ...send, retries, rto, timing: null };
  start(draft, 'retransmission', rto, 'rto-expired');
  resendOldest(draft);
}

function resendOldest(draft: Draft): void {
  const { send, connection } = draft;
  if (send.una !== send.iss) {
    draft.send = { ...send, nxt: send.una, cursor: send.firstChunk };
    transmit(draft, 'rto-expired');
  } else if (connection.state === 'SYN-SENT') {
    sendSyn(draft, 'rto-expired', send.iss);
  } else {
    sendSynAck(draft, 'rto-expired', send.iss);
  }
}

/** Linux differs: the first SYN repeats come at even intervals (tcp(7), tcp_syn_linear_timeouts). */
const growsLinearly = (connection: Connection, retries: number): boolean =>
  connection.state === 'SYN-SENT' && retries <= connection.config.synLinearTimeouts;

function retryLimit({ state, opening, orphaned, config }: Connection): number {
  if (state === 'SYN-SENT') return synLimit(config);
  if (state === 'SYN-RECEIVED') return opening === 'passive' ? config.synAckRetries : config.synRetries;
  return orphaned ? config.orphanRetries : config.retries;
}

const synLimit = (config: TcpConfig): number => config.synRetries + config.synLinearTimeouts;

/** RFC 9293 §3.8.3, (d). A connection that nobody has been told of ends without a word. */
function giveUp(draft: Draft): void {
  const { state, opening } = draft.connection;
  if (state === 'SYN-RECEIVED' && opening === 'passive') vanish(draft, 'retransmission-limit');
  else fail(draft, 'retransmission-limit', 'ETIMEDOUT');
}
