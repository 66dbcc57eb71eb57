import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyTable,
  getTable,
  removeTable,
  setTable,
  type Table,
  tableValues,
} from '../../../src/engine/base/table.ts';

type Change = { readonly key: number; readonly value: string | null };

const changes = fc.array(
  fc.record({ key: fc.integer({ min: 0, max: 70_000 }), value: fc.option(fc.string(), { nil: null }) }),
);

test('behaves as a map with sorted keys', () => {
  fc.assert(
    fc.property(changes, (list: readonly Change[]) => {
      let table: Table<string> = emptyTable();
      const map = new Map<number, string>();
      for (const { key, value } of list) {
        if (value === null) {
          table = removeTable(table, key);
          map.delete(key);
        } else {
          table = setTable(table, key, value);
          map.set(key, value);
        }
      }
      expect(table.size).toBe(map.size);
      for (const { key } of list) expect(getTable(table, key)).toBe(map.get(key));
      expect(tableValues(table)).toEqual([...map].toSorted(([a], [b]) => a - b).map(([, value]) => value));
    }),
  );
});

test('earlier versions stay as they were', () => {
  const one = setTable(emptyTable<string>(), 5, 'five');
  const two = setTable(one, 40_000, 'far');
  expect(getTable(one, 40_000)).toBeUndefined();
  expect(getTable(removeTable(two, 5), 5)).toBeUndefined();
  expect(getTable(two, 5)).toBe('five');
});

test('keys that no table has are simply absent', () => {
  const table = setTable(emptyTable<string>(), 0, 'zero');
  for (const key of [-1, 0.5, Number.NaN, 33, 2 ** 40]) expect(getTable(table, key)).toBeUndefined();
});

test('with running numbers of which the oldest leave first, is as deep as there are many at once', () => {
  let table: Table<string> = emptyTable();
  for (let key = 0; key < 100_000; key++) {
    table = setTable(table, key, 'here');
    if (key >= 40) table = removeTable(table, key - 40);
  }
  expect(table.size).toBe(40);
  expect(table.depth).toBe(1);
  expect(getTable(table, 99_960)).toBe('here');
  expect(getTable(table, 99_959)).toBeUndefined();
});

test('is plain data', () => {
  const table = setTable(setTable(emptyTable<string>(), 3, 'a'), 99, 'b');
  const copy = JSON.parse(JSON.stringify(table)) as Table<string>;
  expect(tableValues(copy)).toEqual(['a', 'b']);
  expect(getTable(copy, 99)).toBe('b');
});
