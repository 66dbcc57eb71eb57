import type { SegmentFacts } from '../narration/texts.ts';
import { bytes } from './phrases.ts';

export function noun({ flags, bytes: count, closesWindow }: SegmentFacts): string {
  if (count === 0) return closesWindow ? `${flags} com janela 0` : flags;
  return `${flags} com ${bytes(count)}`;
}

export const the = (segment: SegmentFacts): string => `o ${noun(segment)}`;
export const a = (segment: SegmentFacts): string => `um ${noun(segment)}`;
