// Every exercise of the catalogue: its solutions pass, its wrong ones fail with their message, and every order that its
// constraints allow is accepted. No list of exceptions.
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { prng } from '../../support/prng.ts';
import { stepFits } from '../../../src/lessons/exercises/call-matching.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { emptyAttempt } from '../../../src/lessons/exercises/empty-attempt.ts';
import { check } from '../../../src/lessons/exercises/check.ts';
import {
  type Attempt,
  type CallReference,
  CHAPTERS,
  type Exercise,
  EXERCISE_KINDS,
} from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { describeScriptError } from '../../../src/programs/describe-script-error.ts';
import { exerciseOf, goal, TEXT } from '../../support/made-up-exercise.ts';
import { allowedOrders, anyAllowedOrder, isAllowed, type Needs, needsOf } from './allowed-orders.ts';

/** So many orders are all tried; of more, so many by chance. */
const ALL = 5000;
const SOME = 2000;

const exercises = await Promise.all(
  EXERCISES.map(async (entry) => {
    const parsed = parseExercise(JSON.stringify(await entry.load()), { file: `${entry.id}.json` });
    if (!parsed.ok) throw new Error(describeScriptError(parsed.error, 'en'));
    return { entry, exercise: parsed.value };
  }),
);

/** The things that an attempt puts in order, and the attempt that a given order of them is. */
interface Arrangement {
  readonly count: number;
  readonly is: (thing: number, reference: CallReference) => boolean;
  readonly attempt: (order: readonly number[]) => Attempt;
}

function arrangementOf(exercise: Exercise, solution: Attempt): Arrangement | null {
  if (solution.kind === 'order') {
    return {
      count: solution.order.length,
      is: (thing, reference) => solution.order[thing] === reference,
      attempt: (order) => ({ kind: 'order', order: order.flatMap((thing) => solution.order[thing] ?? []) }),
    };
  }
  if (solution.kind === 'drive' && exercise.kind === 'drive') {
    const { steps } = solution;
    if (steps.some((step) => 'wait' in step)) return null;
    return {
      count: steps.length,
      is: (thing, reference) => {
        const step = steps[thing];
        return step !== undefined && 'call' in step && typeof reference !== 'string' && stepFits(step, reference);
      },
      attempt: (order) => ({ ...solution, steps: order.flatMap((thing) => steps[thing] ?? []) }),
    };
  }
  return null;
}

/** All orders that the constraints allow, or many of them by chance. */
function ordersOf(needs: Needs): readonly (readonly number[])[] {
  const all = allowedOrders(needs, ALL + 1);
  if (all.length <= ALL) return all;
  const random = prng(20_261_124);
  return Array.from({ length: SOME }, () => anyAllowedOrder(needs, random));
}

/** The things in the order in which their calls were made; one whose process slept for ever, or had ended, is not there. */
function calledOf({ script }: Exercise, order: readonly number[], { trace }: Timeline): readonly number[] {
  return trace.items.flatMap((event) =>
    event.kind === 'call' && event.step !== null ? (order[event.step - script.steps.length] ?? []) : [],
  );
}

const namesOf = (exercise: Exercise): ReadonlyMap<string, string> =>
  new Map(exercise.constraints.map((constraint) => [constraint.id, constraint.kind]));

/** Every order that its constraints allow passes; every exchange and every omission that breaks one is told as that. */
function keepsToItsOrder(exercise: Exercise): void {
  const [solution] = exercise.solutions;
  const arrangement = solution && arrangementOf(exercise, solution);
  if (!arrangement) return;
  const { count, is, attempt } = arrangement;
  const needs = needsOf(exercise.constraints, count, is);
  const orders = ordersOf(needs);

  it('accepts every order that its constraints allow', () => {
    expect(orders.length).toBeGreaterThan(1);
    const rejected = orders.filter((order) => !check(exercise, attempt(order)).verdict.passed);
    expect(rejected.slice(0, 3).map((order) => [order, check(exercise, attempt(order)).verdict.findings])).toEqual([]);
  });

  it('rejects every exchange of two neighbours that breaks a constraint, with its message', () => {
    for (const order of orders.slice(0, 100)) {
      for (let place = 1; place < count; place++) {
        const [first, second] = [order[place - 1] ?? 0, order[place] ?? 0];
        const swapped = order.with(place - 1, second).with(place, first);
        if (isAllowed(needs, swapped)) continue;
        const { verdict, timeline } = check(exercise, attempt(swapped));
        const called = calledOf(exercise, swapped, timeline);
        // A process that sleeps makes its calls later than the list says: then nothing was exchanged.
        if (called.indexOf(first) !== -1 && called.indexOf(first) < called.indexOf(second)) continue;
        const told = verdict.findings[0]?.id;
        const broken = exercise.constraints.filter(
          (constraint) =>
            (constraint.kind === 'before' || constraint.kind === 'only-after') &&
            is(first, constraint.first) &&
            is(second, constraint.second),
        );
        expect(broken.map(({ id }) => id)).toContain(told);
      }
    }
  });

  it('rejects every omission that breaks a constraint, with the message of one that it breaks', () => {
    const kinds = namesOf(exercise);
    for (const order of orders.slice(0, 20)) {
      for (const left of order) {
        const rest = order.filter((thing) => thing !== left);
        const { verdict, timeline } = check(exercise, attempt(rest));
        const called = calledOf(exercise, rest, timeline);
        const concerned = exercise.constraints.filter((constraint) =>
          constraint.kind === 'before' || constraint.kind === 'only-after'
            ? is(left, constraint.first) && called.some((thing) => is(thing, constraint.second))
            : constraint.kind === 'each-once'
              ? constraint.what.some((reference) => is(left, reference))
              : constraint.kind === 'exactly' && is(left, constraint.what),
        );
        if (concerned.length === 0) continue;
        expect(verdict.passed).toBe(false);
        const told = verdict.findings[0]?.id ?? '';
        expect(
          concerned.map(({ id }) => id),
          `${order.join(' ')} without ${left}, ${kinds.get(told)}`,
        ).toContain(told);
      }
    }
  });
}

it('has at least 30 exercises, three of each kind, and some in every chapter', () => {
  expect(exercises.length).toBeGreaterThanOrEqual(30);
  for (const kind of EXERCISE_KINDS) {
    expect(exercises.filter(({ exercise }) => exercise.kind === kind).length, kind).toBeGreaterThanOrEqual(3);
  }
  for (const chapter of CHAPTERS) {
    expect(exercises.filter(({ exercise }) => exercise.chapter === chapter).length, chapter).toBeGreaterThanOrEqual(3);
  }
});

describe.each(exercises)('$entry.id', ({ entry, exercise }) => {
  it('is listed as its file says', () => {
    const { id, kind, chapter, title, minutes, difficulty } = exercise;
    expect({ id, kind, chapter, title, minutes, difficulty }).toEqual({ ...entry, load: undefined });
  });

  it('passes every solution', () => {
    for (const solution of exercise.solutions) expect(check(exercise, solution).verdict.findings).toEqual([]);
  });

  it('fails every wrong attempt with its message', () => {
    expect(exercise.wrong.length).toBeGreaterThan(0);
    for (const { attempt, message } of exercise.wrong) {
      const { verdict } = check(exercise, attempt);
      expect(verdict.passed).toBe(false);
      expect(verdict.findings[0]?.id).toBe(message);
    }
  });

  it('is not passed by who has done nothing', () => {
    expect(check(exercise, emptyAttempt(exercise)).verdict.passed).toBe(false);
  });

  keepsToItsOrder(exercise);
});

describe.each(exercises.filter(({ exercise }) => exercise.kind === 'predict'))('$entry.id', ({ exercise }) => {
  const [solution] = exercise.solutions;
  const answers = solution?.kind === 'predict' ? solution.answers : {};

  it.each(exercise.predictions)(
    'offers the right answer to $id, and tells every other its message',
    ({ id, ask, choices = ask === 'blocks' ? ['yes', 'no'] : null }) => {
      const right = answers[id] ?? '';
      expect(choices ?? [right]).toContain(right);
      for (const other of ['', ...(choices ?? []).filter((choice) => choice !== right)]) {
        const { verdict } = check(exercise, { kind: 'predict', answers: { ...answers, [id]: other } });
        expect(verdict.findings.map((finding) => finding.id)).toEqual([id]);
      }
    },
  );
});

const diagnoses = exercises.flatMap(({ exercise }) =>
  exercise.diagnosis === null ? [] : [{ id: exercise.id, exercise, diagnosis: exercise.diagnosis }],
);

describe.each(diagnoses)('$id', ({ exercise, diagnosis: { step, cause, causes } }) => {
  it('takes no other call for the right one', () => {
    exercise.script.steps.forEach((_, other) => {
      const { verdict } = check(exercise, { kind: 'diagnose', step: other, cause });
      expect(verdict.findings.map(({ id }) => id)).toEqual(other === step ? [] : ['step']);
    });
  });

  it('tells every other cause its message', () => {
    for (const { id, message } of causes) {
      const { verdict } = check(exercise, { kind: 'diagnose', step, cause: id });
      expect(verdict.findings.map((finding) => finding.message)).toEqual(id === cause ? [] : [message]);
    }
  });
});

describe('a drive exercise in which one process makes the same call twice', () => {
  const said = { message: TEXT, wayOn: TEXT };
  const accept = { process: 'S', call: 'accept' };
  const recv = { process: 'S', call: ['recv', 'read'] };
  const of = (call: string, fd: string) => ({ process: 'C', call, fd });
  keepsToItsOrder(
    exerciseOf({
      kind: 'drive',
      script: {
        name: 'twice',
        hosts: { client: '10.0.0.1', server: '10.0.0.2' },
        processes: { C: { host: 'client' }, S: { host: 'server' } },
        steps: [
          { process: 'S', call: 'socket', as: 'ls' },
          { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
          { process: 'S', call: 'listen', fd: 'ls', backlog: 5 },
          { process: 'C', call: 'socket', as: 'c' },
          { process: 'C', call: 'socket', as: 'd' },
        ],
      },
      constraints: [
        // Whichever accept() it is, one has to come before the first recv().
        { id: 'accept-first', kind: 'before', first: accept, second: recv, ...said },
        { id: 'c-first', kind: 'before', first: of('connect', 'c'), second: of('send', 'c'), ...said },
        { id: 'd-first', kind: 'before', first: of('connect', 'd'), second: of('send', 'd'), ...said },
        { id: 'two', kind: 'exactly', times: 2, what: accept, ...said },
      ],
      goals: [{ ...goal({ on: 'return', process: 'S', call: 'accept', returns: 'success', times: 2 }) }],
      solutions: [
        {
          steps: [
            { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
            { process: 'C', call: 'connect', fd: 'd', address: '10.0.0.2', port: 8080 },
            { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
            { process: 'S', call: 'accept', fd: 'ls', as: 'b' },
            { process: 'C', call: 'send', fd: 'c', data: 'x' },
            { process: 'C', call: 'send', fd: 'd', data: 'y' },
            { process: 'S', call: 'recv', fd: 'a', length: 1, flags: ['MSG_DONTWAIT'] },
          ],
        },
      ],
    }),
  );
});
