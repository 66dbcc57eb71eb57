import type { TcpState } from '../../engine/trace/connection-note.ts';
import { hasConnection, STATES, TRANSITION_IDS, TRANSITIONS } from '../../diagrams/states/machine.ts';
import { passed, type SocketPath, stateAt } from '../../diagrams/states/model.ts';
import type { StatesWords } from '../../diagrams/states/words.ts';
import { afterColon, label, quoted } from './escape.ts';

/** A state's name as Mermaid wants it, without a hyphen. */
const idOf = (state: TcpState): string => state.replaceAll('-', '_');

/** The state machine with the way of a socket up to a cursor: its transitions are numbered, its state has a thick edge. `path` null: the figure alone. */
export function statesMermaid(
  path: SocketPath | null,
  { title, words, count }: { readonly title: string; readonly words: StatesWords; readonly count: number },
): string {
  const ways = path === null ? [] : passed(path, count);
  const visited = [...new Set(ways.flatMap(({ from, to }) => [from, to]))];
  const lines = TRANSITION_IDS.map((id) => {
    const { from, to } = TRANSITIONS[id];
    const numbers = ways.flatMap(({ via }, index) => (via === id ? [index + 1] : []));
    const said = [...(numbers.length > 0 ? [`(${numbers.join(', ')})`] : []), ...words.labels[id]].join(' ');
    return `  ${from === null ? 'connection' : idOf(from)} --> ${idOf(to)} : ${afterColon(said)}`;
  });
  return [
    '---',
    `title: ${JSON.stringify(label(title))}`,
    '---',
    'stateDiagram-v2',
    `  state ${quoted(words.connection)} as connection {`,
    ...STATES.filter(hasConnection).map((state) => `    state ${quoted(state)} as ${idOf(state)}`),
    '  }',
    '  [*] --> CLOSED',
    ...lines,
    '  classDef visited fill:#e8f1fb,color:#1b1f24',
    '  classDef reached fill:#e8f1fb,color:#1b1f24,stroke:#434b55,stroke-width:3px',
    ...(visited.length > 0 ? [`  class ${visited.map(idOf).join(', ')} visited`] : []),
    ...(path === null ? [] : [`  class ${idOf(stateAt(path, count))} reached`]),
    '',
  ].join('\n');
}
