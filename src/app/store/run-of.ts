import type { Recording, TimedAction } from '../../engine/history/recording.ts';
import { run } from '../../engine/history/run.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { scriptPrograms } from '../../programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../programs/setting-of.ts';

/** The seed of a run whose script names none. */
export const USUAL_SEED = 1;

/** What a script does in the application, with what the user did to it. */
export function runOf(script: CallScript, seed: number, actions: readonly TimedAction[]): Timeline {
  const recording: Recording = {
    setting: settingOf(script, APPLICATION_CONDITIONS),
    programs: scriptPrograms(script, 'patient'),
    seed,
    actions,
  };
  return run(recording);
}
