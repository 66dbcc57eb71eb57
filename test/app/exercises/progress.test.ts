import { describe, expect, it } from 'vitest';
import {
  type Achievement,
  NOTHING_YET,
  readProgress,
  united,
  writeProgress,
} from '../../../src/app/exercises/progress.ts';
import { csvOf, reportOf } from '../../../src/app/exercises/report.ts';
import { reportPage } from '../../../src/app/exercises/report-page.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { CHAPTERS } from '../../../src/lessons/exercises/exercise.ts';
import { fileOf } from '../../support/made-up-exercise.ts';

const one: Achievement = { attempts: 3, hints: 1, shown: false, passed: true, seconds: 95 };

describe('progress as a file', () => {
  it('comes back as it went', () => {
    expect(readProgress(writeProgress({ 'order-echo': one }))).toEqual({ progress: { 'order-echo': one } });
  });

  it.each([
    ['no JSON', '{', ''],
    ['another format', '{"format":"x","version":1,"exercises":{}}', 'format'],
    ['a version to come', '{"format":"socketscope-progress","version":2,"exercises":{}}', 'version'],
    ['a number of hints that there are not', writeProgress({ a: { ...one, hints: 4 } }), 'exercises.a.hints'],
    [
      'something unknown',
      '{"format":"socketscope-progress","version":1,"exercises":{"a":{"grade":10}}}',
      'exercises.a.grade',
    ],
  ])('that is %s is refused, with the path of what is wrong', (_, text, path) => {
    expect(readProgress(text)).toMatchObject({ error: { path }, isExercise: false });
  });

  it('that is not progress says what was expected, and whether it is an exercise', () => {
    expect(readProgress(writeProgress({ a: { ...one, hints: 4 } }))).toMatchObject({
      error: { found: { kind: 'value', json: '4' }, expected: { kind: 'integer', min: 0, max: 3 } },
    });
    expect(readProgress('{"format":"x","version":1,"exercises":{}}')).toMatchObject({
      error: { expected: { kind: 'one-of', values: ['socketscope-progress'] } },
    });
    expect(readProgress(JSON.stringify(fileOf({ kind: 'order' })))).toMatchObject({ isExercise: true });
  });

  it('is united with what is known: nothing that was reached is lost', () => {
    const other: Achievement = { attempts: 1, hints: 3, shown: true, passed: false, seconds: 10 };
    expect(united({ a: one }, { a: other, b: other })).toEqual({
      // Passed without it in one of them: a solution that was shown in the other takes nothing away.
      a: { attempts: 3, hints: 3, shown: false, passed: true, seconds: 95 },
      b: other,
    });
  });
});

const linked: Achievement = {
  ...one,
  about: {
    title: { en: '=HYPERLINK("x"); <b>', 'pt-BR': '=HYPERLINK("x"); <b>' },
    chapter: 'closing',
    kind: 'break',
  },
};

it('progress remembers what an exercise is that no catalogue has, and refuses what is no such thing', () => {
  const text = writeProgress({ 'my-own': linked });
  expect(readProgress(text)).toEqual({ progress: { 'my-own': linked } });
  expect(readProgress(text.replace('"break"', '"broken"'))).toMatchObject({
    error: { path: 'exercises.my-own.about.kind' },
  });
  expect(united({ 'my-own': one }, { 'my-own': linked })['my-own']?.about).toEqual(linked.about);
});

describe('the report for the teacher', () => {
  it('has a line an exercise, in the language of the reader', () => {
    const { rows } = reportOf({ 'order-echo': one }, 'pt-BR');
    expect(rows).toHaveLength(EXERCISES.length);
    expect(rows.find(({ title }) => title === 'Ponha as oito chamadas em ordem')).toMatchObject({
      chapter: 'As oito chamadas',
      kind: 'Ordene as chamadas',
      attempts: 3,
      hints: 1,
      shown: false,
      seconds: 95,
      outcome: 'resolvido',
    });
  });

  it('counts no questions as passed whose answers had been told; calls that were shown had still to be made', () => {
    const aided = { ...one, shown: true };
    const { rows } = reportOf({ 'predict-return-values': aided, 'order-echo': aided }, 'en');
    const [order, predict] = ['Order the calls', 'Predict'].map((kind) =>
      rows.find((row) => row.kind === kind && row.shown),
    );
    expect(order).toMatchObject({ passed: true, outcome: 'passed' });
    expect(predict).toMatchObject({ passed: false, outcome: 'solved after seeing the answers' });
  });

  it('says of what was never begun that it was not', () => {
    expect(reportOf({}, 'en').rows[0]?.outcome).toBe('not begun');
  });

  it('says of one of which only a hint was read that it was begun, not that it was tried', () => {
    const row = (achievement: Achievement) =>
      reportOf({ 'order-echo': achievement }, 'en').rows.find(({ hints }) => hints === 1);
    expect(row({ ...NOTHING_YET, hints: 1 })?.outcome).toBe('begun');
    expect(row({ ...NOTHING_YET, hints: 1, attempts: 1 })?.outcome).toBe('tried, not passed');
  });

  it('has the exercises that came by a link or a file, in their chapter', () => {
    const { rows } = reportOf({ 'my-own': linked, 'of-an-older-visit': one }, 'en');
    expect(rows).toHaveLength(EXERCISES.length + 2);
    const at = rows.findIndex(({ kind, title }) => kind === 'Make it fail' && title.startsWith('=HYPERLINK'));
    expect(rows[at - 1]?.chapter).toBe('Closing');
    expect(rows[at]).toMatchObject({ chapter: 'Closing', outcome: 'passed' });
    // Of what an older visit kept, only the name is known.
    expect(rows.at(-1)).toMatchObject({ chapter: '', title: 'of-an-older-visit', kind: '', attempts: 3 });
  });
});

describe('as comma-separated values', () => {
  it('opens in the spreadsheets of either language: its separator, UTF-8 by its mark', () => {
    const [head] = csvOf(reportOf({}, 'pt-BR')).split('\r\n');
    expect(head).toBe('\uFEFFCapítulo;Exercício;Tipo;Tentativas;Dicas;Solução mostrada;Segundos;Resultado');
    expect(csvOf(reportOf({}, 'en')).split('\r\n')[0]).toBe(
      '\uFEFFChapter,Exercise,Kind,Attempts,Hints,Solution shown,Seconds,Outcome',
    );
  });

  it('quotes what has the separator, quotes or lines in it, and hands no formula to a spreadsheet', () => {
    const lines = csvOf(reportOf({ 'my-own': linked }, 'pt-BR')).split('\r\n');
    expect(lines.filter((line) => line.includes('HYPERLINK'))).toEqual([
      `O encerramento;"'=HYPERLINK(""x""); <b>";Faça falhar;3;1;não;95;resolvido`,
    ]);
    const titled = (title: string): string =>
      csvOf(
        reportOf(
          { x: { ...linked, about: { title: { en: title, 'pt-BR': title }, chapter: 'closing', kind: 'order' } } },
          'en',
        ),
      );
    for (const dangerous of ['+1', '-1', '@x', '\tx', '\rx']) expect(titled(dangerous)).toContain(`'${dangerous}`);
    expect(titled('a, b')).toContain('"a, b"');
    expect(titled('a\nb')).toContain('"a\nb"');
  });
});

describe('as a page to be printed', () => {
  const page = new DOMParser().parseFromString(
    reportPage(reportOf({ 'order-echo': one, 'my-own': linked }, 'pt-BR'), new Date(2026, 10, 24)),
    'text/html',
  );

  it('says whose it is and of when, and what came of it all', () => {
    expect(page.documentElement.lang).toBe('pt-BR');
    expect(page.querySelector('.whose')?.textContent).toContain('Nome');
    expect(page.body.textContent).toContain('24 de novembro de 2026');
    expect(page.body.textContent).toContain(`2 de ${EXERCISES.length + 1} resolvidos`);
  });

  it('has a part a chapter that is not torn apart, under a head that every page repeats', () => {
    expect(page.querySelectorAll('thead th')).toHaveLength(6);
    expect(page.querySelectorAll('tbody')).toHaveLength(CHAPTERS.length);
    const row = [...page.querySelectorAll('tr')].find((one) => one.textContent?.includes('Ponha as oito chamadas'));
    expect([...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)).toEqual([
      'Ponha as oito chamadas em ordem',
      'Ordene as chamadas',
      '3',
      '1 de 3',
      '1 min 35 s',
      '✓ resolvido',
    ]);
    expect(page.querySelector('style')?.textContent).toMatch(/table-header-group/);
  });

  it('takes a title for text, whatever is in it', () => {
    expect(page.querySelector('td b')).toBeNull();
    expect(page.body.textContent).toContain('=HYPERLINK("x"); <b>');
  });
});
