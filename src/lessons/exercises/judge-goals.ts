import { textOfBytes } from '../../engine/base/bytes.ts';
import { milliseconds } from '../../engine/base/time.ts';
import { STANDARD_STREAM } from '../../engine/kernel/host.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { CallEvent, FlightId, TraceEvent } from '../../engine/trace/event.ts';
import type { Segment } from '../../engine/wire/segment.ts';
import { fits } from './call-matching.ts';
import type { Goal } from './exercise.ts';

/** The event of the trace by which each goal was reached; one that was not is not there. What is asked of the end is reached by the last event. */
export function reachedGoals(
  goals: readonly Goal[],
  trace: readonly TraceEvent[],
  end: World,
): ReadonlyMap<string, number> {
  const reached = new Map<string, number>();
  for (const goal of goals) {
    const index = reachedBy(goal, trace, end);
    if (index !== null) reached.set(goal.id, index);
  }
  return reached;
}

function reachedBy(goal: Goal, trace: readonly TraceEvent[], end: World): number | null {
  switch (goal.on) {
    case 'read':
      return readBy(goal.process, goal.text, trace);
    case 'all-closed':
      return atEnd(trace, isAllClosed(end, goal.host));
    case 'sleeps':
      return atEnd(trace, sleepsIn(end, goal.process, goal.call));
    case 'nobody-blocked':
      return atEnd(trace, isNobodyBlocked(end));
    default:
      return nth(trace, 'times' in goal ? goal.times : 1, happenings(goal, trace));
  }
}

/** Which events of a trace a goal counts; none of what is asked of the end, or of several calls together. */
export function happenings(goal: Goal, trace: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  switch (goal.on) {
    case 'return':
      return (event) => event.kind === 'return' && answers(event, goal);
    case 'segment': {
      const lost = new Set(trace.flatMap((event) => (event.kind === 'lost' ? [event.flight] : [])));
      return (event) => event.kind === 'sent' && isSegment(event, goal, lost);
    }
    case 'state':
      return (event) => event.kind === 'state' && event.to === goal.to && (goal.host ?? event.host) === event.host;
    case 'queue':
      return (event) => event.kind === 'queue' && event.queue === goal.queue && event.change === goal.change;
    case 'ended':
      return (event) => event.kind === 'process-ended' && event.process === goal.process && event.by === goal.by;
    case 'read':
    case 'all-closed':
    case 'sleeps':
    case 'nobody-blocked':
      return () => false;
  }
}

const atEnd = (trace: readonly TraceEvent[], holds: boolean): number | null =>
  holds && trace.length > 0 ? trace.length - 1 : null;

/** The index of the `times`-th event that is meant; 0: of the last event of all, when none was. */
function nth(trace: readonly TraceEvent[], times = 1, is: (event: TraceEvent) => boolean): number | null {
  if (times === 0) return atEnd(trace, !trace.some(is));
  let count = 0;
  const index = trace.findIndex((event) => is(event) && ++count === times);
  return index === -1 ? null : index;
}

function answers(
  event: CallEvent & { readonly kind: 'return' },
  goal: Extract<Goal, { readonly on: 'return' }>,
): boolean {
  const { returns, errno, data } = event.result;
  return (
    fits(event, goal) &&
    (goal.errno === undefined || goal.errno === errno) &&
    (goal.returns === undefined || (goal.returns === 'success' ? returns !== -1 : goal.returns === returns)) &&
    (goal.data === undefined || (data !== null && textOfBytes(data) === goal.data)) &&
    (goal.blocked === undefined || goal.blocked === event.blocked) &&
    (goal.within_ms === undefined || event.at - event.called <= milliseconds(goal.within_ms))
  );
}

/** When a process had read the text from one socket: what its reads brought, one after another, contains it. */
function readBy(process: string, text: string, trace: readonly TraceEvent[]): number | null {
  const bySocket = new Map<string, string>();
  for (const [index, event] of trace.entries()) {
    if (event.kind !== 'return' || event.process !== process || event.result.data === null) continue;
    const key = `${event.host} ${event.socket}`;
    const read = (bySocket.get(key) ?? '') + textOfBytes(event.result.data);
    bySocket.set(key, read);
    if (read.includes(text)) return index;
  }
  return null;
}

const FLAGS = { S: 'syn', A: 'ack', F: 'fin', R: 'rst', P: 'psh' } as const;

function isSegment(
  event: Extract<TraceEvent, { readonly kind: 'sent' }>,
  goal: Extract<Goal, { readonly on: 'segment' }>,
  lost: ReadonlySet<FlightId>,
): boolean {
  return (
    (goal.from === undefined || goal.from === event.from) &&
    hasFlags(event.segment, goal.flags ?? '') &&
    (goal.repeats === undefined || goal.repeats === (event.repeats !== null)) &&
    (goal.lost === undefined || goal.lost === lost.has(event.flight))
  );
}

const hasFlags = ({ flags }: Segment, letters: string): boolean =>
  Object.entries(FLAGS).every(([letter, flag]) => flags[flag] || !letters.includes(letter));

/** The processes of a machine, or of all. */
export const processesOf = (world: World, host: string | undefined) =>
  Object.values(world.hosts)
    .filter(({ name }) => host === undefined || name === host)
    .flatMap(({ processes }) => Object.values(processes));

const isAllClosed = (world: World, host: string | undefined): boolean =>
  processesOf(world, host).every(({ ended, descriptors }) =>
    descriptors.every((description) => ended !== null || description === null || description === STANDARD_STREAM),
  );

const sleepsIn = (world: World, process: string, name: CallName): boolean =>
  processesOf(world, undefined)
    .filter((one) => one.name === process)
    .some(({ threads }) =>
      threads.some(({ activity }) => activity.kind === 'blocked' && activity.pending.call.name === name),
    );

const isNobodyBlocked = (world: World): boolean =>
  processesOf(world, undefined).every(({ threads }) => threads.every(({ activity }) => activity.kind !== 'blocked'));
