import { begin } from '../../engine/history/begin.ts';
import type { Recording, TimedAction } from '../../engine/history/recording.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { scriptPrograms } from '../../programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../programs/setting-of.ts';

/** The seed of a run whose script names none. */
export const USUAL_SEED = 1;

/** What makes things happen: `engine/history/run.ts`. The first view is drawn before it is here. */
export interface Engine {
  readonly run: (recording: Recording) => Timeline;
  readonly act: (timeline: Timeline, cursor: Cursor, action: Action) => Timeline;
}

/** What a script does in the application, with what the user did to it; without an engine, where that begins. */
export function runOf(
  script: CallScript,
  seed: number,
  actions: readonly TimedAction[],
  engine: Engine | null,
): Timeline {
  const recording: Recording = {
    setting: settingOf(script, APPLICATION_CONDITIONS),
    programs: scriptPrograms(script, 'patient'),
    seed,
    actions,
  };
  return engine === null ? begin(recording) : engine.run(recording);
}
