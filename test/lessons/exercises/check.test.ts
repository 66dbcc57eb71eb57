// What the checker must never do: pass what reached nothing.
import { expect, it } from 'vitest';
import { check } from '../../../src/lessons/exercises/check.ts';
import type { Exercise, Goal } from '../../../src/lessons/exercises/exercise.ts';
import type { CallStep } from '../../../src/programs/call-script.ts';
import { exerciseOf, goal, TEXT } from '../../support/made-up-exercise.ts';

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

it('reaches what must not happen when it did not', () => {
  const quiet = driven({ on: 'return', process: 'S', call: 'close', times: 0 });
  expect(check(quiet, { kind: 'drive', steps: [] }).verdict.passed).toBe(true);
  expect(check(quiet, { kind: 'drive', steps: [{ process: 'S', call: 'close', fd: 'ls' }] }).verdict.passed).toBe(
    false,
  );
});

it('counts by its constraints what was done, and not what the start did', () => {
  const closing = { first: { process: 'S', call: 'close' }, second: { process: 'S', call: 'socket' } };
  const said = { message: TEXT, wayOn: TEXT };
  const members = {
    goals: [goal({ on: 'nobody-blocked' })],
    constraints: [
      { id: 'close-first', kind: 'before', ...closing, ...said },
      { id: 'one-socket', kind: 'exactly', what: { process: 'S', call: 'socket' }, times: 1, ...said },
    ],
  };
  const [close, socket] = [
    { process: 'S', call: 'close', fd: 'ls' },
    { process: 'S', call: 'socket', as: 'n' },
  ] as const;
  const driven = exerciseOf({ kind: 'drive', ...members, solutions: [{ steps: [] }] });
  const brokenBy = (steps: readonly CallStep[]) =>
    check(driven, { kind: 'drive', steps }).verdict.findings.map(({ id }) => id);
  expect(brokenBy([close, socket])).toEqual([]);
  expect(brokenBy([socket, close])).toEqual(['close-first']);
  expect(brokenBy([close])).toEqual(['one-socket']);
  // A mended script is the student's as a whole.
  const mended = exerciseOf({ kind: 'repair', ...members, solutions: [{ steps: [] }] });
  const { verdict } = check(mended, { kind: 'repair', steps: [socket, close] });
  expect(verdict.findings.map(({ id }) => id)).toEqual(['close-first']);
});

it('reaches a call that returned in time, and not one that took longer', () => {
  const asking = (within_ms: number): Exercise => driven({ on: 'return', process: 'S', call: 'poll', within_ms });
  const steps = [
    { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
    { process: 'S', call: 'poll', fds: [{ fd: 'ls', events: ['POLLIN'] }], timeout: 50 },
  ] as const;
  expect(check(asking(50), { kind: 'drive', steps }).verdict.passed).toBe(true);
  expect(check(asking(49), { kind: 'drive', steps }).verdict.passed).toBe(false);
});
