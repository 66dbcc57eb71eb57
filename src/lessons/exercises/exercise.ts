import type { CallName } from '../../engine/posix/call.ts';
import type { Errno } from '../../engine/posix/errno.ts';
import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { CallScript, CallStep, ScriptNetwork, ScriptStep, ScriptText } from '../../programs/call-script.ts';

/** What the student does. */
export const EXERCISE_KINDS = ['order', 'drive', 'predict', 'repair', 'diagnose', 'break'] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

/** The chapters of the catalogue, in the order of a course. */
export const CHAPTERS = [
  'eight-calls',
  'byte-stream',
  'closing',
  'listen-queue',
  'network-fails',
  'several-clients',
] as const;
export type ChapterId = (typeof CHAPTERS)[number];

/** Which calls are meant: all that is named has to fit. */
export interface CallPattern {
  readonly process?: string;
  readonly call?: CallName | readonly CallName[];
  /** The program's name of the descriptor. */
  readonly fd?: string;
  readonly port?: number;
  readonly how?: string;
  readonly option?: string;
}

/** A piece by its id, or whatever calls fit a pattern. */
export type CallReference = string | CallPattern;

/** What must hold of the order of the calls that the student makes, and what is said when it does not. The calls of the start do not count. */
export type Constraint = {
  readonly id: string;
  /** Names the rule, and not the solution. */
  readonly message: ScriptText;
  /** The way on, without giving the answer away. */
  readonly wayOn: ScriptText;
} /** `second` is called only when `first` has been called. */ & (
  | { readonly kind: 'before'; readonly first: CallReference; readonly second: CallReference }
  /** `second` is called only when a call of `first` has succeeded. */
  | { readonly kind: 'only-after'; readonly first: CallReference; readonly second: CallReference }
  | { readonly kind: 'never'; readonly what: CallReference }
  | { readonly kind: 'exactly'; readonly times: number; readonly what: CallReference }
  /** Each of them is called once. */
  | { readonly kind: 'each-once'; readonly what: readonly CallReference[] }
);

/** What is to happen, at least `times` times (absent: once; 0: it must not happen). */
export type GoalPredicate =
  | ({
      /** A call returned. */
      readonly on: 'return';
      readonly errno?: Errno;
      /** What it returned; `success`: anything but -1. */
      readonly returns?: number | 'success';
      readonly data?: string;
      /** It slept before it returned. */
      readonly blocked?: boolean;
      /** At most so many milliseconds after it was called. */
      readonly within_ms?: number;
      readonly times?: number;
    } & CallPattern)
  | {
      /** A process has read this text from one socket, in however many calls. */
      readonly on: 'read';
      readonly process: string;
      readonly text: string;
    }
  | {
      /** A segment was sent with these flags (letters of S, A, F, R, P), whatever others it has. */
      readonly on: 'segment';
      readonly from?: string;
      readonly flags?: string;
      /** It repeats an earlier one. */
      readonly repeats?: boolean;
      /** It was lost on the way. */
      readonly lost?: boolean;
      readonly times?: number;
    }
  | { readonly on: 'state'; readonly host?: string; readonly to: TcpState; readonly times?: number }
  | {
      readonly on: 'queue';
      readonly queue: 'syn' | 'accept';
      readonly change: 'entered' | 'left' | 'refused';
      readonly times?: number;
    }
  | { readonly on: 'ended'; readonly process: string; readonly by: 'exit' | 'SIGKILL' | 'SIGPIPE' | 'power-loss' }
  /** At the end of the run: no process of the host has a descriptor open. */
  | { readonly on: 'all-closed'; readonly host?: string }
  /** At the end of the run: the process sleeps in such a call. */
  | { readonly on: 'sleeps'; readonly process: string; readonly call: CallName }
  /** At the end of the run: nobody sleeps in a call. */
  | { readonly on: 'nobody-blocked' };

export type Goal = GoalPredicate & {
  readonly id: string;
  /** What is to be reached, as a line of a list. */
  readonly says: ScriptText;
  /** What is said when it was not. */
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
};

/** A call to be put in its place. */
export interface Piece {
  readonly id: string;
  /** Its `as` and `fd` are the names of a script, given by whichever pieces come before. */
  readonly step: CallStep;
  /** It does not belong to the solution: what is said when it is used. */
  readonly distractor?: { readonly message: ScriptText; readonly wayOn: ScriptText };
}

/** A question asked before a step of the script; the engine knows the answer. */
export interface Prediction {
  readonly id: string;
  /** Index of the step about whose call is asked. */
  readonly step: number;
  /**
   * What it returns (a number); which error (its name, or `none`); whether it sleeps (`yes`, `no`); how many bytes it brings; in which state a socket
   * is when everything it causes is done: that of `socket`.
   */
  readonly ask: 'returns' | 'errno' | 'blocks' | 'bytes' | 'state';
  /** `state`: the descriptor's name in the process. */
  readonly socket?: { readonly process: string; readonly fd: string };
  readonly question: ScriptText;
  /** What may be chosen, the right answer among it; absent: the answer is typed. */
  readonly choices?: readonly string[];
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
}

/** What went wrong in a run: which call, and why. */
export interface Diagnosis {
  /** Index of the guilty step: where the mistake is, which need not be where it shows. */
  readonly step: number;
  readonly cause: string;
  readonly causes: readonly {
    readonly id: string;
    readonly text: ScriptText;
    /** Said when it was chosen and is not the one; of the right one, why it is. */
    readonly message: ScriptText;
    readonly wayOn: ScriptText;
  }[];
  /** Said when another call was named. */
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
}

/** What somebody did, as data: reference solutions, wrong ones, and what a student hands in. */
export type Attempt =
  | { readonly kind: 'order'; readonly order: readonly string[] }
  /** Calls after those of the start, and what was done to the network. */
  | { readonly kind: 'drive'; readonly steps: readonly ScriptStep[]; readonly network?: ScriptNetwork }
  | { readonly kind: 'repair'; readonly steps: readonly ScriptStep[] }
  | { readonly kind: 'predict'; readonly answers: Readonly<Record<string, string>> }
  | { readonly kind: 'diagnose'; readonly step: number; readonly cause: string };

/** Calls that the student may make, and faults that they may cause, on the stage. */
export interface Allowed {
  readonly calls?: readonly CallName[];
  readonly faults: boolean;
}

/** An exercise: data alone. */
export interface Exercise {
  readonly id: string;
  readonly kind: ExerciseKind;
  readonly chapter: ChapterId;
  readonly title: ScriptText;
  /** What one has learned who solved it. */
  readonly learn: ScriptText;
  readonly task: ScriptText;
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  /** Machines, processes, network, and what happens of itself: the start, the program to be mended, or the run to be judged. */
  readonly script: CallScript;
  readonly pieces: readonly Piece[];
  readonly allowed: Allowed;
  readonly constraints: readonly Constraint[];
  readonly goals: readonly Goal[];
  readonly predictions: readonly Prediction[];
  readonly diagnosis: Diagnosis | null;
  readonly hints: readonly ScriptText[];
  readonly solutions: readonly Attempt[];
  /** Each with the id of the constraint, goal, piece, prediction or cause whose message it must get. */
  readonly wrong: readonly { readonly attempt: Attempt; readonly message: string }[];
}
