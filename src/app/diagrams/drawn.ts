import type { Detail } from '../../diagrams/sequence/model.ts';

/** The level of detail of a sequence diagram, the usual first. */
export const DETAILS: readonly Detail[] = ['segments', 'calls', 'detailed'];
/** How far apart its rows are: one like the other, or as time has it. */
export const SPACINGS = ['rows', 'time'] as const;
export type Spacing = (typeof SPACINGS)[number];

/** How the diagrams are drawn that can be drawn in several ways. */
export interface Drawn {
  readonly detail: Detail;
  readonly spacing: Spacing;
  /** Runs of segments that are not gathered in the sequence diagram. */
  readonly unfolded: readonly number[] | 'all';
  /** Links of the communication diagram of which all messages are shown, of the others the last few. */
  readonly open: readonly string[] | 'all';
}

/** On paper, and wherever nothing else is asked for. */
export const USUALLY: Drawn = { detail: 'segments', spacing: 'rows', unfolded: [], open: 'all' };
