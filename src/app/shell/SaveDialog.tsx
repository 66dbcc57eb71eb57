import { type ReactNode, useEffect, useRef, useState } from 'react';
import { traceOfStep } from '../../engine/history/stops.ts';
import { pcapng } from '../../formats/pcapng/pcapng.ts';
import { strace } from '../../formats/strace/strace.ts';
import { tracedProcesses } from '../../formats/strace/traced-processes.ts';
import { traceLines } from '../../formats/trace-lines/trace-lines.ts';
import { saving as en } from '../i18n/en/saving.ts';
import { useLanguage, useMessages } from '../i18n/index.ts';
import { saving as pt } from '../i18n/pt-BR/saving.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { writeWork } from '../store/work.ts';
import controls from './controls.module.css';
import help from './help.module.css';
import { Icon } from './icons.tsx';
import styles from './save-dialog.module.css';
import { fileName, saveFile, workFileName } from './save-file.ts';

/** How the run leaves the laboratory: as a recording, a capture, strace text or a trace. Open as long as it is there. */
export function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { shell } = useMessages();
  const { language } = useLanguage();
  const t = language === 'en' ? en : pt;
  const script = useLaboratory((laboratory) => laboratory.script);
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const [vantage, setVantage] = useState('');
  const [whose, setWhose] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => dialog.current?.showModal(), []);

  const run = () => Array.from({ length: timeline.steps.length }, (_, index) => traceOfStep(timeline, index + 1));
  const put = (ending: string, content: string | Uint8Array<ArrayBuffer>, type: string): void =>
    saveFile(fileName(script.name, ending), content, type);

  return (
    <dialog
      ref={dialog}
      className={help.dialog}
      aria-modal="true"
      aria-labelledby="save-title"
      aria-describedby="save-about"
      onClose={onClose}
    >
      <div className={help.sheet}>
        <div className={help.head}>
          <h2 id="save-title">{t.title}</h2>
          <button
            type="button"
            className={controls.button}
            aria-label={shell.close}
            title={shell.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p id="save-about">{t.about}</p>
        <Kind
          {...t.recording}
          words={t}
          onSave={() => saveFile(workFileName(script.name), writeWork(useLaboratory.getState()))}
        />
        <Kind
          {...t.capture}
          words={t}
          onSave={() => {
            const file = pcapng(script.hosts, run(), vantage === '' ? null : vantage);
            put(vantage === '' ? 'pcapng' : `${vantage}.pcapng`, file, 'application/x-pcapng');
          }}
        >
          <Choice label={t.capture.where} value={vantage} onChange={setVantage}>
            <option value="">{t.capture.everywhere}</option>
            {Object.keys(script.hosts).map((host) => (
              <option key={host} value={host}>
                {t.capture.host({ host })}
              </option>
            ))}
          </Choice>
        </Kind>
        <Kind
          {...t.strace}
          words={t}
          onSave={() => {
            const processes = tracedProcesses(timeline.beginning);
            const text = strace(run().flat(), { processes, ...(whose === '' ? {} : { only: whose }) });
            put(whose === '' ? 'strace' : `${whose}.strace`, text, 'text/plain');
          }}
        >
          <Choice label={t.strace.whose} value={whose} onChange={setWhose}>
            <option value="">{t.strace.all}</option>
            {Object.entries(script.processes).map(([process, { host }]) => (
              <option key={process} value={process}>
                {t.strace.process({ process, host })}
              </option>
            ))}
          </Choice>
        </Kind>
        <Kind
          {...t.trace}
          words={t}
          onSave={() => put('trace.jsonl', traceLines(run().flat()), 'application/x-ndjson')}
        />
      </div>
    </dialog>
  );
}

interface KindProps {
  readonly name: string;
  readonly hint: string;
  readonly words: Pick<typeof en, 'save' | 'saveNamed'>;
  readonly onSave: () => void;
  readonly children?: ReactNode;
}

/** One kind of file: what it is, what can be chosen about it, and the button that saves it. */
function Kind({ name, hint, words, onSave, children }: KindProps) {
  return (
    <section className={styles.kind}>
      <div>
        <h3>{name}</h3>
        <p>{hint}</p>
        {children}
      </div>
      <button
        type="button"
        className={`${controls.button} ${controls.strong}`}
        aria-label={words.saveNamed({ what: name })}
        onClick={onSave}
      >
        {words.save}
      </button>
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      {label}
      <select className={controls.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </label>
  );
}
