import { expect, test } from 'vitest';
import { diagrams as words } from '../../src/app/i18n/en/diagrams.ts';
import { statesOf } from '../../src/diagrams/states/model.ts';
import { activityMermaid } from '../../src/formats/mermaid/activity.ts';
import { statesMermaid } from '../../src/formats/mermaid/states.ts';
import { activityPlantuml } from '../../src/formats/plantuml/activity.ts';
import { statesPlantuml } from '../../src/formats/plantuml/states.ts';
import { PALETTES } from '../../src/formats/svg/palette.ts';
import { activityRuns } from '../support/activities.ts';

/** The colours of what the cursor points at. */
const NOW = [PALETTES.light.tones.accent.line, PALETTES.light.tones.accent.tint];
const runs = (await activityRuns()).filter(({ id }) => id === 'echo');

test('a file says nothing of now, whenever it is made', () => {
  expect(runs).toHaveLength(2);
  for (const { model, trace } of runs) {
    for (const count of trace.keys()) {
      const told = { title: 'A', count };
      const [path = null] = statesOf(trace).paths;
      const texts = [
        activityPlantuml(model, { ...told, host: 'client', words: words.activity }),
        activityMermaid(model, { ...told, host: 'client', words: words.activity }),
        statesPlantuml(path, { ...told, words: words.states }),
        statesMermaid(path, { ...told, words: words.states }),
      ];
      for (const colour of NOW) expect(texts.join('\n').toLowerCase()).not.toContain(colour);
    }
  }
});
