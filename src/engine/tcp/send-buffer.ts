import type { Bytes } from '../base/bytes.ts';
import { joinBytes, NO_BYTES, sliceBytes } from '../base/bytes.ts';
import { getTable, removeTable, setTable } from '../base/table.ts';
import type { Chunk, SendRecord } from './control-block.ts';
import { offsetAt } from './stream.ts';
import type { WorkingSend } from './working.ts';

/** Text cut out of the send buffer. */
export interface Cut {
  readonly bytes: Bytes;
  /** Running number of the chunk where it ended: the next cut looks there. */
  readonly cursor: number;
  /** It ends where a write ended: the segment bears PSH (RFC 9293 §3.9.1.2). */
  readonly endsWrite: boolean;
}

const endOf = (chunk: Chunk): number => chunk.offset + chunk.bytes.length;

/**
 * The text of a write goes into the buffer. A long one is cut where Linux asks for delivery in its midst (PSH): at the
 * end of the segment with which half of the largest window has been written since it last asked. With `more` its end does not ask.
 */
export function appendWrite(send: WorkingSend, bytes: Bytes, pushesWithin: boolean, more: boolean): void {
  const written = send.written + bytes.length;
  const half = send.maxWindow >> 1;
  let at = send.written;
  const begin = offsetAt(send, send.nxt);
  // A segment that is not full takes on what is written next.
  let segmentEnd = at > begin ? begin + Math.floor((at - begin) / send.mss) * send.mss : at;
  if (half > 0 && pushesWithin) {
    for (segmentEnd += send.mss; segmentEnd < written; segmentEnd += send.mss) {
      if (segmentEnd <= send.pushed + half) continue;
      send.pushed = segmentEnd;
      const slice = sliceBytes(bytes, at - send.written, segmentEnd - send.written);
      send.chunks = setTable(send.chunks, send.nextChunk++, { offset: at, bytes: slice });
      at = segmentEnd;
    }
  }
  const rest = at === send.written ? bytes : sliceBytes(bytes, at - send.written);
  send.chunks = setTable(send.chunks, send.nextChunk++, { offset: at, bytes: rest, ...(more ? { quiet: true } : {}) });
  send.written = written;
  if (!more) send.pushed = written;
}

/** What is written and has not left asks for delivery after all (Linux's tcp_push before it waits for memory). */
export function pushRest(send: WorkingSend): void {
  const last = getTable(send.chunks, send.nextChunk - 1);
  if (last?.quiet === undefined || offsetAt(send, send.nxt) >= send.written) return;
  const { offset, bytes } = last;
  send.chunks = setTable(send.chunks, send.nextChunk - 1, { offset, bytes });
  send.pushed = send.written;
}

/** The bytes [offset, offset + length), all of which are in the buffer, `cursor` being the chunk of the first or an earlier one. */
export function cutText(send: SendRecord, cursor: number, offset: number, length: number): Cut {
  const end = offset + length;
  let text = NO_BYTES;
  let at = cursor;
  let endsWrite = false;
  for (let from = offset; from < end; ) {
    const chunk = getTable(send.chunks, at) as Chunk;
    const chunkEnd = endOf(chunk);
    if (from < chunkEnd) {
      text = joinBytes(text, sliceBytes(chunk.bytes, from - chunk.offset, end - chunk.offset));
      from = Math.min(end, chunkEnd);
      endsWrite = end === chunkEnd && chunk.quiet === undefined;
    }
    if (from < end || end === chunkEnd) at++;
  }
  return { bytes: text, cursor: at, endsWrite };
}

/** Forgets what is acknowledged: whole chunks before `offset`. */
export function dropAcknowledged(send: WorkingSend, offset: number): void {
  while (send.firstChunk < send.nextChunk && endOf(getTable(send.chunks, send.firstChunk) as Chunk) <= offset) {
    send.chunks = removeTable(send.chunks, send.firstChunk);
    send.firstChunk++;
  }
  if (send.cursor < send.firstChunk) send.cursor = send.firstChunk;
}
