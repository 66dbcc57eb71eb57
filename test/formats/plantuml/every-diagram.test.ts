import { describe, expect, it } from 'vitest';
import { everyFigure, everyTelling } from '../../support/every-figure.ts';
import { drawn, NO_PLANTUML } from '../../support/plantuml.ts';

const tellings = await everyTelling();

it('PlantUML knows every kind of diagram', () => {
  const unknown = tellings.flatMap((telling) => everyFigure(telling, 0).filter(({ plantuml }) => plantuml === null));
  expect(unknown.map(({ key }) => key)).toEqual([]);
});

describe.skipIf(NO_PLANTUML !== null)(`plantuml${NO_PLANTUML === null ? '' : ` (skipped: ${NO_PLANTUML})`}`, () => {
  // One process of Java draws all of them: starting one costs more than a diagram.
  it('draws every diagram of every scenario in both languages', { timeout: 600_000 }, () => {
    /** Text -> where it comes from; the same one is drawn once. */
    const texts = new Map<string, string>();
    for (const telling of tellings) {
      for (const { key, plantuml } of everyFigure(telling)) {
        if (plantuml !== null) texts.set(plantuml(), `${telling.id}, ${telling.messages.language}, ${key}`);
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
