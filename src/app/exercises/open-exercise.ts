import { parseExercise } from '../../lessons/exercises/parse-exercise.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { readJson } from '../../programs/read-json.ts';
import { exercises as en } from '../i18n/en/exercises.ts';
import { exercises as pt } from '../i18n/pt-BR/exercises.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { useExercise } from './exercise-store.ts';
import { textOfLink } from './link.ts';

/** Opens an exercise from the text of a file. A bad one is told, with the path of the field and what was expected, and changes nothing. */
export function openExercise(text: string, file: string | null): void {
  const parsed = parseExercise(text, { file });
  if (parsed.ok) useExercise.getState().begin(parsed.value, text);
  else {
    const reason = { en: describeScriptError(parsed.error, 'en'), 'pt-BR': describeScriptError(parsed.error, 'pt-BR') };
    useLaboratory.setState({ notice: { kind: 'unreadable-file', reason } });
  }
}

/** Opens the exercise that the fragment of a link holds. */
export async function openLinked(fragment: string): Promise<void> {
  const text = await textOfLink(fragment);
  if (text !== null) openExercise(await wholeText(text), null);
  else {
    useLaboratory.setState({
      notice: { kind: 'unreadable-file', reason: { en: en.brokenLink, 'pt-BR': pt.brokenLink } },
    });
  }
}

/** A link holds a short file since links are short; before, the file itself. */
async function wholeText(text: string): Promise<string> {
  const reading = readJson(text);
  if ('fault' in reading) return text;
  const { isShort, lengthen } = await import('../../lessons/authoring/short-file.ts');
  const { value } = reading.value;
  return isShort(value) ? JSON.stringify(lengthen(value)) : text;
}
