import { placesOf } from '../../diagrams/places.ts';
import type { Subject } from '../../diagrams/shape.ts';
import { tiesOf } from '../../diagrams/ties.ts';
import { interestingSteps } from '../../engine/history/interesting.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { arrange } from '../stage/arrangement.ts';
import { stepOfEvent } from '../store/moments.ts';
import { perTimeline } from '../store/per-timeline.ts';
import type { Selection } from '../store/state.ts';

/** A mark on the slider. `at` is its place from 0 to 1; calls of servers stand below the track, those of clients above. */
export interface Mark {
  readonly kind: 'client-call' | 'server-call' | 'loss' | 'reset' | 'error' | 'change';
  readonly at: number;
}

/** How many places the slider tells apart: nearer to each other, marks of one kind would hide one another, and the first is drawn. */
const PLACES = 240;

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
    const at = step / Math.max(last, 1);
    const key = `${kind}@${Math.round(at * PLACES)}`;
    if (taken.has(key)) return;
    taken.add(key);
    marks.push({ kind, at });
  };

  for (const { step, kind, host } of interestingSteps(timeline)) {
    if (kind === 'call') put(servers.has(host) ? 'server-call' : 'client-call', step);
    else if (kind !== 'blocked') put(kind, step);
  }
  return marks;
});

/** Where on the slider, from 0 to 1, the selected and what belongs to it happens. */
export function selectedPlaces(timeline: Timeline, selection: Selection | null): readonly number[] {
  const trace = timeline.trace.items;
  const { calls, flights } = tiesOf(trace, selection);
  const subjects: readonly Subject[] = [
    ...[...calls].map((callId) => ({ kind: 'call', callId }) as const),
    ...[...flights].map((flight) => ({ kind: 'flight', flight }) as const),
    ...(selection?.kind === 'socket' ? [selection] : []),
  ];
  const last = Math.max(timeline.steps.length, 1);
  const steps = subjects.flatMap((subject) => placesOf(trace, subject)).map((index) => stepOfEvent(timeline, index));
  return [...new Set(steps)].map((step) => step / last);
}
