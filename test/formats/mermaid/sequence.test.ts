// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { sequence as en } from '../../../src/app/i18n/en/diagrams/sequence.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { sequenceMermaid } from '../../../src/formats/mermaid/sequence.ts';
import { parsed } from '../../support/mermaid.ts';
import { PAIR } from '../../support/sequence-diagram.ts';
import { sequencesTold } from '../../support/sequence-texts.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

test('a lost SYN, sent again', () => {
  const { events } = new TraceBuilder()
    .call('C', calls.connect(3))
    .sends(1, 'client', 'server', 'SYN', { arrives: null })
    .at(10)
    .isLost(1)
    .at(1200)
    .sends(2, 'client', 'server', 'SYN', { repeats: 1, arrives: 1210 })
    .at(1210)
    .arrives(2)
    .returns('C', 'ECONNREFUSED')
    .sends(3, 'server', 'client', 'RST ACK');
  const told = { title: 's', cast: PAIR, words: en, count: events.length };
  expect(sequenceMermaid(sequenceOf(events, 'segments'), told).split('\n').slice(3, -1)).toMatchInlineSnapshot(`
    [
      "sequenceDiagram",
      "  participant L0 as client : program",
      "  participant L1 as client : kernel",
      "  participant L2 as server : kernel",
      "  participant L3 as server : program",
      "  L0->>L1: connect(3, :8080)",
      "  activate L0",
      "  L1-xL2: SYN (lost)",
      "  Note over L0,L3: 1.19 s later",
      "  L1->>L2: SYN again",
      "  L1-->>L0: -1 ECONNREFUSED",
      "  deactivate L0",
      "  L2-)L1: RST ACK",
    ]
  `);
});

test('Mermaid reads every scenario in all detail, as every side sees it, in both languages', async () => {
  const told = sequencesTold.filter(({ model, id }) => model.detail === 'detailed' || id === 'edge-triggered');
  for (const { id, model, telling } of told) {
    await expect(parsed(sequenceMermaid(model, telling)), id).resolves.toBe('sequence');
  }
}, 120_000);
