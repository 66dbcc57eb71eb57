import { interestingSteps } from '../../engine/history/interesting.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { arrange } from '../stage/arrangement.ts';
import { perTimeline } from '../store/per-timeline.ts';

/** A mark on the slider. `at` is its place from 0 to 1; calls of servers stand below the track, those of clients above. */
export interface Mark {
  readonly kind: 'client-call' | 'server-call' | 'loss' | 'reset' | 'error' | 'change';
  readonly at: number;
}

/** How many places the slider tells apart: of two marks of one kind at one place, one is drawn. */
const PLACES = 600;

/** The marks of a run, few however long it is. */
export const marksOf = perTimeline((timeline: Timeline): readonly Mark[] => {
  const last = timeline.steps.length;
  const servers = new Set(
    arrange(timeline.recording.setting.hosts.map(({ name }) => name))
      .filter(({ side }) => side === 'right')
      .map(({ name }) => name),
  );
  const taken = new Set<string>();
  const marks: Mark[] = [];
  const put = (kind: Mark['kind'], step: number): void => {
    const place = Math.round((step / Math.max(last, 1)) * PLACES);
    const key = `${kind}@${place}`;
    if (taken.has(key)) return;
    taken.add(key);
    marks.push({ kind, at: place / PLACES });
  };

  for (const { step, kind, host } of interestingSteps(timeline)) {
    if (kind === 'call') put(servers.has(host) ? 'server-call' : 'client-call', step);
    else if (kind !== 'blocked') put(kind, step);
  }
  return marks;
});
