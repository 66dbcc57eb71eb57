import type { Micros } from '../base/time.ts';
import type { Action } from '../simulation/action.ts';
import type { Programs } from '../simulation/programs.ts';
import type { Setting } from '../simulation/setting.ts';

/** What the user did, and when: after `after` events of the run, at virtual time `time`. */
export interface TimedAction {
  readonly after: number;
  readonly time: Micros;
  readonly action: Action;
}

/** Everything a run follows from. Small; this is what a link or a file holds (with the scenario by name or by text). */
export interface Recording {
  readonly setting: Setting;
  readonly programs: Programs;
  readonly seed: number;
  readonly actions: readonly TimedAction[];
}
