import { useMemo } from 'react';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';

/** The trace of a timeline as an array. Versions of a log share one that only grows; a version that is not the newest gets its own. */
export function useTrace(timeline: Timeline): readonly TraceEvent[] {
  const { items, length } = timeline.trace;
  return useMemo(() => (items.length === length ? items : items.slice(0, length)), [items, length]);
}
