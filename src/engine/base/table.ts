import { append } from './append.ts';
import type { Fresh } from './fresh.ts';
import type { Working } from './working.ts';

/**
 * A persistent table keyed by non-negative integers up to 2^31 - 1 (a radix trie, 32 children a node): get, set and
 * remove touch a few small arrays and share the rest with every earlier version. Plain data.
 *
 * Most keys here are running numbers of which the oldest leave first. The trie therefore begins at `base`, which follows
 * them: its depth depends on how many keys there are at once, not on how far they have come.
 */
export interface Table<T> {
  readonly size: number;
  /** The lowest key that the trie covers now. May be negative. */
  readonly base: number;
  /** Levels below the root node; the trie covers 32^(depth + 1) keys. */
  readonly depth: number;
  readonly root: Node<T>;
}

type Node<T> = readonly (Node<T> | T | null)[];

const BITS = 5;
const WIDTH = 32;
const MASK = WIDTH - 1;
/** How many keys a child covers at each level, so that no power is raised where keys are looked up. */
const SPAN: readonly number[] = [1, 32, 1024, 32_768, 1_048_576, 33_554_432, 1_073_741_824, 34_359_738_368];

const EMPTY: Table<never> = { size: 0, base: 0, depth: 0, root: [] };

export const emptyTable = <T>(): Table<T> => EMPTY;

const spanOf = (level: number): number => SPAN[level] as number;

/** Whether the trie covers a place, counted from its base. */
const covers = (depth: number, place: number): boolean => place >= 0 && place < spanOf(depth + 1);

export function getTable<T>(table: Table<T>, key: number): T | undefined {
  const place = key - table.base;
  if (!covers(table.depth, place) || !Number.isInteger(place)) return undefined;
  let node: Node<T> | T | null | undefined = table.root;
  for (let level = table.depth; level >= 0; level--) {
    node = (node as Node<T>)[indexAt(place, level)];
    if (node === undefined || node === null) return undefined;
  }
  return node as T;
}

/** Above level 5 a shift would lose bits that a place has. */
const indexAt = (place: number, level: number): number =>
  level < 6 ? (place >> (level * BITS)) & MASK : Math.floor(place / spanOf(level)) & MASK;

/**
 * The table with `value` under `key`. `value` must not be null or undefined. With `fresh`, a fresh table is written into and
 * answered itself.
 */
export function setTable<T>(table: Table<T>, key: number, value: T, fresh: Fresh | null = null): Table<T> {
  if (table.size === 0) return tableOf({ size: 1, base: key, depth: 0, root: nodeOf([value], fresh) }, fresh);
  let { base, depth, root } = table;
  while (!covers(depth, key - base)) {
    const span = spanOf(depth);
    const vacant = key > base ? leadingVacant(root) : 0;
    if (vacant > 0) {
      root = nodeOf(root.slice(vacant), fresh);
      base += vacant * span;
    } else {
      // One level more; towards lower keys the old root is put as far back as it needs to be, or as it can.
      const whole = span * WIDTH;
      const shift = key < base ? Math.min(MASK, Math.ceil((base - key) / whole)) : 0;
      root = nodeOf([...Array.from({ length: shift }, () => null), root], fresh);
      base -= shift * whole;
      depth++;
    }
  }
  const place = key - base;
  const size = has(root, place, depth) ? table.size : table.size + 1;
  return changed(table, size, base, depth, put(root, place, depth, value, fresh), fresh);
}

function nodeOf<T>(node: Node<T>, fresh: Fresh | null): Node<T> {
  fresh?.add(node);
  return node;
}

function tableOf<T>(table: Table<T>, fresh: Fresh | null): Table<T> {
  fresh?.add(table);
  return table;
}

function changed<T>(
  table: Table<T>,
  size: number,
  base: number,
  depth: number,
  root: Node<T>,
  fresh: Fresh | null,
): Table<T> {
  if (fresh === null || !fresh.has(table)) return tableOf({ size, base, depth, root }, fresh);
  const own: Working<Table<T>> = table;
  own.size = size;
  own.base = base;
  own.depth = depth;
  own.root = root;
  return own;
}

function leadingVacant<T>(root: Node<T>): number {
  let count = 0;
  while (count < root.length && root[count] === null) count++;
  return count;
}

function has<T>(root: Node<T>, place: number, depth: number): boolean {
  let node: Node<T> | T | null | undefined = root;
  for (let level = depth; level >= 0; level--) {
    node = (node as Node<T>)[indexAt(place, level)];
    if (node === undefined || node === null) return false;
  }
  return true;
}

function put<T>(node: Node<T>, place: number, level: number, value: T, fresh: Fresh | null): Node<T> {
  const index = indexAt(place, level);
  const child = level === 0 ? value : put((node[index] ?? []) as Node<T>, place, level - 1, value, fresh);
  if (fresh?.has(node) === true) {
    const own = node as (Node<T> | T | null)[];
    while (own.length < index) own.push(null);
    own[index] = child;
    return own;
  }
  if (index < node.length) {
    const copy = node.slice();
    copy[index] = child;
    return nodeOf(copy, fresh);
  }
  let before = node;
  while (before.length < index) before = append(before, null);
  return nodeOf(append(before, child), fresh);
}

/** The table without what is under `key`. `fresh`: as for `setTable`. */
export function removeTable<T>(table: Table<T>, key: number, fresh: Fresh | null = null): Table<T> {
  if (getTable(table, key) === undefined) return table;
  if (table.size === 1) return emptyTable();
  const { base, depth } = table;
  return changed(table, table.size - 1, base, depth, drop(table.root, key - base, depth, fresh) ?? [], fresh);
}

function drop<T>(node: Node<T>, place: number, level: number, fresh: Fresh | null): Node<T> | null {
  const index = indexAt(place, level);
  const child = level === 0 ? null : drop(node[index] as Node<T>, place, level - 1, fresh);
  let copy = node as (Node<T> | T | null)[];
  if (fresh === null || !fresh.has(node)) {
    copy = node.slice();
    fresh?.add(copy);
  }
  copy[index] = child;
  // From the end: the oldest keys leave first, so that what is left stands behind.
  for (let at = copy.length - 1; at >= 0; at--) if (copy[at] !== null) return copy;
  return null;
}

/** The values in ascending order of their keys. */
export function tableValues<T>(table: Table<T>): T[] {
  const out: T[] = [];
  collect(table.root, table.depth, out);
  return out;
}

function collect<T>(node: Node<T>, level: number, out: T[]): void {
  for (const child of node) {
    if (child === null) continue;
    if (level === 0) out.push(child as T);
    else collect(child as Node<T>, level - 1, out);
  }
}
