import type { SequenceNumber } from '../wire/sequence-number.ts';
import { advance, distance } from '../wire/sequence-number.ts';
import type { ReceiveRecord, SendRecord } from './control-block.ts';

/** The sequence number of a byte of our stream: ISS + 1 + offset. The FIN has that of offset `written`. */
export const sequenceAt = (send: SendRecord, offset: number): SequenceNumber => advance(send.iss, offset + 1);

/** The stream offset of a sequence number near SND.UNA: -1 for the SYN, `written` for the FIN. Streams may be longer than 2^32. */
export const offsetAt = (send: SendRecord, seq: SequenceNumber): number =>
  send.acknowledged + distance(sequenceAt(send, send.acknowledged), seq);

/** The peer has acknowledged our FIN. */
export const finAcknowledged = (send: SendRecord): boolean =>
  send.finSent && offsetAt(send, send.una) === send.written + 1;

/** Something is sent and not acknowledged. */
export const outstanding = (send: SendRecord): boolean => send.una !== send.max;

/** The offset in the peer's stream of a sequence number near RCV.NXT. */
export const arrivalOffset = (receive: ReceiveRecord, seq: SequenceNumber): number =>
  receive.arrived + distance(receive.nxt, seq);
