import type { Bytes } from '../base/bytes.ts';
import { joinBytes, NO_BYTES, sliceBytes } from '../base/bytes.ts';
import { getTable, removeTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { Chunk, ControlBlock, ReceiveRecord } from './control-block.ts';
import { copyOfReceiveRecord } from './copies.ts';
import { readPays } from './pace.ts';
import { type Draft, finish } from './draft.ts';
import { emitAck } from './emit.ts';
import type { Outcome, Owner } from './outcome.ts';
import { lastingDraft } from './own.ts';
import { memoryOf, rightSize } from './receive-buffer.ts';
import { windowIsNews } from './window.ts';
import { buffering, receiving, type WorkingReceive } from './working.ts';

type Receiving = Pick<ControlBlock, 'receive'>;

/** The states in which the peer may still want to send. */
const hears = (state: TcpState): boolean => state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2';

/**
 * RECEIVE (RFC 9293 §3.10.3): takes at most `length` bytes, in order. May announce the window that this opens, but not once the
 * program has shut receiving: as Linux, which then leaves it to the peer's probe.
 */
export function read(
  tcb: ControlBlock,
  length: number,
  now: Micros,
  owner?: Owner,
): Outcome & { readonly data: Bytes } {
  const draft = lastingDraft(tcb, now, owner);
  let data = NO_BYTES;
  if (length > 0 && readable(tcb) > 0) {
    data = takeOut(receiving(draft), length, draft);
  }
  if (data.length > 0) rightSize(draft);
  const { state, readShut } = draft.connection;
  if (data.length > 0 && hears(state) && (readPays(draft) || (!readShut && windowIsNews(draft))))
    emitAck(draft, 'window-announced');
  return finish(draft, data);
}

/** The memory of a segment whose text has been read to its end is free again. */
function free(draft: Draft, text: Bytes): void {
  const { config } = draft.connection;
  if (config.bufferHolds === 'text') return;
  const buffer = buffering(draft);
  buffer.used = Math.max(0, buffer.used - memoryOf(text.length, config));
}

/** The bytes that `read` would take, left where they are (MSG_PEEK). */
export const peek = (tcb: Receiving, length: number): Bytes => readRemains(tcb.receive, length).data;

/** Bytes in order and unread. */
export const readable = ({ receive }: Receiving): number => receive.arrived - receive.read;

/** Everything has been read and the peer's FIN has been taken: the next read finds the end of the stream. */
export const endOfStream = ({ receive }: Receiving): boolean => receive.finished && receive.read === receive.arrived;

/** As `read`, from what a connection that is gone left behind: nothing is announced to anyone. */
export function readRemains(
  receive: ReceiveRecord,
  length: number,
): { readonly receive: ReceiveRecord; readonly data: Bytes } {
  const after = copyOfReceiveRecord(receive);
  const data = takeOut(after, length, null);
  return { receive: after, data };
}

/** `draft`: whose memory is free again with each chunk that has been read to its end; null: nobody counts it any more. */
function takeOut(receive: WorkingReceive, length: number, draft: Draft | null): Bytes {
  const to = Math.min(receive.read + length, receive.arrived);
  let data = NO_BYTES;
  while (receive.read < to) {
    const { offset, bytes } = getTable(receive.chunks, receive.firstChunk) as Chunk;
    const end = Math.min(to, offset + bytes.length);
    data = joinBytes(data, sliceBytes(bytes, receive.read - offset, end - offset));
    receive.read = end;
    if (end === offset + bytes.length) {
      receive.chunks = removeTable(receive.chunks, receive.firstChunk, draft?.own === true);
      receive.firstChunk++;
      if (draft !== null) free(draft, bytes);
    }
  }
  return data;
}
