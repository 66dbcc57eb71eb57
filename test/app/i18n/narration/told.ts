import type { Language } from '../../../../src/app/i18n/language.ts';
import { loadMessages } from '../../../../src/app/i18n/load.ts';
import { narrate } from '../../../../src/app/i18n/narration/narrate.ts';
import type { Narration } from '../../../../src/app/i18n/narration/narration.ts';
import { traceEndAt } from '../../../../src/engine/history/run.ts';
import { stopsOf } from '../../../../src/engine/history/stops.ts';
import type { Granularity, Timeline } from '../../../../src/engine/history/timeline.ts';
import { scenarioRuns } from '../../../support/scenario-timelines.ts';

/** One press of 'forward': how many trace events it passed over, and what was said of them. */
export interface Press {
  readonly step: number;
  readonly events: number;
  readonly narration: Narration | null;
}

/** What the screen says at each stop of a run, from its beginning to its end. */
export async function told(timeline: Timeline, by: Granularity, language: Language = 'en'): Promise<Press[]> {
  const messages = await loadMessages(language);
  const stops = stopsOf(timeline, by);
  return stops.slice(1).map((step, k) => {
    const from = traceEndAt(timeline, stops[k] ?? 0);
    const to = traceEndAt(timeline, step);
    return { step, events: to - from, narration: narrate(timeline.trace.items, from, to, by, messages) };
  });
}

/** What is said of the call on a line (from 0) of a scene, with all that came of it before the next call. */
export async function toldOf(timeline: Timeline, line: number, language: Language = 'en'): Promise<Narration> {
  const messages = await loadMessages(language);
  const { items } = timeline.trace;
  const from = items.findIndex((event) => event.kind === 'call' && event.step === line);
  const next = items.findIndex((event, k) => k > from && event.kind === 'call');
  const narration = narrate(items, from, next < 0 ? items.length : next, 'call', messages);
  if (from < 0 || narration === null) throw new Error(`nothing was told of line ${line}`);
  return narration;
}

export async function scenario(id: string): Promise<Timeline> {
  const found = (await scenarioRuns()).find((run) => run.id === id);
  if (!found) throw new Error(`no scenario ${id}`);
  return found.timeline;
}

/** The headlines of a run, one a line. */
export const headlines = (presses: readonly Press[]): string =>
  presses.map(({ narration }) => narration?.headline ?? '(nothing)').join('\n');
