import { activityOf, type ActivityModel } from '../../src/diagrams/activity/model.ts';
import { type Cast, castOf, programsOf } from '../../src/diagrams/cast.ts';
import { logItems } from '../../src/engine/base/log.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';
import { scenarioRuns } from './scenario-timelines.ts';

export interface ActivityRun {
  readonly id: string;
  readonly process: string;
  readonly cast: Cast;
  readonly trace: readonly TraceEvent[];
  readonly model: ActivityModel;
}

/** The activity of every program of every scenario, run to its end. */
export async function activityRuns(): Promise<readonly ActivityRun[]> {
  const scripts = new Map(await Promise.all(SCENARIOS.map(async ({ id, load }) => [id, await load()] as const)));
  return (await scenarioRuns()).flatMap(({ id, timeline }) => {
    const trace = logItems(timeline.trace);
    const cast = castOf(timeline.recording.setting, trace);
    const script = scripts.get(id);
    if (script === undefined) throw new Error(id);
    return programsOf(cast).map((process) => ({ id, process, cast, trace, model: activityOf(script, trace, process) }));
  });
}
