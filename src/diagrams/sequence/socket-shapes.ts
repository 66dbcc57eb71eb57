import { LABEL, LINE } from '../fit-text.ts';
import { MONO_LABEL } from './label.ts';
import type { Shape } from '../shape.ts';
import { socketName } from '../socket-classes.ts';
import { awayFrom, besideTaken, type Drawing, grounded, type Instant } from './flight-shapes.ts';
import type { Row } from './model.ts';
import { HEAD_PADDING } from './rows.ts';
import type { SocketSpan } from './spans.ts';
import { besideOf, trackAt } from './tracks.ts';
import { wireTaken } from './wire.ts';

/** Half the width of a strip, full and empty. */
const FULL = 1;
const EMPTY = 1.8;
/** From the line of the row in which a call makes it up to where it begins. */
const RISE = 12;
/** From the line of the row in which what ends it arrives down to its foot: clear of the arrowhead. */
const FOOT = 7;
/** From the line of its own row up to its foot. */
const OWN = 8;

const keyOf = ({ host, socket, start }: SocketSpan): string => `socket:${host}:${socket}:${start.index}`;

/**
 * A socket as a strip of its own beside its kernel's lifeline, from where it is made to the cross where it ends (UML 2.5.1 §17.3.4): full
 * while a program has a descriptor of it, empty while the kernel has it alone.
 */
export function stripShapes(span: SocketSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const { model, rows, columns } = drawing;
  const kernel = columns.kernel(span.host);
  if (!kernel || span.track === null || span.start.index >= now.traced) return [];
  const x = trackAt(span.track, kernel, columns);
  const happened = <M extends { readonly index: number; readonly row: number }>(mark: M | null): M | null =>
    mark !== null && mark.index < now.traced && mark.row < now.rows ? mark : null;
  const made = model.rows[span.start.row]?.kind;
  const top = rows.y(span.start.row) - (isArrival(made) ? 0 : RISE);
  const [held, left, end] = [happened(span.held), happened(span.left), happened(span.end)];
  const foot = end ? footOf(end.row, drawing) : now.nowY;
  const heldFrom = held && (held.row === span.start.row ? top : rows.y(held.row));
  const leftFrom = left && rows.y(left.row);
  const common = { tone: kernel.tone, subject: { kind: 'socket', host: span.host, socket: span.socket } } as const;
  const key = keyOf(span);
  const part = (name: string, from: number, until: number, index: number, full: boolean): readonly Shape[] =>
    until <= from
      ? []
      : [
          {
            kind: 'box',
            ...common,
            key: `${key}:${name}`,
            step: now.stepOf(index),
            x: x - (full ? FULL : EMPTY),
            y: from,
            width: 2 * (full ? FULL : EMPTY),
            height: until - from,
            corner: 0,
            fill: full ? 'line' : 'none',
            dashed: false,
          },
        ];
  return [
    ...part('made', top, heldFrom ?? foot, span.start.index, false),
    ...(held && heldFrom !== null ? part('held', heldFrom, leftFrom ?? foot, held.index, true) : []),
    ...(left && leftFrom !== null ? part('left', leftFrom, foot, left.index, false) : []),
    ...(end
      ? [
          {
            kind: 'line',
            ...common,
            tone: 'neutral',
            key: `${key}:end`,
            step: now.stepOf(end.index),
            points: [
              { x, y: foot },
              { x, y: foot },
            ],
            dashed: false,
            start: 'none',
            end: 'small-cross',
            weight: 2,
          } as const,
        ]
      : []),
  ];
}

const isArrival = (kind: Row['kind'] | undefined): boolean => kind === 'arrived' || kind === 'found';

const footOf = (row: number, { model, rows }: Drawing): number => {
  const kind = model.rows[row]?.kind;
  return rows.y(row) + (isArrival(kind) ? FOOT : kind === 'destroyed' ? -OWN : 0);
};

/** What its program calls it, beside it in the row where the program gets it: with its class where there is room; its head says it where it has one. */
export function nameShapes(span: SocketSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const { model, rows, columns, measure, classOf } = drawing;
  const { held } = span;
  const kernel = columns.kernel(span.host);
  if (!kernel || span.track === null || span.name === '' || held === null) return [];
  if (held.index >= now.traced || held.row >= now.rows || model.rows[held.row]?.kind === 'made') return [];
  const [left, right] = columns.inside(kernel);
  const onRight = left === kernel.x;
  const beside = besideOf(held.besides) + 1;
  const y = rows.y(held.row) - 2;
  const place = awayFrom(kernel.x, beside, onRight);
  const widthOf = (text: string): number => measure(text, LABEL, 'mono', 'normal');
  const fits = (text: string): boolean => {
    const width = widthOf(text);
    if (width > right - left - beside - 6) return false;
    const from = onRight ? place.x : place.x - width;
    const box = { left: from - 3, right: from + width + 3, top: y - 14, bottom: y + 5 };
    return !wireTaken(model, held.row, box, null, rows, columns) && !besideTaken(held.row, box, drawing);
  };
  const whole = socketName(span.name, classOf(span.host, span.socket));
  const text = fits(whole) ? whole : span.name;
  if (widthOf(text) > right - left - beside - 4) return [];
  return grounded(
    {
      ...MONO_LABEL,
      key: `${keyOf(span)}:label`,
      tone: kernel.tone,
      subject: { kind: 'socket', host: span.host, socket: span.socket },
      step: now.stepOf(held.index),
      ...place,
      y,
      text,
    },
    held.row,
    null,
    drawing,
  );
}

/** In a row of its own: the kernel makes a socket, whose head stands at its lifeline; it is gone, and the cross is at the foot of its strip. */
export function socketShapes(
  row: Extract<Row, { kind: 'made' | 'destroyed' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { rows, columns, measure } = drawing;
  const { host, socket } = row.event;
  const kernel = columns.kernel(host);
  if (!kernel) return [];
  const lines = rows.lines(number);
  const y = rows.y(number);
  const onRight = columns.outside(kernel)[0] === kernel.x;
  const out = onRight ? 1 : -1;
  const made = row.kind === 'made';
  const common = {
    tone: made ? kernel.tone : 'neutral',
    subject: { kind: 'socket', host, socket },
    step: now.stepOf(row.index),
  } as const;
  const key = `${row.kind}:${row.index}`;
  const width = Math.max(...lines.map((line) => measure(line, LABEL, 'mono', 'normal')));
  const height = 4 + LINE * lines.length;
  // Without a strip the cross stands beside the name, never on the lifeline, which goes on.
  const crossed = !made && (row.span === undefined || row.span.track === null);
  const cross = { x: kernel.x + out * 12, y: y - OWN };
  const near = kernel.x + out * (crossed ? 22 : HEAD_PADDING);
  const box: Shape = {
    kind: 'box',
    ...common,
    key,
    x: onRight ? kernel.x : kernel.x - width - 2 * HEAD_PADDING,
    y: y + 2 - height,
    width: width + 2 * HEAD_PADDING,
    height,
    corner: 0,
    fill: 'tinted',
    dashed: false,
  };
  const mark: Shape = {
    kind: 'line',
    ...common,
    key,
    points: [cross, cross],
    dashed: false,
    start: 'none',
    end: 'small-cross',
    weight: 2,
  };
  const texts = lines.flatMap((text, index) =>
    grounded(
      {
        ...MONO_LABEL,
        ...common,
        key: `${key}:label${index}`,
        x: near,
        y: y - 3 - LINE * (lines.length - 1 - index),
        text,
        anchor: onRight ? 'start' : 'end',
      },
      number,
      null,
      drawing,
    ),
  );
  return [...(made ? [box] : crossed ? [mark] : []), ...texts];
}
