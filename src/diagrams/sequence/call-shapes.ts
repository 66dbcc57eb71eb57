import { failed, isFromOutside } from '../call-label.ts';
import { LABEL, LINE } from '../fit-text.ts';
import { MONO_LABEL } from './label.ts';
import type { Shape, Subject, Tone } from '../shape.ts';
import { BAR, type Lifeline } from './columns.ts';
import { type Drawing, grounded, type Instant } from './flight-shapes.ts';
import { HEAD, headShapes } from './head-shapes.ts';
import type { CallSpan, Row } from './model.ts';
import { icmpLabel } from './icmp-shapes.ts';
import { noteShapes } from './note-shapes.ts';
import { STATE_PADDING } from './rows.ts';
import { socketShapes } from './socket-shapes.ts';
import { timerLabel } from './timer-shapes.ts';

/** The bar of a call on its caller's lifeline: plain while the kernel works, hatched from falling asleep to the return. */
export function barShapes(span: CallSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const program = drawing.columns.program(span.actor, span.host);
  if (!program || isFromOutside(span.event.call)) return [];
  const { rows } = drawing;
  const top = rows.y(span.start.row);
  const bottom = span.end !== null && span.end.row < now.rows ? rows.y(span.end.row) : now.nowY;
  // What happened before the caller slept stands in the rows up to `blocked.row`.
  const asleep = span.blocked !== null && span.blocked.index < now.traced;
  const sleepsAt = asleep && span.blocked ? Math.max(top, rows.y(span.blocked.row)) : null;
  const common = {
    kind: 'box',
    subject: { kind: 'call', callId: span.callId },
    x: program.x - BAR,
    width: 2 * BAR,
    corner: 0,
    dashed: false,
  } as const;
  const shapes: Shape[] = [];
  const awakeUntil = sleepsAt ?? bottom;
  if (awakeUntil > top) {
    shapes.push({
      ...common,
      key: `call:${span.callId}:bar`,
      tone: program.tone,
      step: now.stepOf(span.start.index),
      y: top,
      height: awakeUntil - top,
      fill: 'tinted',
    });
  }
  if (sleepsAt !== null && bottom > sleepsAt) {
    shapes.push({
      ...common,
      key: `call:${span.callId}:sleep`,
      tone: 'waiting',
      step: now.stepOf(span.blocked?.index ?? span.start.index),
      y: sleepsAt,
      height: bottom - sleepsAt,
      fill: 'hatched',
    });
  }
  return shapes;
}

/** What stands in one row beside the segments: a call, a return, a call that could not be made, a state, an end. */
export function rowShapes(row: Row, number: number, drawing: Drawing, now: Instant): readonly Shape[] {
  switch (row.kind) {
    case 'call':
      if (isFromOutside(row.span.event.call)) return found(row.span, number, drawing, now);
      return message(row.kind, number, row.span, drawing, now);
    case 'return':
      return message(row.kind, number, row.span, drawing, now);
    case 'refused':
      return refusal(row, number, drawing, now);
    case 'begun':
      return beginning(row, number, drawing, now);
    case 'ended':
      return ending(row, number, drawing, now);
    case 'icmp-sent':
    case 'icmp-arrived':
      return row.span.start.index === row.index ? icmpLabel(row, number, drawing, now) : [];
    case 'note':
      return noteShapes(row, number, drawing, now);
    case 'state':
      return stateLabel(row, number, drawing, now);
    case 'made':
    case 'destroyed':
      return socketShapes(row, number, drawing, now);
    case 'timer':
    case 'expired':
      return timerLabel(row, number, drawing, now);
    default:
      return [];
  }
}

function message(
  kind: 'call' | 'return',
  number: number,
  span: CallSpan,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const program = drawing.columns.program(span.actor, span.host);
  const kernel = drawing.columns.kernel(span.host);
  if (!program || !kernel) return [];
  const y = drawing.rows.y(number);
  const outwards = kernel.x > program.x ? 1 : -1;
  const error = kind === 'return' && span.end?.result !== null && span.end !== null && failed(span.end.result);
  const key = `call:${span.callId}:${kind}`;
  const tone: Tone = error ? 'failure' : program.tone;
  const subject: Subject = { kind: 'call', callId: span.callId };
  const step = now.stepOf(kind === 'call' ? span.start.index : (span.end?.index ?? 0));
  const edge = { x: program.x + outwards * BAR, y };
  const ends = kind === 'call' ? [edge, { x: kernel.x, y }] : [{ x: kernel.x, y }, edge];
  return [
    {
      kind: 'line',
      key,
      tone,
      subject,
      step,
      points: ends,
      dashed: kind === 'return',
      start: 'none',
      end: kind === 'call' ? 'filled' : 'open',
      weight: 2,
    },
    ...labels(number, program, drawing, { key, tone: error ? 'failure' : 'neutral', subject, step }),
  ];
}

interface Wearing {
  readonly key: string;
  readonly tone: Tone;
  readonly subject: Subject | null;
  readonly step: number;
}

/** The lines of a row's label, above its line, in the middle of the space between the program and what stands next to it. */
function labels(number: number, program: Lifeline, drawing: Drawing, wearing: Wearing): readonly Shape[] {
  const [left, right] = drawing.columns.callSpace(program);
  const lines = drawing.rows.lines(number);
  const y = drawing.rows.y(number);
  const middle = (left + right) / 2 + (left === program.x ? BAR / 2 : -BAR / 2);
  return lines.flatMap((text, index) =>
    grounded(
      {
        kind: 'text',
        ...wearing,
        key: `${wearing.key}:label${index}`,
        x: middle,
        y: y - 6 - LINE * (lines.length - 1 - index),
        text,
        size: LABEL,
        anchor: 'middle',
        font: 'mono',
        weight: wearing.tone === 'failure' ? 'bold' : 'normal',
        underline: false,
        turn: 0,
      },
      number,
      null,
      drawing,
    ),
  );
}

/** A message that nobody in the diagram sends: it sets out from a dot (UML 2.5.1 §17.4.4, found message). */
function found(span: CallSpan, number: number, drawing: Drawing, now: Instant): readonly Shape[] {
  const program = drawing.columns.program(span.actor, span.host);
  if (!program) return [];
  const [left, right] = drawing.columns.callSpace(program);
  const y = drawing.rows.y(number);
  const wearing: Wearing = {
    key: `call:${span.callId}:call`,
    tone: 'failure',
    subject: { kind: 'call', callId: span.callId },
    step: now.stepOf(span.start.index),
  };
  const points = [
    { x: (left + right) / 2, y },
    { x: program.x, y },
  ];
  return [
    { kind: 'line', ...wearing, points, dashed: false, start: 'dot', end: 'filled', weight: 2 },
    ...labels(number, program, drawing, wearing),
  ];
}

/** A call that its program could not make: it does not reach the kernel. */
function refusal(
  row: Extract<Row, { kind: 'refused' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const program = drawing.columns.program(row.event.process, row.event.host);
  if (!program) return [];
  const [left, right] = drawing.columns.callSpace(program);
  const y = drawing.rows.y(number);
  const outwards = left === program.x ? 1 : -1;
  const wearing: Wearing = {
    key: `refused:${row.index}`,
    tone: 'failure',
    subject: { kind: 'process', process: row.event.process },
    step: now.stepOf(row.index),
  };
  return [
    {
      kind: 'line',
      ...wearing,
      points: [
        { x: program.x + outwards * BAR, y },
        { x: program.x + outwards * (right - left) * 0.5, y },
      ],
      dashed: false,
      start: 'none',
      end: 'cross',
      weight: 2,
    },
    ...labels(number, program, drawing, wearing),
  ];
}

/** The kernel makes a process or a thread: a dashed message to its head, and from there on its lifeline (UML 2.5.1 §17.4.4). */
function beginning(
  row: Extract<Row, { kind: 'begun' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const program = drawing.columns.program(row.actor, row.event.host);
  const kernel = drawing.columns.kernel(row.event.host);
  if (!program || !kernel) return [];
  const { columns, rows, measure } = drawing;
  const bottom = rows.y(number);
  const y = bottom - HEAD / 2;
  const rightwards = program.x > kernel.x;
  const edge = program.x + (rightwards ? -columns.headWidth / 2 : columns.headWidth / 2);
  const [left, right] = columns.callSpace(program);
  const [from, to] = rightwards ? [left + BAR, edge] : [edge, right - BAR];
  const [text = ''] = rows.lines(number);
  // Between the head and what stands next to it; where that is too narrow, above the head.
  const beside = measure(text, LABEL, 'mono', 'normal') <= to - from - 6;
  const wearing: Wearing = {
    key: `begun:${row.index}`,
    tone: program.tone,
    subject: { kind: 'process', process: row.event.process },
    step: now.stepOf(row.index),
  };
  const points = [
    { x: kernel.x, y },
    { x: edge, y },
  ];
  return [
    { kind: 'line', ...wearing, points, dashed: true, start: 'none', end: 'open', weight: 2 },
    ...headShapes(program, `head:${row.index}`, bottom - HEAD, wearing.step, columns, drawing),
    ...grounded(
      {
        ...MONO_LABEL,
        ...wearing,
        tone: 'neutral',
        key: `${wearing.key}:label0`,
        x: beside ? (from + to) / 2 : (left + right) / 2,
        y: beside ? y - 6 : bottom - HEAD - 4,
        text,
        anchor: 'middle',
      },
      number,
      null,
      drawing,
    ),
  ];
}

/** The end of a process: its lifeline ends in a cross (UML 2.5.1 §17.3.4, destruction). */
function ending(
  row: Extract<Row, { kind: 'ended' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const program = drawing.columns.program(row.event.process, row.event.host);
  if (!program) return [];
  const at = { x: program.x, y: drawing.rows.y(number) };
  const wearing: Wearing = {
    key: `ended:${row.index}`,
    tone: row.event.by === 'exit' ? program.tone : 'failure',
    subject: { kind: 'process', process: row.event.process },
    step: now.stepOf(row.index),
  };
  return [
    { kind: 'line', ...wearing, points: [at, at], dashed: false, start: 'none', end: 'cross', weight: 3 },
    ...labels(number, program, drawing, { ...wearing, tone: row.event.by === 'exit' ? 'neutral' : 'failure' }),
  ];
}

/** The state that a connection enters, as a state invariant beside its kernel's lifeline, away from the wire. */
function stateLabel(
  row: Extract<Row, { kind: 'state' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const kernel = drawing.columns.kernel(row.event.host);
  if (!kernel) return [];
  const y = drawing.rows.y(number);
  const lines = drawing.rows.lines(number);
  const padding = STATE_PADDING[lines.length > 1 ? 1 : 0];
  const width = Math.max(...lines.map((line) => drawing.measure(line, LABEL, 'mono', 'normal'))) + 2 * padding;
  const height = 5 + LINE * lines.length;
  const [left] = drawing.columns.outside(kernel);
  const x = left === kernel.x ? kernel.x : kernel.x - width;
  const common = {
    tone: stateTone(row.event.to),
    subject: { kind: 'socket', host: row.event.host, socket: row.event.socket },
    step: now.stepOf(row.index),
  } as const;
  const key = `state:${row.index}`;
  return [
    { kind: 'box', ...common, key, x, y: y + 2 - height, width, height, corner: 11, fill: 'tinted', dashed: false },
    ...lines.map(
      (text, index): Shape => ({
        ...MONO_LABEL,
        ...common,
        key: index === 0 ? `${key}:label` : `${key}:label${index}`,
        x: x + width / 2,
        y: y - 4 - LINE * (lines.length - 1 - index),
        text,
        anchor: 'middle',
      }),
    ),
  ];
}

const stateTone = (state: Extract<Row, { kind: 'state' }>['event']['to']): Tone =>
  state === 'ESTABLISHED' ? 'success' : state === 'LISTEN' || state === 'CLOSED' ? 'neutral' : 'waiting';
