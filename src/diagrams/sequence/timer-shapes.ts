import { LABEL, LINE } from '../fit-text.ts';
import type { Shape, Subject } from '../shape.ts';
import { type Drawing, grounded, type Instant } from './flight-shapes.ts';
import type { Row } from './model.ts';
import type { TimerSpan } from './spans.ts';

/** From a kernel's lifeline to the line that measures, towards the wire; labels on the wire begin beyond it. */
const ASIDE = 7;

const subjectOf = ({ flight, socket, host }: TimerSpan): Subject | null =>
  flight !== null ? { kind: 'flight', flight } : socket === null ? null : { kind: 'socket', host, socket };

const keyOf = (span: TimerSpan): string => `timer:${span.host}:${span.start.index}:${span.end?.index ?? ''}`;

/** A duration as a line with an arrowhead at either end beside the lifeline (UML 2.5.1 §8.5.4); dashed where it only links two tries. */
export function timerShapes(span: TimerSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const { rows, columns } = drawing;
  const kernel = columns.kernel(span.host);
  const over = span.end !== null && span.end.index < now.traced;
  if (!kernel || !span.drawn || !(over || span.grows)) return [];
  const x = kernel.x + ASIDE * (columns.outside(kernel)[0] === kernel.x ? -1 : 1);
  const top = rows.y(span.start.row);
  const bottom = over && span.end ? rows.y(span.end.row) : now.nowY;
  if (bottom <= top) return [];
  return [
    {
      kind: 'line',
      key: span.grows ? `timer:${span.host}:${span.start.index}` : keyOf(span),
      tone: 'waiting',
      subject: subjectOf(span),
      step: now.stepOf(span.grows ? span.start.index : (span.end?.index ?? 0)),
      points: [
        { x, y: top },
        { x, y: bottom },
      ],
      dashed: span.timer === null,
      start: 'none',
      end: 'open',
      weight: 1,
    },
  ];
}

/** What a timer is set for, beside its kernel's lifeline, away from the wire. */
export function timerLabel(
  row: Extract<Row, { kind: 'timer' | 'expired' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { rows, columns } = drawing;
  const kernel = columns.kernel(row.span.host);
  if (!kernel) return [];
  const lines = rows.lines(number);
  const onRight = columns.outside(kernel)[0] === kernel.x;
  return lines.flatMap((text, index) =>
    grounded(
      {
        kind: 'text',
        key: `${row.kind}:${row.index}:label${index}`,
        tone: 'waiting',
        subject: subjectOf(row.span),
        step: now.stepOf(row.index),
        x: kernel.x + (onRight ? 9 : -9),
        y: rows.y(number) - 4 - LINE * (lines.length - 1 - index),
        text,
        size: LABEL,
        anchor: onRight ? 'start' : 'end',
        font: 'mono',
        weight: 'normal',
        underline: false,
        turn: 0,
      },
      number,
      null,
      drawing,
    ),
  );
}
