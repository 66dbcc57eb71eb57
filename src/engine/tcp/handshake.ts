import { NO_BYTES } from '../base/bytes.ts';
import { micros } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import { advance } from '../wire/sequence-number.ts';
import { start } from './alarm.ts';
import { timestampAt } from './clock.ts';
import type { Draft } from './draft.ts';
import { enter } from './draft.ts';
import { emit, SYN, SYN_ACK } from './emit.ts';
import { startKeepAlive } from './keep-alive.ts';
import { accept, offer } from './options.ts';
import { afterHandshake } from './rtt.ts';
import { growSendBuffer } from './send-memory.ts';
import { recovering, sending } from './working.ts';

/** Sends our SYN; `retransmits` is ISS when it is sent again. */
export function sendSyn(draft: Draft, rule: TcpRule, retransmits: SequenceNumber | null): void {
  const { send, connection } = draft;
  emit(draft, rule, SYN, send.iss, NO_BYTES, retransmits, offer(connection.config, draft.now));
  synIsOut(draft, retransmits);
}

/** Sends our SYN and acknowledges the peer's. */
export function sendSynAck(draft: Draft, rule: TcpRule, retransmits: SequenceNumber | null): void {
  const { send } = draft;
  emit(draft, rule, SYN_ACK, send.iss, NO_BYTES, retransmits, accept(draft));
  synIsOut(draft, retransmits);
}

function synIsOut(draft: Draft, retransmits: SequenceNumber | null): void {
  recovering(draft).transmissions++;
  if (retransmits !== null) return;
  const send = sending(draft);
  send.nxt = advance(send.iss, 1);
  send.max = send.nxt;
  send.synSentAt = draft.now;
  recovering(draft).resentAt = draft.now;
  // Where both hosts' timers round to the same steps, that of the SYN-ACK has mostly fired when a repeated SYN comes.
  const ahead = draft.connection.opening === 'passive' ? (draft.connection.config.tick ?? 0) : 0;
  start(draft, 'retransmission', micros(send.rto - ahead), 'rto-start');
}

/**
 * Two repeats of the SYN speak of a network that bears little (RFC 5681 §3.1), unless the echo of the first one's timestamp shows
 * that it had arrived (Linux's tcp_try_undo_spurious_syn).
 */
function repeatsSpeakOfLoss({ before, echo }: Draft): boolean {
  const { retries, recovery } = before.send;
  const { transmissions, resentAt } = recovery;
  if (retries === 0 || transmissions < 3) return false;
  return echo === null || resentAt === null || echo !== timestampAt(resentAt);
}

/** Our SYN is acknowledged and the peer's is known. */
export function establish(draft: Draft, rule: TcpRule): void {
  enter(draft, 'ESTABLISHED', rule);
  afterHandshake(draft);
  const { config } = draft.connection;
  if (config.congestionControl !== 'none' && repeatsSpeakOfLoss(draft)) {
    recovering(draft).cwnd = 1;
  }
  growSendBuffer(draft);
  startKeepAlive(draft);
}
