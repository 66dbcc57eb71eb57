import type { CallId } from '../../engine/trace/event.ts';
import type { ScriptText } from '../../programs/call-script.ts';

/** One thing that is not as it should be, and where it shows. */
export interface Finding {
  /** Of the constraint, goal, piece, prediction or cause. */
  readonly id: string;
  /**
   * Index of the event in the trace of the attempt at which it went wrong, or that came nearest to what is missing; null: nothing
   * happened, no call was named, or calls are missing and nobody sleeps for want of them.
   */
  readonly index: number | null;
  /** The call that it is, if any. */
  readonly callId: CallId | null;
  /** Of calls that are each to be made: how many were not, of how many. */
  readonly lacks?: { readonly missing: number; readonly of: number };
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
}

/** What is said of an attempt. Nothing is passed unless every goal was reached and no constraint broken. */
export interface Verdict {
  readonly passed: boolean;
  /** What is wrong, first things first; empty when passed. */
  readonly findings: readonly Finding[];
  /** Which goals were reached, and by which event of the trace. */
  readonly reached: ReadonlyMap<string, number>;
}
