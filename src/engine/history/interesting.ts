import type { TraceEvent } from '../trace/event.ts';
import type { Step, Timeline } from './timeline.ts';

export type Interest = 'loss' | 'reset' | 'error' | 'blocked' | 'call' | 'change';

/** A step worth marking on the timeline, with the host it happened on. */
export interface InterestingStep {
  readonly step: number;
  readonly kind: Interest;
  readonly host: string;
}

const cache = new WeakMap<Timeline, readonly InterestingStep[]>();

/** The steps worth marking: calls, and what went wrong or was waited for. In order; one step may have several marks. */
export function interestingSteps(timeline: Timeline): readonly InterestingStep[] {
  const cached = cache.get(timeline);
  if (cached !== undefined) return cached;
  const out: InterestingStep[] = [];
  let event = 0;
  for (let k = 1; k <= timeline.steps.length; k++) {
    const { traceEnd } = timeline.steps.items[k - 1] as Step;
    for (; event < traceEnd; event++) {
      const happened = timeline.trace.items[event] as TraceEvent;
      const kind = interestOf(happened);
      if (kind !== null) out.push({ step: k, kind, host: happened.host ?? '' });
    }
  }
  cache.set(timeline, out);
  return out;
}

function interestOf(event: TraceEvent): Interest | null {
  switch (event.kind) {
    case 'call':
      return 'call';
    case 'block':
      return 'blocked';
    case 'lost':
      return 'loss';
    case 'sent':
      return event.segment.flags.rst ? 'reset' : null;
    case 'return':
      return event.result.returns === -1 ? 'error' : null;
    case 'refused':
      return 'error';
    case 'power':
    case 'link-changed':
    case 'filter':
      return 'change';
    default:
      return null;
  }
}
