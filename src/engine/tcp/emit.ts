import type { Bytes } from '../base/bytes.ts';
import { NO_BYTES } from '../base/bytes.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Flags, Segment, SegmentOptions } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import { sequenceNumber } from '../wire/sequence-number.ts';
import { type Draft, handDown } from './draft.ts';
import { paid } from './pace.ts';
import { usual } from './options.ts';
import { announceWindow, unitOf } from './window.ts';

const NONE: Flags = { syn: false, ack: false, fin: false, rst: false, psh: false };
const flags = (on: Partial<Flags>): Flags => Object.freeze({ ...NONE, ...on });

/** The combinations of control bits that a connection sends. */
export const SYN = flags({ syn: true });
export const SYN_ACK = flags({ syn: true, ack: true });
export const ACK = flags({ ack: true });
export const PSH_ACK = flags({ psh: true, ack: true });
export const FIN_ACK = flags({ fin: true, ack: true });
export const FIN_PSH_ACK = flags({ fin: true, psh: true, ack: true });
export const RST = flags({ rst: true });
export const RST_ACK = flags({ rst: true, ack: true });

export const NO_ACK = sequenceNumber(0);

/** Sends a segment of this connection. One with the ACK flag acknowledges RCV.NXT and announces the window. */
export function emit(
  draft: Draft,
  rule: TcpRule,
  control: Flags,
  seq: SequenceNumber,
  payload: Bytes = NO_BYTES,
  retransmits: SequenceNumber | null = null,
  options: SegmentOptions | null = null,
): void {
  let ack = NO_ACK;
  let window = 0;
  if (control.ack) {
    if (!control.syn) announceWindow(draft);
    ack = draft.receive.nxt;
    paid(draft, payload.length > 0);
    draft.owed = null;
  }
  // A SYN's window is never scaled (RFC 7323 §2.2).
  if (control.syn) window = Math.min(draft.receive.wnd, 65_535);
  else if (control.ack) window = Math.min(draft.receive.wnd / unitOf(draft.connection.agreed), 65_535);
  const { local, remote } = draft.connection;
  const segment: Segment = {
    source: local,
    destination: remote,
    seq,
    ack,
    flags: control,
    window,
    options: options ?? usual(draft),
    payload,
  };
  handDown(draft, { rule, retransmits, segment });
}

export function controlBits(fin: boolean, push: boolean): Flags {
  if (fin) return push ? FIN_PSH_ACK : FIN_ACK;
  return push ? PSH_ACK : ACK;
}

/**
 * An acknowledgement without text. It bears the highest sequence number ever sent, not SND.NXT, which may have fallen
 * back for a repeat: the peer would find that one outside its window, and would not take what it acknowledges.
 */
export function emitAck(draft: Draft, rule: TcpRule): void {
  emit(draft, rule, ACK, draft.send.max);
}

/** A reset out of this connection's own state: SEQ = SND.NXT (RFC 9293 §3.10.5), with ACK as Linux sends it. */
export function emitReset(draft: Draft, rule: TcpRule): void {
  emit(draft, rule, RST_ACK, draft.send.max);
}
