import { expect, test } from 'vitest';
import { sequence as en } from '../../../src/app/i18n/en/diagrams/sequence.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { sequencePlantuml } from '../../../src/formats/plantuml/sequence.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';
import { lostSyn, PAIR } from '../../support/sequence-diagram.ts';
import { sequencesTold } from '../../support/sequence-texts.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';

/** The level with everything that there is to say. */
const texts = sequencesTold
  .filter(({ model, id }) => model.detail === 'detailed' || id === 'edge-triggered')
  .map(({ id, model, telling }) => ({ id, text: sequencePlantuml(model, telling) }));

test('a lost SYN, sent again', () => {
  const events = lostSyn();
  const told = { title: 's', cast: PAIR, words: en, classOf: socketClassesOf(null, events), count: events.length };
  expect(sequencePlantuml(sequenceOf(events, 'segments'), told).split('\n').slice(4, -1)).toMatchInlineSnapshot(`
    [
      "title s",
      "hide footbox",
      "participant "client\\n: program" as L0 #E8F1FB",
      "participant "client\\n: kernel" as L1 #E8F1FB",
      "participant "server\\n: kernel" as L2 #F5ECF9",
      "participant "server\\n: program" as L3 #F5ECF9",
      "L0 -> L1 : connect(3, :8080)",
      "activate L0",
      "L1 -[#B3261E]>>x L2 : SYN (lost)",
      "... 1.19 s later ...",
      "L1 ->> L2 : SYN again",
      "L1 -[#B3261E]->> L0 : -1 ECONNREFUSED",
      "deactivate L0",
      "L2 -[#B3261E]>>o L1 : RST ACK",
      "@enduml",
    ]
  `);
  const client = { ...told, side: 'left' as const };
  const view = sequencePlantuml(sequenceOf(events, 'segments', { inside: ['client'] }), client);
  expect(view.split('\n').filter((line) => line.includes(']'))).toMatchInlineSnapshot(`
    [
      "L1 -[#B3261E]>>x] : SYN (lost) (server)",
      "L1 ->>] : SYN again (server)",
      "L1 -[#B3261E]->> L0 : -1 ECONNREFUSED",
    ]
  `);
});

test('a segment says for how long the timer runs that is set with it; in brief not of one that an acknowledgement stopped', () => {
  const { events } = new TraceBuilder()
    .timer('client', 'retransmission', 'started', 200)
    .sends(1, 'client', 'server', 'PSH ACK', { data: 'x', arrives: 20 })
    .at(20)
    .arrives(1)
    .sends(2, 'server', 'client', 'ACK', { arrives: 40 })
    .at(40)
    .arrives(2)
    .timer('client', 'retransmission', 'stopped');
  const told = { title: 's', cast: PAIR, words: en, classOf: socketClassesOf(null, events) };
  const says = (detail: 'segments' | 'detailed', count: number) =>
    sequencePlantuml(sequenceOf(events, detail), { ...told, count }).includes('{RTO 200 ms}');
  expect(says('segments', 4)).toBe(true);
  expect(says('segments', events.length)).toBe(false);
  expect(says('detailed', events.length)).toBe(true);
});

test('what the language cannot show is said in a comment', () => {
  const events = lostSyn();
  const told = { title: 's', cast: PAIR, words: en, classOf: socketClassesOf(null, events), count: events.length };
  const model = sequenceOf(events, 'segments');
  const text = sequencePlantuml(model, { ...told, unshown: 'Not to scale.\nTwo lines.' });
  const comments = text.split('\n').filter((line) => line.trimStart().startsWith("'"));
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain('Not to scale.');
  expect(sequencePlantuml(model, told).split('\n')).toEqual(text.split('\n').filter((line) => line !== comments[0]));
});

test('what a loop has is between its operator and an end', () => {
  const loops = texts.find(({ id, text }) => id === 'edge-triggered' && text.includes('loop'));
  const lines = loops?.text.split('\n') ?? [];
  const from = lines.findIndex((line) => line === 'loop 3×');
  expect(lines.slice(from, lines.indexOf('end', from)).filter((line) => line.includes('recv('))).toHaveLength(3);
});

test.skipIf(NO_PLANTUML !== null)(
  'PlantUML draws every scenario in all detail, as every side sees it, in both languages',
  () => {
    for (const [index, svg] of drawn(texts.map(({ text }) => text)).entries()) {
      if (svg instanceof Error) throw new Error(`${texts[index]?.id}: ${svg.message}\n${texts[index]?.text}`);
      expect(textOf(svg)).toContain(texts[index]?.id);
    }
  },
  300_000,
);
