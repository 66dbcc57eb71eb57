import type { CallId, TraceEvent } from '../../../engine/trace/event.ts';
import { indexOf, lastUpTo } from './trace-index.ts';

/** The `block` events, before index `to`, of the calls that sleep there, but for one call; in the order in which they fell asleep. */
export function sleepersAt(trace: readonly TraceEvent[], to: number, but: CallId | null): number[] {
  const where = indexOf(trace);
  const asleep: number[] = [];
  for (const indices of where.threads.values()) {
    const last = lastStanding(trace, indices, to - 1);
    const event = last === undefined ? undefined : trace[last];
    if (last === undefined || event?.kind !== 'block' || event.callId === but) continue;
    const ended = where.ends.get(event.process);
    if (ended === undefined || ended >= to) asleep.push(last);
  }
  return asleep.toSorted((a, b) => a - b);
}

/** SIGKILL comes from outside: what it says is nothing about where the thread stands. */
function lastStanding(trace: readonly TraceEvent[], indices: readonly number[], limit: number): number | undefined {
  let last = lastUpTo(indices, limit);
  for (; last !== undefined; last = lastUpTo(indices, last - 1)) {
    const event = trace[last];
    if (event !== undefined && 'call' in event && event.call.name !== 'kill') return last;
  }
  return undefined;
}
