import type { Bytes } from '../base/bytes.ts';
import { sliceBytes } from '../base/bytes.ts';
import type { Chunk } from './control-block.ts';

const endOf = (chunk: Chunk): number => chunk.offset + chunk.bytes.length;

/** The part of a chunk that lies in [from, to); null when nothing does. */
export function clip(chunk: Chunk, from: number, to: number): Chunk | null {
  const start = Math.max(chunk.offset, from);
  const end = Math.min(endOf(chunk), to);
  if (start >= end) return null;
  if (start === chunk.offset && end === endOf(chunk)) return chunk;
  return { offset: start, bytes: sliceBytes(chunk.bytes, start - chunk.offset, end - chunk.offset) };
}

/**
 * Keeps text that came ahead of a gap. Where it overlaps what is kept already, the older copy stays: the bytes are the
 * same, or the peer is at fault (RFC 9293 §3.10.7.4, seventh).
 */
export function keep(kept: readonly Chunk[], arrived: Chunk): readonly Chunk[] {
  const last = kept.at(-1);
  if (last === undefined || endOf(last) <= arrived.offset) return [...kept, arrived];
  const out: Chunk[] = [];
  let from = arrived.offset;
  for (const chunk of kept) {
    const before = clip(arrived, from, chunk.offset);
    if (before !== null) out.push(before);
    out.push(chunk);
    from = Math.max(from, endOf(chunk));
  }
  const rest = clip(arrived, from, Number.MAX_SAFE_INTEGER);
  if (rest !== null) out.push(rest);
  return out;
}

/** What follows `offset` without a gap, and what still waits. */
export function release(
  kept: readonly Chunk[],
  offset: number,
): { readonly ready: readonly Chunk[]; readonly waiting: readonly Chunk[] } {
  let reached = offset;
  let index = 0;
  const ready: Chunk[] = [];
  for (; index < kept.length; index++) {
    const chunk = kept[index] as Chunk;
    if (chunk.offset > reached) break;
    const fresh = clip(chunk, reached, Number.MAX_SAFE_INTEGER);
    if (fresh === null) continue;
    ready.push(fresh);
    reached = endOf(fresh);
  }
  return { ready, waiting: index === 0 ? kept : kept.slice(index) };
}

export const chunkOf = (offset: number, bytes: Bytes): Chunk => ({ offset, bytes });
