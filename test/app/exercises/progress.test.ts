import { describe, expect, it } from 'vitest';
import { type Achievement, readProgress, united, writeProgress } from '../../../src/app/exercises/progress.ts';
import { reportOf } from '../../../src/app/exercises/report.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';

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
    expect(readProgress(text)).toEqual({ wrongAt: path });
  });

  it('is united with what is known: nothing that was reached is lost', () => {
    const other: Achievement = { attempts: 1, hints: 3, shown: true, passed: false, seconds: 10 };
    expect(united({ a: one }, { a: other, b: other })).toEqual({
      a: { attempts: 3, hints: 3, shown: true, passed: true, seconds: 95 },
      b: other,
    });
  });
});

describe('the report for the teacher', () => {
  it('has a line an exercise, in the language of the reader', () => {
    const { csv, rows } = reportOf({ 'order-echo': one }, 'pt-BR');
    expect(rows).toHaveLength(EXERCISES.length);
    expect(csv.split('\r\n')[0]).toBe(
      '\uFEFFCapítulo,Exercício,Tipo,Tentativas,Dicas,Solução mostrada,Segundos,Resultado',
    );
    expect(rows.find(([, title]) => title === 'Ponha as oito chamadas em ordem')?.slice(3)).toEqual([
      '3',
      '1',
      'não',
      '95',
      'resolvido',
    ]);
  });

  it('says of what was never begun that it was not', () => {
    expect(reportOf({}, 'en').rows[0]?.at(-1)).toBe('not begun');
  });
});
