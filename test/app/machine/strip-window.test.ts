import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/app/machine/stream-view.ts';
import { columnsOf, shownOn, type StripItem, windowStrip } from '../../../src/app/machine/strip-window.ts';

/** `a` acknowledged, `i` in flight, `u` unsent; a number is what is left out. */
const draw = (items: readonly StripItem[]): string =>
  items.map(({ kind, fate, from, to }) => (kind === 'byte' ? fate.charAt(0) : `<${to - from}>`)).join('');

const cells = (items: readonly StripItem[]): number => items.reduce((sum, item) => sum + item.cells, 0);

const runs = (...lengths: readonly (readonly [Run['fate'], number])[]): Run[] => {
  let from = 0;
  return lengths.map(([fate, length]) => {
    const run = { fate, from, to: from + length };
    from += length;
    return run;
  });
};

describe('a strip in a row of 14', () => {
  it('shows every byte while there is room', () => {
    expect(draw(windowStrip(runs(['acknowledged', 5], ['in-flight', 6], ['unsent', 3]), 14))).toBe('aaaaaiiiiiiuuu');
  });

  it('shrinks what is done with first, and keeps its end', () => {
    const items = windowStrip(runs(['acknowledged', 100], ['in-flight', 5]), 14);
    expect(draw(items)).toBe('<95>aaaaaiiiii');
    expect(cells(items)).toBe(14);
  });

  it('shows both edges of a long run, and says how many bytes lie between', () => {
    const items = windowStrip(runs(['in-flight', 1_460]), 14);
    expect(draw(items)).toBe('iiiii<1450>iiiii');
    expect(cells(items)).toBe(14);
  });

  it('gives what a short run leaves over to a long one', () => {
    const items = windowStrip(runs(['in-flight', 2], ['unsent', 500]), 14);
    expect(draw(items)).toBe('iiuuuu<492>uuuu');
    expect(cells(items)).toBe(14);
  });

  it('never loses or repeats a byte', () => {
    const items = windowStrip(runs(['read', 40], ['unread', 30], ['missing', 9], ['early', 20]), 14);
    let at = 0;
    for (const { from, to } of items) {
      expect(from).toBe(at);
      at = to;
    }
    expect(at).toBe(99);
  });
});

describe('the bracket of a call', () => {
  const items = windowStrip(runs(['acknowledged', 100], ['in-flight', 5]), 14);

  it('stands over its bytes', () => {
    expect(columnsOf(items, 100, 105)).toEqual({ start: 10, end: 15 });
  });

  it('ends inside what is left out when its bytes do', () => {
    expect(columnsOf(items, 0, 50)).toEqual({ start: 1, end: 3 });
    expect(columnsOf(items, 50, 105)).toEqual({ start: 3, end: 15 });
  });

  it('is not there when none of its bytes is', () => {
    expect(columnsOf(items, 200, 210)).toBeNull();
  });
});

describe('which calls have a bracket', () => {
  const calls = (...lengths: number[]) => {
    let at = 0;
    return lengths.map((length) => ({ from: at, to: (at += length) }));
  };

  it('those at an edge of what is left out, and those whose bytes are seen', () => {
    const sends = calls(...Array.from({ length: 1_000 }, () => 5));
    const items = windowStrip(runs(['acknowledged', 4_995], ['in-flight', 5]), 14);
    expect(shownOn(items, sends).map(({ from }) => from)).toEqual([0, 4_985, 4_990, 4_995]);
  });

  it('exactly those that have a place', () => {
    const lengths = array(integer({ min: 1, max: 40 }), { maxLength: 30 });
    const fates = array(integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
    assert(
      property(lengths, fates, (sends, [read = 1, unread = 1, missing = 1, early = 1]) => {
        const items = windowStrip(runs(['read', read], ['unread', unread], ['missing', missing], ['early', early]), 14);
        const shown = new Set(shownOn(items, calls(...sends)));
        for (const call of calls(...sends)) {
          const placed = columnsOf(items, call.from, call.to) !== null;
          if (placed) expect([...shown]).toContainEqual(call);
        }
      }),
      { seed: 11 },
    );
  });
});
