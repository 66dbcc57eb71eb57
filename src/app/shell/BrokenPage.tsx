import { DEFAULT_SCENARIO_ID } from '../../lessons/scenarios/catalogue.ts';
import { useMessages } from '../i18n/index.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { writeWork } from '../store/work.ts';
import styles from './broken.module.css';
import controls from './controls.module.css';
import { type Breakage, ErrorDetail } from './Guarded.tsx';
import { saveFile, workFileName } from './save-file.ts';

/** When the whole screen cannot be drawn: what happened, and the work, which is not lost by it. */
export function BrokenPage({ error, tryAgain }: Breakage) {
  const { shell } = useMessages();
  const save = (): void => {
    const laboratory = useLaboratory.getState();
    saveFile(workFileName(laboratory.script.name), writeWork(laboratory));
  };
  const startFresh = (): void => {
    actions.open(DEFAULT_SCENARIO_ID);
    tryAgain();
  };
  return (
    <main role="alert" className={styles.page}>
      <h1>{shell.brokenTitle}</h1>
      <p>{shell.broken}</p>
      <ErrorDetail error={error} />
      <div className={styles.choices}>
        <button type="button" className={`${controls.button} ${controls.strong}`} onClick={save}>
          {shell.saveFile}
        </button>
        <button type="button" className={controls.button} onClick={tryAgain}>
          {shell.tryAgain}
        </button>
        <button type="button" className={controls.button} onClick={startFresh}>
          {shell.startFresh}
        </button>
      </div>
    </main>
  );
}
