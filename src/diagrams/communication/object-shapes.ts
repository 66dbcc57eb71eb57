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

/** Under the name of a socket or an epoll instance: its descriptor, or what it is without one. */
function caption(participant: Participant, { words, count }: Naming): string | null {
  if (participant.is.kind !== 'socket' && participant.is.kind !== 'epoll') return null;
  if (isClosed(participant, count)) return words.closed;
  const fd = nameOf(participant, count)?.fd;
  return fd === undefined ? words.unaccepted : `fd ${fd}`;
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

/** An object: its box, its name underlined as UML wants it, its descriptor. One that is closed has a dashed edge. */
export function objectShapes(
  participant: Participant,
  place: Place,
  naming: Naming,
  step: number,
  measure: Measure,
): readonly Shape[] {
  const under = caption(participant, naming);
  const common = { tone: place.tone, subject: subjectOf(participant), step } as const;
  const text = (key: string, y: number, content: string, underline: boolean): Shape => ({
    kind: 'text',
    ...common,
    key: `${participant.key}:${key}`,
    x: place.x + place.width / 2,
    y,
    text: cutToFit(content, place.width - 8, measure, 'sans'),
    size: LABEL,
    anchor: 'middle',
    font: 'sans',
    // Underlined is enough for a name, and bold would not leave it room in its box.
    weight: 'normal',
    underline,
    turn: 0,
  });
  const name = objectName(participant, naming);
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
    ...(under === null
      ? [text('name', place.y + place.height / 2 + 5, name, true)]
      : [text('name', place.y + 16, name, true), text('caption', place.y + 32, under, false)]),
  ];
}
