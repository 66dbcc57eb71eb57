import { showFlags } from '../../engine/wire/segment.ts';
import { excerpt } from '../call-label.ts';
import { cutToFit, LABEL, LINE } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import type { Message } from './model.ts';
import type { CommunicationWords } from './words.ts';

/** What a message says, with as much of a payload as `shown` allows. */
export function messageText(message: Message, words: CommunicationWords, count: number, shown: number): string {
  const { says } = message;
  if (says.kind !== 'segment') return says.label;
  const { flags, payload } = says.segment;
  // Text is known by what it carries: PSH and ACK would be on every one of them.
  const plain = payload.length > 0 && shown > 0;
  const flagsShown = plain ? showFlags({ ...flags, psh: false, ack: false }) : showFlags(flags);
  return [
    flagsShown,
    plain ? excerpt(payload, shown) : '',
    says.again ? words.again : '',
    message.lostSince !== null && message.lostSince < count ? words[message.loss] : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A place where messages are stacked. */
export interface Stack {
  readonly key: string;
  readonly top: number;
  /** Where the texts begin (or end, on the right side), beside the arrows. */
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
  readonly lines: number;
  /** Above whose box it stands. */
  readonly owner: string;
  /** All of its messages are shown, which can be undone where they are more than usual. */
  readonly isOpen: boolean;
  readonly usual: number;
  /** Whether the link runs up and down or to and fro: so do the arrows. */
  readonly upright: boolean;
}

interface Telling {
  readonly words: CommunicationWords;
  readonly measure: Measure;
  readonly count: number;
  /** On a screen: what the newest step made stands out. */
  readonly marksNewest: boolean;
  stepOf(index: number): number;
  /** Which way it goes along its stack: down or to the right is 1. */
  direction(message: Message): 1 | -1;
  tone(message: Message): Tone;
  /** The program to name before it, where its place does not tell whose it is. */
  caller(message: Message): string | null;
}

/** The arrow beside a message: long enough that open heads with a dashed and with a plain shaft are told apart. */
const ARROW = { upright: 15, level: 20 } as const;
/** Between an arrow and its text. */
const BESIDE = 4;

/** The last messages of a stack (`messages`, of `total`), each with a small arrow beside it; above them how many came before. */
export function stackShapes(
  stack: Stack,
  messages: readonly Message[],
  total: number,
  telling: Telling,
): readonly Shape[] {
  const shown = total > stack.lines ? messages.slice(1 - stack.lines) : messages;
  const hidden = total - shown.length;
  const newest = telling.marksNewest ? telling.stepOf(telling.count - 1) : null;
  const shapes: Shape[] = [];
  const foldable = stack.isOpen && total > stack.usual;
  if (hidden > 0) shapes.push(earlier(stack, telling.words.earlier(hidden), telling));
  else if (foldable) shapes.push(earlier(stack, telling.words.gather, telling));
  for (const [order, message] of shown.entries()) {
    const baseline = stack.top + LINE * (order + (hidden > 0 || foldable ? 2 : 1)) - 3;
    shapes.push(...messageShapes(stack, message, baseline, newest, telling));
  }
  return shapes;
}

/** What a click on the line of the earlier messages is about: to show all messages above a box, or the last few again. */
export const earlierSubject = (owner: string): Subject => ({ kind: 'calls', id: `earlier:${owner}`, calls: [] });

/** Above whose box; null: it is no such line. */
export const earlierOf = (subject: Subject | null): string | null =>
  subject?.kind === 'calls' && subject.id.startsWith('earlier:') ? subject.id.slice(8) : null;

function earlier(stack: Stack, text: string, { measure }: Telling): Shape {
  const indent = stack.upright ? 0 : ARROW.level + BESIDE;
  return {
    kind: 'text',
    key: `${stack.key}:earlier`,
    tone: 'faint',
    subject: earlierSubject(stack.owner),
    step: 0,
    x: stack.x + (stack.anchor === 'start' ? indent : -indent),
    y: stack.top + LINE - 3,
    text: cutToFit(text, stack.width, measure, 'sans'),
    size: LABEL,
    anchor: stack.anchor,
    font: 'sans',
    weight: 'normal',
    underline: false,
    turn: 0,
  };
}

function messageShapes(
  stack: Stack,
  message: Message,
  baseline: number,
  newest: number | null,
  telling: Telling,
): readonly Shape[] {
  const { measure, count } = telling;
  const step = telling.stepOf(message.index);
  const isNewest = step === newest;
  const room = stack.width - (stack.upright ? 0 : ARROW.level + BESIDE);
  const text = fitted(message, telling, room, isNewest);
  const width = measure(text, LABEL, 'mono', isNewest ? 'bold' : 'normal');
  const out = stack.anchor === 'start' ? 1 : -1;
  const tone = telling.tone(message);
  const common = { tone, subject: message.subject, step } as const;
  const textX = stack.upright ? stack.x : stack.x + out * (ARROW.level + BESIDE);
  const isLost = lost(message, count);
  const arrow = stack.upright
    ? upright(stack.x - out * 9, baseline, telling.direction(message))
    : level(stack.x, out, baseline, telling.direction(message));
  const shapes: Shape[] = [];
  if (isNewest) {
    const from = stack.upright ? stack.x - out * 14 : stack.x - out * 2;
    const to = textX + out * (width + 4);
    shapes.push({
      kind: 'box',
      key: `${message.key}:newest`,
      tone: 'accent',
      subject: null,
      step,
      x: Math.min(from, to),
      y: baseline - 13,
      width: Math.abs(to - from),
      height: LINE,
      corner: 4,
      fill: 'solid',
      dashed: false,
    });
  }
  shapes.push(
    {
      kind: 'line',
      ...common,
      key: `${message.key}:arrow`,
      points: isLost ? halfOf(arrow) : arrow,
      dashed: message.says.kind === 'return',
      start: 'none',
      // A call is synchronous and has a filled head; a segment is an asynchronous signal, open as a reply's is (UML 2.5.1 §17.4.4).
      end: isLost ? 'cross' : message.says.kind === 'call' ? 'filled' : 'open',
      weight: 2,
    },
    {
      kind: 'text',
      ...common,
      key: message.key,
      x: textX,
      y: baseline,
      text,
      size: LABEL,
      anchor: stack.anchor,
      font: 'mono',
      weight: isNewest ? 'bold' : 'normal',
      underline: false,
      turn: 0,
    },
  );
  return shapes;
}

/** As far as its middle, so that a cross at its end stays off the number. */
const halfOf = ([from, to]: readonly [Point, Point]): readonly Point[] => [
  from,
  { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
];

const lost = (message: Message, count: number): boolean => message.lostSince !== null && message.lostSince < count;

function fitted(message: Message, telling: Telling, width: number, bold: boolean): string {
  const { words, count, measure } = telling;
  const program = telling.caller(message);
  const written = writings(message, words, count).map((text) => (program === null ? text : `${program} ${text}`));
  const fitting = written.find((text) => measure(text, LABEL, 'mono', bold ? 'bold' : 'normal') <= width);
  return fitting ?? cutToFit(written.at(-1) ?? '', width, measure);
}

/** The ways to write a message, the fullest first. */
function writings(message: Message, words: CommunicationWords, count: number): readonly string[] {
  const { says, number } = message;
  if (says.kind === 'return') {
    // A reply has no number but its call's name (UML 2.5.1 §17.4.4.1). An errno says that the call returned -1.
    return [`${says.to}: ${says.label}`, says.label, says.failed ? says.label.replace('-1 ', '') : says.label];
  }
  const full = [10, 7, 5, 3, 0].map((shown) => messageText(message, words, count, shown));
  // That it was lost is seen by its cross.
  const least = messageText(message, { ...words, lost: '', dropped: '', rejected: '' }, count, 0);
  return [
    ...full.map((text) => `${number}: ${text}`),
    `${number}: ${least}`,
    `${number}:${least}`,
    ...shortened(number).map((each) => `${each}: ${least}`),
  ];
}

/** A long chain of causes by its call and its last links. */
const shortened = (number: string): readonly string[] => {
  const parts = number.split('.');
  return parts.length > 5 ? [`${parts[0]}…${parts.slice(-2).join('.')}`] : [];
};

const upright = (x: number, baseline: number, direction: 1 | -1): readonly [Point, Point] => {
  const middle = baseline - 5;
  return [
    { x, y: middle - direction * (ARROW.upright / 2) },
    { x, y: middle + direction * (ARROW.upright / 2) },
  ];
};

const level = (x: number, out: 1 | -1, baseline: number, direction: 1 | -1): readonly [Point, Point] => {
  const [a, b] = [Math.min(x, x + out * ARROW.level), Math.max(x, x + out * ARROW.level)];
  const y = baseline - 5;
  return direction === 1
    ? [
        { x: a, y },
        { x: b, y },
      ]
    : [
        { x: b, y },
        { x: a, y },
      ];
};
