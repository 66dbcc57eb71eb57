import { type Cast, labelOf } from '../cast.ts';
import type { Subject } from '../shape.ts';
import { type CommunicationMoment, happened } from './layout.ts';
import { messageText } from './message-shapes.ts';
import type { CommunicationModel, Message, Participant } from './model.ts';
import { objectName } from './object-shapes.ts';
import type { CommunicationWords } from './words.ts';

/** One message as a line of a table. `key` is the key of its text in the picture. */
export interface CommunicationTableRow {
  readonly key: string;
  readonly subject: Subject;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

export interface CommunicationTable {
  /** One sentence that says what the diagram shows. */
  readonly summary: string;
  /** Messages before those listed. */
  readonly left: number;
  readonly rows: readonly CommunicationTableRow[];
}

/** The diagram at a cursor as text: its last `most` messages, each in full. */
export function communicationTable(
  model: CommunicationModel,
  { count }: Pick<CommunicationMoment, 'count'>,
  { cast, words, most }: { readonly cast: Cast; readonly words: CommunicationWords; readonly most: number },
): CommunicationTable {
  const told = happened(model.messages, count);
  const left = Math.max(0, told - most);
  const nameOf = (each: Participant): string => {
    const host = labelOf(cast, each.host);
    if (each.is.kind !== 'socket') return words.participant(host, each.is.kind === 'program' ? each.is.process : null);
    return `${objectName(each, { cast, words, count })} (${host})`;
  };
  const say = (message: Message): string => {
    const { says } = message;
    const label = messageText(message, { ...words, again: '', lost: '', rejected: '' }, count, 24);
    if (says.kind === 'return') return words.table.returns(label);
    const again = says.kind === 'segment' && says.again ? words.table.again(label) : label;
    if (message.lostSince === null || message.lostSince >= count) return again;
    return message.rejected ? words.table.rejected(again) : words.table.lost(again);
  };
  const programs = cast.reduce((sum, host) => sum + host.processes.length, 0);
  return {
    summary: words.table.summary({
      objects: programs + model.participants.filter(({ is, since }) => is.kind !== 'program' && since < count).length,
      links: model.links.filter(({ since }) => since < count).length,
      messages: told,
    }),
    left,
    rows: model.messages.slice(left, told).map((message) => ({
      key: message.key,
      subject: message.subject,
      number: message.number,
      from: nameOf(message.from),
      to: nameOf(message.to),
      message: say(message),
    })),
  };
}
