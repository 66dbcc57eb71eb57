import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { scopeOf } from '../../../src/diagrams/sequence/columns.ts';
import { layOutSequence } from '../../../src/diagrams/sequence/layout.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { sequenceTable } from '../../../src/diagrams/sequence/table.ts';
import { transcriptOf } from '../../../src/diagrams/sequence/transcript.ts';
import { describe as asText } from '../../../src/diagrams/shape.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { narrow, rejecting } from '../../support/icmp-scripts.ts';
import { observedRun } from '../../support/observed-run.ts';

function diagramOf(script: CallScript, words = en.sequence, side: 'left' | 'right' | null = null) {
  const trace: readonly TraceEvent[] = observedRun(script, 'patient').flat();
  const cast = castOf(settingOf(script, APPLICATION_CONDITIONS), trace);
  const model = sequenceOf(trace, 'segments', scopeOf(cast, side));
  const classOf = socketClassesOf(null, trace);
  const style = { cast, side, width: 600, measure: fixedMeasure, words, classOf };
  const moment = { count: trace.length, time: trace.at(-1)?.at ?? (0 as never), stepOf: () => 0 };
  const picture = layOutSequence(model, style).draw(moment);
  const shapes = picture.shapes.filter(({ key }) => key.startsWith('icmp:'));
  const table = sequenceTable(model, moment, { words, cast, side, most: 1000 });
  const transcript = transcriptOf(model, { cast, side, words, classOf, count: trace.length });
  return {
    drawn: asText({ ...picture, shapes }),
    subjects: [
      ...shapes.map(({ subject }) => subject),
      ...table.rows.filter(({ message }) => message.includes('ICMP')).map(({ subject }) => subject),
    ],
    sent: trace.flatMap((event) => (event.kind === 'sent' ? [{ flight: event.flight, ...event.segment }] : [])),
    rows: table.rows
      .filter(({ message }) => message.includes('ICMP'))
      .map(({ from, to, message }) => [from, to, message]),
    messages: transcript.items.flatMap((item) =>
      item.kind === 'message' && item.text.includes('ICMP') ? [[item.from, item.to, item.text, item.says]] : [],
    ),
  };
}

describe('what ICMP tells', () => {
  test('is an arrow from who tells it to who is told, and no segment', () => {
    const { drawn, rows, messages } = diagramOf(rejecting);
    expect(drawn[0]).toMatch(/^line\(391:\d+ 209:\d+ open failure\)$/);
    expect(drawn.slice(1).join(' ')).toContain('ICMP: port');
    expect(rows).toEqual([
      ['server kernel', 'client kernel', 'ICMP: port unreachable is sent'],
      ['server kernel', 'client kernel', 'ICMP: port unreachable arrives'],
    ]);
    expect(messages).toEqual([[2, 1, 'ICMP: port unreachable', 'segment']]);
  });

  test('is selected with the segment that it is about, on whatever side', () => {
    for (const side of [null, 'left', 'right'] as const) {
      const { subjects, sent } = diagramOf(rejecting, en.sequence, side);
      const syn = sent.find(({ flags }) => flags.syn)?.flight;
      expect(subjects.length).toBeGreaterThan(2);
      expect(new Set(subjects.map((subject) => JSON.stringify(subject)))).toEqual(
        new Set([JSON.stringify({ kind: 'flight', flight: syn })]),
      );
    }
    const { subjects, sent } = diagramOf(narrow);
    const large = sent.filter(({ payload }) => payload.length > 0).map(({ flight }) => flight);
    expect(subjects.length).toBeGreaterThan(1);
    for (const subject of subjects) expect(large).toContain(subject?.kind === 'flight' ? subject.flight : null);
  });

  test('the same in Portuguese', () => {
    expect(diagramOf(rejecting, pt.sequence).rows.map(([, , message]) => message)).toEqual([
      'ICMP: porta inacessível é enviado',
      'ICMP: porta inacessível chega',
    ]);
  });

  test('comes out of the midst of the wire where a router says it', () => {
    const { drawn, rows } = diagramOf(narrow);
    expect(drawn[0]).toMatch(/^line\(300:(\d+) 209:\1 dot open waiting\)$/);
    expect(rows[0]).toEqual(['outside', 'client kernel', 'ICMP: fragmentation needed arrives']);
  });

  test('goes out of one side’s diagram, and comes into the other’s', () => {
    expect(diagramOf(rejecting, en.sequence, 'right').rows.map(([, , message]) => message)).toEqual([
      'ICMP: port unreachable is sent',
    ]);
    expect(diagramOf(rejecting, en.sequence, 'left').rows.map(([, , message]) => message)).toEqual([
      'ICMP: port unreachable arrives',
    ]);
  });
});
