import { run } from '../../src/engine/history/run.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import { SCENARIOS } from '../../src/lessons/scenarios/catalogue.ts';
import type { CallScript } from '../../src/programs/call-script.ts';
import { scriptPrograms } from '../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../src/programs/setting-of.ts';

export interface Run {
  readonly id: string;
  readonly script: CallScript;
  readonly timeline: Timeline;
}

/** Every scenario of the application, run to its end. */
export const scenarioRuns = (): Promise<readonly Run[]> =>
  Promise.all(
    SCENARIOS.map(async ({ id, load }) => {
      const script = await load();
      const setting = settingOf(script, APPLICATION_CONDITIONS);
      const programs = scriptPrograms(script, 'patient');
      return { id, script, timeline: run({ setting, programs, seed: script.seed ?? 1, actions: [] }) };
    }),
  );
