import { FIGURES, type Figure } from '../../src/app/diagrams/figures.ts';
import { namedCast } from '../../src/app/diagrams/named-cast.ts';
import { type AllMessages, LANGUAGES, loadMessages } from '../../src/app/i18n/index.ts';
import { DIAGRAM_IDS, type DiagramId } from '../../src/app/shell/view.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import { momentAt } from '../../src/engine/history/worlds.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';
import type { CallScript } from '../../src/programs/call-script.ts';
import { fixedMeasure } from './fixed-measure.ts';
import { scenarioRuns } from './scenario-timelines.ts';

/** A scenario, run to its end, and in whose words its diagrams speak. */
export interface Telling {
  readonly id: string;
  readonly script: CallScript;
  readonly timeline: Timeline;
  readonly messages: AllMessages;
}

/** Every scenario in every language. */
export async function everyTelling(): Promise<readonly Telling[]> {
  const runs = await scenarioRuns();
  const all = await Promise.all(
    LANGUAGES.map(async (language) => {
      const messages = await loadMessages(language);
      return Promise.all(
        runs.map(async ({ id, timeline }) => {
          const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
          if (script === undefined) throw new Error(`there is no scenario ${id}`);
          return { id, script, timeline, messages };
        }),
      );
    }),
  );
  return all.flat();
}

/** Every diagram there is of a run after `step` events: whatever is in FIGURES. */
export function everyFigure(
  { script, timeline, messages }: Telling,
  step = timeline.steps.length,
): readonly (Figure & { readonly id: DiagramId })[] {
  const given = {
    script,
    timeline,
    cursor: { step, time: momentAt(timeline, step) },
    cast: namedCast(timeline, messages),
    language: messages.language,
    messages: messages.diagrams,
    measure: fixedMeasure,
  };
  return DIAGRAM_IDS.flatMap((id) => (FIGURES[id]?.(given) ?? []).map((figure) => ({ ...figure, id })));
}
