import type { World } from '../../engine/simulation/world.ts';
import { type CallName, opensDescriptor } from '../../engine/posix/call.ts';
import type { Errno } from '../../engine/posix/errno.ts';
import { STANDARD_STREAM } from '../../engine/kernel/host.ts';
import type { CallEvent, CallId, TraceEvent } from '../../engine/trace/event.ts';
import { fits } from './call-matching.ts';
import type { Goal } from './exercise.ts';
import { happenings, processesOf } from './judge-goals.ts';

type Called = CallEvent & { readonly kind: 'call' };
type Returned = CallEvent & { readonly kind: 'return' };
type Trace = readonly TraceEvent[];

const READS: ReadonlySet<CallName> = new Set<CallName>(['recv', 'read']);

/**
 * The event of a run that came nearest to a goal that was missed: a call that did something else, or that still sleeps; what was not
 * to happen; else the last call of whoever was to bring it about. Null: nothing happened at all.
 */
export function nearestTo(goal: Goal, trace: Trace, end: World): number | null {
  const counts = happenings(goal, trace);
  if ('times' in goal && goal.times === 0) return callAt(trace, trace.findIndex(counts));
  switch (goal.on) {
    case 'return':
      return (
        lastCall(trace, (call) => fits(call, goal) && !isReturnOf(trace, call, counts)) ??
        lastCall(trace, (call) => fits(call, goal)) ??
        lastCallOf(trace, goal.process)
      );
    case 'read': {
      const reads = (call: Called): boolean => call.process === goal.process && READS.has(call.call.name);
      return (
        firstCall(trace, (call) => reads(call) && returnOf(trace, call.callId)?.result.returns === -1) ??
        lastCall(trace, reads) ??
        firstCall(trace, (call) => call.process === goal.process && hasFailed(trace, call)) ??
        lastCallOf(trace, goal.process)
      );
    }
    case 'segment':
      return (
        last(trace, (event) => event.kind === 'sent' && (goal.from ?? event.from) === event.from) ??
        lastCallOf(trace, undefined)
      );
    case 'state':
      return (
        last(trace, (event) => event.kind === 'state' && (goal.host ?? event.host) === event.host) ??
        lastCallOf(trace, undefined)
      );
    case 'queue':
      return (
        last(trace, (event) => event.kind === 'queue' && event.queue === goal.queue) ?? lastCallOf(trace, undefined)
      );
    case 'ended':
      return (
        last(trace, (event) => event.kind === 'process-ended' && event.process === goal.process) ??
        lastCallOf(trace, goal.process)
      );
    case 'all-closed':
      return opening(trace, end, goal.host);
    case 'sleeps':
      return lastCallOf(trace, goal.process);
    case 'nobody-blocked':
      return whereItStopped(trace, end);
  }
}

/** Where a run does not go on: the call in which somebody sleeps at its end, else the last of all. Null: nothing was called. */
const whereItStopped = (trace: Trace, end: World): number | null =>
  sleepingCall(trace, end) ?? lastCallOf(trace, undefined);

/** The call in which somebody sleeps at the end of a run. Null: nobody does. */
export function sleepingCall(trace: Trace, end: World): number | null {
  for (const { threads } of processesOf(end, undefined)) {
    for (const { activity } of threads) {
      if (activity.kind === 'blocked') {
        const { callId } = activity.pending;
        return lastCall(trace, (call) => call.callId === callId);
      }
    }
  }
  return null;
}

/** The call that gave a descriptor which is open at the end. */
function opening(trace: Trace, end: World, host: string | undefined): number | null {
  for (const { name, ended, descriptors } of processesOf(end, host)) {
    const open = descriptors.findIndex((one) => one !== null && one !== STANDARD_STREAM);
    if (ended !== null || open === -1) continue;
    const gave = (call: Called): boolean =>
      call.process === name && opensDescriptor(call.call.name) && returnOf(trace, call.callId)?.result.returns === open;
    // What a process was born with it did not open itself.
    return lastCall(trace, gave) ?? lastCallOf(trace, name);
  }
  return whereItStopped(trace, end);
}

function last(trace: Trace, is: (event: TraceEvent) => boolean): number | null {
  const index = trace.findLastIndex(is);
  return index === -1 ? null : index;
}

const isCall = (event: TraceEvent, is: (call: Called) => boolean): boolean => event.kind === 'call' && is(event);

const lastCall = (trace: Trace, is: (call: Called) => boolean): number | null =>
  last(trace, (event) => isCall(event, is));

function firstCall(trace: Trace, is: (call: Called) => boolean): number | null {
  const index = trace.findIndex((event) => isCall(event, is));
  return index === -1 ? null : index;
}

/** The last call of a process, of anybody when it made none, and the last event when nobody called anything. */
const lastCallOf = (trace: Trace, process: string | undefined): number | null =>
  lastCall(trace, (call) => process === undefined || call.process === process) ??
  lastCall(trace, () => true) ??
  last(trace, () => true);

const returnOf = (trace: Trace, callId: CallId): Returned | undefined =>
  trace.find((event): event is Returned => event.kind === 'return' && event.callId === callId);

/** What says only that it is not yet time is no failure. */
const NOT_YET: ReadonlySet<Errno | null> = new Set<Errno | null>([null, 'EAGAIN', 'EINPROGRESS', 'EALREADY', 'EINTR']);

const hasFailed = (trace: Trace, { callId }: Called): boolean =>
  !NOT_YET.has(returnOf(trace, callId)?.result.errno ?? null);

const isReturnOf = (trace: Trace, { callId }: Called, is: (event: TraceEvent) => boolean): boolean => {
  const returned = returnOf(trace, callId);
  return returned !== undefined && is(returned);
};

/** A return is told at its call. */
function callAt(trace: Trace, index: number): number | null {
  const event = trace[index];
  if (event?.kind !== 'return') return index === -1 ? null : index;
  return lastCall(trace, ({ callId }) => callId === event.callId);
}
