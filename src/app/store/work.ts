import type { TimedAction } from '../../engine/history/recording.ts';
import { writeRecordingFile } from '../../formats/recording-file/recording-file.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { LaboratoryState } from './state.ts';

/** A piece of work to be shown: what a run follows from, and the step to show. */
export interface Work {
  readonly scenarioId: string | null;
  readonly script: CallScript;
  readonly seed: number;
  readonly actions: readonly TimedAction[];
  readonly step: number;
}

/** The text of a file that holds the work; `readWork` makes the same work of it. */
export function writeWork({
  scenarioId,
  script,
  timeline,
  cursor,
}: Pick<LaboratoryState, 'scenarioId' | 'script' | 'timeline' | 'cursor'>): string {
  const { seed, actions } = timeline.recording;
  return writeRecordingFile({ scenario: scenarioId, script, seed, actions, cursor: cursor.step });
}
