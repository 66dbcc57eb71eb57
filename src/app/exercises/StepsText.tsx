import { useState } from 'react';
import type { CallScript, ScriptStep } from '../../programs/call-script.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { parseCallScript } from '../../programs/parse-call-script.ts';
import { readJson } from '../../programs/read-json.ts';
import styles from './exercises.module.css';
import pieces from './pieces.module.css';
import { useWords } from './use-words.ts';

interface Props {
  /** What the program is called. */
  readonly label: string;
  /** The machines and processes that there are. */
  readonly script: CallScript;
  readonly steps: readonly ScriptStep[];
  readonly onSteps: (steps: readonly ScriptStep[]) => void;
}

/** The steps as JSON, one a line. What is wrong with the text is told with its place; the last good text is what counts. */
export function StepsText({ label, script, steps, onSteps }: Props) {
  const { language } = useWords();
  const [text, setText] = useState(() => `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]`);
  const [fault, setFault] = useState<string | null>(null);
  const read = (next: string): void => {
    setText(next);
    const { name, hosts, processes } = script;
    const whole = `{"name":${JSON.stringify(name)},"hosts":${JSON.stringify(hosts)},"processes":${JSON.stringify(processes)},"steps":`;
    const reading = readJson(next);
    // A text that is no JSON is told with its own lines; one that is, with the path of what is wrong.
    const parsed = parseCallScript('fault' in reading ? next : `${whole}${next}}`, { lenient: true });
    if (parsed.ok) onSteps(parsed.value.steps);
    setFault(
      parsed.ok
        ? null
        : describeScriptError('fault' in reading ? parsed.error : { ...parsed.error, place: null }, language),
    );
  };
  return (
    <>
      <textarea
        className={pieces.text}
        value={text}
        rows={Math.min(18, steps.length + 3)}
        spellCheck={false}
        aria-label={label}
        aria-invalid={fault !== null}
        onChange={({ target }) => read(target.value)}
      />
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
