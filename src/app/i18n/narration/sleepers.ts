import type { CallId, TraceEvent } from '../../../engine/trace/event.ts';

/** The `block` events, before index `to`, of the calls that sleep there, but for one call; in the order in which they fell asleep. */
export function sleepersAt(trace: readonly TraceEvent[], to: number, but: CallId | null): number[] {
  const settled = new Set<string>();
  const asleep: number[] = [];
  for (let k = to - 1; k >= 0; k--) {
    const event = trace[k];
    if (event?.kind === 'process-ended') settled.add(event.process);
    if (event === undefined || !('thread' in event)) continue;
    const thread = `${event.process} ${event.thread}`;
    // SIGKILL comes from outside: it says nothing about where the thread stands.
    if (settled.has(event.process) || settled.has(thread) || event.call.name === 'kill') continue;
    settled.add(thread);
    if (event.kind === 'block' && event.callId !== but) asleep.unshift(k);
  }
  return asleep;
}
