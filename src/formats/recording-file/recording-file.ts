import type { TimedAction } from '../../engine/history/recording.ts';
import type { CallScript } from '../../programs/call-script.ts';

/** The version that this program writes and reads. A later format has another number and is refused by name. */
export const RECORDING_FILE_VERSION = 1;

/**
 * A saved piece of work: all that a run follows from, and where in it the user was. Small, because the run itself is
 * made again from it. The script is inside, so that the file outlives the catalogue.
 */
export interface RecordingFile {
  /** The scenario's id in the catalogue at the time, or null for a script from a file. */
  readonly scenario: string | null;
  readonly script: CallScript;
  readonly seed: number;
  readonly actions: readonly TimedAction[];
  /** The step at which the cursor stood. */
  readonly cursor: number;
}

/** The text of a recording file: JSON, with a line for every action. */
export function writeRecordingFile({ scenario, script, seed, actions, cursor }: RecordingFile): string {
  const head = { version: RECORDING_FILE_VERSION, scenario, script, seed, cursor };
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const listed = actions.map((action) => `    ${JSON.stringify(action)}`).join(',\n');
  return `{\n${lines.join(',\n')},\n  "actions": [${listed === '' ? '' : `\n${listed}\n  `}]\n}\n`;
}
