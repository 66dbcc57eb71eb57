import type { Timeline } from '../../engine/history/timeline.ts';

/** Computes what follows from a timeline once, and keeps it as long as the timeline lives. */
export function perTimeline<T>(compute: (timeline: Timeline) => T): (timeline: Timeline) => T {
  const known = new WeakMap<Timeline, { readonly value: T }>();
  return (timeline) => {
    const kept = known.get(timeline);
    if (kept) return kept.value;
    const value = compute(timeline);
    known.set(timeline, { value });
    return value;
  };
}
