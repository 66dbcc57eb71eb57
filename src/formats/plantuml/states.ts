import type { TcpState } from '../../engine/trace/connection-note.ts';
import { hasConnection, STATES, TRANSITION_IDS, TRANSITIONS } from '../../diagrams/states/machine.ts';
import { passed, type SocketPath, stateAt } from '../../diagrams/states/model.ts';
import type { StatesWords } from '../../diagrams/states/words.ts';
import { plantumlDocument } from './document.ts';
import { label, quoted } from './escape.ts';

/** A state's name as PlantUML wants it, without a hyphen. */
const idOf = (state: TcpState): string => state.replaceAll('-', '_');

/** The state machine with the way of a socket up to a cursor: its transitions are thick and numbered, its state has a thick edge. `path` null: the figure alone. */
export function statesPlantuml(
  path: SocketPath | null,
  { title, words, count }: { readonly title: string; readonly words: StatesWords; readonly count: number },
): string {
  const ways = path === null ? [] : passed(path, count);
  const now = path === null ? null : stateAt(path, count);
  const visited = new Set<TcpState>(ways.flatMap(({ from, to }) => [from, to]));
  const declared = (state: TcpState): string => {
    const mark = state === now ? ' #E8F1FB;line:434B55;line.bold' : visited.has(state) ? ' #E8F1FB' : ' #FFFFFF';
    return `state ${quoted(state)} as ${idOf(state)}${mark}`;
  };
  const lines = TRANSITION_IDS.map((id) => {
    const { from, to } = TRANSITIONS[id];
    const numbers = ways.flatMap(({ via }, index) => (via === id ? [index + 1] : []));
    const said = [...(numbers.length > 0 ? [`${numbers.join(', ')}:`] : []), ...words.labels[id]].join(' ');
    const arrow = numbers.length > 0 ? '-[bold]->' : '-->';
    return `${from === null ? 'connection' : idOf(from)} ${arrow} ${idOf(to)} : ${label(said)}`;
  });
  return plantumlDocument(title, [
    'hide empty description',
    ...STATES.filter((state) => !hasConnection(state)).map(declared),
    `state ${quoted(words.connection)} as connection {`,
    ...STATES.filter(hasConnection).map((state) => `  ${declared(state)}`),
    '}',
    '[*] --> CLOSED',
    ...lines,
  ]);
}
