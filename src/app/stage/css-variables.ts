import type { CSSProperties } from 'react';

/** Custom properties that a component hands to its style sheet. */
export interface StageVariables {
  /** Which lane of its direction a capsule flies in, from 0. */
  readonly '--lane'?: number;
  /** How far along the wire it is, 0 (left end) to 1. */
  readonly '--along'?: number;
  /** How far a line of source stands in. */
  readonly '--indent'?: string;
  /** How many digits its number has. */
  readonly '--digits'?: number;
  /** How many rows of a list a gap stands for. */
  readonly '--rows'?: number;
}

export const variables = (values: StageVariables): CSSProperties => values as CSSProperties;
