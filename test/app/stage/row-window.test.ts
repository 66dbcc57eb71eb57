import { array, assert, integer, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDrawn, stretchesAround } from '../../../src/app/stage/row-window.ts';

describe('which rows of a long list are drawn', () => {
  it('those around a row, in steps of two', () => {
    expect(stretchesAround(1000, [{ row: 500, around: 6 }])).toEqual([{ from: 494, to: 508 }]);
    expect(stretchesAround(1000, [{ row: 501, around: 6 }])).toEqual([{ from: 494, to: 508 }]);
  });

  it('not beyond either end', () => {
    expect(stretchesAround(10, [{ row: 0, around: 6 }])).toEqual([{ from: 0, to: 8 }]);
    expect(stretchesAround(10, [{ row: 9, around: 6 }])).toEqual([{ from: 2, to: 10 }]);
    expect(stretchesAround(0, [{ row: 0, around: 6 }])).toEqual([]);
  });

  it('around two places apart, or as one stretch when they meet', () => {
    const places = (row: number) => [
      { row: 100, around: 2 },
      { row, around: 2 },
    ];
    expect(stretchesAround(1000, places(20))).toEqual([
      { from: 18, to: 24 },
      { from: 98, to: 104 },
    ]);
    expect(stretchesAround(1000, places(105))).toEqual([{ from: 98, to: 108 }]);
  });

  it('always what each place asks for, ascending and apart', () => {
    const places = array(record({ row: nat(400), around: nat(50) }), { minLength: 1, maxLength: 4 });
    assert(
      property(integer({ min: 1, max: 300 }), places, (count, asked) => {
        const stretches = stretchesAround(count, asked);
        for (const [k, { from, to }] of stretches.entries()) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(count);
          if (k > 0) expect(from).toBeGreaterThan(stretches[k - 1]?.to ?? 0);
        }
        for (const { row, around } of asked) {
          const last = Math.min(row, count - 1);
          expect(isDrawn(stretches, { from: last, to: last + 1 }, around, count)).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });
});

describe('whether what is seen is drawn', () => {
  const stretches = [{ from: 16, to: 32 }];

  it('with its margin', () => {
    expect(isDrawn(stretches, { from: 20, to: 28 }, 4, 100)).toBe(true);
    expect(isDrawn(stretches, { from: 20, to: 29 }, 4, 100)).toBe(false);
    expect(isDrawn(stretches, { from: 19, to: 28 }, 4, 100)).toBe(false);
  });

  it('the margin ends where the list does', () => {
    expect(isDrawn([{ from: 0, to: 8 }], { from: 0, to: 4 }, 4, 100)).toBe(true);
    expect(isDrawn([{ from: 90, to: 100 }], { from: 95, to: 100 }, 4, 100)).toBe(true);
  });
});
