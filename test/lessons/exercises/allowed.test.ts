// What an exercise does not let one do is refused: on the stage, in an attempt, and in the file.
import { describe, expect, it } from 'vitest';
import { act, run } from '../../../src/engine/history/run.ts';
import type { Micros } from '../../../src/engine/base/time.ts';
import type { Action } from '../../../src/engine/simulation/action.ts';
import { forbidden } from '../../../src/lessons/exercises/allowed.ts';
import { check, judgeRun } from '../../../src/lessons/exercises/check.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { exerciseOf, fileOf, goal } from '../../support/made-up-exercise.ts';

const driven = (allowed: object) =>
  exerciseOf({ kind: 'drive', allowed, goals: [goal({ on: 'nobody-blocked' })], solutions: [{ steps: [] }] });

const CALL: Action = {
  kind: 'call',
  process: 'S',
  call: { name: 'listen', fd: 3, backlog: 1 },
  names: { fd: 'ls', as: null },
};
const POWER: Action = { kind: 'power', host: 'server', on: false };

describe('by hand', () => {
  it('forbids the calls that are not named, and every fault unless they are allowed', () => {
    expect(forbidden({ calls: ['close'], faults: false }, CALL)).toEqual({ kind: 'call', call: 'listen' });
    expect(forbidden({ calls: ['listen'], faults: false }, CALL)).toBeNull();
    expect(forbidden({ faults: false }, CALL)).toBeNull();
    expect(forbidden({ faults: false }, POWER)).toEqual({ kind: 'fault' });
    expect(forbidden({ calls: [], faults: true }, POWER)).toBeNull();
  });

  it('is told where it was done when it was done all the same', () => {
    const exercise = driven({ calls: ['close'], faults: false });
    const start = runScript(exercise.script);
    const at = { step: start.steps.length, time: 0 as Micros };
    const called = act(start, at, CALL);
    const [told] = judgeRun(exercise, called, { isOver: false }).findings;
    expect(told).toMatchObject({ id: 'call-not-allowed', callId: expect.any(Number) });
    expect(called.trace.items[told?.index ?? -1]).toMatchObject({ kind: 'call', call: { name: 'listen' } });
    expect(told?.message.en).toContain('listen()');
    expect(told?.wayOn['pt-BR']).toContain('close()');

    const dark = act(start, at, POWER);
    const [fault] = judgeRun(exercise, dark, { isOver: false }).findings;
    expect(fault?.id).toBe('fault-not-allowed');
    expect(dark.trace.items[fault?.index ?? -1]).toMatchObject({ kind: 'power' });
    expect(judgeRun(driven({ faults: true }), run(dark.recording), { isOver: false }).findings).toEqual([]);
  });
});

describe('an attempt', () => {
  const steps = [{ process: 'S', call: 'listen', fd: 'ls', backlog: 1 }] as const;

  it('with a call that is not allowed is told so first, at that call', () => {
    const { verdict, timeline } = check(driven({ calls: ['close'] }), { kind: 'drive', steps });
    expect(verdict.passed).toBe(false);
    expect(verdict.findings[0]?.id).toBe('call-not-allowed');
    expect(timeline.trace.items[verdict.findings[0]?.index ?? -1]).toMatchObject({ kind: 'call', step: 1 });
    expect(check(driven({ calls: ['listen'] }), { kind: 'drive', steps }).verdict.passed).toBe(true);
  });

  it('does not count the calls of the start', () => {
    expect(check(driven({ calls: ['listen'] }), { kind: 'drive', steps }).verdict.findings).toEqual([]);
  });

  it('with another network is told so where faults are not allowed', () => {
    const network = { jitter_ms: 1 };
    const attempt = { kind: 'drive', steps, network } as const;
    expect(check(driven({ faults: false }), attempt).verdict.findings[0]?.id).toBe('fault-not-allowed');
    expect(check(driven({ faults: true }), attempt).verdict.passed).toBe(true);
  });
});

describe('the file', () => {
  const pathOf = (members: object): string | null => {
    const parsed = parseExercise(fileOf(members));
    return parsed.ok ? null : parsed.error.path;
  };
  const drive = { kind: 'drive', goals: [goal({ on: 'nobody-blocked' })], solutions: [{ steps: [] }] };

  it('says what is allowed only where one acts on the stage', () => {
    expect(pathOf({ ...drive, allowed: { faults: true } })).toBeNull();
    expect(pathOf({ ...drive, kind: 'break', allowed: { calls: ['send'] } })).toBeNull();
    expect(pathOf({ ...drive, kind: 'repair', allowed: { faults: true } })).toBe('allowed');
  });

  it('names each call once, and one at least', () => {
    expect(pathOf({ ...drive, allowed: { calls: [] } })).toBe('allowed.calls');
    expect(pathOf({ ...drive, allowed: { calls: ['send', 'send'] } })).toBe('allowed.calls[1]');
  });

  it('may name as a wrong attempt one that does what is not allowed', () => {
    const wrong = [{ attempt: { steps: [{ process: 'S', call: 'close', fd: 'ls' }] }, message: 'call-not-allowed' }];
    expect(pathOf({ ...drive, allowed: { calls: ['send'] }, wrong })).toBeNull();
    // Where all calls may be made nothing is told of it.
    expect(pathOf({ ...drive, wrong })).toBe('wrong[0].message');
  });

  it('calls no rule of its own by the name of these', () => {
    const goals = [{ ...goal({ on: 'nobody-blocked' }), id: 'fault-not-allowed' }];
    expect(pathOf({ ...drive, goals })).toBe('goals[0].id');
  });
});
