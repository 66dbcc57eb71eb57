import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import { exercises as en } from '../i18n/en/exercises.ts';
import type { Language } from '../i18n/index.ts';
import { exercises as pt } from '../i18n/pt-BR/exercises.ts';
import { NOTHING_YET, type Progress } from './progress.ts';

/** What a teacher is given: per exercise the attempts, the hints that were read, the time, the outcome. */
export interface Report {
  readonly title: string;
  readonly language: Language;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The same as comma-separated values (RFC 4180), with the mark that makes spreadsheets read UTF-8. */
  readonly csv: string;
}

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Chapter', 'Exercise', 'Kind', 'Attempts', 'Hints', 'Solution shown', 'Seconds', 'Outcome'],
  'pt-BR': ['Capítulo', 'Exercício', 'Tipo', 'Tentativas', 'Dicas', 'Solução mostrada', 'Segundos', 'Resultado'],
};
const WORDS: Readonly<
  Record<Language, Readonly<Record<'yes' | 'no' | 'passed' | 'tried' | 'open' | 'title', string>>>
> = {
  en: { yes: 'yes', no: 'no', passed: 'passed', tried: 'not passed', open: 'not begun', title: 'Socketscope: report' },
  'pt-BR': {
    yes: 'sim',
    no: 'não',
    passed: 'resolvido',
    tried: 'não resolvido',
    open: 'não iniciado',
    title: 'Socketscope: relatório',
  },
};

export function reportOf(progress: Progress, language: Language): Report {
  const t = language === 'en' ? en : pt;
  const words = WORDS[language];
  const rows = EXERCISES.map(({ id, chapter, title, kind }) => {
    const { attempts, hints, shown, passed, seconds } = progress[id] ?? NOTHING_YET;
    const outcome = passed ? words.passed : progress[id] ? words.tried : words.open;
    return [
      t.chapters[chapter],
      title[language],
      t.kinds[kind],
      String(attempts),
      String(hints),
      shown ? words.yes : words.no,
      String(seconds),
      outcome,
    ];
  });
  const head = HEADS[language];
  const csv = `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  return { title: words.title, language, head, rows, csv };
}

/** A cell that a spreadsheet would take for a formula is given as text. */
const cell = (text: string): string => {
  const harmless = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** Prints a report as a page of its own. */
export function printReport({ title, language, head, rows }: Report): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page === null) return;
  page.documentElement.lang = language;
  page.title = title;
  const style = page.createElement('style');
  style.textContent =
    'body{font:11pt sans-serif;color:#000}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #999;padding:3pt 6pt 3pt 0;text-align:left}tr{break-inside:avoid}thead{display:table-header-group}';
  const heading = page.createElement('h1');
  heading.textContent = title;
  const table = page.createElement('table');
  const line = (cells: readonly string[], kind: 'th' | 'td'): HTMLTableRowElement => {
    const row = page.createElement('tr');
    for (const text of cells) {
      const one = page.createElement(kind);
      one.textContent = text;
      row.append(one);
    }
    return row;
  };
  const thead = page.createElement('thead');
  thead.append(line(head, 'th'));
  const tbody = page.createElement('tbody');
  tbody.append(...rows.map((cells) => line(cells, 'td')));
  table.append(thead, tbody);
  page.head.append(style);
  page.body.append(heading, table);
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
  frame.contentWindow?.print();
}
