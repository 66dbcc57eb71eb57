import type { SegmentFacts } from '../narration/texts.ts';
import { bytes } from './phrases.ts';

export function noun({ flags, bytes: count, closesWindow }: SegmentFacts): string {
  if (count === 0) return closesWindow ? `${flags} with window 0` : flags;
  return `${flags} with ${bytes(count)}`;
}

export const the = (segment: SegmentFacts): string => `the ${noun(segment)}`;
export const a = (segment: SegmentFacts): string => `${/^(ACK|RST)/.test(segment.flags) ? 'an' : 'a'} ${noun(segment)}`;
