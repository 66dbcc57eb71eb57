import type { FigureMoment } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import { PILL } from './measures.ts';
import { often, type Times, timesBefore } from './times.ts';

/** What is drawn of one part of the picture at a cursor. Its geometry never changes. */
type Part = (moment: FigureMoment) => readonly Shape[];

/** How a part looks, and what it stands for. */
export interface Look {
  readonly tone: Tone;
  readonly subject: Subject | null;
  readonly step: number;
}

/** Before anything happened with it. */
export const UNTOUCHED: Look = { tone: 'faint', subject: null, step: 0 };

/** How a part looks that is come to at these times: faint until the first. */
export function lookAt(times: Times, moment: FigureMoment, tone: Tone = 'neutral'): Look {
  const last = times[timesBefore(times, moment.count) - 1];
  return last === undefined ? UNTOUCHED : { tone, subject: null, step: moment.stepOf(last) };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface EdgeSpec {
  readonly key: string;
  readonly points: readonly Point[];
  /** How often it is taken, and when. */
  readonly taken: Times;
  /** The colour of its way once it was taken; absent: neutral. */
  readonly tone?: Tone;
  /** A condition in brackets, or what a flow is called. */
  readonly guard?: Place & { readonly text: string };
  /** Where the number of times stands, in a pill, as what is in brackets is a condition. Absent: it goes without saying. */
  readonly count?: Place;
  /** Without a head: another edge goes on from here. */
  readonly headless?: boolean;
}

/** How a text is written. */
interface Writing extends Place {
  readonly font?: 'mono' | 'sans';
  readonly weight?: 'normal' | 'bold';
}

export const textShape = (
  key: string,
  text: string,
  { x, y, anchor, font = 'sans', weight = 'normal' }: Writing,
  { tone, subject, step }: Look,
): Shape => ({
  kind: 'text',
  key,
  tone,
  subject,
  step,
  x,
  y,
  text,
  size: LABEL,
  anchor,
  font,
  weight,
  underline: false,
  turn: 0,
});

/** The picture in the making: parts from the back to the front. */
export class Sketch {
  private readonly behind: Part[] = [];
  private readonly edges: Part[] = [];
  private readonly nodes: Part[] = [];
  private readonly measure: Measure;

  constructor(measure: Measure) {
    this.measure = measure;
  }

  ground(part: Part): void {
    this.behind.push(part);
  }

  node(part: Part): void {
    this.nodes.push(part);
  }

  /** A control flow: faint until it was taken, with the number of times. */
  edge({ key, points, taken, tone = 'neutral', guard, count: place, headless = false }: EdgeSpec): void {
    this.edges.push((moment) => {
      const times = timesBefore(taken, moment.count);
      const common = lookAt(taken, moment, tone);
      return [
        {
          kind: 'line',
          ...common,
          key,
          points,
          dashed: false,
          start: 'none',
          end: headless ? 'none' : 'open',
          weight: times === 0 ? 1 : 2,
          bend: 4,
        },
        ...(guard === undefined ? [] : [textShape(`${key}:guard`, guard.text, guard, common)]),
        ...(place === undefined || times === 0 ? [] : this.pill(`${key}:count`, often(times), place, common)),
      ];
    });
  }

  private pill(key: string, text: string, { x, y, anchor }: Place, look: Look): readonly Shape[] {
    const width = this.measure(text, LABEL, 'sans', 'normal') + 2 * PILL.padding;
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    return [
      {
        kind: 'box',
        key,
        tone: 'faint',
        subject: null,
        step: look.step,
        x: left,
        y: y - PILL.above,
        width,
        height: PILL.height,
        corner: PILL.height / 2,
        fill: 'tinted',
        dashed: false,
      },
      textShape(`${key}:text`, text, { x: left + width / 2, y, anchor: 'middle' }, { ...look, tone: 'neutral' }),
    ];
  }

  draw(moment: FigureMoment): readonly Shape[] {
    return [this.behind, this.edges, this.nodes].flatMap((parts) => parts.flatMap((part) => part(moment)));
  }
}
