import { PALETTES } from '../../formats/svg/palette.ts';
import { svgElement } from '../../formats/svg/svg-document.ts';
import { element, escapeXml } from '../../formats/svg/xml.ts';
import type { HandoutWords } from '../i18n/en/handout.ts';
import type { Language } from '../i18n/language.ts';
import type { HandoutContent, HandoutStep } from './content.ts';
import { type Row, type RowFigure, type RowPart, rowsOf } from './figure-rows.ts';
import { handoutStyle } from './style.ts';

/** A diagram as the handout shows it. */
export interface HandoutFigure extends RowFigure {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
}

export interface HandoutDocument {
  readonly content: HandoutContent;
  readonly figures: readonly HandoutFigure[];
  readonly words: HandoutWords;
  readonly language: Language;
}

/** A handout as one file of HTML: nothing in it is fetched, and it prints black on white on A4 and Letter. */
export function handoutDocument({ content, figures, words, language }: HandoutDocument): string {
  const { title, about } = content;
  const head = [
    '<meta charset="utf-8"/>',
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escapeXml(`${title} · Socketscope`)),
    element('style', {}, handoutStyle(title)),
  ];
  const body = [
    element('h1', {}, escapeXml(title)),
    about === null ? '' : element('p', { class: 'about' }, escapeXml(about)),
    section(words.machines, machinesTable(content, words)),
    section(words.calls, callsTable(content, words)),
    section(
      words.diagrams,
      rowsOf(figures)
        .map((row) => figureRow(row, words, language))
        .join('\n'),
    ),
    section(words.sources, sources(content)),
  ];
  return [
    '<!doctype html>',
    element(
      'html',
      { lang: language },
      `\n${element('head', {}, head.join('\n'))}\n${element('body', {}, body.join('\n'))}\n`,
    ),
    '',
  ].join('\n');
}

const section = (title: string, content: string): string =>
  element('section', {}, `${element('h2', {}, escapeXml(title))}\n${content}`);

const cell = (text: string, of: 'td' | 'th' = 'td'): string =>
  element(of, of === 'th' ? { scope: 'col' } : {}, escapeXml(text));
const code = (text: string): string => element('code', {}, escapeXml(text));
const row = (cells: readonly string[]): string => element('tr', {}, cells.join(''));

function machinesTable({ machines }: HandoutContent, words: HandoutWords): string {
  const head = [words.machine, words.address, 'TCP', words.processes].map((title) => cell(title, 'th'));
  const rows = machines.map(({ name, address, tcp, processes }) =>
    row([cell(name), element('td', {}, code(address)), cell(tcp), cell(processes.join(', '))]),
  );
  return element('table', {}, element('thead', {}, row(head)) + element('tbody', {}, rows.join('')));
}

function callsTable({ steps }: HandoutContent, words: HandoutWords): string {
  const titles = [words.number, words.time, words.who, words.call, words.result];
  const head = element('thead', {}, row(titles.map((title) => cell(title, 'th'))));
  return element('table', { class: 'calls' }, [head, ...steps.map((step) => stepRows(step, words))].join('\n'));
}

/** A step keeps together: its calls, and below them what came of them and why. */
function stepRows(step: HandoutStep, words: HandoutWords): string {
  const calls = step.calls.map(({ who, call, result, failed, error }) => [
    cell(who),
    element('td', {}, code(call)),
    element('td', failed ? { class: 'failed' } : {}, code(result) + (error === null ? '' : ` ${escapeXml(error)}`)),
  ]);
  const [first = [element('td', { colspan: 3, class: 'nobody' }, escapeXml(words.nobody))], ...more] = calls;
  const span = { rowspan: calls.length + (calls.length === 0 ? 2 : 1) };
  const rows = [
    row([
      element('th', { scope: 'row', ...span }, String(step.number)),
      element('td', span, escapeXml(step.time)),
      ...first,
    ]),
    ...more.map(row),
    row([element('td', { colspan: 3, class: 'told' }, told(step, words))]),
  ];
  return element('tbody', {}, rows.join(''));
}

function told({ headline, why, remedy, citation }: HandoutStep, words: HandoutWords): string {
  const reference =
    citation === null
      ? ''
      : ` ${citation.url === null ? escapeXml(`(${citation.label})`) : `(${element('a', { href: citation.url }, escapeXml(citation.label))})`}`;
  return [
    element('p', { class: 'headline' }, escapeXml(headline)),
    element('p', {}, escapeXml(why) + reference),
    remedy === null
      ? ''
      : element('p', { class: 'remedy' }, `${element('b', {}, escapeXml(words.todo))} ${escapeXml(remedy)}`),
  ].join('');
}

function figureRow({ turned, scale, parts }: Row<HandoutFigure>, words: HandoutWords, language: Language): string {
  const figures = parts.map((part) => figureOf(part, scale, words, language));
  return element('div', { class: turned ? 'row turned' : 'row' }, figures.join('\n'));
}

function figureOf(
  { figure, picture, part, of }: RowPart<HandoutFigure>,
  scale: number,
  words: HandoutWords,
  language: Language,
): string {
  const { key, title, summary } = figure;
  const name = of === 1 ? title : `${title}, ${words.part({ part, of })}`;
  const svg = svgElement(picture, {
    palette: PALETTES.light,
    title: name,
    description: summary,
    language,
    id: `figure-${key}-${part}`,
    scale,
  });
  const caption = [element('h3', {}, escapeXml(name)), ...(part === 1 ? [element('p', {}, escapeXml(summary))] : [])];
  return element('figure', {}, `${element('figcaption', {}, caption.join(''))}\n${svg}`);
}

function sources({ sources }: HandoutContent): string {
  return sources
    .map(({ title, lines }) => {
      const items = lines.map((line) => element('li', {}, code(line)));
      return element(
        'section',
        { class: 'source' },
        element('h3', {}, escapeXml(title)) + element('ol', {}, items.join('\n')),
      );
    })
    .join('\n');
}
