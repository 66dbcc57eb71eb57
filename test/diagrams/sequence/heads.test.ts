import { describe, expect, test } from 'vitest';
import { partOf } from '../../../src/app/handout/part.ts';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { Shape } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { sequenceMermaid } from '../../../src/formats/mermaid/sequence.ts';
import { sequencePlantuml } from '../../../src/formats/plantuml/sequence.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { layOut, momentAt } from '../../support/sequence-diagram.ts';

const runs = await scenarioRuns();
const late = ['fork-server', 'threads-accept'].map((id) => {
  const { timeline } = runs.find((run) => run.id === id) as (typeof runs)[number];
  const trace = logItems(timeline.trace);
  return { id, trace, cast: castOf(timeline.recording.setting, trace) };
});
const boxesOf = (shapes: readonly Shape[]) =>
  shapes.flatMap((shape) => (shape.kind === 'box' && shape.key.endsWith(':head') ? [shape] : []));

describe.each(late)('$id', ({ trace, cast }) => {
  const newcomers = cast.flatMap(({ later }) => later);
  const layout = layOut(trace, { cast });
  const end = momentAt(trace);
  const { shapes } = layout.draw(end);
  const born = boxesOf(shapes);

  test('who begins later has the head where the message that creates it ends, and the lifeline from there', () => {
    expect(born.length).toBe(newcomers.length);
    for (const head of born) {
      const middle = head.x + head.width / 2;
      const line = shapes.find(
        (shape) => shape.kind === 'line' && shape.key.startsWith('program:') && shape.points[0]?.x === middle,
      );
      expect(line?.kind === 'line' && line.points[0]?.y).toBe(head.y + head.height);
      const message = shapes.find(
        (shape) =>
          shape.kind === 'line' && shape.key.startsWith('begun:') && shape.points[1]?.y === head.y + head.height / 2,
      );
      const tip = message?.kind === 'line' ? message.points[1]?.x : undefined;
      expect([head.x, head.x + head.width]).toContain(tip);
    }
  });

  test('at the top stand those alone who are there from the beginning, whatever the cursor', () => {
    const all = cast.reduce((sum, { processes }) => sum + 1 + processes.length, 0);
    expect(boxesOf(layout.heads.shapes).length).toBe(all - newcomers.length);
    expect(layout.headsAt(end, 0)).toBe(layout.heads);
  });

  test('once its head is scrolled past, it stands among those at the top; not before it has begun', () => {
    const [first] = born;
    if (!first) throw new Error('nobody begins');
    const count = (top: number, moment = end) => boxesOf(layout.headsAt(moment, top).shapes).length;
    const before = boxesOf(layout.heads.shapes).length;
    expect(count(first.y)).toBe(before);
    expect(count(first.y + 1)).toBeGreaterThan(before);
    expect(count(100_000)).toBe(before + newcomers.length);
    expect(count(100_000, momentAt(trace, 1))).toBe(before);
    expect(layout.headsAt(end, 100_000)).toBe(layout.headsAt(end, 90_000));
  });

  test('a page on which the diagram goes on names it too', () => {
    const head = layout.heads.height;
    const whole = {
      width: layout.width,
      height: head + layout.height(end),
      shapes: [
        ...layout.heads.shapes,
        ...shapes.map((shape) =>
          shape.kind === 'box' || shape.kind === 'text' ? { ...shape, y: shape.y + head } : shape,
        ),
      ],
    };
    const onTop = (top: number) =>
      boxesOf(partOf(whole, head, top, top + 200).shapes).filter(({ y }) => y < head).length;
    const last = Math.max(...born.map(({ y }) => y)) + head;
    expect(onTop(last + 60)).toBe(boxesOf(layout.heads.shapes).length + newcomers.length);
  });

  const told = (count: number) => ({
    title: 'x',
    cast,
    words: diagrams.sequence,
    classOf: socketClassesOf(null, trace),
    count,
  });
  const model = sequenceOf(trace, 'segments');

  test('PlantUML and Mermaid create it with the message, and know nothing of it before', () => {
    const plantuml = sequencePlantuml(model, told(trace.length));
    expect(plantuml.match(/^create L\d+\nL\d+ -->> L\d+ : «create»$/gm)).toHaveLength(newcomers.length);
    const mermaid = sequenceMermaid(model, told(trace.length));
    expect(mermaid.match(/^ {2}create participant L\d+ as .*\n {2}L\d+--\)L\d+: «create»$/gm)).toHaveLength(
      newcomers.length,
    );
    expect(sequencePlantuml(model, told(1)).match(/^participant /gm)).toHaveLength(boxesOf(layout.heads.shapes).length);
    expect(sequenceMermaid(model, told(1))).not.toContain('create');
  });
});
