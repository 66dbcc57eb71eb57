import { expect, test } from 'vitest';
import type { Shape } from '../../src/diagrams/shape.ts';
import { overlaps } from './diagram-overlaps.ts';
import { fixedMeasure } from './fixed-measure.ts';

const common = { tone: 'neutral', subject: null, step: 0 } as const;
const text = (key: string, x: number, y: number): Shape => ({
  ...common,
  kind: 'text',
  key,
  x,
  y,
  text: 'hello',
  size: 14,
  anchor: 'start',
  font: 'mono',
  weight: 'normal',
  underline: false,
  turn: 0,
});
const line = (key: string, y1: number, y2: number): Shape => ({
  ...common,
  kind: 'line',
  key,
  points: [
    { x: 0, y: y1 },
    { x: 100, y: y2 },
  ],
  dashed: false,
  start: 'none',
  end: 'none',
  weight: 1,
});
const found = (...shapes: Shape[]) => overlaps({ width: 100, height: 100, shapes }, fixedMeasure);

test('two texts on one another are found', () => {
  expect(found(text('a', 0, 20), text('b', 30, 25))).toEqual(['a "hello" on b "hello"']);
  expect(found(text('a', 0, 20), text('b', 50, 25))).toEqual([]);
});

test('a foreign line through a text is found, also a slanted one; its own line is not', () => {
  expect(found(text('a', 10, 20), line('b', 0, 40))).toEqual(['b runs through a "hello"']);
  expect(found(text('a', 10, 20), line('b', 40, 30))).toEqual([]);
  expect(found(text('a:label', 10, 20), line('a', 0, 40))).toEqual([]);
});

test('a line behind a filled box is hidden, one over it is not', () => {
  const box: Shape = {
    ...common,
    kind: 'box',
    key: 'c',
    x: 0,
    y: 0,
    width: 99,
    height: 30,
    corner: 0,
    fill: 'solid',
    dashed: false,
  };
  expect(found(line('b', 15, 15), box, text('a', 10, 20))).toEqual([]);
  expect(found(box, line('b', 15, 15), text('a', 10, 20))).toEqual(['b runs through a "hello"']);
});
