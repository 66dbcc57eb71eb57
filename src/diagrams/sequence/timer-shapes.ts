import { LABEL, LINE } from '../fit-text.ts';
import { MONO_LABEL } from './label.ts';
import type { Shape, Subject } from '../shape.ts';
import { awayFrom, type Drawing, grounded, type Instant, labelOf } from './flight-shapes.ts';
import type { Row } from './model.ts';
import type { TimerSpan } from './spans.ts';
import { besideOf, trackAt } from './tracks.ts';

const subjectOf = ({ flight, socket, host }: TimerSpan): Subject | null =>
  flight !== null ? { kind: 'flight', flight } : socket === null ? null : { kind: 'socket', host, socket };

/** Told in brief it is drawn as long as it runs, and stays where something is sent again at its end. */
const isPassing = ({ timer, grows }: TimerSpan, { model }: Drawing): boolean =>
  grows && timer !== 'time-wait' && model.detail !== 'detailed';

const keyOf = (span: TimerSpan, passing: boolean): string => {
  const { host, start, end, grows } = span;
  return `timer:${host}:${start.index}${grows ? (passing ? ':running' : '') : `:${end?.index ?? ''}`}`;
};

/**
 * A duration as a line beside the lifeline (UML 2.5.1 §8.5.4), with what it is set for in braces: with an arrowhead as long as it runs, and where it expired;
 * dashed where it only links two tries. One that was stopped ends at what stopped it, and is left out where the run is told in brief.
 */
export function timerShapes(span: TimerSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const { rows, columns } = drawing;
  const kernel = columns.kernel(span.host);
  const over = span.end !== null && span.end.index < now.traced;
  if (!kernel || !(over || span.grows)) return [];
  const stopped = over && !span.expired;
  const passing = isPassing(span, drawing);
  if (stopped && passing) return [];
  const common = {
    key: keyOf(span, passing && !over),
    tone: 'waiting',
    subject: subjectOf(span),
    step: now.stepOf(span.grows ? span.start.index : (span.end?.index ?? 0)),
  } as const;
  const label = span.said === 'at-start' ? armedLabel(span, common, drawing) : [];
  const top = rows.y(span.start.row);
  const ended = over && span.end && span.end.row < now.rows ? span.end : null;
  const bottom = ended ? rows.y(ended.row) : now.nowY;
  if (span.track === null || bottom <= top) return label;
  const x = trackAt(span.track, kernel, columns);
  return [
    {
      kind: 'line',
      ...common,
      points: [{ x, y: top }, { x, y: bottom }, ...(stopped && ended ? [{ x: kernel.x, y: bottom }] : [])],
      dashed: span.timer === null,
      start: 'none',
      end: stopped && ended ? 'none' : 'open',
      weight: 1,
    },
    ...label,
  ];
}

/** On the other side of the lifeline than the line; where the segment's own label stands there, on this one. */
function armedLabel(
  span: TimerSpan,
  wearing: Pick<Shape, 'key' | 'tone' | 'subject' | 'step'>,
  drawing: Drawing,
): readonly Shape[] {
  const { model, rows, columns, measure, words } = drawing;
  const kernel = columns.kernel(span.host);
  if (!kernel || span.timer === null || span.duration === null) return [];
  const row = model.rows[span.start.row];
  const label = row?.kind === 'sent' ? labelOf(row.span, drawing) : null;
  const onWire = label !== null && !label.inside;
  const beside = besideOf(row?.kind === 'sent' ? row.span.besides : 0);
  const [left, right] = onWire ? columns.inside(kernel) : columns.outside(kernel);
  const room = right - left - (onWire ? beside + 7 : 16);
  const time = words.time(span.duration);
  const text = [`{${words.timer(span.timer)} ${time}}`, `{${time}}`].find(
    (each) => measure(each, LABEL, 'mono', 'normal') <= room,
  );
  if (text === undefined) return [];
  const place = awayFrom(kernel.x, onWire ? beside : 9, left === kernel.x);
  return grounded(
    {
      ...MONO_LABEL,
      ...wearing,
      key: `${wearing.key}:label0`,
      ...place,
      y: rows.y(span.start.row) - 6,
      text,
    },
    span.start.row,
    row?.kind === 'sent' ? row.span : null,
    drawing,
  );
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
        ...MONO_LABEL,
        key: `${row.kind}:${row.index}:label${index}`,
        tone: 'waiting',
        subject: subjectOf(row.span),
        step: now.stepOf(row.index),
        x: kernel.x + (onRight ? 9 : -9),
        y: rows.y(number) - 4 - LINE * (lines.length - 1 - index),
        text,
        anchor: onRight ? 'start' : 'end',
      },
      number,
      null,
      drawing,
    ),
  );
}
