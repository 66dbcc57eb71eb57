import { describe, expect, it } from 'vitest';
import { agreement, type RecordedWire, recordedWires, simulateWire } from '../support/wire-runs.ts';

/**
 * What differs, why, and how many segments at least are the same all the same. Whoever makes one agree strikes it out
 * here and in `src/engine/README.md`.
 */
const BUNDLES = 'the end of a bundle bears no PSH here';
const DIFFERS: Readonly<Record<string, { readonly same: number; readonly because: string }>> = {
  'gso-loss-5': { same: 36, because: BUNDLES },
  'psh-gso-20k': { same: 25, because: BUNDLES },
  'delack-5-singles-50': {
    same: 44,
    because: 'a write falls 50 ms apart from a timer that fires a few ticks sooner here',
  },
};

describe('what a real kernel puts on the wire', () => {
  const runs = recordedWires();
  const rows = runs.map((run) => ({ run, ...agreement(run, simulateWire(run)) }));

  it.each(rows.map((row) => [row.run.script.name, row] as const))('%s', (name, { segments, same, differences }) => {
    const known = DIFFERS[name];
    if (known === undefined) expect(differences.join('\n')).toBe('');
    else expect([same >= known.same, same < segments], known.because).toEqual([true, true]);
  });

  it('agrees in nearly all segments and times', () => {
    const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((all, row) => all + of(row), 0);
    expect(sum(({ same }) => same) / sum(({ segments }) => segments)).toBeGreaterThan(0.99);
    expect(sum(({ inTime }) => inTime) / sum(({ same }) => same)).toBeGreaterThan(0.99);
  });

  it('would be told apart from anything else', () => {
    const run = runs.find(({ script }) => script.name === 'loss-5of10') as RecordedWire;
    const actual = simulateWire(run);
    expect(agreement(run, actual.slice(1))).toMatchObject({ same: actual.length - 1 });
    const late = actual.map((segment, at) => (at < 10 ? segment : { ...segment, t_us: segment.t_us + 20_000 }));
    expect(agreement(run, late).inTime).toBe(actual.length - 1);
  });
});
