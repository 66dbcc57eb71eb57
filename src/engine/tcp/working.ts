import type { ReceiveRecord, Recovery, SendRecord, Sent } from './control-block.ts';
import { setTable } from '../base/table.ts';
import type { Working } from '../base/working.ts';
import {
  copyOfAcknowledgementPace,
  copyOfConnection,
  copyOfReceiveBuffer,
  copyOfReceiveRecord,
  copyOfRecovery,
  copyOfSendRecord,
  copyOfTimers,
} from './copies.ts';
import type { Draft } from './draft.ts';

// A draft begins with the records of the control block that it changes. Each function here answers with one of them to be
// written into: one of the draft's own as it is, of any other a copy, which the first to ask makes and all that follow share.

export type WorkingSend = Working<SendRecord>;
export type WorkingReceive = Working<ReceiveRecord>;

export function sending(draft: Draft): WorkingSend {
  if (!draft.own && draft.ownSend !== draft.send) {
    draft.send = copyOfSendRecord(draft.send);
    draft.ownSend = draft.send;
  }
  return draft.send;
}

/** The record of congestion control and recovery. */
export function recovering(draft: Draft): Working<Recovery> {
  const send = sending(draft);
  if (!draft.own && draft.ownRecovery !== send.recovery) {
    send.recovery = copyOfRecovery(send.recovery);
    draft.ownRecovery = send.recovery;
  }
  return send.recovery;
}

export function receiving(draft: Draft): WorkingReceive {
  if (!draft.own && draft.ownReceive !== draft.receive) {
    draft.receive = copyOfReceiveRecord(draft.receive);
    draft.ownReceive = draft.receive;
  }
  return draft.receive;
}

/** The memory behind the receive window. */
export function buffering(draft: Draft): Working<ReceiveRecord['buffer']> {
  const receive = receiving(draft);
  if (!draft.own && draft.ownBuffer !== receive.buffer) {
    receive.buffer = copyOfReceiveBuffer(receive.buffer);
    draft.ownBuffer = receive.buffer;
  }
  return receive.buffer;
}

/** How soon text is acknowledged. */
export function pacing(draft: Draft): Working<ReceiveRecord['pace']> {
  const receive = receiving(draft);
  if (!draft.own && draft.ownPace !== receive.pace) {
    receive.pace = copyOfAcknowledgementPace(receive.pace);
    draft.ownPace = receive.pace;
  }
  return receive.pace;
}

/** The connection proper changes seldom. Each change makes a copy, so that what the control block began with stays as it was. */
export function connecting(draft: Draft): Working<Draft['connection']> {
  const next = copyOfConnection(draft.connection);
  draft.connection = next;
  return next;
}

export function timing(draft: Draft): Working<Draft['timers']> {
  if (!draft.own && draft.ownTimers !== draft.timers) {
    draft.timers = copyOfTimers(draft.timers);
    draft.ownTimers = draft.timers;
  }
  return draft.timers;
}

export function changeSent(draft: Draft, number: number, sent: Sent): void {
  const send = sending(draft);
  send.sent = setTable(send.sent, number, sent, draft.own);
}

/** Segments that are on the network, as far as known (RFC 6675 'pipe'). */
export const inFlight = ({ packets, sacked, lost, resent }: SendRecord): number => packets - sacked - lost + resent;
