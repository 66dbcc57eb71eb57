import { type Fresh, nothingFresh } from '../base/fresh.ts';
import { appendLog, truncateLog } from '../base/log.ts';
import { type Micros, seconds } from '../base/time.ts';
import type { Action } from '../simulation/action.ts';
import { proceed } from '../simulation/advance.ts';
import { frozen } from '../simulation/frozen.ts';
import { passageFrom } from '../simulation/passage.ts';
import type { Event, World } from '../simulation/world.ts';
import type { Programs } from '../simulation/programs.ts';
import type { TraceEvent } from '../trace/event.ts';
import { begin } from './begin.ts';
import { follow, perform } from './follow.ts';
import type { Recording, TimedAction } from './recording.ts';
import type { Cursor, Step, Timeline } from './timeline.ts';
import { keepsWorld, traceEndAt, worldAt } from './worlds.ts';

export { traceEndAt, worldAt };

/**
 * How far a run goes on when only timers are left: longer than the longest that TCP waits before it gives up (15 repeats
 * of a segment take about 15 minutes, tcp(7)), so that every ending is seen; a zero window is probed for ever.
 */
const HORIZON: Micros = seconds(20 * 60);
/** Guards against programs that never end, and hosts that answer each other for ever. A gigabyte takes fewer events. */
const MOST_TURNS = 100_000;
const MOST_STEPS = 4_000_000;

/** Everything that a recording yields, to its end. The same recording yields the same trace, byte for byte. */
export function run(recording: Recording): Timeline {
  return goOn(begin(recording));
}

/**
 * Runs a timeline on from its last World: the actions still to come, then whatever follows. The events between two Worlds
 * that are kept happen to one World in the making.
 */
export function goOn(timeline: Timeline): Timeline {
  const { recording } = timeline;
  const { programs } = recording;
  const steps: Step[] = [];
  const trace: TraceEvent[] = [];
  const beginning = worldAt(timeline, timeline.steps.length);
  let passage = passageFrom(beginning, programs, trace, freshAfter(beginning));
  let next = recording.actions.findIndex(({ after }) => after >= passage.world.steps);
  let limit = (passage.world.now + HORIZON) as Micros;
  let end: Timeline['end'] = 'nothing-left';
  const actions = next === -1 ? [] : recording.actions.slice(next);
  next = 0;
  let turns = 0;
  for (;;) {
    const done = passage.world.steps;
    if (done >= MOST_STEPS || turns >= MOST_TURNS) {
      end = 'too-long';
      break;
    }
    const action = actions[next];
    const before = trace.length;
    let event: Event;
    if (action !== undefined && action.after <= done) {
      event = actionOf(action);
      next += 1;
      const { world } = passage;
      const acted = perform(world, event, programs, trace);
      limit = (acted.world.now + HORIZON) as Micros;
      const after = trace.length === before ? world : acted.world;
      passage = passageFrom(after, programs, trace, freshAfter(after));
      if (trace.length === before) continue;
    } else {
      const happened = proceed(passage, limit);
      if (typeof happened === 'string') {
        end = happened === 'later' ? 'horizon' : 'nothing-left';
        break;
      }
      event = happened;
      if (event.kind === 'turn') {
        turns += 1;
        limit = (passage.world.now + HORIZON) as Micros;
      }
    }
    const { world } = passage;
    const kept = keepsWorld(world.steps) ? frozen(world) : null;
    steps.push({ event, at: world.now, world: kept, traceEnd: timeline.trace.length + trace.length });
    if (kept !== null) passage = passageFrom(kept, programs, trace, freshAfter(kept));
  }
  const last = steps.at(-1);
  if (last?.world === null) steps[steps.length - 1] = { ...last, world: lastWorld(beginning, steps, programs) };
  return {
    ...timeline,
    steps: appendLog(timeline.steps, steps),
    trace: appendLog(timeline.trace, trace),
    end,
    follow,
  };
}

/** Many events are to write into what comes after this World, unless the next World is kept as well. */
const freshAfter = ({ steps }: World): Fresh => nothingFresh(!keepsWorld(steps + 1));

/** Made again from the last that was kept: the World in the making may have gone beyond it, by what leaves no mark. */
function lastWorld(beginning: World, steps: readonly Step[], programs: Programs): World {
  const kept = steps.findLastIndex(({ world }) => world !== null);
  let world = steps[kept]?.world ?? beginning;
  for (const { event } of steps.slice(kept + 1)) world = follow(world, event, programs);
  return world;
}

const actionOf = ({ action, time }: TimedAction): Event => ({ kind: 'action', time, action });

/** The part of a timeline up to a cursor, without its future: actions that came later are struck. */
export function cutAt(timeline: Timeline, cursor: Cursor): Timeline {
  const { recording } = timeline;
  return {
    ...timeline,
    recording: { ...recording, actions: recording.actions.filter(({ after }) => after < cursor.step) },
    steps: truncateLog(timeline.steps, cursor.step),
    trace: truncateLog(timeline.trace, traceEndAt(timeline, cursor.step)),
  };
}

/**
 * The user acts at the cursor. What had happened after it is cut off, the action is written into the recording, and the
 * run goes on from there. The old timeline stays valid, so that undo can bring it back. Returns the same timeline when
 * the action finds nothing to act on (a segment that is no longer under way).
 */
export function act(timeline: Timeline, cursor: Cursor, action: Action): Timeline {
  const world = worldAt(timeline, cursor.step);
  const following = timeline.steps.items[cursor.step];
  const latest =
    cursor.step < timeline.steps.length && following !== undefined ? following.at : Number.MAX_SAFE_INTEGER;
  const time = Math.min(Math.max(cursor.time, world.now), latest) as Micros;
  const timed: TimedAction = { after: cursor.step, time, action };
  if (perform(world, actionOf(timed), timeline.recording.programs).trace.length === 0) return timeline;
  const past = cutAt(timeline, cursor);
  return goOn({ ...past, recording: { ...past.recording, actions: [...past.recording.actions, timed] } });
}
