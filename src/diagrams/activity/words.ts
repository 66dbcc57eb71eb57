import type { Call, WaitCondition } from '../../engine/posix/call.ts';

/** Where an action stands: in the program or in the kernel, and how often it came out in which way. */
export interface ActionState {
  /** Asleep in the kernel until this; null: not asleep. */
  readonly until: WaitCondition | null;
  /** The thread is in it, or has just come out of it. */
  readonly runs: boolean;
  /** How often it was made. */
  readonly made: number;
  /** Of all the times that the program makes it. */
  readonly times: number;
  /** What came back last; null: nothing. */
  readonly gave: string | null;
  /** The errors and signals that came back, each once. */
  readonly errors: readonly string[];
}

/** What the kernel's part of a call depends on beside the call. */
export interface ActionTraits {
  /** What its descriptor stands for. */
  readonly on: 'listener' | 'epoll' | 'other';
  /** It does not wait: the descriptor is non-blocking, or the call says so. */
  readonly atOnce: boolean;
}

/** The language of an activity diagram. Calls, errors and signals keep their names in every language. */
export interface ActivityWords {
  readonly title: string;
  /** At the head of the two partitions. */
  program(process: string): string;
  kernel(host: string): string;
  /** What a call sets going in the kernel, as an action. */
  action(call: Call, traits: ActionTraits): string;
  /** The guard of the way back to the beginning of a loop. */
  readonly again: string;
  /** The guard of the way out of a loop. */
  readonly otherwise: string;
  /** Under the way out of recv when it returns 0. */
  readonly endOfStream: string;
  readonly table: {
    readonly columns: {
      readonly number: string;
      readonly action: string;
      readonly who: string;
      readonly kernel: string;
      readonly state: string;
    };
    state(state: ActionState): string;
    /** One sentence that says what the diagram shows. `waits`: the calls that sleep now. */
    summary(p: {
      readonly process: string;
      readonly actions: number;
      readonly done: number;
      readonly waits: readonly string[];
    }): string;
  };
}
