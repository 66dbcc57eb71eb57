import type { ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Goal, GoalPredicate } from '../exercises/exercise.ts';
import { reachedGoals } from '../exercises/judge-goals.ts';
import { sayGoal } from './goal-texts.ts';

/** Collects goals, each id once. */
class Goals {
  readonly list: Goal[] = [];

  put(predicate: GoalPredicate): void {
    const said = sayGoal(predicate);
    if (said === null || this.list.some(({ id }) => id === said.id)) return;
    const { id, ...texts } = said;
    this.list.push({ id, ...predicate, ...texts });
  }

  reached(trace: readonly TraceEvent[], end: World): readonly Goal[] {
    const reached = reachedGoals(this.list, trace, end);
    return this.list.filter(({ id }) => reached.has(id));
  }
}

/** What a run of this kind may have reached: what each process read, the errors that it met, that nobody sleeps, that all is closed. */
export function goalsOf(trace: readonly TraceEvent[], end: World, { processes }: CallScript): readonly Goal[] {
  const goals = new Goals();
  for (const process of Object.keys(processes)) {
    const text = textRead(trace, process);
    if (text !== '') goals.put({ on: 'read', process, text });
  }
  putErrors(goals, trace);
  goals.put({ on: 'nobody-blocked' });
  goals.put({ on: 'all-closed' });
  return goals.reached(trace, end);
}

/** What went wrong in a run, to be made to happen: errors, resets, full queues, processes that a signal ended, calls that sleep for ever, repeats, losses, TIME-WAIT. */
export function failuresOf(trace: readonly TraceEvent[], end: World): readonly Goal[] {
  const goals = new Goals();
  putErrors(goals, trace);
  for (const event of trace) {
    if (event.kind === 'sent' && event.segment.flags.rst) goals.put({ on: 'segment', from: event.from, flags: 'R' });
    else if (event.kind === 'queue' && event.change === 'refused')
      goals.put({ on: 'queue', queue: event.queue, change: 'refused' });
    else if (event.kind === 'process-ended') goals.put({ on: 'ended', process: event.process, by: event.by });
  }
  for (const host of Object.values(end.hosts)) {
    for (const { name: process, threads } of Object.values(host.processes)) {
      for (const { activity } of threads)
        if (activity.kind === 'blocked') goals.put({ on: 'sleeps', process, call: activity.pending.call.name });
    }
  }
  for (const host of Object.keys(end.hosts)) {
    goals.put({ on: 'segment', from: host, lost: true });
    goals.put({ on: 'segment', from: host, repeats: true });
    goals.put({ on: 'state', host, to: 'TIME-WAIT' });
  }
  return goals.reached(trace, end);
}

/** Failures that come of themselves in many runs: kept only when the author asks for them. */
export const isIncidental = ({ id }: Goal): boolean => /^(lost|repeat|time-wait)-/.test(id);

function putErrors(goals: Goals, trace: readonly TraceEvent[]): void {
  for (const event of trace) {
    if (event.kind !== 'return') continue;
    const { process, call } = event;
    const { errno } = event.result;
    if (errno !== null) goals.put({ on: 'return', process, call: call.name, errno });
  }
}

/** The longest text that a goal asks for. */
const LONGEST = 60;

/** What a process read from the first socket that it read from, when that is short. */
function textRead(trace: readonly TraceEvent[], process: ProcessName): string {
  const reads = trace.flatMap((event) =>
    event.kind === 'return' && event.process === process && event.result.data !== null ? [event] : [],
  );
  const text = reads
    .filter(({ socket }) => socket === reads[0]?.socket)
    .map(({ result }) => result.data ?? '')
    .join('');
  return text.length <= LONGEST && /^[\x20-\x7e]*$/.test(text) ? text : '';
}
