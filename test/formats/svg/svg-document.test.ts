import { describe, expect, it } from 'vitest';
import type { LineEnd, Picture, Shape } from '../../../src/diagrams/shape.ts';
import { PALETTES } from '../../../src/formats/svg/palette.ts';
import { type SvgOptions, svgDocument } from '../../../src/formats/svg/svg-document.ts';
import { allElements, parseXml, type XmlElement } from '../../support/strict-xml.ts';

const OPTIONS: SvgOptions = {
  palette: PALETTES.light,
  title: 'Sequence <of> "calls" & segments',
  description: 'What it shows',
  language: 'en',
};
const COMMON = { tone: 'client', subject: null, step: 0 } as const;
const box = (given: Partial<Extract<Shape, { kind: 'box' }>> = {}): Shape => ({
  ...COMMON,
  kind: 'box',
  key: 'b',
  x: 1,
  y: 2,
  width: 30.123,
  height: 40,
  corner: 4,
  fill: 'tinted',
  dashed: false,
  ...given,
});
const line = (given: Partial<Extract<Shape, { kind: 'line' }>> = {}): Shape => ({
  ...COMMON,
  kind: 'line',
  key: 'l',
  points: [
    { x: 0, y: 10 },
    { x: 50, y: 10 },
  ],
  dashed: false,
  start: 'none',
  end: 'none',
  weight: 2,
  ...given,
});
const text = (given: Partial<Extract<Shape, { kind: 'text' }>> = {}): Shape => ({
  ...COMMON,
  kind: 'text',
  key: 't',
  x: 5,
  y: 20,
  text: 'send(3, "hello")',
  size: 14,
  anchor: 'start',
  font: 'mono',
  weight: 'normal',
  underline: false,
  turn: 0,
  ...given,
});
const pictureOf = (...shapes: readonly Shape[]): Picture => ({ width: 100, height: 60, shapes });
const rootOf = (picture: Picture, options: Partial<SvgOptions> = {}): XmlElement =>
  parseXml(svgDocument(picture, { ...OPTIONS, ...options }));
/** What stands behind the title, the description and the ground. */
const drawn = (picture: Picture, options: Partial<SvgOptions> = {}): readonly XmlElement[] =>
  rootOf(picture, options)
    .children.filter(({ name }) => name !== 'title' && name !== 'desc' && name !== 'defs')
    .slice(1);

it('is a document with its size, its title and its description', () => {
  const root = rootOf(pictureOf(box()));
  expect(root.attributes).toMatchObject({
    xmlns: 'http://www.w3.org/2000/svg',
    width: '100',
    height: '60',
    viewBox: '0 0 100 60',
    role: 'img',
    'xml:lang': 'en',
  });
  const [title, description, ground] = root.children;
  expect([title?.name, title?.text]).toEqual(['title', 'Sequence <of> "calls" & segments']);
  expect([description?.name, description?.text]).toEqual(['desc', 'What it shows']);
  expect(root.attributes['aria-labelledby']).toBe(`${title?.attributes['id']} ${description?.attributes['id']}`);
  expect(ground?.attributes).toMatchObject({ width: '100', height: '60', fill: '#ffffff' });
});

it('shows a part of it, with room around', () => {
  const root = rootOf(pictureOf(box()), { top: 20, bottom: 50, margin: 8 });
  expect(root.attributes).toMatchObject({ width: '116', height: '46', viewBox: '-8 12 116 46' });
});

it('draws boxes, ellipses and polygons in the colours of their tone', () => {
  const [rect, ellipse, polygon] = drawn(
    pictureOf(
      box({ dashed: true }),
      { ...COMMON, kind: 'ellipse', key: 'e', x: 9, y: 8, rx: 7, ry: 6, fill: 'none', dashed: false, tone: 'faint' },
      {
        ...COMMON,
        kind: 'polygon',
        key: 'p',
        points: [
          { x: 0, y: 0 },
          { x: 9, y: 0 },
          { x: 9, y: 9 },
        ],
        fill: 'line',
        dashed: false,
      },
    ),
    { palette: PALETTES.dark },
  );
  expect(rect).toMatchObject({
    name: 'rect',
    attributes: {
      x: '1',
      y: '2',
      width: '30.12',
      rx: '4',
      fill: '#16304d',
      stroke: '#5aa2ee',
      'stroke-dasharray': '5 4',
    },
  });
  expect(ellipse).toMatchObject({
    name: 'ellipse',
    attributes: { cx: '9', cy: '8', rx: '7', ry: '6', fill: 'none', stroke: '#858e9a' },
  });
  expect(polygon).toMatchObject({ name: 'path', attributes: { d: 'M0 0L9 0L9 9z', fill: '#5aa2ee' } });
});

it('has the hatch with it where something is hatched, and only there', () => {
  const root = rootOf(pictureOf(box({ fill: 'hatched' })), { id: 'a1' });
  const pattern = allElements(root).find(({ name }) => name === 'pattern');
  const hatched = root.children.at(-1);
  expect(hatched?.attributes['fill']).toBe(`url(#${pattern?.attributes['id']})`);
  expect(allElements(rootOf(pictureOf(box()))).some(({ name }) => name === 'pattern')).toBe(false);
});

it('a wash and a ground have no edge', () => {
  for (const fill of ['band', 'ground'] as const) {
    expect(drawn(pictureOf(box({ fill })))[0]?.attributes).not.toHaveProperty('stroke');
  }
});

it.each([
  ['filled', 'M0 0L-12 -5V5z', '#0b5cad'],
  ['triangle', 'M0 0L-14 -8V8z', '#ffffff'],
  ['diamond', 'M0 0L-9 -5.5L-18 0L-9 5.5z', '#ffffff'],
  ['filled-diamond', 'M0 0L-9 -5.5L-18 0L-9 5.5z', '#0b5cad'],
  ['open', 'M-10 -5L-1 0L-10 5', 'none'],
  ['dot', 'M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1 -5.5 0z', '#0b5cad'],
  ['cross', 'M-6 -6L6 6M-6 6L6 -6', 'none'],
] as const)('a line may end in %s, at either end', (end: LineEnd, path, fill) => {
  const [, atEnd] = drawn(pictureOf(line({ end })));
  expect(atEnd?.attributes).toMatchObject({ d: path, fill, transform: 'translate(50 10)' });
  const [, atStart] = drawn(pictureOf(line({ start: end })));
  expect(atStart?.attributes).toMatchObject({
    d: path,
    transform: end === 'cross' ? 'translate(0 10)' : 'translate(0 10) rotate(180)',
  });
});

it('bends the corners of a line, and breaks it as the screen does', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 20 },
  ];
  const [bent, sharp] = drawn(
    pictureOf(line({ points: corner, bend: 5, dashed: true, tone: 'faint' }), line({ points: corner, weight: 1 })),
  );
  expect(bent?.attributes).toMatchObject({ d: 'M0 0L15 0Q20 0 20 5L20 20', 'stroke-dasharray': '5 5' });
  expect(sharp?.attributes).toMatchObject({ d: 'M0 0L20 0L20 20', 'stroke-width': '1.3' });
});

it('writes text upright or turned, bold, italic, underlined, in either font', () => {
  const [plain, all] = drawn(
    pictureOf(
      text({ font: 'sans' }),
      text({ anchor: 'middle', weight: 'bold', italic: true, underline: true, turn: -90, text: '  a  b' }),
    ),
  );
  expect(plain?.attributes).toEqual({ x: '5', y: '20', fill: '#084a8f', 'font-size': '14' });
  expect(all?.attributes).toMatchObject({
    'text-anchor': 'middle',
    'font-weight': '700',
    'font-style': 'italic',
    'text-decoration': 'underline',
    'xml:space': 'preserve',
    transform: 'rotate(-90 5 20)',
  });
  expect(all?.attributes['font-family']).toMatch(/monospace$/);
  expect(all?.text).toBe('  a  b');
});

describe('whatever a payload or a name holds', () => {
  it.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a & b &amp; "c" \'d\' ]]>', 'a & b &amp; "c" \'d\' ]]>'],
    ['a\0b\u001fc\u0085d', 'a\ufffdb\ufffdc\ufffdd'],
    ['half \ud800 a pair, \ufffe', 'half \ufffd a pair, \ufffd'],
    ['whole 😀', 'whole 😀'],
  ])('%j stays text', (given, shown) => {
    const root = rootOf(pictureOf(text({ text: given })), { title: given, description: given });
    expect(root.children.at(-1)?.text).toBe(shown);
    expect(root.children[0]?.text).toBe(shown);
    expect(allElements(root)).toHaveLength(5);
  });

  it('the reader of these tests is strict', () => {
    expect(() => parseXml('<a>&</a>')).toThrow(/./);
    expect(() => parseXml('<a>\0</a>')).toThrow(/./);
    expect(() => parseXml('<a b="<"/>')).toThrow(/./);
    expect(() => parseXml('<a b="1" b="2"/>')).toThrow(/./);
    expect(() => parseXml('<a><b></a></b>')).toThrow(/./);
    expect(() => parseXml('<a x:b="1"/>')).toThrow(/./);
  });
});
