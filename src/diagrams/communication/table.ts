import { type Cast, labelOf } from '../cast.ts';
import type { FigureTable } from '../figure.ts';
import type { SocketClasses } from '../socket-classes.ts';
import { type CommunicationMoment, happened } from './layout.ts';
import { earlierKey, messageText } from './message-shapes.ts';
import type { CommunicationModel, Message } from './model.ts';
import type { Participant } from './participant.ts';
import { type Naming, objectName } from './object-shapes.ts';
import type { CommunicationWords } from './words.ts';

/** The diagram at a cursor as text: its last `most` messages, each in full. */
export function communicationTable(
  model: CommunicationModel,
  { count }: Pick<CommunicationMoment, 'count'>,
  {
    cast,
    side = null,
    words,
    classOf,
    most,
  }: {
    readonly cast: Cast;
    /** The view of one side. Absent: of both. */
    readonly side?: Cast[number]['side'] | null;
    readonly words: CommunicationWords;
    readonly classOf: SocketClasses;
    readonly most: number;
  },
): FigureTable {
  const { columns } = words.table;
  const shown = side === null ? cast : cast.filter((host) => host.side === side);
  const isInside = ({ host }: Participant): boolean => side === null || shown.some(({ name }) => name === host);
  const before = model.messages.slice(0, happened(model.messages, count));
  const messages = side === null ? before : before.filter(({ from, to }) => isInside(from) || isInside(to));
  const told = messages.length;
  const left = Math.max(0, told - most);
  const nameOf = (each: Participant): string => participantName(each, { cast, words, classOf, count });
  const say = (message: Message): string => {
    const { says } = message;
    const label = messageText(message, { ...words, again: '', lost: '', dropped: '', rejected: '' }, count, 24);
    if (says.kind === 'return') return words.table.returns(label);
    const again = says.kind === 'segment' && says.again ? words.table.again(label) : label;
    if (message.lostSince === null || message.lostSince >= count) return again;
    return words.table[message.loss](again);
  };
  const programs = shown.reduce((sum, host) => sum + host.processes.length, 0);
  return {
    summary: words.table.summary({
      objects:
        programs +
        model.participants.filter((each) => each.is.kind !== 'program' && each.since < count && isInside(each)).length,
      links: model.links.filter(({ since, ends }) => since < count && ends.some(isInside)).length,
      messages: told,
    }),
    left,
    columns: [columns.number, columns.from, columns.to, columns.message],
    rows: messages.slice(left).map((message) => ({
      key: message.key,
      subject: message.subject,
      cells: [message.number, nameOf(message.from), nameOf(message.to), say(message)],
    })),
  };
}

/** An object as text tells it; where a machine has several programs, each by its name. */
export function participantName(each: Participant, naming: Naming): string {
  const { cast, words } = naming;
  const host = labelOf(cast, each.host);
  if (each.is.kind === 'socket' || each.is.kind === 'epoll') return `${objectName(each, naming)} (${host})`;
  if (each.is.kind === 'router') return objectName(each, naming);
  if (each.is.kind === 'kernel') return words.participant(host, null);
  const several = (cast.find(({ name }) => name === each.host)?.processes.length ?? 0) > 1;
  return words.participant(several ? `${host} ${each.is.process}` : host, each.is.process);
}

/** The lines of earlier messages, which are buttons: by the keys of their shapes what they are called. */
export const earlierNames = (model: CommunicationModel, naming: Naming): ReadonlyMap<string, string> =>
  new Map(
    model.links
      .filter(({ since }) => since < naming.count)
      .map((link) => {
        const [a, b] = link.ends.map((end) => participantName(end, naming));
        return [earlierKey(link), naming.words.table.earlier(a ?? '', b ?? '')] as const;
      }),
  );
