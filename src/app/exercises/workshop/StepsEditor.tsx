import type { CallScript, ScriptStep } from '../../../programs/call-script.ts';
import { stepText } from '../step-text.ts';
import { CallComposer } from './CallComposer.tsx';
import { CallList, moved } from './CallList.tsx';

interface Props {
  readonly label: string;
  readonly script: CallScript;
  readonly steps: readonly ScriptStep[];
  readonly onChange: (steps: readonly ScriptStep[]) => void;
}

/** The calls of a program: moved, taken out, added at the end. */
export const StepsEditor = ({ label, script, steps, onChange }: Props) => (
  <>
    <CallList
      label={label}
      calls={steps.map(textOfStep)}
      onMove={(from, to) => onChange(moved(steps, from, to))}
      onRemove={(index) => onChange(steps.toSpliced(index, 1))}
    />
    <CallComposer script={script} steps={steps} onAdd={(step) => onChange([...steps, step])} />
  </>
);

export const textOfStep = (step: ScriptStep): string =>
  'call' in step ? `${step.process}: ${stepText(step)}` : `… ${step.wait} ms`;
