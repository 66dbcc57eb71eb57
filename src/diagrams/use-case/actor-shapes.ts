import type { Cast } from '../cast.ts';
import { LABEL, LINE } from '../fit-text.ts';
import type { Point, Shape } from '../shape.ts';
import { type ActorSpot, FIGURE } from './places.ts';

/** A stick figure with its name below it. */
export function actorShapes({ actor, x, y, lines }: ActorSpot, cast: Cast): readonly Shape[] {
  const [host] = actor.hosts;
  const tone = (actor.hosts.length === 1 ? cast.find(({ name }) => name === host)?.tone : undefined) ?? 'neutral';
  const common = { tone, subject: null, step: 0 } as const;
  const key = `actor:${actor.kind}`;
  const limb = (name: string, points: readonly Point[]): Shape => ({
    kind: 'line',
    ...common,
    key: `${key}:${name}`,
    points,
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 2,
  });
  const { head, arms, hips, feet, wide } = FIGURE;
  return [
    { kind: 'ellipse', ...common, key, x, y, rx: head, ry: head, fill: 'tinted', dashed: false },
    limb('body', [
      { x, y: y + head },
      { x, y: y + hips },
    ]),
    limb('arms', [
      { x: x - wide, y: y + arms },
      { x: x + wide, y: y + arms },
    ]),
    limb('legs', [
      { x: x - wide + 2, y: y + feet },
      { x, y: y + hips },
      { x: x + wide - 2, y: y + feet },
    ]),
    ...lines.map(
      (line, index): Shape => ({
        kind: 'text',
        ...common,
        key: `${key}:name${index}`,
        x,
        y: y + feet + 18 + LINE * index,
        text: line,
        size: LABEL,
        anchor: 'middle',
        font: 'sans',
        weight: 'normal',
        underline: false,
        turn: 0,
      }),
    ),
  ];
}
