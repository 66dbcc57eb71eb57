import { LABEL } from '../fit-text.ts';

/** How what is said at a row is written: level, in letters of one width. */
export const MONO_LABEL = {
  kind: 'text',
  size: LABEL,
  font: 'mono',
  weight: 'normal',
  underline: false,
  turn: 0,
} as const;
