import type { StateCreator } from 'zustand';
import type { Result } from '../../engine/base/result.ts';
import { beginningOf } from '../../engine/history/worlds.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import type { Scenario } from '../../lessons/scenarios/catalogue.ts';
import type { CallScript, ScriptText } from '../../programs/call-script.ts';
import { forbidden, mayCall } from '../../lessons/exercises/allowed.ts';
import { withProfile } from '../../programs/machine-profile.ts';
import { momentOf, paceOfTimeline } from './moments.ts';
import { createPlayback, type Frames } from './playback.ts';
import { type Engine, runOf, USUAL_SEED } from './run-of.ts';
import type { Bounds, Laboratory, LaboratoryState, Notice, Remembered } from './state.ts';
import { interestingFrom, stopAfter, stopAt, stopBefore } from './stops.ts';
import type { Work } from './work.ts';

/** How many runs undo remembers. */
const MEMORY = 50;
export const SLOWEST = 0.25;
export const FASTEST = 8;

/** What a laboratory stands on; a test brings its own. */
export interface Ground {
  /** The scenarios that can be opened. */
  readonly catalogue: readonly Pick<Scenario, 'id' | 'load'>[];
  /** What opens when the last visit left nothing. */
  readonly usual: { readonly id: string; readonly script: CallScript };
  /** What the last visit left, and what is to be said about it. */
  readonly left: { readonly work: Work | null; readonly notice: Notice | null };
  /** Reads the text of a file with a name. */
  readonly read: (text: string, file: string) => Promise<Result<Work, ScriptText>>;
  readonly reducedMotion: () => boolean;
  /** What makes things happen, or how it is fetched. Until it is here the run stands at its beginning, and what is asked for waits. */
  readonly engine: Engine | (() => Promise<Engine>);
  readonly frames?: Frames;
}

/** The laboratory's state and everything that changes it. */
export function laboratory(ground: Ground): StateCreator<Laboratory> {
  return (set, get) => {
    const playback = createPlayback(
      {
        now: get,
        paceOf: paceOfTimeline,
        move: (cursor) => set({ cursor }),
        arrived: () => set({ playing: false, moving: false }),
        reducedMotion: ground.reducedMotion,
      },
      ground.frames,
    );

    const current = (): Remembered => {
      const { scenarioId, script, bounds, timeline, cursor } = get();
      return { scenarioId, script, bounds, timeline, cursor };
    };

    /** Stops whatever moves; a glide that is cut short by something else stays where it is. */
    const halt = (): void => {
      playback.stop();
      if (get().moving) set({ playing: false, moving: false });
    };

    const jump = (step: number, tellBy = get().granularity): void => {
      halt();
      set({ cursor: cursorOn(get().timeline, step), tellBy });
    };

    /** Shows another run; the one shown now can be brought back when the user did something in it. */
    const show = (work: Work, bounds: Bounds | null = null): void =>
      withEngine((engine) => {
        halt();
        const worthKeeping = get().timeline.recording.actions.length > 0;
        set({
          ...shown(work, engine, bounds),
          opening: null,
          notice: null,
          undoable: worthKeeping ? remember(get().undoable, current()) : get().undoable,
          redoable: [],
        });
      });

    /** Tells why something is not done; true: there was a reason. */
    const refused = (what: Refused | null): boolean => {
      const { bounds } = get();
      const reason = bounds !== null && bounds.until !== null ? ({ kind: 'hidden' } as const) : what;
      if (reason !== null) set({ notice: { kind: 'not-allowed', what: reason, allowed: bounds?.allowed ?? null } });
      return reason !== null;
    };

    const first = ground.left.work ?? untouched(ground.usual.id, ground.usual.script);
    let engine = typeof ground.engine === 'function' ? null : ground.engine;

    /** The engine comes: what stood at its beginning is run, unless something else is shown by then. */
    const comes = (here: Engine): Engine => {
      engine = here;
      if (get().timeline.end === 'not-run') set(shown(first, here));
      return here;
    };
    const coming = typeof ground.engine === 'function' ? ground.engine().then(comes) : Promise.resolve(ground.engine);
    // In the next moment, when there is a state to write into.
    coming.catch(() => set({ notice: { kind: 'engine-unreachable' } }));

    /** What needs a run is done at once, or in its turn when the engine is here. */
    const withEngine = (then: (engine: Engine) => void): void => {
      if (engine !== null) then(engine);
      // That it does not come has been told.
      else coming.then(then, () => undefined).catch(globalThis.reportError);
    };
    const inTurn =
      <Given extends readonly unknown[]>(action: (...given: Given) => void) =>
      (...given: Given): void =>
        withEngine(() => action(...given));

    return {
      ...shown(first, engine),
      opening: null,
      granularity: 'call',
      tellBy: 'call',
      playing: false,
      moving: false,
      speed: 1,
      notice: ground.left.notice,
      undoable: [],
      redoable: [],

      open(scenarioId) {
        const scenario = ground.catalogue.find(({ id }) => id === scenarioId);
        if (scenario === undefined) return;
        set({ opening: scenarioId });
        // Of two requests the last wins, however late the first arrives; and so does whatever was opened meanwhile.
        const unlessOvertaken = (then: () => void): void => {
          if (get().opening === scenarioId) then();
        };
        scenario
          .load()
          .then((script) => unlessOvertaken(() => show(untouched(scenarioId, script))))
          .catch(() =>
            unlessOvertaken(() => set({ opening: null, notice: { kind: 'scenario-unreachable', scenarioId } })),
          );
      },
      openFile(name, text) {
        ground
          .read(text, name)
          .then((read) => {
            if (read.ok) show(read.value);
            else set({ notice: { kind: 'unreadable-file', reason: read.error } });
          })
          .catch(globalThis.reportError);
      },

      openScript(script, { step = 0, bounds = null } = {}) {
        show({ ...untouched(null, script), step }, bounds);
      },
      bound: (bounds) =>
        withEngine((engine) => {
          const { timeline, cursor, bounds: before } = get();
          if ((before?.until ?? null) === (bounds?.until ?? null)) {
            set({ bounds });
            return;
          }
          halt();
          const seen = within(bounds, engine.run(timeline.recording));
          const isSeen = cursor.step <= seen.steps.length;
          set({ bounds, timeline: seen, cursor: isSeen ? cursor : cursorOn(seen, cursor.step) });
        }),
      mayCall: (call) => {
        const { allowed = null, instead } = get().bounds ?? {};
        if (instead !== undefined) return !refused({ kind: instead });
        return !refused(allowed === null || mayCall(allowed, call) ? null : { kind: 'call', call });
      },

      forward: inTurn((by = get().granularity) => {
        // A scenario is on its way: a step of the old one would be lost with it.
        if (get().opening !== null) return;
        const target = playback.target();
        if (target !== null) jump(target);
        else halt();
        const { timeline, cursor } = get();
        if (cursor.step >= timeline.steps.length) return;
        set({ moving: true, tellBy: by });
        playback.glideTo(stopAfter(timeline, by, cursor.step));
      }),
      back: inTurn((by = get().granularity) => {
        halt();
        const { timeline, cursor } = get();
        const between = cursor.time > momentOf(timeline, cursor.step);
        jump(between ? stopAt(timeline, by, cursor.step) : stopBefore(timeline, by, cursor.step), by);
      }),
      toStart: inTurn(() => jump(0)),
      toEnd: inTurn(() => jump(get().timeline.steps.length)),
      seek: inTurn((step) => jump(step)),
      toInteresting: inTurn((direction) => {
        const { timeline, cursor } = get();
        const step = interestingFrom(timeline, cursor.step, direction);
        if (step !== null) jump(step);
      }),

      play: inTurn(() => {
        // A run that has been seen to its end is played again.
        if (get().cursor.step >= get().timeline.steps.length) jump(0);
        halt();
        if (get().timeline.steps.length === 0) return;
        set({ playing: true, moving: true, tellBy: get().granularity });
        playback.play();
      }),
      pause: halt,
      setSpeed: (speed) => set({ speed: Math.min(Math.max(speed, SLOWEST), FASTEST) }),
      setGranularity: (granularity) => set({ granularity, tellBy: granularity }),

      act: (action) =>
        withEngine((engine) => {
          const { allowed = null, instead } = get().bounds ?? {};
          if (refused(instead === undefined ? allowed && forbidden(allowed, action) : { kind: instead })) return;
          halt();
          const before = current();
          const left = before.timeline.steps.length - before.cursor.step;
          const timeline = engine.act(before.timeline, before.cursor, action);
          // There was nothing to act on: the segment is no longer under way.
          if (timeline === before.timeline) return;
          set({
            timeline,
            undoable: remember(get().undoable, before),
            redoable: [],
            notice: get().notice?.kind === 'not-allowed' ? null : get().notice,
            fork: left > 0 ? { atStep: before.cursor.step, eventsLeftBehind: left } : null,
          });
          get().forward();
        }),
      setProfile: (host, profile) =>
        withEngine((engine) => {
          if (refused(null)) return;
          halt();
          const before = current();
          const { scenarioId, bounds, timeline } = before;
          const { seed } = timeline.recording;
          const script = withProfile(before.script, host, profile);
          set({
            ...shown({ scenarioId, script, seed, actions: [], step: 0 }, engine, bounds),
            notice: { kind: 'restarted', host, profile },
            undoable: remember(get().undoable, before),
            redoable: [],
          });
        }),
      undo() {
        const { undoable, redoable } = get();
        const last = undoable.at(-1);
        if (!last) return;
        halt();
        const { notice } = get();
        if (notice?.kind === 'restarted' || notice?.kind === 'not-allowed') set({ notice: null });
        set({ ...broughtBack(last), undoable: undoable.slice(0, -1), redoable: remember(redoable, current()) });
      },
      redo() {
        const { undoable, redoable } = get();
        const last = redoable.at(-1);
        if (!last) return;
        halt();
        set({ ...broughtBack(last), undoable: remember(undoable, current()), redoable: redoable.slice(0, -1) });
      },

      select: (selection) => set({ selection }),
      dismissFork: () => set({ fork: null }),
      dismissNotice: () => set({ notice: null }),
    };
  };
}

/** What is not done, as the notice about it says. */
type Refused = Extract<Notice, { readonly kind: 'not-allowed' }>['what'];

const remember = (list: readonly Remembered[], one: Remembered): readonly Remembered[] => [
  ...list.slice(-(MEMORY - 1)),
  one,
];

const broughtBack = (run: Remembered) => ({ ...run, selection: null, fork: null });

/** What shows what the last visit left, in place of what the laboratory began with. */
export const restored = ({ work, notice }: Ground['left'], engine: Engine): Partial<LaboratoryState> => ({
  ...(work === null ? {} : shown(work, engine)),
  notice,
});

const untouched = (scenarioId: string | null, script: CallScript): Work => ({
  scenarioId,
  script,
  seed: script.seed ?? USUAL_SEED,
  actions: [],
  step: 0,
});

function shown({ scenarioId, script, seed, actions, step }: Work, engine: Engine | null, bounds: Bounds | null = null) {
  const timeline = within(bounds, runOf(script, seed, actions, engine));
  return { scenarioId, script, bounds, timeline, cursor: cursorOn(timeline, step), selection: null, fork: null };
}

/** What may be seen of a run. */
const within = (bounds: Bounds | null, whole: Timeline): Timeline =>
  bounds === null || bounds.until === null ? whole : beginningOf(whole, bounds.until);

/** The cursor on the step nearest to `step` that the run has, at that step's own moment. */
function cursorOn(timeline: Timeline, step: number): Cursor {
  const nearest = Math.min(Math.max(Math.round(step) || 0, 0), timeline.steps.length);
  return { step: nearest, time: momentOf(timeline, nearest) };
}
