import { LABEL, LINE } from '../fit-text.ts';
import type { Shape, Subject, Tone } from '../shape.ts';
import { type Drawing, grounded, type Instant, progress } from './flight-shapes.ts';
import type { Row } from './row.ts';
import type { IcmpSpan } from './spans.ts';
import { besideOf } from './tracks.ts';
import { partOfSlant, pathOf } from './wire.ts';

/** It is selected with the segment that it is about. */
export const subjectOf = ({ about }: IcmpSpan): Subject | null =>
  about === null ? null : { kind: 'flight', flight: about };

/** Most of them end something; that a packet was too large is dealt with. */
const toneOf = ({ message }: IcmpSpan): Tone => (message.code === 'fragmentation-needed' ? 'waiting' : 'failure');

/** What ICMP tells: an arrow as a segment has it, for it is a signal too, as far as it has come. */
export function icmpShapes(span: IcmpSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const slant = pathOf(span, drawing.rows, drawing.columns)?.slant;
  if (!slant) return [];
  const over = span.end !== null && span.end.index < now.traced;
  return [
    {
      kind: 'line',
      key: `icmp:${span.start.index}`,
      tone: toneOf(span),
      subject: subjectOf(span),
      step: now.stepOf(span.start.index),
      points: over ? slant : partOfSlant(slant, progress(span, slant, now)),
      dashed: false,
      start: span.seen === 'found' ? 'dot' : 'none',
      end: over ? 'open' : 'dot',
      weight: over ? 2 : 3,
    },
  ];
}

/** What it says, above the beginning of its line; in words, since flags are a segment's. */
export function icmpLabel(
  { span }: Extract<Row, { kind: 'icmp-sent' | 'icmp-arrived' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { rows, columns } = drawing;
  const [start, next] = pathOf(span, rows, columns)?.slant ?? [];
  const lines = rows.lines(number);
  if (!start || !next) return [];
  const rightwards = next.x >= start.x;
  // Out of the midst of the wire there is as much room on either side.
  const centred = span.seen === 'found';
  const beside = besideOf(span.besides);
  const x = centred ? (start.x + next.x) / 2 : rightwards ? start.x + beside : start.x - beside;
  return lines.flatMap((text, index) =>
    grounded(
      {
        kind: 'text',
        key: `icmp:${span.start.index}:label${index}`,
        tone: toneOf(span),
        subject: subjectOf(span),
        step: now.stepOf(span.start.index),
        x,
        y: rows.y(number) - 6 - LINE * (lines.length - 1 - index),
        text,
        size: LABEL,
        anchor: centred ? 'middle' : rightwards ? 'start' : 'end',
        font: 'sans',
        weight: 'bold',
        underline: false,
        turn: 0,
      },
      number,
      null,
      drawing,
    ),
  );
}
