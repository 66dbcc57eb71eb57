import { expect, test } from 'vitest';
import { communication as en } from '../../../src/app/i18n/en/diagrams/communication.ts';
import { communication as pt } from '../../../src/app/i18n/pt-BR/diagrams/communication.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { communicationPlantuml } from '../../../src/formats/plantuml/communication.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const texts = runs.flatMap(({ id, script, timeline }) => {
  const trace = logItems(timeline.trace);
  const cast = castOf(timeline.recording.setting, trace);
  return [null, 'left' as const].map((side) => ({
    id,
    side,
    text: communicationPlantuml(communicationOf(trace), {
      title: id,
      cast,
      side,
      words: side === null ? en : pt,
      classOf: socketClassesOf(script, trace),
      count: trace.length,
    }),
  }));
});

test('the echo: objects, links, and on them the messages with their numbers', () => {
  const echo = texts.find(({ id, side }) => id === 'echo' && side === null)?.text.split('\n') ?? [];
  expect(echo.slice(5, -2)).toMatchInlineSnapshot(`
    [
      "object "s : ServerSocket (server)" as O0",
      "object "server program" as O1",
      "object "c : ClientSocket (client)" as O2",
      "object "client program" as O3",
      "object "a : ClientSocket (server)" as O4",
      "O1 --> O0 : 1: socket()\\n2: bind(:8080)\\n3: listen(1)\\n4: accept()\\n13: close()",
      "O0 --> O1 : accept: 4",
      "O3 --> O2 : 5: socket()\\n6: connect(:8080)\\n8: send("hello")\\n9: recv(100)\\n11: close()",
      "O2 --> O3 : connect: 0\\nrecv: 5 "hello"",
      "O2 --> O0 : 6.1: SYN",
      "O4 --> O2 : 6.1.1: SYN ACK\\n8.1.1: ACK\\n10.1: "hello"\\n11.1.1: ACK\\n12.1: FIN ACK",
      "O2 --> O4 : 6.1.1.1: ACK\\n8.1: "hello"\\n10.1.1: ACK\\n11.1: FIN ACK\\n12.1.1: ACK",
      "O1 --> O4 : 7: recv(100)\\n10: send("hello")\\n12: close()",
      "O4 --> O1 : recv: 5 "hello"",
    ]
  `);
});

test('two programs of a host are told apart by their names', () => {
  const forked = texts.find(({ id, side }) => id === 'fork-server' && side === null)?.text ?? '';
  expect(forked).toContain('object "server S program"');
  expect(forked).toContain('object "server S2 program"');
});

test('the view of one side has what it talks with, and none of what that talks with', () => {
  const echo = texts.find(({ id, side }) => id === 'echo' && side === 'left')?.text ?? '';
  expect(echo).toContain('SYN');
  expect(echo).not.toContain('listen(');
});

test.skipIf(NO_PLANTUML !== null)(
  'PlantUML draws every scenario, in both languages',
  () => {
    for (const [index, svg] of drawn(texts.map(({ text }) => text)).entries()) {
      if (svg instanceof Error) throw new Error(`${texts[index]?.id}: ${svg.message}\n${texts[index]?.text}`);
      expect(textOf(svg)).toContain(texts[index]?.id);
    }
  },
  180_000,
);
