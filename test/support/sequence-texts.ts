import { sequence as en } from '../../src/app/i18n/en/diagrams/sequence.ts';
import { sequence as pt } from '../../src/app/i18n/pt-BR/diagrams/sequence.ts';
import { castOf } from '../../src/diagrams/cast.ts';
import { scopeOf } from '../../src/diagrams/sequence/columns.ts';
import { type SequenceModel, sequenceOf } from '../../src/diagrams/sequence/model.ts';
import type { Telling } from '../../src/diagrams/sequence/transcript.ts';
import { socketClassesOf } from '../../src/diagrams/socket-classes.ts';
import { logItems } from '../../src/engine/base/log.ts';
import { scenarioRuns } from './scenario-timelines.ts';

export interface Told {
  readonly id: string;
  readonly model: SequenceModel;
  readonly telling: Telling & { readonly title: string };
}

/** The sequence diagram of every scenario at its end and in its midst, at every level, as every side sees it, in both languages. */
export const sequencesTold: readonly Told[] = (await scenarioRuns()).flatMap(({ id, script, timeline }) => {
  const trace = logItems(timeline.trace);
  const cast = castOf(timeline.recording.setting, trace);
  return (['calls', 'segments', 'detailed'] as const).flatMap((detail) =>
    ([null, 'left', 'right'] as const).flatMap((side) =>
      [en, pt].map((words, language) => ({
        id,
        model: sequenceOf(trace, detail, scopeOf(cast, side)),
        telling: {
          title: id,
          cast,
          side,
          words,
          classOf: socketClassesOf(script, trace),
          count: language === 0 ? trace.length : Math.floor(trace.length / 2),
        },
      })),
    ),
  );
});
