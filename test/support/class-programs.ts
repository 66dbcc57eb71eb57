import { castOf, programsOf } from '../../src/diagrams/cast.ts';
import { type ClassModel, classModelOf } from '../../src/diagrams/class/model.ts';
import { logItems } from '../../src/engine/base/log.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';
import { scenarioRuns } from './scenario-timelines.ts';

export interface ClassProgramOfRun {
  readonly id: string;
  readonly root: string;
  readonly timeline: Timeline;
  readonly cast: ReturnType<typeof castOf>;
  readonly model: ClassModel;
  /** Of the whole trace. */
  readonly count: number;
}

/** Every program of every scenario with its classes, run to its end. */
export async function classPrograms(): Promise<readonly ClassProgramOfRun[]> {
  const scripts = new Map(await Promise.all(SCENARIOS.map(async ({ id, load }) => [id, await load()] as const)));
  return (await scenarioRuns()).flatMap(({ id, timeline }) => {
    const trace = logItems(timeline.trace);
    const cast = castOf(timeline.recording.setting, trace);
    return programsOf(cast).map((root) => {
      const model = classModelOf(scripts.get(id) ?? null, trace, root);
      return { id, root, timeline, cast, model, count: trace.length };
    });
  });
}
