import { appendLog, truncateLog } from '../base/log.ts';
import { type Micros, seconds } from '../base/time.ts';
import type { Action } from '../simulation/action.ts';
import { advance } from '../simulation/advance.ts';
import type { Event } from '../simulation/world.ts';
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

/** Runs a timeline on from its last World: the actions still to come, then whatever follows. */
export function goOn(timeline: Timeline): Timeline {
  const { recording } = timeline;
  const steps: Step[] = [];
  const trace: TraceEvent[] = [];
  let world = worldAt(timeline, timeline.steps.length);
  let next = recording.actions.findIndex(({ after }) => after >= world.steps);
  let limit = (world.now + HORIZON) as Micros;
  let end: Timeline['end'] = 'nothing-left';
  const actions = next === -1 ? [] : recording.actions.slice(next);
  next = 0;
  let turns = 0;
  for (;;) {
    if (world.steps >= MOST_STEPS || turns >= MOST_TURNS) {
      end = 'too-long';
      break;
    }
    const action = actions[next];
    const before = trace.length;
    const stepped =
      action !== undefined && action.after <= world.steps
        ? { ...perform(world, actionOf(action), recording.programs, trace), event: actionOf(action) }
        : advance(world, recording.programs, limit, trace);
    if (typeof stepped === 'string') {
      end = stepped === 'later' ? 'horizon' : 'nothing-left';
      break;
    }
    const { event } = stepped;
    if (event.kind === 'action') next += 1;
    if (event.kind === 'turn') turns += 1;
    if (event.kind === 'action' || event.kind === 'turn') limit = (stepped.world.now + HORIZON) as Micros;
    if (trace.length === before) continue;
    world = stepped.world;
    const kept = keepsWorld(world.steps) ? world : null;
    steps.push({ event, at: world.now, world: kept, traceEnd: timeline.trace.length + trace.length });
  }
  const last = steps.at(-1);
  if (last !== undefined) steps[steps.length - 1] = { ...last, world };
  return {
    ...timeline,
    steps: appendLog(timeline.steps, steps),
    trace: appendLog(timeline.trace, trace),
    end,
    follow,
  };
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
