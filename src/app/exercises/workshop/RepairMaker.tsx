import { useState } from 'react';
import { readRun } from '../../../lessons/authoring/read-run.ts';
import type { ScriptStep } from '../../../programs/call-script.ts';
import controls from '../../shell/controls.module.css';
import { useLaboratory } from '../../store/laboratory.ts';
import { placeId, useBench } from './bench.ts';
import { emptyStage, showSteps } from './stage-steps.ts';
import { StepsEditor } from '../StepsEditor.tsx';
import { Missing } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** A program with its mistake, and the same mended. */
export function RepairMaker() {
  const { w } = useWorkshopWords();
  const { authored, put } = useBench();
  return (
    <>
      <p className={styles.note}>{w.repairAbout}</p>
      <Program title={w.broken} steps={authored.broken} onChange={(broken) => put({ broken })} />
      <Program title={w.mended} steps={authored.mended} onChange={(mended) => put({ mended })} place />
      <Missing place="mended" />
    </>
  );
}

interface Props {
  readonly title: string;
  readonly steps: readonly ScriptStep[];
  readonly onChange: (steps: readonly ScriptStep[]) => void;
  /** What is missing of both is told here. */
  readonly place?: boolean;
}

function Program({ title, steps, onChange, place = false }: Props) {
  const { w } = useWorkshopWords();
  const { authored } = useBench();
  const { script, steps: asRun } = authored.proposal;
  // Grows when another program is put there: what is open of the one before closes.
  const [version, setVersion] = useState(0);
  const put = (next: readonly ScriptStep[]): void => {
    setVersion(version + 1);
    onChange(next);
  };
  const take = (): void => {
    const { script: other, timeline } = useLaboratory.getState();
    const run = readRun(other, timeline);
    if (run.pieces.length > 0) put(run.steps);
  };
  return (
    <section aria-label={title}>
      <h3 {...(place ? { id: placeId('mended'), tabIndex: -1 } : {})}>{title}</h3>
      <StepsEditor key={version} label={title} script={script} steps={steps} onSteps={onChange} copies />
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={take}>
          {w.takeRun}
        </button>
        <button type="button" className={controls.button} onClick={() => put(asRun)}>
          {w.asRun}
        </button>
        <button type="button" className={controls.button} onClick={() => showSteps(authored, steps)}>
          {w.show}
        </button>
        <button type="button" className={controls.button} onClick={() => emptyStage(script)}>
          {w.clearStage}
        </button>
      </div>
    </section>
  );
}
