import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../src/app/stage/ledger.ts';
import { nextCall } from '../../../src/app/calls/next-call.ts';
import { script } from '../../support/stage.tsx';

const guide = script([
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
  { process: 'C', call: 'socket', as: 'c' },
  { wait: 5 },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
]);

const made = (process: string, name: string, step: number | null, returns = 0): CallRecord =>
  ({ process, step, call: { name }, result: { returns } }) as unknown as CallRecord;

const next = (calls: readonly CallRecord[], can: (process: string) => boolean = () => true): string | null => {
  const found = nextCall(guide, calls, (step) => (can(step.process) ? step : null));
  return found === null ? null : `${found.process} ${found.name}`;
};

describe('the call that comes next', () => {
  it('is the script’s first, and then the one after the last', () => {
    expect(next([])).toBe('S socket');
    expect(next([made('S', 'socket', 0)])).toBe('S bind');
    expect(next([made('S', 'socket', 0), made('S', 'bind', 1), made('C', 'socket', 2)])).toBe('C connect');
  });

  it('goes on when the user makes the same call by hand', () => {
    expect(next([made('S', 'socket', 0), made('S', 'bind', null)])).toBe('C socket');
  });

  it('stays when the call by hand failed, or was another one', () => {
    expect(next([made('S', 'socket', 0), made('S', 'bind', null, -1)])).toBe('S bind');
    expect(next([made('S', 'socket', 0), made('S', 'listen', null)])).toBe('S bind');
  });

  it('passes over a process that sleeps', () => {
    expect(next([], (process) => process !== 'S')).toBe('C socket');
  });

  it('is none when all is done, or nobody can call', () => {
    const all = [made('S', 'socket', 0), made('S', 'bind', 1), made('C', 'socket', 2), made('C', 'connect', 4)];
    expect(next(all)).toBeNull();
    expect(next([], () => false)).toBeNull();
  });
});
