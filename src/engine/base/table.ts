import { append } from './append.ts';
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

/** A copy that shares no node, to be written into: `setTable` and `removeTable` as `own`. */
export const ownTable = <T>(table: Table<T>): Table<T> =>
  table.size === 0
    ? table
    : { size: table.size, base: table.base, depth: table.depth, root: copyOfNode(table.root, table.depth) };

function copyOfNode<T>(node: Node<T>, level: number): Node<T> {
  const copy = node.slice();
  if (level === 0) return copy;
  for (let at = 0; at < copy.length; at++) {
    const child = copy[at];
    if (child !== null && child !== undefined) copy[at] = copyOfNode(child as Node<T>, level - 1);
  }
  return copy;
}

/**
 * The table with `value` under `key`. `value` must not be null or undefined. With `own` nobody else has the table or a node of it:
 * it is written into and, unless it is empty, answered itself.
 */
export function setTable<T>(table: Table<T>, key: number, value: T, own = false): Table<T> {
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
  if (!own) {
    const size = has(root, place, depth) ? table.size : table.size + 1;
    return { size, base, depth, root: put(root, place, depth, value) };
  }
  const into: Working<Table<T>> = table;
  if (putInto(root as (Node<T> | T | null)[], place, depth, value)) into.size++;
  into.base = base;
  into.depth = depth;
  into.root = root;
  return table;
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

/** As `put`, writing into the nodes. True: nothing was there. */
function putInto<T>(root: (Node<T> | T | null)[], place: number, depth: number, value: T): boolean {
  let node = root;
  for (let level = depth; level > 0; level--) {
    const index = indexAt(place, level);
    let child = node[index] as (Node<T> | T | null)[] | null | undefined;
    if (child === undefined || child === null) {
      child = [];
      while (node.length < index) node.push(null);
      node[index] = child;
    }
    node = child;
  }
  const index = place & MASK;
  const before = node[index];
  while (node.length < index) node.push(null);
  node[index] = value;
  return before === undefined || before === null;
}

/** The table without what is under `key`. `own`: as for `setTable`. */
export function removeTable<T>(table: Table<T>, key: number, own = false): Table<T> {
  if (getTable(table, key) === undefined) return table;
  if (table.size === 1) return emptyTable();
  const { base, depth } = table;
  const root = drop(table.root, key - base, depth, own) ?? [];
  if (!own) return { size: table.size - 1, base, depth, root };
  const into: Working<Table<T>> = table;
  into.size--;
  into.root = root;
  return table;
}

function drop<T>(node: Node<T>, place: number, level: number, own: boolean): Node<T> | null {
  const index = indexAt(place, level);
  const child = level === 0 ? null : drop(node[index] as Node<T>, place, level - 1, own);
  const rest = (own ? node : node.slice()) as (Node<T> | T | null)[];
  rest[index] = child;
  // From the end: the oldest keys leave first, so that what is left stands behind.
  for (let at = rest.length - 1; at >= 0; at--) if (rest[at] !== null) return rest;
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
