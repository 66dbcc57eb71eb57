import type { Cast } from '../../diagrams/cast.ts';
import { happened } from '../../diagrams/communication/layout.ts';
import { messageText } from '../../diagrams/communication/message-shapes.ts';
import type { CommunicationLink, CommunicationModel, Participant } from '../../diagrams/communication/model.ts';
import { participantName } from '../../diagrams/communication/table.ts';
import type { CommunicationWords } from '../../diagrams/communication/words.ts';
import type { SocketClasses } from '../../diagrams/socket-classes.ts';
import { plantumlDocument } from './document.ts';
import { label, quoted } from './escape.ts';

interface Telling {
  readonly title: string;
  readonly cast: Cast;
  readonly words: CommunicationWords;
  readonly classOf: SocketClasses;
  readonly count: number;
  /** The view of one side. Absent: of both. */
  readonly side?: Cast[number]['side'] | null;
}

/**
 * The communication diagram up to a cursor. PlantUML has no such diagram: an object diagram is the nearest, with the objects and their links, and on each
 * link its messages with their numbers.
 */
export function communicationPlantuml(model: CommunicationModel, telling: Telling): string {
  const { cast, count, side = null, title } = telling;
  const links = model.links.filter(({ since }) => since < count);
  const isInside = ({ host }: Participant): boolean =>
    side === null || cast.find(({ name }) => name === host)?.side === side;
  const shown = links.filter(({ ends }) => ends.some(isInside));
  const objects = new Set([
    ...model.participants.filter((each) => each.since < count && isInside(each)),
    ...shown.flatMap(({ ends }) => ends),
  ]);
  const ids = new Map([...objects].map((each, index) => [each, `O${index}`]));
  return plantumlDocument(title, [
    ...[...objects].map((each) => `object ${quoted(participantName(each, telling))} as ${ids.get(each) ?? ''}`),
    ...shown.map((link) => linkLine(link, ids, telling)),
  ]);
}

function linkLine(
  { ends, messages }: CommunicationLink,
  ids: ReadonlyMap<Participant, string>,
  telling: Telling,
): string {
  const [a, b] = ends;
  const said = messages.slice(0, happened(messages, telling.count)).map((message) => {
    const text = messageText(message, telling.words, telling.count, 10);
    const numbered = message.number === '' ? text : `${message.number}: ${text}`;
    // PlantUML turns `>` at the end of a label into an arrow of its own: here it is the way of each message.
    return `${message.from === a ? '→' : '←'} ${message.says.kind === 'return' ? `${message.says.to}: ${text}` : numbered}`;
  });
  const line = `${ids.get(a) ?? ''} -- ${ids.get(b) ?? ''}`;
  return said.length === 0 ? line : `${line} : ${said.map(label).join('\\n')}`;
}
