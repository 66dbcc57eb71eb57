import { type Cast, labelOf, processOfActor } from '../cast.ts';
import { cutToFit, LABEL } from '../fit-text.ts';
import type { Measure, Shape, Subject } from '../shape.ts';
import { type SocketClasses, socketName } from '../socket-classes.ts';
import type { Participant } from './participant.ts';
import type { Place } from './side-column.ts';
import type { CommunicationWords } from './words.ts';

/** What objects are named with. */
export interface Naming {
  readonly cast: Cast;
  readonly words: CommunicationWords;
  readonly classOf: SocketClasses;
  /** How much of the trace has happened. */
  readonly count: number;
}

/** The object's name and class as UML writes an instance: `c : ClientSocket`, `: ClientSocket`, `client : Program`. */
export function objectName(participant: Participant, { cast, words, classOf, count }: Naming): string {
  const { is } = participant;
  switch (is.kind) {
    case 'program': {
      const several = (cast.find(({ name }) => name === participant.host)?.processes.length ?? 0) > 1;
      return `${several ? is.process : labelOf(cast, participant.host)} : ${words.program}`;
    }
    case 'kernel':
      return `${labelOf(cast, participant.host)} : ${words.kernel}`;
    case 'router':
      return `: ${words.router}`;
    case 'epoll':
      return `${nameOf(participant, count)?.name ?? ''} : Epoll`.trim();
    case 'socket':
      return socketName(nameOf(participant, count)?.name ?? null, classOf(participant.host, is.socket));
  }
}

/** What the program calls it at that time, and its descriptor. */
const nameOf = ({ names }: Participant, count: number): Participant['names'][number] | undefined =>
  names.findLast(({ since }) => since < count);

/** With the name of a socket or an epoll instance: its descriptor, or what it is without one; the fullest writing first. */
function captions(participant: Participant, { words, count }: Naming): readonly string[] {
  if (participant.is.kind !== 'socket' && participant.is.kind !== 'epoll') return [];
  if (isClosed(participant, count)) return [words.closed];
  const fd = nameOf(participant, count)?.fd;
  return fd === undefined ? [words.unaccepted, words.queued] : [`fd ${fd}`];
}

export const isClosed = (participant: Participant, count: number): boolean =>
  participant.closedSince !== null && participant.closedSince < count;

export function subjectOf({ key, host, is }: Participant): Subject | null {
  switch (is.kind) {
    case 'program':
      return { kind: 'process', process: processOfActor(is.process) };
    case 'socket':
      return { kind: 'socket', host, socket: is.socket };
    case 'epoll':
      return { kind: 'calls', id: key, calls: is.calls };
    case 'kernel':
    case 'router':
      return null;
  }
}

/** A box of two lines is at least so high. */
const TWO_LINES = 38;
/** Between a name and what stands after it. */
const AFTER = 5;
/** From text to the edges of its box. */
const INSIDE = 3;

/**
 * An object: its box, its name underlined as UML wants it, and its descriptor below it, or after it in a low box. One that is closed has a dashed edge, and
 * that alone where there is no room to say so.
 */
export function objectShapes(
  participant: Participant,
  place: Place,
  naming: Naming,
  step: number,
  measure: Measure,
): readonly Shape[] {
  const common = { tone: place.tone, subject: subjectOf(participant), step } as const;
  const room = place.width - 2 * INSIDE;
  const middle = place.x + place.width / 2;
  const text = (
    key: string,
    y: number,
    content: string,
    underline: boolean,
    x = middle,
    anchor: 'start' | 'middle' | 'end' = 'middle',
  ): Shape => ({
    kind: 'text',
    ...common,
    key: `${participant.key}:${key}`,
    x,
    y,
    text: cutToFit(content, room, measure, 'sans'),
    size: LABEL,
    anchor,
    font: 'sans',
    // Underlined is enough for a name, and bold would not leave it room in its box.
    weight: 'normal',
    underline,
    turn: 0,
  });
  const name = objectName(participant, naming);
  const told = captions(participant, naming);
  const wide = (content: string): number => measure(content, LABEL, 'sans', 'normal');
  const texts = (): readonly Shape[] => {
    const [under] = told;
    if (under !== undefined && place.height >= TWO_LINES) {
      return [text('name', place.y + 16, name, true), text('caption', place.y + 32, under, false)];
    }
    const y = place.y + place.height / 2 + 5;
    const after = told.find((each) => wide(name) + AFTER + wide(each) <= room);
    if (after === undefined) return [text('name', y, name, true)];
    const half = (wide(name) + AFTER + wide(after)) / 2;
    return [
      text('name', y, name, true, middle - half, 'start'),
      text('caption', y, after, false, middle + half, 'end'),
    ];
  };
  return [
    {
      kind: 'box',
      ...common,
      key: participant.key,
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      corner: 3,
      fill: 'tinted',
      dashed: isClosed(participant, naming.count),
    },
    ...texts(),
  ];
}
