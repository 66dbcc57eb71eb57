// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { DiagramId } from '../../../src/app/shell/view.ts';
import { everyFigure, everyTelling } from '../../support/every-figure.ts';
import { parsed } from '../../support/mermaid.ts';

const tellings = await everyTelling();

/** What Mermaid takes our diagrams for. */
const KINDS: Readonly<Partial<Record<DiagramId, string>>> = {
  sequence: 'sequence',
  activity: 'flowchart-v2',
  class: 'classDiagram',
  states: 'stateDiagram',
};

it.each(tellings.map((telling) => [telling.id, telling.messages.language, telling] as const))(
  'Mermaid reads every diagram of %s in %s',
  async (_id, _language, telling) => {
    let read = 0;
    for (const { id, key, mermaid } of everyFigure(telling)) {
      if (mermaid === null) continue;
      const text = mermaid();
      await expect(parsed(text), `${key}:\n${text}`).resolves.toBe(KINDS[id]);
      read++;
    }
    expect(read).toBeGreaterThan(0);
  },
);

it('Mermaid has no communication and no use case diagram, and all others', () => {
  const unknown = tellings.flatMap((telling) => everyFigure(telling, 0).filter(({ mermaid }) => mermaid === null));
  expect([...new Set(unknown.map(({ id }) => id))].toSorted()).toEqual(['communication', 'useCase']);
});
