import type { TraceEvent } from '../engine/trace/event.ts';
import { type Cast, type CastHost, processOfActor } from './cast.ts';
import type { Ties } from './ties.ts';

/** On which side alone the selected is; null: on both, as a segment is, or on neither. */
export function sideOf(
  trace: readonly TraceEvent[],
  cast: Cast,
  { subject }: Pick<Ties, 'subject'>,
): CastHost['side'] | null {
  const isIn = (host: CastHost): boolean => {
    switch (subject?.kind) {
      case 'socket':
        return host.name === subject.host;
      case 'process':
        return host.processes.some((each) => processOfActor(each) === processOfActor(subject.process));
      case 'call':
        return trace.some((each) => each.kind === 'call' && each.callId === subject.callId && each.host === host.name);
      case 'calls': {
        const calls = new Set(subject.calls);
        return trace.some((each) => each.kind === 'call' && calls.has(each.callId) && each.host === host.name);
      }
      default:
        return false;
    }
  };
  const sides = new Set(cast.filter(isIn).map(({ side }) => side));
  return sides.size === 1 ? ([...sides][0] ?? null) : null;
}
