import { type ReactNode, useEffect, useRef, useState } from 'react';
import { traceOfStep } from '../../engine/history/stops.ts';
import { pcapng } from '../../formats/pcapng/pcapng.ts';
import { strace } from '../../formats/strace/strace.ts';
import { tracedProcesses } from '../../formats/strace/traced-processes.ts';
import { traceLines } from '../../formats/trace-lines/trace-lines.ts';
import { saving as en } from '../i18n/en/saving.ts';
import { canvasMeasure } from '../diagrams/canvas-measure.ts';
import { printDocument } from '../handout/print.ts';
import { loadMessages, useLanguage, useMessages } from '../i18n/index.ts';
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
        <HandoutKind words={t} />
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

/** The session on paper: printed at once, or kept as a file that prints. What makes it is fetched now. */
function HandoutKind({ words }: { readonly words: typeof en }) {
  const { language } = useLanguage();
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle');
  const { handout } = words;

  const make = async (hand: (html: string, name: string) => void): Promise<void> => {
    setState('making');
    try {
      const [{ makeHandout }, messages] = await Promise.all([
        import('../handout/make-handout.ts'),
        loadMessages(language),
      ]);
      const { script, timeline } = useLaboratory.getState();
      hand(makeHandout({ script, timeline, messages, measure: canvasMeasure() }), fileName(script.name, 'html'));
      setState('idle');
    } catch (error) {
      globalThis.reportError(error);
      setState('failed');
    }
  };
  return (
    <Kind
      {...handout}
      words={words}
      onSave={() => void make((html, name) => saveFile(name, html, 'text/html'))}
      also={{ text: handout.print, name: handout.printNamed, onClick: () => void make(printDocument) }}
    >
      <output>{state === 'making' ? handout.making : state === 'failed' ? handout.failed : ''}</output>
    </Kind>
  );
}

interface KindProps {
  readonly name: string;
  readonly hint: string;
  readonly words: Pick<typeof en, 'save' | 'saveNamed'>;
  readonly onSave: () => void;
  /** What else can be done with it. */
  readonly also?: { readonly text: string; readonly name: string; readonly onClick: () => void };
  readonly children?: ReactNode;
}

/** One kind of file: what it is, what can be chosen about it, and the button that saves it. */
function Kind({ name, hint, words, onSave, also, children }: KindProps) {
  return (
    <section className={styles.kind}>
      <div>
        <h3>{name}</h3>
        <p>{hint}</p>
        {children}
      </div>
      {also && (
        <button type="button" className={controls.button} aria-label={also.name} onClick={also.onClick}>
          {also.text}
        </button>
      )}
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
