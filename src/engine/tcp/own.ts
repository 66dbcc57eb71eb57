import type { Fresh } from '../base/fresh.ts';
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

/**
 * A draft of a control block that many events write into: all of it is copied the first time, and is the draft's own from then on.
 * It serves all these events, so that an outcome is good until the next is asked for. Where `fresh` does not last, or is absent, each
 * has a draft of its own, which copies what it changes.
 */
export function lastingDraft(tcb: ControlBlock, now: Micros, fresh: Fresh | undefined): Draft {
  if (fresh?.lasting !== true) return draftOf(tcb, now);
  const known = fresh.workers.get(tcb) as Draft | undefined;
  if (known !== undefined) {
    renewDraft(known, now);
    return known;
  }
  const own = ownCopyOf(tcb);
  const draft = draftOf(own, now, true);
  fresh.workers.set(own, draft);
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
