import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { canvasMeasure } from '../diagrams/canvas-measure.ts';
import type { Drawn } from '../diagrams/drawn.ts';
import { FIGURES, type Figure, keyOfChoice } from '../diagrams/figures.ts';
import { shownChoices } from '../diagrams/use-choice.ts';
import { namedCast } from '../diagrams/named-cast.ts';
import { exporting as en, type ExportingMessages } from '../i18n/en/exporting.ts';
import { useDiagramMessages, useLanguage, useMessages } from '../i18n/index.ts';
import { exporting as pt } from '../i18n/pt-BR/exporting.ts';
import controls from '../shell/controls.module.css';
import help from '../shell/help.module.css';
import { Icon } from '../shell/icons.tsx';
import { fileName, saveFile } from '../shell/save-file.ts';
import { type DiagramId, useView } from '../shell/view.ts';
import { useLaboratory } from '../store/laboratory.ts';
import type { LaboratoryState } from '../store/state.ts';
import { type Theme, themeOf } from '../theme/theme.ts';
import { copyable, copyPng, copySvg, copyText } from './clipboard.ts';
import { DrawnChoice, useDrawn } from './DrawnChoice.tsx';
import styles from './export.module.css';
import { pngFile, pngScale, svgFile } from './picture-file.ts';

interface Props {
  readonly diagram: DiagramId;
  readonly onClose: () => void;
}

const THEMES: readonly Theme[] = ['light', 'dark'];

/** A diagram as it is at the cursor, whole, as a file or on the clipboard. Open as long as it is there; the focus goes back to where it was. */
export function ExportDialog({ diagram, onClose }: Props) {
  const messages = useMessages();
  const { language } = useLanguage();
  const t = language === 'en' ? en : pt;
  const [at] = useState(useLaboratory.getState);
  const { chosen, drawn, onChoose } = useDrawn(at.timeline);
  const figures = useFigures(diagram, at, drawn);
  const [key, setKey] = useState(() => chosenOf(figures)?.key);
  const [theme, setTheme] = useState<Theme>(() => themeOf(useView.getState().theme));
  const [said, setSaid] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const figure = figures.find((one) => one.key === key) ?? figures[0];

  useEffect(() => dialog.current?.showModal(), []);

  return (
    // A click beside it closes it as Escape does; the arrows go along its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={`${help.dialog} ${styles.dialog}`}
      aria-modal="true"
      aria-labelledby="export-title"
      aria-describedby="export-about"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      onKeyDown={alongButtons}
    >
      <div className={help.sheet}>
        <div className={help.head}>
          <h2 id="export-title">{t.title(diagram)}</h2>
          <button
            type="button"
            className={controls.button}
            aria-label={messages.shell.close}
            title={messages.shell.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p id="export-about">{figure === undefined ? t.nothing : t.about}</p>
        {figure !== undefined && (
          <>
            {figures.length > 1 && (
              <label className={styles.choice}>
                {t.which}
                <select className={controls.select} value={figure.key} onChange={({ target }) => setKey(target.value)}>
                  {figures.map((one) => (
                    <option key={one.key} value={one.key}>
                      {one.title}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <DrawnChoice diagram={diagram} chosen={chosen} onChoose={onChoose} words={t} />
            <label className={styles.choice}>
              {t.colours}
              <select
                className={controls.select}
                value={theme}
                onChange={({ target: { value } }) => setTheme(value === 'dark' ? 'dark' : 'light')}
              >
                {THEMES.map((one) => (
                  <option key={one} value={one}>
                    {t.themes[one]}
                  </option>
                ))}
              </select>
            </label>
            <Formats diagram={diagram} figure={figure} theme={theme} words={t} onSaid={setSaid} />
          </>
        )}
        <output className={styles.said}>{said}</output>
      </div>
    </dialog>
  );
}

/** The one that is shown, as far as what was chosen in its panel tells. */
function chosenOf(figures: readonly Figure[]): Figure | undefined {
  const chosen = new Set(shownChoices(useView.getState()).map(([panel, choice]) => keyOfChoice(panel, choice)));
  return figures.find(({ key }) => chosen.has(key));
}

/** The diagrams of that kind at the cursor: the dialog is about the moment in which it was opened. */
function useFigures(diagram: DiagramId, at: LaboratoryState, drawn: Drawn): readonly Figure[] {
  const messages = useMessages();
  const diagrams = useDiagramMessages();
  const { script, timeline, cursor } = at;
  return useMemo(
    () =>
      FIGURES[diagram]?.({
        script,
        timeline,
        cursor,
        cast: namedCast(timeline, messages),
        language: messages.language,
        messages: diagrams,
        measure: canvasMeasure(),
        drawn,
      }) ?? [],
    [diagram, script, timeline, cursor, messages, diagrams, drawn],
  );
}

interface FormatsProps {
  readonly diagram: DiagramId;
  readonly figure: Figure;
  readonly theme: Theme;
  readonly words: ExportingMessages;
  /** What became of it, to be read and heard. */
  readonly onSaid: (said: string) => void;
}

/** Every format, each to be copied and to be saved; what cannot be had says why. */
function Formats({ diagram, figure, theme, words: t, onSaid }: FormatsProps) {
  const { language, format } = useMessages();
  const script = useLaboratory((laboratory) => laboratory.script);
  const svg = (): string => svgFile(figure, script.title?.[language] ?? script.name, theme, language);
  const scale = pngScale(figure);
  const png = (): Promise<Blob> => pngFile(svg(), scale ?? 1);
  const name = (ending: string): string => fileName(`${script.name}-${figure.key}`, ending);
  const noText = copyable('text/plain') ? null : t.insecure;
  const noPictures = noText ?? (copyable('image/png') ? null : t.noPictures);

  const attempt = (done: Promise<void> | void, what: string): void => {
    onSaid('');
    Promise.resolve(done)
      .then(() => onSaid(what))
      .catch((error: unknown) => {
        globalThis.console.warn(error);
        onSaid(t.failed);
      });
  };
  const text = (of: 'plantuml' | 'mermaid', called: 'PlantUML' | 'Mermaid', ending: string) => {
    const write = figure[of];
    return (
      <Format
        name={t.formats[of]}
        words={t}
        missing={write === null ? t.unknown(called, diagram) : null}
        noCopy={noText}
        onCopy={() => write && attempt(copyText(write()), t.copied(t.formats[of]))}
        onSave={() => write && attempt(saveFile(name(ending), write(), 'text/plain'), t.saved(name(ending)))}
      />
    );
  };
  const pngName = scale === null ? t.formats.png : t.png(format.number(Math.round(scale * 10) / 10));
  return (
    <div className={styles.formats}>
      <Format
        name={t.formats.svg}
        words={t}
        missing={null}
        noCopy={noText}
        onCopy={() => attempt(copySvg(svg()), t.copied(t.formats.svg))}
        onSave={() => attempt(saveFile(name('svg'), svg(), 'image/svg+xml'), t.saved(name('svg')))}
      />
      <Format
        name={pngName}
        words={t}
        missing={scale === null ? t.tooLong : null}
        noCopy={noPictures}
        onCopy={() => attempt(copyPng(png()), t.copied(pngName))}
        onSave={() =>
          attempt(
            png().then((blob) => saveFile(name('png'), blob, 'image/png')),
            t.saved(name('png')),
          )
        }
      />
      {text('plantuml', 'PlantUML', 'puml')}
      {text('mermaid', 'Mermaid', 'mmd')}
    </div>
  );
}

interface FormatProps {
  readonly name: string;
  readonly words: ExportingMessages;
  /** Why the format cannot be had at all; null: it can. */
  readonly missing: string | null;
  /** Why it cannot be copied; null: it can. */
  readonly noCopy: string | null;
  readonly onCopy: () => void;
  readonly onSave: () => void;
}

/** One format and what can be done with it. A button that can do nothing stays, can be reached, and the reason stands beside it. */
function Format({ name, words, missing, noCopy, onCopy, onSave }: FormatProps) {
  const reason = missing ?? noCopy;
  const button = (text: string, label: string, refused: boolean, onClick: () => void) => (
    <button
      type="button"
      className={controls.button}
      aria-label={refused && reason !== null ? `${label}. ${reason}` : label}
      {...(refused ? { 'aria-disabled': true } : {})}
      onClick={() => refused || onClick()}
    >
      {text}
    </button>
  );
  return (
    <section className={styles.format}>
      <div>
        <h3>{name}</h3>
        {reason !== null && <p>{reason}</p>}
      </div>
      {button(words.copy, words.copyNamed(name), reason !== null, onCopy)}
      {button(words.save, words.saveNamed(name), missing !== null, onSave)}
    </section>
  );
}

/** Up and Down go from button to button. */
function alongButtons(event: KeyboardEvent<HTMLDialogElement>): void {
  const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (direction === 0 || event.target instanceof HTMLSelectElement) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button, select')];
  const here = buttons.findIndex((each) => each === document.activeElement);
  event.preventDefault();
  buttons[Math.min(buttons.length - 1, Math.max(0, here + direction))]?.focus();
}
