import type { Cast } from '../../diagrams/cast.ts';
import { happened } from '../../diagrams/communication/layout.ts';
import { messageText } from '../../diagrams/communication/message-shapes.ts';
import type { CommunicationLink, CommunicationModel } from '../../diagrams/communication/model.ts';
import type { Participant } from '../../diagrams/communication/participant.ts';
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
 * The communication diagram up to a cursor. PlantUML has no such diagram: an object diagram is the nearest, with the objects and their links, one for each
 * way in which messages go, and on it those messages with their numbers.
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
    ...shown.flatMap((link) => linkLines(link, ids, telling)),
  ]);
}

/** An arrow for each way: an arrow in the text would be wrong, since where the objects will stand is for PlantUML to say. */
function linkLines(
  { ends, messages }: CommunicationLink,
  ids: ReadonlyMap<Participant, string>,
  telling: Telling,
): readonly string[] {
  const [a, b] = ends;
  const so = messages.slice(0, happened(messages, telling.count));
  const ways = [
    { from: a, to: b },
    { from: b, to: a },
  ].flatMap(({ from, to }) => {
    const said = so.filter((message) => message.from === from).map((message) => saidBy(message, telling));
    return said.length === 0 ? [] : [`${ids.get(from) ?? ''} --> ${ids.get(to) ?? ''} : ${said.join('\\n')}`];
  });
  return ways.length > 0 ? ways : [`${ids.get(a) ?? ''} -- ${ids.get(b) ?? ''}`];
}

function saidBy(message: CommunicationLink['messages'][number], { words, count }: Telling): string {
  const text = messageText(message, words, count, 10);
  if (message.says.kind === 'return') return label(`${message.says.to}: ${text}`);
  return label(message.number === '' ? text : `${message.number}: ${text}`);
}
