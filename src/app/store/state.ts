import type { Cursor, Granularity, Timeline } from '../../engine/history/timeline.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { CallId, FlightId, HostName, ProcessName, SocketId } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';

/** What the user points at. Every panel highlights it in its own way. */
export type Selection =
  | { readonly kind: 'socket'; readonly host: HostName; readonly socket: SocketId }
  | { readonly kind: 'flight'; readonly flight: FlightId }
  | { readonly kind: 'call'; readonly callId: CallId }
  | { readonly kind: 'process'; readonly process: ProcessName };

/** What the screen says after the user acted in the past: which step was left, and how many events of the old future undo would bring back. */
export interface ForkNotice {
  readonly atStep: number;
  readonly eventsLeftBehind: number;
}

/** A run that undo can bring back. */
export interface Remembered {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
}

export interface LaboratoryState {
  /** The scenario's id in the catalogue, or null for one opened from a file. */
  readonly scenarioId: string | null;
  readonly script: CallScript;
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly granularity: Granularity;
  readonly playing: boolean;
  /** 0.25 to 8. */
  readonly speed: number;
  readonly selection: Selection | null;
  readonly fork: ForkNotice | null;
  readonly undoable: readonly Remembered[];
  readonly redoable: readonly Remembered[];
}

/** Everything that can be done to the laboratory. The panels call these; nothing else writes the state. */
export interface LaboratoryActions {
  open(scenarioId: string): void;
  /** One press of the granularity: glides there (motion permitting); a press during the glide ends it at once. */
  forward(by?: Granularity): void;
  back(by?: Granularity): void;
  toStart(): void;
  toEnd(): void;
  /** Jump to a step (0 = before anything). */
  seek(step: number): void;
  /** To the next (1) or previous (-1) loss, reset, error or blocked call. */
  toInteresting(direction: 1 | -1): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  setGranularity(granularity: Granularity): void;
  /** The user's hand, at the cursor. In the past it forks. Afterwards the view goes forward by what the action caused. */
  act(action: Action): void;
  undo(): void;
  redo(): void;
  select(selection: Selection | null): void;
  dismissFork(): void;
}

export type Laboratory = LaboratoryState & LaboratoryActions;
