import type { SegmentFacts } from '../narration/texts.ts';
import { bytes } from './phrases.ts';

function noun({ flags, bytes: count, closesWindow }: SegmentFacts): string {
  if (count === 0) return flags === 'RST' ? 'reset (RST)' : closesWindow ? `${flags} com janela 0` : flags;
  return flags === '' ? `segmento com ${bytes(count)}` : `${flags} com ${bytes(count)}`;
}

export const the = (segment: SegmentFacts): string => `o ${noun(segment)}`;
export const a = (segment: SegmentFacts): string => `um ${noun(segment)}`;
/** In an enumeration. */
export const short = (segment: SegmentFacts): string =>
  segment.flags === '' ? bytes(segment.bytes) : segment.bytes === 0 ? segment.flags : noun(segment);
