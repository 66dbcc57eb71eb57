import { ownTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import type { ControlBlock } from './control-block.ts';
import {
  copyOfAcknowledgementPace,
  copyOfConnection,
  copyOfControlBlock,
  copyOfReceiveBuffer,
  copyOfReceiveRecord,
  copyOfRecovery,
  copyOfSendRecord,
  copyOfTimers,
} from './copies.ts';
import { type Draft, draftOf, renewDraft } from './draft.ts';
import type { Owner } from './outcome.ts';

/**
 * A draft of a control block that many events write into: all of it is copied the first time, and is the draft's own from then on.
 * It serves all these events, so that an outcome is good until the next is asked for. Where what is fresh does not last, or there is
 * no owner, each event has a draft of its own, which copies what it changes.
 */
export function lastingDraft(tcb: ControlBlock, now: Micros, owner: Owner | undefined): Draft {
  if (owner?.fresh.lasting !== true) return draftOf(tcb, now);
  const { workers } = owner.fresh;
  const known = workers.get(tcb) as Draft | undefined;
  if (known !== undefined) {
    renewDraft(known, now);
    return known;
  }
  const own = ownCopyOf(tcb);
  const draft = draftOf(own, now, { own: true, host: owner.host, socket: owner.socket });
  workers.set(own, draft);
  return draft;
}

function ownCopyOf(of: ControlBlock): Working<ControlBlock> {
  const copy = copyOfControlBlock(of);
  const connection = copyOfConnection(of.connection);
  connection.timers = copyOfTimers(connection.timers);
  const send = copyOfSendRecord(of.send);
  send.sent = ownTable(send.sent);
  send.recovery = copyOfRecovery(send.recovery);
  const receive = copyOfReceiveRecord(of.receive);
  receive.chunks = ownTable(receive.chunks);
  receive.buffer = copyOfReceiveBuffer(receive.buffer);
  receive.pace = copyOfAcknowledgementPace(receive.pace);
  copy.connection = connection;
  copy.send = send;
  copy.receive = receive;
  return copy;
}
