import { fail, ok, type Result } from '../../engine/base/result.ts';
import { parseRecordingFile } from '../../formats/recording-file/parse-recording-file.ts';
import type { RecordingFile } from '../../formats/recording-file/recording-file.ts';
import type { CallScript, ScriptText } from '../../programs/call-script.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { parseCallScript } from '../../programs/parse-call-script.ts';
import { readJson } from '../../programs/read-json.ts';
import type { ScriptError } from '../../programs/script-error.ts';
import { foreignFile } from './foreign-file.ts';
import { USUAL_SEED } from './run-of.ts';
import type { Work } from './work.ts';

/**
 * The work in the text of a file: a recording that this application saved, or a call script. A bad one is answered with what is wrong and
 * where, in every language. Fetched when it is needed: the first visit has nothing to read.
 */
export function readWork(text: string, file: string | null = null): Result<Work, ScriptText> {
  if (isRecording(text)) {
    const parsed = parseRecordingFile(text, file);
    return parsed.ok ? ok(workOf(parsed.value)) : fail(described(parsed.error));
  }
  const script = parseCallScript(text, file === null ? {} : { file });
  return script.ok ? ok(scriptAlone(script.value)) : fail(foreignFile(text, file) ?? described(script.error));
}

const described = (error: ScriptError): ScriptText => ({
  en: describeScriptError(error, 'en'),
  'pt-BR': describeScriptError(error, 'pt-BR'),
});

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
