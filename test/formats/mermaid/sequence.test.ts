// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { sequence as en } from '../../../src/app/i18n/en/diagrams/sequence.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { sequenceMermaid } from '../../../src/formats/mermaid/sequence.ts';
import { parsed } from '../../support/mermaid.ts';
import { lostSyn, PAIR } from '../../support/sequence-diagram.ts';
import { sequencesTold } from '../../support/sequence-texts.ts';

test('a lost SYN, sent again', () => {
  const events = lostSyn();
  const told = { title: 's', cast: PAIR, words: en, classOf: socketClassesOf(null, events), count: events.length };
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
      "  L1-)L2: SYN again",
      "  L1--)L0: -1 ECONNREFUSED",
      "  deactivate L0",
      "  L2->L1: RST ACK",
    ]
  `);
});

test('what the language cannot show is said in a comment', async () => {
  const events = lostSyn();
  const told = { title: 's', cast: PAIR, words: en, classOf: socketClassesOf(null, events), count: events.length };
  const model = sequenceOf(events, 'segments');
  const text = sequenceMermaid(model, { ...told, unshown: 'Not to scale.\nTwo lines.' });
  const comments = text.split('\n').filter((line) => line.trimStart().startsWith('%%'));
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain('Not to scale.');
  expect(sequenceMermaid(model, told).split('\n')).toEqual(text.split('\n').filter((line) => line !== comments[0]));
  await expect(parsed(text)).resolves.toBe('sequence');
});

test('Mermaid reads every scenario in all detail, as every side sees it, in both languages', async () => {
  const told = sequencesTold.filter(({ model, id }) => model.detail === 'detailed' || id === 'edge-triggered');
  for (const { id, model, telling } of told) {
    await expect(parsed(sequenceMermaid(model, telling)), id).resolves.toBe('sequence');
  }
}, 120_000);
