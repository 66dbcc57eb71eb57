import type { SequenceModel } from '../../diagrams/sequence/model.ts';
import { type Item, type Party, type Telling, transcriptOf } from '../../diagrams/sequence/transcript.ts';
import { label } from './escape.ts';

/**
 * The sequence diagram up to a cursor. Mermaid knows neither found messages nor the end of a lifeline nor a pause: what is outside is a participant,
 * the others are notes; a segment on its way has no head.
 */
export function sequenceMermaid(model: SequenceModel, telling: Telling & { readonly title: string }): string {
  const { lifelines, outside, beyond, items } = transcriptOf(model, telling);
  const named = lifelines.map(({ name, type }, index) => `participant ${idOf(index)} as ${label(`${name} : ${type}`)}`);
  const participants = named.flatMap((line, index) => (lifelines[index]?.from === 'beginning' ? [`  ${line}`] : []));
  const makes = (item: Item): readonly string[] =>
    named.flatMap((line, index) => (lifelines[index]?.from === item ? [`create ${line}`] : []));
  const elsewhere = outside === '' ? [] : [`  participant ${idOf('outside')} as ${label(outside)}`];
  const all = beyond === 'left' ? [...elsewhere, ...participants] : [...participants, ...elsewhere];
  // Those that are made later stand beside all others, wherever they belong.
  const [first, last] = [
    idOf(0),
    idOf(
      Math.max(
        0,
        lifelines.findLastIndex(({ from }) => from === 'beginning'),
      ),
    ),
  ];
  return [
    '---',
    `title: ${JSON.stringify(label(telling.title))}`,
    '---',
    'sequenceDiagram',
    ...(telling.unshown === undefined ? [] : [`  %% ${label(telling.unshown)}`]),
    ...all,
    ...items
      .flatMap((item) => [...makes(item), ...linesOf(item, first === last ? first : `${first},${last}`)])
      .map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** A call is synchronous, with a filled head; the others have open ones, and what comes back or creates is dashed (UML 2.5.1 §17.4.4). */
const ARROWS = { call: '->>', segment: '-)', return: '--)', create: '--)' } as const;

const idOf = (party: Party): string => (party === 'outside' ? 'outside' : `L${party}`);

/** `everybody`: the lifelines from first to last, for what concerns all. */
function linesOf(item: Item, everybody: string): readonly string[] {
  switch (item.kind) {
    case 'message': {
      const arrow = item.fate === 'lost' ? '-x' : item.fate === 'under-way' ? '->' : ARROWS[item.says];
      return [`${idOf(item.from)}${arrow}${idOf(item.to)}: ${label(item.text)}`];
    }
    case 'activate':
    case 'deactivate':
      return [`${item.kind} ${idOf(item.who)}`];
    case 'destroy':
      return [`Note over ${idOf(item.who)}: ${label(item.text)}`];
    case 'note':
    case 'state':
      return item.over.length === 0 ? [] : [`Note over ${item.over.map(idOf).join(',')}: ${label(item.text)}`];
    case 'pause':
      return [`Note over ${everybody}: ${label(item.text)}`];
    case 'open':
      return [`${item.operator} ${label(item.guard)}`];
    case 'close':
      return ['end'];
  }
}
