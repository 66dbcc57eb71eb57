// What the checker must never do: pass what reached nothing.
import { expect, it } from 'vitest';
import { check } from '../../../src/lessons/exercises/check.ts';
import type { Exercise, Goal } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';

const TEXT = { en: 'text', 'pt-BR': 'texto' };

function exerciseOf(members: object): Exercise {
  const parsed = parseExercise({
    format: 'socketscope-exercise',
    version: 1,
    id: 'made-up',
    chapter: 'eight-calls',
    title: TEXT,
    learn: TEXT,
    task: TEXT,
    minutes: 1,
    difficulty: 1,
    script: {
      name: 'made-up',
      hosts: { client: '10.0.0.1', server: '10.0.0.2' },
      processes: { C: { host: 'client' }, S: { host: 'server' } },
      steps: [{ process: 'S', call: 'socket', as: 'ls' }],
    },
    hints: [TEXT, TEXT, TEXT],
    wrong: [],
    ...members,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const goal = (predicate: object): object => ({ id: 'goal', ...predicate, says: TEXT, message: TEXT, wayOn: TEXT });
const driven = (predicate: object): Exercise =>
  exerciseOf({ kind: 'drive', goals: [goal(predicate)], solutions: [{ steps: [] }] });

it('passes no attempt of another kind', () => {
  const diagnose = exerciseOf({
    kind: 'diagnose',
    diagnosis: {
      step: 0,
      cause: 'one',
      causes: ['one', 'two'].map((id) => ({ id, text: TEXT, message: TEXT, wayOn: TEXT })),
      message: TEXT,
      wayOn: TEXT,
    },
    solutions: [{ step: 0, cause: 'one' }],
  });
  expect(check(diagnose, { kind: 'diagnose', step: 0, cause: 'one' }).verdict.passed).toBe(true);
  expect(check(diagnose, { kind: 'drive', steps: [] }).verdict.passed).toBe(false);
  expect(check(driven({ on: 'nobody-blocked' }), { kind: 'diagnose', step: 0, cause: 'one' }).verdict.passed).toBe(
    false,
  );
});

it('says of each cause its own way on', () => {
  const other = { en: 'elsewhere', 'pt-BR': 'em outro lugar' };
  const diagnose = exerciseOf({
    kind: 'diagnose',
    diagnosis: {
      step: 0,
      cause: 'one',
      causes: [
        { id: 'one', text: TEXT, message: TEXT, wayOn: TEXT },
        { id: 'two', text: TEXT, message: TEXT, wayOn: other },
      ],
      message: TEXT,
      wayOn: TEXT,
    },
    solutions: [{ step: 0, cause: 'one' }],
  });
  expect(check(diagnose, { kind: 'diagnose', step: 0, cause: 'two' }).verdict.findings[0]?.wayOn).toEqual(other);
});

it('reaches who sleeps in a call at the end only by a process that does', () => {
  const asleep: Pick<Extract<Goal, { readonly on: 'sleeps' }>, 'on' | 'process' | 'call'> = {
    on: 'sleeps',
    process: 'S',
    call: 'accept',
  };
  const steps = [
    { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
    { process: 'S', call: 'accept', fd: 'ls' },
  ] as const;
  expect(check(driven(asleep), { kind: 'drive', steps }).verdict.passed).toBe(true);
  expect(check(driven({ ...asleep, call: 'recv' }), { kind: 'drive', steps }).verdict.passed).toBe(false);
  expect(check(driven({ ...asleep, process: 'C' }), { kind: 'drive', steps }).verdict.passed).toBe(false);
  expect(check(driven(asleep), { kind: 'drive', steps: [] }).verdict.passed).toBe(false);
});
