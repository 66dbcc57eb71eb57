import { type Cast, labelOf, processOfActor } from '../cast.ts';
import { cutToFit, LABEL } from '../fit-text.ts';
import type { Measure, Shape } from '../shape.ts';
import type { Columns, Lifeline } from './columns.ts';
import type { SequenceWords } from './words.ts';

/** From the upper edge of a head to the lower. */
export const HEAD = 43;

interface Telling {
  readonly cast: Cast;
  readonly words: SequenceWords;
  readonly measure: Measure;
}

/** The head of a lifeline: two lines as in UML, `client` and `: program`, name and class. `top`: its upper edge. */
export function headShapes(
  line: Lifeline,
  key: string,
  top: number,
  step: number,
  { lifelines, headWidth: width }: Columns,
  { cast, words, measure }: Telling,
): readonly Shape[] {
  // All of them alike.
  const labels = new Set(lifelines.map(({ host }) => labelOf(cast, host)));
  const bold = [...labels].every((label) => measure(label, LABEL, 'sans', 'bold') <= width - 6);
  const several = (cast.find((host) => host.name === line.host)?.processes.length ?? 0) > 1;
  const named = line.process !== null && several ? `${line.process} ` : '';
  const room = width - 6;
  const type = fitting(
    line.process === null
      ? [`: ${words.kernel}`]
      : [`${named}: ${words.program}`, `${named}: ${words.programShort}`, ...(several ? [line.process] : [])],
    room,
    (text) => measure(text, LABEL, 'sans', 'normal'),
  );
  const common = {
    tone: line.tone,
    subject: line.process === null ? null : ({ kind: 'process', process: processOfActor(line.process) } as const),
    step,
  };
  const text = (part: string, y: number, content: string, weight: 'bold' | 'normal'): Shape => ({
    kind: 'text',
    ...common,
    key: `${key}:${part}`,
    x: line.x,
    y,
    text: cutToFit(content, room, measure, 'sans'),
    size: LABEL,
    anchor: 'middle',
    font: 'sans',
    weight,
    underline: false,
    turn: 0,
  });
  return [
    {
      kind: 'box',
      ...common,
      key: `${key}:head`,
      x: line.x - width / 2,
      y: top,
      width,
      height: HEAD,
      corner: 4,
      fill: 'tinted',
      dashed: false,
    },
    text('name', top + 18, labelOf(cast, line.host), bold ? 'bold' : 'normal'),
    text('type', top + 35, type, 'normal'),
  ];
}

/** The first of the texts that fits, else the last. */
const fitting = (texts: readonly string[], room: number, widthOf: (text: string) => number): string =>
  texts.find((text) => widthOf(text) <= room) ?? texts.at(-1) ?? '';
