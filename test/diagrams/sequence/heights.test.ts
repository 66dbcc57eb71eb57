import { describe, expect, it } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { callLabel, callLetters, resultLabel, resultLetters } from '../../../src/diagrams/call-label.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { LINE } from '../../../src/diagrams/fit-text.ts';
import { columnsOf, scopeOf } from '../../../src/diagrams/sequence/columns.ts';
import { frameOf, OPERATOR } from '../../../src/diagrams/sequence/fragment-frame.ts';
import { type Detail, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { BREAK, FIRST, rowsOf } from '../../../src/diagrams/sequence/rows.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { run } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { randomFamilies, ROUGH_SETTING } from '../../support/random-calls.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs: readonly { readonly id: string; readonly timeline: Timeline }[] = [
  ...(await scenarioRuns()),
  ...[1, 2, 3].map((seed) => ({
    id: `random calls ${seed}`,
    timeline: run({ setting: ROUGH_SETTING, programs: randomFamilies(seed, 200), seed, actions: [] }),
  })),
];
const DETAILS: readonly Detail[] = ['calls', 'segments', 'detailed'];
/** From a telephone to a projector. */
const WIDTHS = [300, 595, 1380];

describe.each(runs)('$id', ({ timeline }) => {
  const trace = logItems(timeline.trace);

  it('each row is as high as its label has lines, though that was not made', () => {
    const cast = castOf(timeline.recording.setting, trace);
    for (const detail of DETAILS) {
      const model = sequenceOf(trace, detail, scopeOf(cast, null));
      for (const [width, dense, { sequence: words }] of WIDTHS.flatMap((each) => [
        [each, false, en] as const,
        [each, true, pt] as const,
      ])) {
        const columns = columnsOf(cast, width);
        const rows = rowsOf(model, columns, fixedMeasure, words, { classOf: () => 'ClientSocket', dense });
        /** What rows of a kind have above their labels: all the same. */
        const above = new Map<string, number>();
        let before = FIRST;
        for (const [number, row] of model.rows.entries()) {
          const fragment = model.fragments.byFirst.get(number);
          const besides =
            (rows.pauseBefore(number) > 0 ? BREAK : 0) + (fragment && frameOf(fragment, columns) ? OPERATOR : 0);
          const left = Math.round(rows.y(number) - before - besides - rows.lines(number).length * LINE);
          before = rows.y(number);
          if (!above.has(row.kind)) above.set(row.kind, left);
          expect(left, `${detail} ${width}: ${row.kind} ${rows.lines(number).join(' ')}`).toBe(above.get(row.kind));
        }
      }
    }
  });

  it('how many letters a call and its result have is known before they are written', () => {
    for (const event of trace) {
      if (event.kind === 'call') expect(callLetters(event.call)).toBe(callLabel(event.call).length);
      if (event.kind === 'return') {
        expect(resultLetters(event.result, event.call)).toBe(resultLabel(event.result, event.call).length);
      }
    }
  });
});
