import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import { CHAPTERS, type ExerciseKind } from '../../lessons/exercises/exercise.ts';
import { exercises as en, type ExercisesMessages } from '../i18n/en/exercises.ts';
import type { Language } from '../i18n/index.ts';
import { exercises as pt } from '../i18n/pt-BR/exercises.ts';
import { type Achievement, NOTHING_YET, outcomeOf, type Progress } from './progress.ts';

/** What a teacher is given: per exercise the attempts, the hints that were read, the time, the outcome. */
export interface Report {
  readonly language: Language;
  readonly words: ExercisesMessages['reported'];
  /** By chapters. */
  readonly rows: readonly ReportRow[];
}

export interface ReportRow {
  /** Empty: it is not known, of an exercise that no catalogue has. */
  readonly chapter: string;
  readonly title: string;
  readonly kind: string;
  readonly attempts: number;
  /** The highest that was read, 0 to 3. */
  readonly hints: number;
  /** A solution was shown. */
  readonly shown: boolean;
  readonly seconds: number;
  readonly passed: boolean;
  readonly outcome: string;
}

type Named = Required<Achievement>['about'] & { readonly id: string };

export function reportOf(progress: Progress, language: Language): Report {
  const t = language === 'en' ? en : pt;
  const words = t.reported;
  const known = new Set(EXERCISES.map(({ id }) => id));
  const others = Object.entries(progress).filter(([id]) => !known.has(id));
  const named: readonly Named[] = [
    ...EXERCISES,
    ...others.flatMap(([id, { about }]) => (about ? [{ id, ...about }] : [])),
  ];
  const row = (
    id: string,
    of: ExerciseKind | null,
    about: Pick<ReportRow, 'chapter' | 'title' | 'kind'>,
  ): ReportRow => {
    const { attempts, hints, shown, seconds } = progress[id] ?? NOTHING_YET;
    const outcome = outcomeOf(progress[id], of);
    const passed = outcome === 'passed';
    return { ...about, attempts, hints, shown, seconds, passed, outcome: words.outcomes[outcome] };
  };
  const inChapters = CHAPTERS.flatMap((chapter) =>
    named
      .filter((one) => one.chapter === chapter)
      .map(({ id, title, kind }) =>
        row(id, kind, { chapter: t.chapters[chapter], title: title[language], kind: t.kinds[kind] }),
      ),
  );
  const nameless = others.flatMap(([id, { about }]) =>
    about ? [] : [row(id, null, { chapter: '', title: id, kind: '' })],
  );
  return { language, words, rows: [...inChapters, ...nameless] };
}

/** What separates the cells: where the comma is a decimal comma, spreadsheets expect a semicolon. */
const SEPARATORS: Readonly<Record<Language, string>> = { en: ',', 'pt-BR': ';' };

/** The report as separated values (RFC 4180 but for the separator), with the mark that makes spreadsheets read UTF-8. */
export function csvOf({ language, words, rows }: Report): string {
  const separator = SEPARATORS[language];
  const { head, yes, no } = words;
  const lines = rows.map(({ chapter, title, kind, attempts, hints, shown, seconds, outcome }) =>
    [chapter, title, kind, String(attempts), String(hints), shown ? yes : no, String(seconds), outcome]
      .map((text) => cell(text, separator))
      .join(separator),
  );
  return `\uFEFF${[head.join(separator), ...lines].join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is given as text. */
function cell(text: string, separator: string): string {
  const harmless = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(harmless) || harmless.includes(separator) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
