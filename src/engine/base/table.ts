/**
 * A persistent table keyed by non-negative integers (a radix trie, 32 children a node): get, set and remove touch
 * O(log32 key) small arrays and share the rest with every earlier version. Plain data.
 */
export interface Table<T> {
  readonly size: number;
  /** Levels below the root node; the root covers 32^(depth + 1) keys. */
  readonly depth: number;
  readonly root: Node<T>;
}

type Node<T> = readonly (Node<T> | T | null)[];

const BITS = 5;
const MASK = 31;

const EMPTY: Table<never> = Object.freeze({ size: 0, depth: 0, root: Object.freeze([]) });

export const emptyTable = <T>(): Table<T> => EMPTY;

export function getTable<T>(table: Table<T>, key: number): T | undefined {
  if (!Number.isInteger(key) || key < 0 || key >= 2 ** (BITS * (table.depth + 1))) return undefined;
  let node: Node<T> | T | null | undefined = table.root;
  for (let level = table.depth; level >= 0; level--) {
    node = (node as Node<T>)[(key >>> (level * BITS)) & MASK];
    if (node === undefined || node === null) return undefined;
  }
  return node as T;
}

/** The table with `value` under `key`. `value` must not be null or undefined; keys go up to 2^31 - 1. */
export function setTable<T>(table: Table<T>, key: number, value: T): Table<T> {
  let { depth, root } = table;
  while (key >= 2 ** (BITS * (depth + 1))) {
    root = [root];
    depth++;
  }
  const isNew = getTable(table, key) === undefined;
  return { size: table.size + (isNew ? 1 : 0), depth, root: put(root, key, depth, value) };
}

function put<T>(node: Node<T>, key: number, level: number, value: T): Node<T> {
  const index = (key >>> (level * BITS)) & MASK;
  const copy = node.slice();
  while (copy.length < index) copy.push(null);
  copy[index] = level === 0 ? value : put((copy[index] ?? []) as Node<T>, key, level - 1, value);
  return copy;
}

export function removeTable<T>(table: Table<T>, key: number): Table<T> {
  if (getTable(table, key) === undefined) return table;
  if (table.size === 1) return emptyTable();
  return { size: table.size - 1, depth: table.depth, root: drop(table.root, key, table.depth) ?? [] };
}

function drop<T>(node: Node<T>, key: number, level: number): Node<T> | null {
  const index = (key >>> (level * BITS)) & MASK;
  const copy = node.slice();
  copy[index] = level === 0 ? null : drop(node[index] as Node<T>, key, level - 1);
  return copy.every((child) => child === null) ? null : copy;
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
