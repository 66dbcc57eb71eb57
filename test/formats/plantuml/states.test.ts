import { expect, test } from 'vitest';
import { states as en } from '../../../src/app/i18n/en/diagrams/states.ts';
import { states as pt } from '../../../src/app/i18n/pt-BR/diagrams/states.ts';
import { STATES } from '../../../src/diagrams/states/machine.ts';
import { statesOf } from '../../../src/diagrams/states/model.ts';
import type { StatesWords } from '../../../src/diagrams/states/words.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { statesPlantuml } from '../../../src/formats/plantuml/states.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const paths = (await scenarioRuns()).flatMap(({ id, timeline }) => {
  const trace = logItems(timeline.trace);
  return statesOf(trace).paths.map((path) => ({ id, path, count: trace.length }));
});
/** Sockets that go different ways make different texts. */
const textsIn = (words: StatesWords): readonly string[] => [
  ...new Set([
    statesPlantuml(null, { title: 'TCP', words, count: 0 }),
    ...paths.map(({ path, count }) => statesPlantuml(path, { title: 'TCP', words, count })),
  ]),
];

test('the listening socket of the echo', () => {
  const listening = paths.find(({ id, path }) => id === 'echo' && path.host === 'server' && path.socket === 1);
  expect(
    statesPlantuml(listening?.path ?? null, { title: 's', words: en, count: 9 }).split('\n'),
  ).toMatchInlineSnapshot(`
    [
      "@startuml",
      "skinparam shadowing false",
      "skinparam defaultFontName sans-serif",
      "skinparam backgroundColor white",
      "title s",
      "hide empty description",
      "state "CLOSED" as CLOSED #E8F1FB",
      "state "LISTEN" as LISTEN #E8F1FB;line:434B55;line.bold",
      "state "connection" as connection {",
      "  state "SYN-RECEIVED" as SYN_RECEIVED #FFFFFF",
      "  state "SYN-SENT" as SYN_SENT #FFFFFF",
      "  state "ESTABLISHED" as ESTABLISHED #FFFFFF",
      "  state "FIN-WAIT-1" as FIN_WAIT_1 #FFFFFF",
      "  state "CLOSE-WAIT" as CLOSE_WAIT #FFFFFF",
      "  state "FIN-WAIT-2" as FIN_WAIT_2 #FFFFFF",
      "  state "CLOSING" as CLOSING #FFFFFF",
      "  state "LAST-ACK" as LAST_ACK #FFFFFF",
      "  state "TIME-WAIT" as TIME_WAIT #FFFFFF",
      "}",
      "[*] --> CLOSED",
      "CLOSED -[bold]-> LISTEN : 1: listen()",
      "LISTEN --> CLOSED : close()",
      "CLOSED --> SYN_SENT : connect() / send SYN",
      "LISTEN --> SYN_RECEIVED : SYN arrives / send SYN,ACK",
      "SYN_SENT --> SYN_RECEIVED : SYN arrives / send SYN,ACK",
      "SYN_SENT --> ESTABLISHED : SYN,ACK arrives / send ACK",
      "SYN_RECEIVED --> ESTABLISHED : ACK arrives",
      "SYN_RECEIVED --> FIN_WAIT_1 : close() / send FIN",
      "ESTABLISHED --> FIN_WAIT_1 : close() or shutdown() / send FIN",
      "ESTABLISHED --> CLOSE_WAIT : FIN arrives / send ACK",
      "FIN_WAIT_1 --> FIN_WAIT_2 : ACK of FIN arrives",
      "FIN_WAIT_1 --> CLOSING : FIN arrives / send ACK",
      "FIN_WAIT_2 --> TIME_WAIT : FIN arrives / send ACK",
      "CLOSING --> TIME_WAIT : ACK of FIN arrives",
      "CLOSE_WAIT --> LAST_ACK : close() / send FIN",
      "LAST_ACK --> CLOSED : ACK of FIN arrives",
      "TIME_WAIT --> CLOSED : 2 MSL over",
      "connection --> CLOSED : RST, timeout or abort",
      "@enduml",
      "",
    ]
  `);
});

test.skipIf(NO_PLANTUML !== null)(
  'PlantUML draws every way of a socket in every scenario, in both languages',
  () => {
    for (const svg of drawn([en, pt].flatMap(textsIn))) {
      if (svg instanceof Error) throw svg;
      expect(textOf(svg)).toEqual(expect.arrayContaining([...STATES]));
    }
  },
  180_000,
);
