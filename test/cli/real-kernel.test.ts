import { describe, expect, it } from 'vitest';
import { runScript } from '../../src/cli/run-script.ts';
import { parseCallScript } from '../../src/programs/parse-call-script.ts';
import { ORACLE_CONDITIONS } from '../../src/programs/setting-of.ts';
import { differences, type KernelRun, kernelRuns } from '../support/kernel-runs.ts';

function simulate({ script }: KernelRun) {
  const parsed = parseCallScript(script, { lenient: true });
  if (!parsed.ok) throw new Error(`${script.name}: ${parsed.error.path}`);
  return runScript(parsed.value, ORACLE_CONDITIONS, 1);
}

describe('what a real kernel does', () => {
  const runs = [...kernelRuns(), ...kernelRuns('processes')];

  it.each(runs.map((run) => [run.script.name, run] as const))('%s', (_, run) => {
    expect(differences(run, simulate(run)).join('\n')).toBe('');
  });

  it('is recorded for all 96 facts', () => {
    expect(runs.filter(({ script }) => script.name.startsWith('fact-F'))).toHaveLength(96);
  });

  it.each(kernelRuns('multiplexing').map((run) => [run.script.name, run] as const))('%s', (_, run) => {
    expect(differences(run, simulate(run)).join('\n')).toBe('');
  });

  it('would be told apart from anything else: a changed result is a difference', () => {
    const run = runs.find(({ script }) => script.name === 'fact-F27') as KernelRun;
    const actual = simulate(run);
    const changed = actual.map((step) =>
      step.i === 3 ? { ...step, returns: 7, orphans: { client: ['LISTEN'] } } : step,
    );
    expect(differences(run, actual)).toEqual([]);
    expect(differences(run, changed)).toEqual([
      '3 socket returns: 3, here 7',
      '3 socket orphans: {}, here {"client":["LISTEN"]}',
    ]);
  });
});
