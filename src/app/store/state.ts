import type { Subject } from '../../diagrams/shape.ts';
import type { Cursor, Granularity, Timeline } from '../../engine/history/timeline.ts';
import type { Allowed } from '../../lessons/exercises/exercise.ts';
import type { Forbidden } from '../../lessons/exercises/allowed.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { HostName } from '../../engine/trace/event.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { CallScript, ScriptText } from '../../programs/call-script.ts';
import type { MachineProfile } from '../../programs/machine-profile.ts';

/** What the user points at. Every panel highlights it, and what belongs to it, in its own way. */
export type Selection = Subject;

/** What the screen says after the user acted in the past: which step was left, and how many events of the old future undo would bring back. */
export interface ForkNotice {
  readonly atStep: number;
  readonly eventsLeftBehind: number;
}

/** What an exercise lets one do, and see, of the run on the stage. */
export interface Bounds {
  /** By hand; null: everything. */
  readonly allowed: Allowed | null;
  /** So many steps of the run are to be seen, and nothing can be done by hand meanwhile; null: all of them. */
  readonly until: number | null;
  /** Nothing is done by hand on the stage: the calls are put in their places in the exercise's panel, or the run is only looked at. */
  readonly instead?: 'in-panel' | 'looked-at';
}

/** A run that undo can bring back, with the scenario that it belongs to. */
export interface Remembered {
  readonly scenarioId: string | null;
  readonly script: CallScript;
  readonly bounds: Bounds | null;
  readonly timeline: Timeline;
  readonly cursor: Cursor;
}

/** Something about the user's work that the screen says once, and that can be dismissed. */
export type Notice =
  /** The work of the last visit is open again. */
  | { readonly kind: 'continued' }
  /** What the last visit left cannot be read. `kept` is its text, so that it can still be saved as a file. */
  | { readonly kind: 'unreadable-work'; readonly reason: ScriptText; readonly kept: string }
  /** A file could not be opened; nothing was changed. */
  | { readonly kind: 'unreadable-file'; readonly reason: ScriptText }
  /** A scenario could not be fetched; nothing was changed. */
  | { readonly kind: 'scenario-unreachable'; readonly scenarioId: string }
  /** The run began again, because a machine was given another TCP. */
  | { readonly kind: 'restarted'; readonly host: HostName; readonly profile: MachineProfile }
  /** An exercise does not let one do that: what of it, and what it does allow. `hidden`: not before the question is answered; else where the work is done instead. */
  | {
      readonly kind: 'not-allowed';
      readonly what: Forbidden | { readonly kind: 'hidden' | NonNullable<Bounds['instead']> };
      readonly allowed: Allowed | null;
    }
  /** What makes things happen could not be fetched: nothing can be stepped. */
  | { readonly kind: 'engine-unreachable' }
  /** The browser refuses to keep the work: it lasts only as long as the page. */
  | { readonly kind: 'not-kept' };

export interface LaboratoryState {
  /** The scenario's id in the catalogue, or null for one opened from a file. */
  readonly scenarioId: string | null;
  /** The scenario that is being fetched, or null. */
  readonly opening: string | null;
  readonly script: CallScript;
  /** Those of the exercise that put the run on the stage; null: there are none. */
  readonly bounds: Bounds | null;
  /** What may be seen of the run: views can show nothing else. */
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly granularity: Granularity;
  /** What the screen speaks of at the cursor: that of the last movement, which a clicker's key makes by call whatever is chosen. */
  readonly tellBy: Granularity;
  readonly playing: boolean;
  /** The cursor is on its way by itself: playing, or gliding after a press. Panels need not announce anything meanwhile. */
  readonly moving: boolean;
  /** 0.25 to 8. */
  readonly speed: number;
  readonly selection: Selection | null;
  readonly fork: ForkNotice | null;
  readonly notice: Notice | null;
  readonly undoable: readonly Remembered[];
  readonly redoable: readonly Remembered[];
}

/** Everything that can be done to the laboratory. The panels call these; nothing else writes the state. */
export interface LaboratoryActions {
  /** Opens a scenario of the catalogue, once it is here. A run in which the user acted can be brought back by undo. */
  readonly open: (scenarioId: string) => void;
  /** Opens what a file holds: a call script, or a saved recording. On a bad one nothing changes but `notice`. */
  readonly openFile: (name: string, text: string) => void;
  /** Opens a script that is no scenario of the catalogue, at a step of its run: an exercise's, or an attempt at one. */
  readonly openScript: (script: CallScript, at?: { readonly step?: number; readonly bounds?: Bounds | null }) => void;
  /** Other bounds for the run on the stage, which goes on being the same. */
  readonly bound: (bounds: Bounds | null) => void;
  /** Whether a call may be made by hand; when not, that is told. */
  readonly mayCall: (call: CallName) => boolean;
  /** One press of the granularity: glides there (motion permitting); a press during the glide ends it at once. */
  readonly forward: (by?: Granularity) => void;
  readonly back: (by?: Granularity) => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  /** Jump to a step (0 = before anything). */
  readonly seek: (step: number) => void;
  /** To the next (1) or previous (-1) loss, reset, error or blocked call. */
  readonly toInteresting: (direction: 1 | -1) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly setGranularity: (granularity: Granularity) => void;
  /** The user's hand, at the cursor. In the past it forks. Afterwards the view goes forward by what the action caused. */
  readonly act: (action: Action) => void;
  /** Gives a machine another TCP. The run begins again, without what the user did in it; undo brings that back. */
  readonly setProfile: (host: HostName, profile: MachineProfile) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (selection: Selection | null) => void;
  readonly dismissFork: () => void;
  readonly dismissNotice: () => void;
}

export type Laboratory = LaboratoryState & LaboratoryActions;
