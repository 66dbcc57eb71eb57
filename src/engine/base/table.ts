import { append } from './append.ts';

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

/** The table with `value` under `key`. `value` must not be null or undefined. */
export function setTable<T>(table: Table<T>, key: number, value: T): Table<T> {
  if (table.size === 0) return { size: 1, base: key, depth: 0, root: [value] };
  let { base, depth, root } = table;
  while (!covers(depth, key - base)) {
    const span = spanOf(depth);
    const vacant = key > base ? leadingVacant(root) : 0;
    if (vacant > 0) {
      root = root.slice(vacant);
      base += vacant * span;
    } else {
      // One level more; towards lower keys the old root is put as far back as it needs to be, or as it can.
      const whole = span * WIDTH;
      const shift = key < base ? Math.min(MASK, Math.ceil((base - key) / whole)) : 0;
      root = [...Array.from({ length: shift }, () => null), root];
      base -= shift * whole;
      depth++;
    }
  }
  const place = key - base;
  const isNew = !has(root, place, depth);
  return { size: isNew ? table.size + 1 : table.size, base, depth, root: put(root, place, depth, value) };
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

function put<T>(node: Node<T>, place: number, level: number, value: T): Node<T> {
  const index = indexAt(place, level);
  const child = level === 0 ? value : put((node[index] ?? []) as Node<T>, place, level - 1, value);
  if (index < node.length) {
    const copy = node.slice();
    copy[index] = child;
    return copy;
  }
  let before = node;
  while (before.length < index) before = append(before, null);
  return append(before, child);
}

export function removeTable<T>(table: Table<T>, key: number): Table<T> {
  if (getTable(table, key) === undefined) return table;
  if (table.size === 1) return emptyTable();
  const { base, depth } = table;
  return { size: table.size - 1, base, depth, root: drop(table.root, key - base, depth) ?? [] };
}

function drop<T>(node: Node<T>, place: number, level: number): Node<T> | null {
  const index = indexAt(place, level);
  const copy = node.slice();
  copy[index] = level === 0 ? null : drop(node[index] as Node<T>, place, level - 1);
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
