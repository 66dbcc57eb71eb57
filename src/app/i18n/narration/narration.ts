import type { Rule } from '../../../engine/trace/rule.ts';

export type Tone = 'neutral' | 'waiting' | 'success' | 'failure';

/** What just happened and why, in the reader's language. */
export interface Narration {
  /** What happened: one sentence or a few. */
  readonly headline: string;
  /** Why: what the rule says, for this case. */
  readonly why: string;
  /** What to do about it; null where nothing is wrong. */
  readonly remedy: string | null;
  /** Where the rule is written; `url` null for the simulator's own. */
  readonly citation: { readonly label: string; readonly url: string | null } | null;
  readonly tone: Tone;
  readonly rule: Rule;
  /** Index in the trace of the event that `why` explains. */
  readonly event: number;
}
