import { emptyTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Endpoint } from '../wire/address.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import { advance, sequenceNumber } from '../wire/sequence-number.ts';
import { NO_TIMERS } from './alarm.ts';
import type { TcpConfig } from './config.ts';
import { freshRecovery } from './congestion.ts';
import type { Connection, ControlBlock, ReceiveRecord, SendRecord } from './control-block.ts';
import { draftOf, enter, finish } from './draft.ts';
import { FRESH_PACE } from './pace.ts';
import { secondOf } from './timestamp-age.ts';
import { sendSyn, sendSynAck } from './handshake.ts';
import { agreeOn, NOTHING_AGREED, segmentText } from './options.ts';
import type { Outcome, Outgoing } from './outcome.ts';
import { resetAnswering } from './reset.ts';
import { freshBuffer } from './receive-buffer.ts';
import { UNKNOWN_PHASE } from './timer-wheel.ts';
import { copyOfReceiveRecord, copyOfSendRecord } from './copies.ts';

/** What a socket in LISTEN does with a segment (RFC 9293 §3.10.7.2): open a connection, send a reset, or nothing. */
export type ListenAnswer =
  | { readonly kind: 'syn' }
  | { readonly kind: 'reset'; readonly outgoing: Outgoing }
  | { readonly kind: 'ignore'; readonly rule: TcpRule };

/** OPEN, active (RFC 9293 §3.10.1): sends a SYN and enters SYN-SENT. */
export function openActive(
  local: Endpoint,
  remote: Endpoint,
  iss: SequenceNumber,
  config: TcpConfig,
  now: Micros,
): Outcome {
  const connection = connectionOf(local, remote, 'active', config, 'CLOSED');
  const receive = receiveRecord(sequenceNumber(0), config, config.mss);
  const draft = draftOf({ connection, send: sendRecord(iss, config), receive }, now);
  enter(draft, 'SYN-SENT', 'open-active');
  sendSyn(draft, 'open-active', null);
  return finish(draft);
}

/** A SYN for a listening socket (RFC 9293 §3.10.7.2): sends a SYN-ACK and enters SYN-RECEIVED. */
export function openPassive(
  local: Endpoint,
  remote: Endpoint,
  syn: Segment,
  iss: SequenceNumber,
  config: TcpConfig,
  now: Micros,
): Outcome {
  const agreed = agreeOn(syn, config);
  const connection = connectionOf(local, remote, 'passive', config, 'LISTEN', agreed);
  const send = copyOfSendRecord(sendRecord(iss, config));
  send.wnd = syn.window;
  send.wl1 = syn.seq;
  send.maxWindow = syn.window;
  send.mss = segmentText(syn, config, agreed);
  const ourMss = agreed.timestamps ? config.mss - 12 : config.mss;
  const receive = copyOfReceiveRecord(receiveRecord(syn.seq, config, ourMss));
  receive.tsRecent = syn.options.timestamps?.value ?? 0;
  receive.tsRecentAt = secondOf(now);
  const draft = draftOf({ connection, send, receive }, now);
  enter(draft, 'SYN-RECEIVED', 'listen-syn');
  sendSynAck(draft, 'listen-syn', null);
  return finish(draft);
}

/** RFC 9293 §3.10.7.2. Linux differs: a SYN that bears FIN as well is dropped. */
export function listenAnswer(segment: Segment): ListenAnswer {
  const { rst, ack, syn, fin } = segment.flags;
  if (rst) return { kind: 'ignore', rule: 'closed-rst-ignored' };
  if (ack) return { kind: 'reset', outgoing: resetAnswering(segment, 'listen-ack-reset') };
  if (syn && !fin) return { kind: 'syn' };
  return { kind: 'ignore', rule: 'listen-other-ignored' };
}

function connectionOf(
  local: Endpoint,
  remote: Endpoint,
  opening: Connection['opening'],
  config: TcpConfig,
  state: Connection['state'],
  agreed = NOTHING_AGREED,
): ControlBlock['connection'] {
  return {
    state,
    local,
    remote,
    opening,
    config,
    timers: NO_TIMERS,
    wheel: UNKNOWN_PHASE,
    orphaned: false,
    readShut: false,
    challengedAt: null,
    agreed,
    heardAt: micros(0),
    unanswered: 0,
    probedSince: null,
    warning: null,
  };
}

function sendRecord(iss: SequenceNumber, config: TcpConfig): SendRecord {
  return {
    iss,
    una: iss,
    nxt: iss,
    max: iss,
    wnd: 0,
    wl1: sequenceNumber(0),
    wl2: iss,
    maxWindow: 0,
    mss: config.mss,
    chunks: emptyTable(),
    firstChunk: 0,
    nextChunk: 0,
    cursor: 0,
    acknowledged: 0,
    written: 0,
    finQueued: false,
    finSent: false,
    smallEnd: 0,
    starved: false,
    heldBack: null,
    srtt: null,
    rttvar: micros(0),
    rto: config.initialRto,
    synSentAt: null,
    sent: emptyTable(),
    firstSent: 0,
    nextSent: 0,
    packets: 0,
    sacked: 0,
    lost: 0,
    resent: 0,
    hint: 0,
    pushed: 0,
    recovery: freshRecovery(config),
    retries: 0,
    probes: 0,
    probeBackoff: 0,
  };
}

function receiveRecord(irs: SequenceNumber, config: TcpConfig, mss: number): ReceiveRecord {
  const { wnd, buffer } = freshBuffer(config, mss);
  return {
    irs,
    nxt: advance(irs, 1),
    wnd,
    chunks: emptyTable(),
    firstChunk: 0,
    nextChunk: 0,
    read: 0,
    arrived: 0,
    outOfOrder: [],
    finAt: null,
    sacks: [],
    twice: null,
    finished: false,
    acknowledged: advance(irs, 1),
    announced: wnd,
    tsRecent: 0,
    tsRecentAt: 0,
    buffer,
    pace: FRESH_PACE,
  };
}
