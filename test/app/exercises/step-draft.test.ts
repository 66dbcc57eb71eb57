// What a form shows of a step is the step: read again unchanged, it is the same.
import { describe, expect, it } from 'vitest';
import { contextOf, draftOfStep, stepOfDraft } from '../../../src/app/exercises/step-draft.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript, CallStep, ScriptStep } from '../../../src/programs/call-script.ts';

const programs: { readonly id: string; readonly script: CallScript; readonly steps: readonly ScriptStep[] }[] = [];
for (const { id, load } of EXERCISES) {
  // oxlint-disable-next-line no-await-in-loop -- one file after another
  const parsed = parseExercise(await load());
  if (!parsed.ok) throw new Error(parsed.error.path);
  const { script, solutions, wrong } = parsed.value;
  programs.push({ id, script, steps: script.steps });
  for (const attempt of [...solutions, ...wrong.map((one) => one.attempt)])
    if (attempt.kind === 'repair') programs.push({ id, script, steps: attempt.steps });
}
for (const { id, load } of SCENARIOS) {
  // oxlint-disable-next-line no-await-in-loop -- one file after another
  const script = await load();
  programs.push({ id, script, steps: script.steps });
}

/** A step without what goes without saying. */
const plain = ({ ...step }: CallStep): object =>
  Object.fromEntries(Object.entries(step).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));

/** What a form cannot say: what only a file says. */
const isOfFilesOnly = ({ port, how, nfds, call, flags, bytes, data, value, timeout, maxevents }: CallStep): boolean =>
  typeof port === 'string' ||
  typeof how === 'number' ||
  nfds !== undefined ||
  (typeof value === 'number' && value > 9_999_999_999) ||
  (bytes ?? 0) > 1_000_000 ||
  (bytes !== undefined && bytes < 100) ||
  (data !== undefined && /^x{100,}$/.test(data)) ||
  ((call === 'poll' || call === 'select' || call === 'epoll_wait') && timeout === undefined) ||
  (call === 'epoll_wait' && maxevents === undefined) ||
  (flags?.includes('MSG_MORE') ?? false);

it('is the same for every step of every exercise and scenario', () => {
  let count = 0;
  const differ: unknown[] = [];
  for (const { id, script, steps } of programs) {
    for (const step of steps) {
      if (!('call' in step) || isOfFilesOnly(step)) continue;
      count += 1;
      const { process, thread } = step;
      const who = thread === undefined ? { process } : { process, thread };
      const read = stepOfDraft(who, step.call, draftOfStep(step, script), contextOf(script, steps, process));
      if (!read.ok) differ.push([id, step, read.error]);
      else if (JSON.stringify(sorted(plain(read.value))) !== JSON.stringify(sorted(plain(step))))
        differ.push([id, step, read.value]);
    }
  }
  expect(differ).toEqual([]);
  expect(count).toBeGreaterThan(1000);
});

it('can say every mistake that a program of the catalogue has, from which its author may have made it', () => {
  const mistakes = programs.flatMap(({ id, script, steps }) => {
    const text = new Set(steps.map((step) => JSON.stringify(step)));
    return id.startsWith('repair-')
      ? script.steps.flatMap((step) => ('call' in step && !text.has(JSON.stringify(step)) ? [{ id, step }] : []))
      : [];
  });
  expect(mistakes.length).toBeGreaterThan(20);
  expect(mistakes.filter(({ step }) => isOfFilesOnly(step))).toEqual([]);
});

const sorted = (step: object): object =>
  Object.fromEntries(Object.entries(step).toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe('a descriptor', () => {
  const script: CallScript = {
    name: 'one',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { S: { host: 'server' } },
    steps: [{ process: 'S', call: 'socket', as: 'ls' }],
  };
  const context = contextOf(script, script.steps, 'S');
  const close = (fd: string) =>
    stepOfDraft({ process: 'S' }, 'close', { ...draftOfStep({ process: 'S', call: 'close' }, script), fd }, context);

  it('is named, or a number, and nothing else', () => {
    expect(close('ls')).toEqual({ ok: true, value: { process: 'S', call: 'close', fd: 'ls' } });
    expect(close('7')).toEqual({ ok: true, value: { process: 'S', call: 'close', fd: 7 } });
    expect(close('nobody')).toEqual({ ok: false, error: { fd: 'no-descriptor' } });
  });
});
