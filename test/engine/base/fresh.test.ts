import { describe, expect, test } from 'vitest';
import { nothingFresh, renewed, renewedList } from '../../../src/engine/base/fresh.ts';
import { emptyTable, ownTable, removeTable, setTable, type Table } from '../../../src/engine/base/table.ts';
import { prng } from '../../support/prng.ts';

describe('what is fresh', () => {
  test('is written into, and anything else is copied once', () => {
    const fresh = nothingFresh(false);
    const old = Object.freeze({ count: 1 });
    const next = renewed(old, fresh, ({ count }) => ({ count }));
    next.count++;
    expect(renewed(next, fresh, ({ count }) => ({ count }))).toBe(next);
    expect([old.count, next.count]).toEqual([1, 2]);
    const list = renewedList(Object.freeze([1, 2]), fresh);
    expect(renewedList(list, fresh)).toBe(list);
  });
});

describe('a table that is written into', () => {
  test('is the one that copying makes, and leaves what was given out as it was', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const draw = prng(seed);
      let written: Table<number> = emptyTable();
      let copied: Table<number> = emptyTable();
      const given: { readonly table: Table<number>; readonly text: string }[] = [];
      let first = Math.floor(draw() * 2_000);
      let next = first;
      for (let i = 0; i < 600; i++) {
        if (draw() < 0.55) {
          const key = draw() < 0.1 ? Math.max(0, first - Math.floor(draw() * 40)) : next++;
          written = setTable(written, key, i, true);
          copied = setTable(copied, key, i);
        } else {
          const key = draw() < 0.1 ? first + Math.floor(draw() * 40) : first++;
          written = removeTable(written, key, true);
          copied = removeTable(copied, key);
        }
        expect(written).toEqual(copied);
        if (draw() < 0.05) {
          given.push({ table: written, text: JSON.stringify(written) });
          written = ownTable(written);
        }
      }
      for (const { table, text } of given) expect(JSON.stringify(table)).toBe(text);
    }
  });
});
