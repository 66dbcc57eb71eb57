import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { layOutCommunication } from '../../../src/diagrams/communication/layout.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { astray, shared } from '../../support/beside-links.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();

/** All that may be chosen of a diagram: whose view, how much of a long stack, which language, how large its place. */
const VIEWS = [null, 'left', 'right'] as const;
const SHOWN = ['few', 'all', 'paper'] as const;
const WORDS = { en: en.communication, 'pt-BR': pt.communication };
const ROOMS = [
  { width: 530, height: 300 },
  { width: 720, height: 420 },
];

describe.each(runs)('$id', ({ script, timeline }) => {
  const trace = logItems(timeline.trace);
  const model = communicationOf(trace);
  const ends = [0, ...new Set(timeline.steps.items.map(({ traceEnd }) => traceEnd))];

  test.each(VIEWS.flatMap((side) => SHOWN.map((shown) => ({ side, shown }))))(
    'every message stands beside its own link: view of $side, $shown',
    ({ side, shown }) => {
      for (const [language, words] of Object.entries(WORDS)) {
        for (const room of ROOMS) {
          const layout = layOutCommunication(model, {
            cast: castOf(timeline.recording.setting, trace),
            classOf: socketClassesOf(script, trace),
            side,
            open: shown === 'all' ? model.links.map(({ key }) => key) : [],
            whole: shown === 'paper',
            ...room,
            measure: fixedMeasure,
            words,
          });
          for (const count of ends) {
            const picture = layout.draw({ count, stepOf: (index) => index });
            const place = `${count} events, ${language}, ${room.width} wide`;
            expect(astray(picture, model.messages, fixedMeasure), place).toEqual([]);
            if (count % 3 === 0) expect(overlaps(picture, fixedMeasure), place).toEqual([]);
          }
          const end = layout.draw({ count: trace.length, stepOf: (index) => index });
          expect(overlaps(end, fixedMeasure)).toEqual([]);
          expect(shared(end)).toEqual([]);
        }
      }
    },
  );
});
