import { describe, expect, it } from 'vitest';
import { everyFigure, everyTelling } from '../../support/every-figure.ts';
import { drawn, NO_PLANTUML } from '../../support/plantuml.ts';

const tellings = await everyTelling();

describe.skipIf(NO_PLANTUML !== null)(`plantuml${NO_PLANTUML === null ? '' : ` (skipped: ${NO_PLANTUML})`}`, () => {
  // One process of Java draws all of them: starting one costs more than a diagram.
  it('draws every diagram of every scenario in both languages', { timeout: 300_000 }, () => {
    /** Text -> where it comes from; the same one is drawn once. */
    const texts = new Map<string, string>();
    for (const telling of tellings) {
      for (const step of [Math.floor(telling.timeline.steps.length / 2), telling.timeline.steps.length]) {
        for (const { key, plantuml } of everyFigure(telling, step)) {
          if (plantuml !== null)
            texts.set(plantuml(), `${telling.id}, ${telling.messages.language}, ${key}, step ${step}`);
        }
      }
    }
    expect(texts.size).toBeGreaterThan(tellings.length);
    const pictures = drawn([...texts.keys()]);
    const places = [...texts.values()];
    const refused = pictures.flatMap((picture, index) =>
      picture instanceof Error ? [`${places[index]}: ${picture.message}`] : [],
    );
    expect(refused).toEqual([]);
  });
});
