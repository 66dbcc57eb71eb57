import type { Micros } from '../base/time.ts';
import type { Call, CallResult, Fd } from '../posix/call.ts';
import type { CallNames, HostName, ProcessName, ThreadName } from '../trace/event.ts';

/** What programs keep between turns: plain data, part of the World. */
export type ProgramState = unknown;

/** What programs may know when it is their turn. */
export interface ProgramsView {
  readonly now: Micros;
  /**
   * Of a thread; absent: the main one. `absent`: no such process or thread has been begun. `off`: its machine has no power;
   * it runs anew when the power returns.
   */
  readonly activity: (process: ProcessName, thread?: ThreadName) => 'running' | 'blocked' | 'ended' | 'absent' | 'off';
  /** The number of a thread in its process; 0 when there is none of this name. */
  readonly threadNumber: (process: ProcessName, thread: ThreadName) => number;
  /** The local port behind a descriptor of a process; null when it has none. */
  readonly localPort: (process: ProcessName, fd: Fd) => number | null;
}

export type Turn =
  | {
      readonly kind: 'call';
      readonly process: ProcessName;
      /** Absent: the main thread. */
      readonly thread?: number;
      readonly call: Call;
      readonly names: CallNames;
      readonly step: number;
    }
  /** Let virtual time pass; timers fire. */
  | { readonly kind: 'wait'; readonly duration: Micros; readonly step: number }
  /** The step names a thread that sleeps, has ended or was never begun; it is left out and recorded. */
  | {
      readonly kind: 'refuse';
      readonly process: ProcessName;
      readonly call: Call;
      /** Where the process lives, or would. */
      readonly host: HostName;
      readonly rule: 'call-while-blocked' | 'call-after-end' | 'call-before-start';
      readonly step: number;
    }
  /** Nothing can be done before something else happens (every process left is asleep). Asked again after the next event. */
  | { readonly kind: 'stall' }
  | { readonly kind: 'end' };

/**
 * What processes do of their own accord. The engine is given one of these; it knows no program. It is asked for a turn
 * whenever no segment is under way, no thread can run, and the last turn is at least `minimumTurn` ago.
 */
export interface Programs {
  readonly initial: ProgramState;
  readonly minimumTurn: Micros;
  /** Turns go by the clock alone: segments may be under way. */
  readonly clocked?: boolean;
  next(state: ProgramState, view: ProgramsView): { readonly state: ProgramState; readonly turn: Turn };
  /** A call of `process` returned: the place to remember what its name stands for. */
  returned(state: ProgramState, process: ProcessName, names: CallNames, result: CallResult): ProgramState;
  /** A process forked: what its names stand for, they stand for in the child, too. */
  forked(state: ProgramState, parent: ProcessName, child: ProcessName): ProgramState;
  /** The user took `process` in hand. */
  seized(state: ProgramState, process: ProcessName): ProgramState;
}
