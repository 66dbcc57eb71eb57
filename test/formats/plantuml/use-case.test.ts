import { expect, test } from 'vitest';
import { useCase as en } from '../../../src/app/i18n/en/diagrams/use-case.ts';
import { useCase as pt } from '../../../src/app/i18n/pt-BR/diagrams/use-case.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { casesOf } from '../../../src/diagrams/use-case/model.ts';
import type { UseCaseWords } from '../../../src/diagrams/use-case/words.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { casesPlantuml } from '../../../src/formats/plantuml/use-case.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const programs = (await scenarioRuns()).flatMap(({ id, timeline }) => {
  const trace = logItems(timeline.trace);
  const cast = castOf(timeline.recording.setting, trace);
  return timeline.recording.setting.processes.map(({ name }) => ({
    id,
    name,
    cast,
    trace,
    model: casesOf(trace, cast, name),
  }));
});
const written = (
  { id, cast, trace, model }: (typeof programs)[number],
  words: UseCaseWords,
  count = trace.length,
): string => casesPlantuml(model, { title: id, words, cast, count });

test('the client of the refused connection, at the refusal', () => {
  const client = programs.find(({ id, name }) => id === 'refused' && name === 'C');
  if (!client) throw new Error('no client');
  expect(written(client, en, 15).split('\n')).toMatchInlineSnapshot(`
    [
      "@startuml",
      "skinparam shadowing false",
      "skinparam defaultFontName sans-serif",
      "skinparam backgroundColor white",
      "title refused",
      "left to right direction",
      "actor "User" as user",
      "actor "server program" as server",
      "rectangle "client program" {",
      "  usecase "Connect to the server\\n(failed: ECONNREFUSED)" as UC_connect #FDECEA",
      "  usecase "Create a socket\\n(achieved)" as UC_create #E3F4EC",
      "  usecase "Perform the handshake\\n(failed: ECONNREFUSED)" as UC_handshake #FDECEA",
      "  usecase "Report the failure\\n(under way)" as UC_connect_failed #FFF3D6",
      "  usecase "Try again\\n(not begun)" as UC_retry_connect #FFFFFF",
      "  usecase "Exchange data\\n(not begun)" as UC_exchange #FFFFFF",
      "  usecase "Send data\\n(not begun)" as UC_send #FFFFFF",
      "  usecase "Receive data\\n(not begun)" as UC_receive #FFFFFF",
      "  usecase "Handle end of stream\\n(not begun)" as UC_end_of_stream #FFFFFF",
      "  usecase "Close the connection\\n(not begun)" as UC_close #FFFFFF",
      "}",
      "user -- UC_connect",
      "user -- UC_exchange",
      "user -- UC_close",
      "UC_handshake -- server",
      "UC_send -- server",
      "UC_receive -- server",
      "UC_connect ..> UC_create : <<include>>",
      "UC_connect ..> UC_handshake : <<include>>",
      "UC_connect_failed ..> UC_connect : <<extend>>\\n{connect() = -1}",
      "UC_retry_connect ..> UC_connect : <<extend>>\\n{connect() = -1}",
      "UC_exchange ..> UC_send : <<include>>",
      "UC_exchange ..> UC_receive : <<include>>",
      "UC_end_of_stream ..> UC_exchange : <<extend>>\\n{recv() = 0}",
      "@enduml",
      "",
    ]
  `);
});

test.skipIf(NO_PLANTUML !== null)(
  'PlantUML draws the programs of every scenario, in both languages',
  () => {
    const texts = [en, pt].flatMap((words) => programs.map((program) => written(program, words)));
    for (const svg of drawn(texts)) {
      if (svg instanceof Error) throw svg;
      expect(textOf(svg)).toContain('«include»');
    }
  },
  180_000,
);
