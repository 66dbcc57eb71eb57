// A goal that was missed is told at the step that came nearest to it.
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { check } from '../../../src/lessons/exercises/check.ts';
import { emptyAttempt } from '../../../src/lessons/exercises/empty-attempt.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import type { ScriptStep } from '../../../src/programs/call-script.ts';
import { exerciseOf, goal, TEXT } from '../../support/made-up-exercise.ts';

const LISTEN = [
  { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'listen', fd: 'ls', backlog: 5 },
] as const;
const CONNECTED = [
  ...LISTEN,
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
] as const;

/** The event at which is told that a goal was missed. */
function toldAt(predicate: object, steps: readonly ScriptStep[]): TraceEvent | undefined {
  const exercise = exerciseOf({ kind: 'drive', goals: [goal(predicate)], solutions: [{ steps: [] }] });
  const { verdict, timeline } = check(exercise, { kind: 'drive', steps });
  const [first] = verdict.findings;
  expect(first?.id).toBe('goal');
  const event = timeline.trace.items[first?.index ?? -1];
  expect(first?.callId).toBe(event?.kind === 'call' ? event.callId : null);
  return event;
}
const call = (process: string, name: string, step?: number) =>
  expect.objectContaining({
    kind: 'call',
    process,
    call: expect.objectContaining({ name }),
    ...(step === undefined ? {} : { step }),
  });

describe('a missed goal is told at', () => {
  it('the last such call that did something else', () => {
    const steps = [...LISTEN, { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8081 }] as const;
    expect(toldAt({ on: 'return', process: 'S', call: 'bind', returns: 0, times: 2 }, steps)).toEqual(
      call('S', 'bind', 3),
    );
  });

  it('such a call that still sleeps', () => {
    const steps = [...LISTEN, { process: 'S', call: 'accept', fd: 'ls', as: 'a' }] as const;
    expect(toldAt({ on: 'return', process: 'S', call: 'accept', returns: 'success' }, steps)).toEqual(
      call('S', 'accept'),
    );
  });

  it('the last call of the process when it made no such call', () => {
    expect(toldAt({ on: 'return', process: 'S', call: 'accept' }, LISTEN)).toEqual(call('S', 'listen'));
    expect(toldAt({ on: 'sleeps', process: 'S', call: 'accept' }, LISTEN)).toEqual(call('S', 'listen'));
    expect(toldAt({ on: 'ended', process: 'S', by: 'exit' }, LISTEN)).toEqual(call('S', 'listen'));
  });

  it('what was not to happen, where it happened first', () => {
    const steps = [
      ...CONNECTED,
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
      { process: 'S', call: 'close', fd: 'a' },
    ] as const;
    expect(toldAt({ on: 'segment', flags: 'R', times: 0 }, steps)).toMatchObject({
      kind: 'sent',
      segment: { flags: { rst: true } },
    });
    expect(toldAt({ on: 'return', process: 'S', call: 'close', times: 0 }, steps)).toEqual(call('S', 'close'));
    expect(toldAt({ on: 'state', to: 'ESTABLISHED', times: 0 }, steps)).toMatchObject({ to: 'ESTABLISHED' });
  });

  it('the read that failed, else the last read', () => {
    const read = { on: 'read', process: 'S', text: 'hello' };
    const send = { process: 'C', call: 'send', fd: 'c', data: 'hell' } as const;
    const wrong = { process: 'S', call: 'recv', fd: 'ls', length: 9 } as const;
    const right = { process: 'S', call: 'recv', fd: 'a', length: 9 } as const;
    expect(toldAt(read, [...CONNECTED, send, wrong, right])).toEqual(call('S', 'recv', CONNECTED.length + 2));
    expect(toldAt(read, [...CONNECTED, send, right])).toEqual(call('S', 'recv'));
    expect(toldAt(read, CONNECTED)).toEqual(call('S', 'accept'));
  });

  it('the first call that failed, of who was to read and never did', () => {
    const steps = [
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
    ] as const;
    expect(toldAt({ on: 'read', process: 'C', text: 'hello' }, steps)).toEqual(call('C', 'connect'));
  });

  it('the call that gave the descriptor which is still open', () => {
    const steps = [...CONNECTED, { process: 'S', call: 'close', fd: 'ls' }] as const;
    expect(toldAt({ on: 'all-closed', host: 'server' }, steps)).toEqual(call('S', 'accept'));
    expect(toldAt({ on: 'all-closed', host: 'client' }, steps)).toEqual(call('C', 'socket'));
  });

  it('the call in which somebody sleeps at the end', () => {
    const steps = [...CONNECTED, { process: 'C', call: 'recv', fd: 'c', length: 1 }] as const;
    expect(toldAt({ on: 'nobody-blocked' }, steps)).toEqual(call('C', 'recv'));
  });

  it('the last such segment, state or queue', () => {
    expect(toldAt({ on: 'segment', from: 'client', flags: 'F' }, CONNECTED)).toMatchObject({
      kind: 'sent',
      from: 'client',
    });
    expect(toldAt({ on: 'state', host: 'client', to: 'TIME-WAIT' }, CONNECTED)).toMatchObject({
      kind: 'state',
      to: 'ESTABLISHED',
    });
    expect(toldAt({ on: 'queue', queue: 'accept', change: 'refused' }, CONNECTED)).toMatchObject({
      kind: 'queue',
      change: 'left',
    });
  });
});

it('a call that is missing is told where nobody went on', () => {
  const said = { message: TEXT, wayOn: TEXT };
  const exercise = exerciseOf({
    kind: 'drive',
    goals: [goal({ on: 'return', process: 'S', call: 'listen' })],
    constraints: [{ id: 'once', kind: 'exactly', times: 1, what: { process: 'S', call: 'close' }, ...said }],
    solutions: [{ steps: [] }],
  });
  const steps = [...LISTEN, { process: 'S', call: 'accept', fd: 'ls', as: 'a' }] as const;
  const { verdict, timeline } = check(exercise, { kind: 'drive', steps });
  expect(verdict.findings[0]?.id).toBe('once');
  expect(timeline.trace.items[verdict.findings[0]?.index ?? -1]).toEqual(call('S', 'accept'));
});

it('every wrong attempt of the catalogue is told at a step, and so is who has done nothing where something happened', async () => {
  const nowhere: string[] = [];
  for (const { id, load } of EXERCISES) {
    // oxlint-disable-next-line no-await-in-loop -- one file after another
    const parsed = parseExercise(await load());
    if (!parsed.ok) throw new Error(parsed.error.path);
    const exercise = parsed.value;
    for (const attempt of [...exercise.wrong.map((one) => one.attempt), emptyAttempt(exercise)]) {
      const {
        verdict,
        timeline: { trace },
      } = check(exercise, attempt);
      // A call that was named in a diagnosis may never have been made.
      const made = trace.items.some(
        (event) => event.kind === 'call' && 'step' in attempt && event.step === attempt.step,
      );
      const named = attempt.kind !== 'diagnose' || made;
      // Calls that were never made are at no step, unless somebody sleeps for want of them: they are counted.
      for (const finding of verdict.findings)
        if (finding.index === null && finding.lacks === undefined && trace.length > 0 && named)
          nowhere.push(`${id}: ${finding.id}`);
    }
  }
  expect(nowhere).toEqual([]);
});
