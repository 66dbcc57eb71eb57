import type { Recovery, SendRecord, Sent } from './control-block.ts';
import { getTable, setTable } from '../base/table.ts';
import type { Draft } from './draft.ts';

type Working<T> = { -readonly [Key in keyof T]: T[Key] };

/** A send record in the making: it belongs to the draft alone until the draft is finished. */
export type WorkingSend = Omit<Working<SendRecord>, 'recovery'> & { recovery: Recovery };

/** The draft's own send record, to be written into. */
export function sending(draft: Draft): WorkingSend {
  if (draft.ownSend !== draft.send) {
    const own: SendRecord = { ...draft.send };
    draft.send = own;
    draft.ownSend = own;
  }
  return draft.send;
}

/** The draft's own record of congestion control and recovery, to be written into. */
export function recovering(draft: Draft): Working<Recovery> {
  const send = sending(draft);
  if (draft.ownRecovery !== send.recovery) {
    const own: Recovery = { ...send.recovery };
    send.recovery = own;
    draft.ownRecovery = own;
  }
  return send.recovery;
}

export const sentAt = (send: SendRecord, number: number): Sent | undefined => getTable(send.sent, number);

export function changeSent(draft: Draft, number: number, sent: Sent): void {
  const send = sending(draft);
  send.sent = setTable(send.sent, number, sent);
}

/** Segments that are on the network, as far as known (RFC 6675 'pipe'). */
export const inFlight = ({ packets, sacked, lost, resent }: SendRecord): number => packets - sacked - lost + resent;
