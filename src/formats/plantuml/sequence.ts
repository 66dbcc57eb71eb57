import type { SequenceModel } from '../../diagrams/sequence/model.ts';
import {
  type Item,
  type Party,
  type Telling,
  type Transcript,
  transcriptOf,
} from '../../diagrams/sequence/transcript.ts';
import { plantumlDocument } from './document.ts';
import { label, quoted } from './escape.ts';

const GROUNDS: Readonly<Record<string, string>> = { client: ' #E8F1FB', server: ' #F5ECF9' };
const FAILURE = '[#B3261E]';

/**
 * The sequence diagram up to a cursor: calls with their activations, segments where they were sent, those that were lost ending in a cross, those
 * on their way in a circle; frames, notes, states and pauses.
 */
export function sequencePlantuml(model: SequenceModel, telling: Telling & { readonly title: string }): string {
  const transcript = transcriptOf(model, telling);
  // Those that are made later too: so they stand where they belong.
  const participants = transcript.lifelines.flatMap(({ name, type, tone, from }, index) =>
    from === 'later' ? [] : [`participant ${quoted(`${name}\n: ${type}`)} as ${idOf(index)}${GROUNDS[tone] ?? ''}`],
  );
  return plantumlDocument(telling.title, [
    ...(telling.unshown === undefined ? [] : [`' ${label(telling.unshown)}`]),
    'hide footbox',
    ...participants,
    ...transcript.items.flatMap((item) => linesOf(item, transcript)),
  ]);
}

const idOf = (index: number): string => `L${index}`;

function linesOf(item: Item, transcript: Transcript): readonly string[] {
  switch (item.kind) {
    case 'message': {
      const made = transcript.lifelines.findIndex(({ from }) => from === item);
      return [...(made < 0 ? [] : [`create ${idOf(made)}`]), messageLine(item, transcript)];
    }
    case 'activate':
    case 'deactivate':
      return [`${item.kind} ${idOf(item.who)}`];
    case 'destroy':
      return [`note over ${idOf(item.who)} : ${label(item.text)}`, `destroy ${idOf(item.who)}`];
    case 'note':
      return item.over.length === 0 ? [] : [`note over ${item.over.map(idOf).join(', ')} : ${label(item.text)}`];
    case 'state':
      return [`hnote over ${item.over.map(idOf).join(', ')} : ${label(item.text)}`];
    case 'pause':
      return [`... ${label(item.text)} ...`];
    case 'open':
      return [`${item.operator} ${label(item.guard)}`];
    case 'close':
      return ['end'];
  }
}

/** Arrows go from left to right in their own direction; what is outside is a bracket. */
function messageLine(item: Extract<Item, { kind: 'message' }>, { outside, beyond }: Transcript): string {
  const { from, to, text, says, fate, failed } = item;
  const dashes = says === 'return' || says === 'create' ? '--' : '-';
  // A call is synchronous, with a filled head; the others have open ones (UML 2.5.1 §17.4.4).
  const heads = says === 'call' ? 1 : 2;
  const arrow = `${dashes.slice(0, 1)}${failed ? FAILURE : ''}${dashes.slice(1)}${'>'.repeat(heads)}${fate === 'lost' ? 'x' : fate === 'under-way' ? 'o' : ''}`;
  const said = [text, ...(outside !== '' && (from === 'outside' || to === 'outside') ? [`(${outside})`] : [])].join(
    ' ',
  );
  const tail = `: ${label(said)}`;
  if (from === 'outside') {
    // A found message begins at a dot; from the right it is written backwards.
    const back = `${'<'.repeat(heads)}${failed ? FAILURE : ''}${dashes}`;
    return beyond === 'left'
      ? `[o${arrow} ${name(to)} ${tail}`
      : `${name(to)} ${fate === 'lost' ? 'x' : ''}${back}o] ${tail}`;
  }
  if (to === 'outside') {
    const back = `${'<'.repeat(heads)}${failed ? FAILURE : ''}${dashes}`;
    return beyond === 'right'
      ? `${name(from)} ${arrow}] ${tail}`
      : `[${fate === 'lost' ? 'x' : fate === 'under-way' ? 'o' : ''}${back} ${name(from)} ${tail}`;
  }
  return `${name(from)} ${arrow} ${name(to)} ${tail}`;
}

const name = (party: Party): string => (party === 'outside' ? '?' : idOf(party));
