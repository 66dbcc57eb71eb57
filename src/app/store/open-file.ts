import { ok, type Result } from '../../engine/base/result.ts';
import type { TimedAction } from '../../engine/history/recording.ts';
import { parseRecordingFile } from '../../formats/recording-file/parse-recording-file.ts';
import { type RecordingFile, writeRecordingFile } from '../../formats/recording-file/recording-file.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { parseCallScript } from '../../programs/parse-call-script.ts';
import { readJson } from '../../programs/read-json.ts';
import type { ScriptError } from '../../programs/script-error.ts';
import { USUAL_SEED } from './run-of.ts';
import type { LaboratoryState } from './state.ts';

/** A piece of work to be shown: what a run follows from, and the step to show. */
export interface Work {
  readonly scenarioId: string | null;
  readonly script: CallScript;
  readonly seed: number;
  readonly actions: readonly TimedAction[];
  readonly step: number;
}

/** The work in the text of a file: a recording that this application saved, or a call script. */
export function readWorkFile(text: string, file: string | null = null): Result<Work, ScriptError> {
  if (isRecording(text)) {
    const parsed = parseRecordingFile(text, file);
    return parsed.ok ? ok(workOf(parsed.value)) : parsed;
  }
  const script = parseCallScript(text, file === null ? {} : { file });
  return script.ok ? ok(scriptAlone(script.value)) : script;
}

/** The text that `readWorkFile` makes the same work of. */
export function writeWorkFile({
  scenarioId,
  script,
  timeline,
  cursor,
}: Pick<LaboratoryState, 'scenarioId' | 'script' | 'timeline' | 'cursor'>): string {
  const { seed, actions } = timeline.recording;
  return writeRecordingFile({ scenario: scenarioId, script, seed, actions, cursor: cursor.step });
}

/** A file is a recording when it says which version of the format it is in; a call script has no such key. */
function isRecording(text: string): boolean {
  const reading = readJson(text);
  if ('fault' in reading) return false;
  const { value } = reading.value;
  return typeof value === 'object' && value !== null && 'version' in value;
}

const workOf = ({ scenario, script, seed, actions, cursor }: RecordingFile): Work => ({
  scenarioId: scenario,
  script,
  seed,
  actions,
  step: cursor,
});

const scriptAlone = (script: CallScript): Work => ({
  scenarioId: null,
  script,
  seed: script.seed ?? USUAL_SEED,
  actions: [],
  step: 0,
});
