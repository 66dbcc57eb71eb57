// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { states as en } from '../../../src/app/i18n/en/diagrams/states.ts';
import { states as pt } from '../../../src/app/i18n/pt-BR/diagrams/states.ts';
import { statesOf } from '../../../src/diagrams/states/model.ts';
import type { StatesWords } from '../../../src/diagrams/states/words.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { statesMermaid } from '../../../src/formats/mermaid/states.ts';
import { parsed } from '../../support/mermaid.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const paths = (await scenarioRuns()).flatMap(({ id, timeline }) => {
  const trace = logItems(timeline.trace);
  return statesOf(trace).paths.map((path) => ({ id, path, count: trace.length }));
});
/** Sockets that go different ways make different texts. */
const textsIn = (words: StatesWords): readonly string[] => [
  ...new Set([
    statesMermaid(null, { title: 'TCP', words, count: 0 }),
    ...paths.map(({ path, count }) => statesMermaid(path, { title: 'TCP', words, count })),
  ]),
];

test('the listening socket of the echo', () => {
  const listening = paths.find(({ id, path }) => id === 'echo' && path.host === 'server' && path.socket === 1);
  expect(
    statesMermaid(listening?.path ?? null, { title: 's', words: en, count: 9 }).split('\n'),
  ).toMatchInlineSnapshot(`
    [
      "---",
      "title: "s"",
      "---",
      "stateDiagram-v2",
      "  state "connection" as connection {",
      "    state "SYN-RECEIVED" as SYN_RECEIVED",
      "    state "SYN-SENT" as SYN_SENT",
      "    state "ESTABLISHED" as ESTABLISHED",
      "    state "FIN-WAIT-1" as FIN_WAIT_1",
      "    state "CLOSE-WAIT" as CLOSE_WAIT",
      "    state "FIN-WAIT-2" as FIN_WAIT_2",
      "    state "CLOSING" as CLOSING",
      "    state "LAST-ACK" as LAST_ACK",
      "    state "TIME-WAIT" as TIME_WAIT",
      "  }",
      "  [*] --> CLOSED",
      "  CLOSED --> LISTEN : (1) listen()",
      "  LISTEN --> CLOSED : close()",
      "  CLOSED --> SYN_SENT : connect() / send SYN",
      "  LISTEN --> SYN_RECEIVED : SYN arrives / send SYN,ACK",
      "  SYN_SENT --> SYN_RECEIVED : SYN arrives / send SYN,ACK",
      "  SYN_SENT --> ESTABLISHED : SYN,ACK arrives / send ACK",
      "  SYN_RECEIVED --> ESTABLISHED : ACK arrives",
      "  SYN_RECEIVED --> FIN_WAIT_1 : close() / send FIN",
      "  ESTABLISHED --> FIN_WAIT_1 : close() or shutdown() / send FIN",
      "  ESTABLISHED --> CLOSE_WAIT : FIN arrives / send ACK",
      "  FIN_WAIT_1 --> FIN_WAIT_2 : ACK of FIN arrives",
      "  FIN_WAIT_1 --> CLOSING : FIN arrives / send ACK",
      "  FIN_WAIT_2 --> TIME_WAIT : FIN arrives / send ACK",
      "  CLOSING --> TIME_WAIT : ACK of FIN arrives",
      "  CLOSE_WAIT --> LAST_ACK : close() / send FIN",
      "  LAST_ACK --> CLOSED : ACK of FIN arrives",
      "  TIME_WAIT --> CLOSED : 2 MSL over",
      "  connection --> CLOSED : RST, timeout or abort",
      "  classDef visited fill:#e8f1fb,color:#1b1f24",
      "  classDef reached fill:#e8f1fb,color:#1b1f24,stroke:#434b55,stroke-width:3px",
      "  class CLOSED, LISTEN visited",
      "  class LISTEN reached",
      "",
    ]
  `);
});

test('Mermaid reads every way of a socket in every scenario, in both languages', async () => {
  for (const text of [en, pt].flatMap(textsIn)) await expect(parsed(text)).resolves.toBe('stateDiagram');
});
