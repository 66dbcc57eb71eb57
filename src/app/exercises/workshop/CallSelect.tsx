import type { Proposal } from '../../../lessons/authoring/propose.ts';
import controls from '../../shell/controls.module.css';
import { toldApart } from '../told-apart.ts';
import { textOfStep } from '../step-text.ts';
import { useSelectedStep } from './use-selected-step.ts';
import { useWorkshopWords } from './use-workshop-words.ts';

interface Props {
  /** What the choice is called. */
  readonly label: string;
  readonly proposal: Proposal;
  /** The call that is chosen, by its step in the run. */
  readonly step: number;
  readonly onStep: (step: number) => void;
}

/** One of the calls of the run; that which is selected on the stage is taken with one press. */
export function CallSelect({ label, proposal, step, onStep }: Props) {
  const { w, t } = useWorkshopWords();
  const selected = useSelectedStep(proposal);
  const calls = toldApart(proposal.steps.map(textOfStep), t.nthTime);
  return (
    <>
      <label>
        {label}{' '}
        <select className={controls.select} value={step} onChange={({ target }) => onStep(Number(target.value))}>
          {proposal.steps.map((one, index) =>
            'call' in one ? (
              // oxlint-disable-next-line react/no-array-index-key -- a step is known by its index
              <option key={index} value={index}>
                {calls[index]}
              </option>
            ) : null,
          )}
        </select>
      </label>
      {selected !== null && selected !== step && (
        <button type="button" className={controls.button} onClick={() => onStep(selected)}>
          {w.theSelected}
        </button>
      )}
    </>
  );
}
