import { type Fresh, renewed } from '../base/fresh.ts';
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
import { type Draft, draftOf } from './draft.ts';

/**
 * A draft of a control block that many events write into: all of it is copied the first time, and is the draft's own from then on.
 * Where `fresh` does not last, or is absent, each draft copies what it changes.
 */
export const lastingDraft = (tcb: ControlBlock, now: Micros, fresh: Fresh | undefined): Draft =>
  fresh?.lasting === true ? draftOf(renewed(tcb, fresh, ownCopyOf), now, true) : draftOf(tcb, now);

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
