import { readFileSync } from 'node:fs';
import type { StepRecord } from '../../src/cli/run-script.ts';

/** A script and what the real kernel did with it, step by step. */
export interface KernelRun {
  readonly script: { readonly name: string; readonly steps: readonly { readonly wait?: number }[] };
  readonly steps: readonly (Partial<StepRecord> & { readonly racy?: readonly string[] })[];
}

/** `runs`: calls of processes with one thread; `processes`: dup, fork, threads; `multiplexing`: poll, select, epoll, time-outs, options. */
export function kernelRuns(name: 'runs' | 'processes' | 'multiplexing' = 'runs'): readonly KernelRun[] {
  const file = new URL(`../fixtures/real-kernel/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as KernelRun);
}

const FIELDS = [
  'returns',
  'errno',
  'blocked',
  'completedAfterStep',
  'data',
  'address',
  'value',
  'revents',
  'sets',
  'ready',
  'signal',
] as const;
/** Marks of a step that depends on scheduling as a whole. */
const WHOLE_STEP: ReadonlySet<string> = new Set(['timer', 'unsettled', 'choice']);

/**
 * Where a run of the simulator differs from the real kernel's, one line a difference: `3 recv returns: 5, here 0`. What
 * the recording marks as racy is left out, and states where it has none.
 */
export function differences(run: KernelRun, actual: readonly StepRecord[]): string[] {
  const out: string[] = [];
  run.steps.forEach((expected, index) => {
    const here = actual[index];
    const racy = [...(expected.racy ?? [])];
    // The number of a new process is the system's choice.
    if (here?.call === 'fork' && here.errno === null) racy.push('returns');
    if (racy.some((mark) => WHOLE_STEP.has(mark))) return;
    const differ = (what: string, wanted: unknown, got: unknown) => {
      const [a, b] = [canonical(wanted), canonical(got)];
      if (a !== b) out.push(`${index} ${here?.call ?? 'wait'} ${what}: ${a}, here ${b}`);
    };
    if (run.script.steps[index]?.wait === undefined) {
      for (const field of FIELDS) {
        if (!racy.includes(field)) differ(field, expected[field] ?? false, here?.[field] ?? false);
      }
    }
    if (expected.states === undefined) return;
    const onlyState = racy.includes('queues');
    const names = new Set([...Object.keys(expected.states ?? {}), ...Object.keys(here?.states ?? {})]);
    for (const name of names) {
      const [wanted, got] = [expected.states?.[name], here?.states[name]];
      differ(name, onlyState ? wanted?.state : wanted, onlyState ? got?.state : got);
    }
    differ('orphans', expected.orphans ?? {}, withoutEmpty(here?.orphans ?? {}));
  });
  return out;
}

const withoutEmpty = (orphans: StepRecord['orphans']): StepRecord['orphans'] =>
  Object.fromEntries(Object.entries(orphans).filter(([, states]) => states.length > 0));

/** JSON with the keys of objects in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
