import { showFlags } from '../../engine/wire/segment.ts';
import { excerpt, messageLabel } from '../call-label.ts';
import { cutToFit, LABEL, LINE } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import type { Slot } from './frame.ts';
import type { CommunicationLink, Message } from './model.ts';
import type { CommunicationWords } from './words.ts';

/** What a message says, with as much of a payload as `shown` allows. */
export function messageText(message: Message, words: CommunicationWords, count: number, shown: number): string {
  const { says } = message;
  if (says.kind === 'icmp') return words.icmp(says.code);
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

/** The messages of one link at a moment. */
export interface Stack {
  readonly link: CommunicationLink;
  readonly slot: Slot;
  /** The last of them, as many as are shown at most. */
  readonly messages: readonly Message[];
  readonly total: number;
  /** All of them are shown, which can be undone. */
  readonly folds: boolean;
}

interface Telling {
  readonly words: CommunicationWords;
  readonly measure: Measure;
  readonly count: number;
  /** On a screen: what the newest step made stands out. */
  readonly marksNewest: boolean;
  stepOf(index: number): number;
  tone(message: Message): Tone;
}

/** The arrow of a message: long enough that open heads with a dashed and with a plain shaft are told apart. */
const ARROW = { upright: 15, level: 18 } as const;
/** Between an arrow and its text. */
const BESIDE = { upright: 8, level: 4 } as const;

/** From where the arrows of a slot are to where its texts begin. */
const indentOf = ({ upright }: Slot): number => (upright ? BESIDE.upright : ARROW.level + BESIDE.level);

/** The last messages of a link, each with a small arrow that runs as the link does; before them how many came earlier. */
export function stackShapes(stack: Stack, telling: Telling): readonly Shape[] {
  const { slot, messages, total, folds } = stack;
  const shown = total > slot.lines ? messages.slice(1 - slot.lines) : messages;
  const hidden = total - shown.length;
  const newest = telling.marksNewest ? telling.stepOf(telling.count - 1) : null;
  const shapes: Shape[] = [];
  if (hidden > 0) shapes.push(earlier(stack, telling.words.earlier(hidden), telling));
  else if (folds) shapes.push(earlier(stack, telling.words.gather, telling));
  for (const [order, message] of shown.entries()) {
    const baseline = baselineOf(slot, order + (hidden > 0 || folds ? 1 : 0));
    shapes.push(...messageShapes(slot, message, baseline, newest, telling));
  }
  return shapes;
}

const baselineOf = ({ baselines: [first, second] }: Slot, order: number): number =>
  order === 0 ? first : second + LINE * (order - 1);

/** What a click on the line of the earlier messages is about: to show all messages of a link, or the last few again. */
export const earlierSubject = (link: string): Subject => ({ kind: 'calls', id: `earlier:${link}`, calls: [] });

/** Of which link; null: it is no such line. */
export const earlierOf = (subject: Subject | null): string | null =>
  subject?.kind === 'calls' && subject.id.startsWith('earlier:') ? subject.id.slice(8) : null;

function earlier({ link, slot }: Stack, text: string, { measure }: Telling): Shape {
  const indent = indentOf(slot);
  return {
    kind: 'text',
    key: earlierKey(link),
    tone: 'faint',
    subject: earlierSubject(link.key),
    step: 0,
    x: slot.x + (slot.anchor === 'start' ? indent : -indent),
    y: slot.baselines[0],
    text: cutToFit(text, slot.reach - indent, measure, 'sans'),
    size: LABEL,
    anchor: slot.anchor,
    font: 'sans',
    weight: 'normal',
    underline: false,
    turn: 0,
  };
}

/** The key of the line of a link's earlier messages. */
export const earlierKey = ({ key }: CommunicationLink): string => `stack:${key}:earlier`;

function messageShapes(
  slot: Slot,
  message: Message,
  baseline: number,
  newest: number | null,
  telling: Telling,
): readonly Shape[] {
  const { measure, count } = telling;
  const step = telling.stepOf(message.index);
  const isNewest = step === newest;
  const indent = indentOf(slot);
  const text = fitted(message, telling, slot.reach - indent, isNewest);
  const width = measure(text, LABEL, 'mono', isNewest ? 'bold' : 'normal');
  const out = slot.anchor === 'start' ? 1 : -1;
  const tone = telling.tone(message);
  const common = { tone, subject: message.subject, step } as const;
  const textX = slot.x + out * indent;
  const isLost = lost(message, count);
  const direction = message.to === slot.onward ? 1 : -1;
  const arrow = slot.upright ? upright(slot.x, baseline, direction) : level(slot.x, baseline, direction);
  const shapes: Shape[] = [];
  if (isNewest) {
    const from = slot.x - out * (slot.upright ? 4.5 : 2);
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
      anchor: slot.anchor,
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
  const written = writings(message, words, count);
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
  if (says.kind === 'call') {
    const labels = [says.label, ...[6, 5, 4, 3, 2].map((shown) => messageLabel(says.call, shown))];
    return labels.flatMap((label) => [`${number}: ${label}`, `${number}:${label}`]);
  }
  if (says.kind === 'icmp') return [`${number}: ${words.icmp(says.code)}`, `${number}: ICMP`, `${number}:ICMP`];
  const full = [10, 7, 5, 3, 0].map((shown) => messageText(message, words, count, shown));
  // That it was lost is seen by its cross.
  const least = messageText(message, { ...words, lost: '', dropped: '', rejected: '' }, count, 0);
  const { segment, again } = says;
  // That there is data is told by PSH alone, for ACK is on all of it.
  const kept = segment.payload.length > 0 ? { ...segment.flags, ack: !segment.flags.psh } : segment.flags;
  return [
    ...full.map((text) => `${number}: ${text}`),
    `${number}: ${least}`,
    `${number}:${least}`,
    ...(again ? [`${number}:${showFlags(kept)} ${words.againShort}`] : []),
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

const level = (x: number, baseline: number, direction: 1 | -1): readonly [Point, Point] => {
  const y = baseline - 5;
  const [left, right] = [
    { x, y },
    { x: x + ARROW.level, y },
  ];
  return direction === 1 ? [left, right] : [right, left];
};
