import type { Bytes } from '../base/bytes.ts';
import { joinBytes, sliceBytes } from '../base/bytes.ts';
import { getTable, removeTable, setTable } from '../base/table.ts';
import type { Chunk, SendRecord } from './control-block.ts';
import { offsetAt } from './stream.ts';

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
 * end of the segment with which half of the largest window has been written since it last asked.
 */
export function appendWrite(send: SendRecord, bytes: Bytes, pushesWithin: boolean): SendRecord {
  let { chunks, nextChunk, pushed } = send;
  const written = send.written + bytes.length;
  const half = send.maxWindow >> 1;
  let at = send.written;
  const begin = offsetAt(send, send.nxt);
  // A segment that is not full takes on what is written next.
  let segmentEnd = at > begin ? begin + Math.floor((at - begin) / send.mss) * send.mss : at;
  if (half > 0 && pushesWithin) {
    for (segmentEnd += send.mss; segmentEnd < written; segmentEnd += send.mss) {
      if (segmentEnd <= pushed + half) continue;
      pushed = segmentEnd;
      const slice = sliceBytes(bytes, at - send.written, segmentEnd - send.written);
      chunks = setTable(chunks, nextChunk++, { offset: at, bytes: slice });
      at = segmentEnd;
    }
  }
  const rest = at === send.written ? bytes : sliceBytes(bytes, at - send.written);
  chunks = setTable(chunks, nextChunk++, { offset: at, bytes: rest });
  return { ...send, chunks, nextChunk, written, pushed: written };
}

/** The bytes [offset, offset + length), all of which are in the buffer, `cursor` being the chunk of the first or an earlier one. */
export function cutText(send: SendRecord, cursor: number, offset: number, length: number): Cut {
  const end = offset + length;
  const parts: Bytes[] = [];
  let at = cursor;
  let endsWrite = false;
  for (let from = offset; from < end; ) {
    const chunk = getTable(send.chunks, at) as Chunk;
    const chunkEnd = endOf(chunk);
    if (from < chunkEnd) {
      parts.push(sliceBytes(chunk.bytes, from - chunk.offset, end - chunk.offset));
      from = Math.min(end, chunkEnd);
      endsWrite = end === chunkEnd;
    }
    if (from < end || endsWrite) at++;
  }
  return { bytes: joinBytes(parts), cursor: at, endsWrite };
}

/** Forgets what is acknowledged: whole chunks before `offset`. */
export function dropAcknowledged(
  send: SendRecord,
  offset: number,
): Pick<SendRecord, 'chunks' | 'firstChunk' | 'cursor'> {
  let { chunks, firstChunk } = send;
  while (firstChunk < send.nextChunk && endOf(getTable(chunks, firstChunk) as Chunk) <= offset) {
    chunks = removeTable(chunks, firstChunk);
    firstChunk++;
  }
  return { chunks, firstChunk, cursor: Math.max(send.cursor, firstChunk) };
}
