/**
 * A persistent pairing heap: `push` is O(1), `pop` O(log n) amortised, and every earlier version stays valid.
 * Plain data, so that a World can be frozen and serialised. The order is the caller's: the functions take `before`.
 */
export type Heap<T> = HeapNode<T> | null;

interface HeapNode<T> {
  readonly item: T;
  /** The heaps below, newest first, as a linked list. */
  readonly below: Siblings<T>;
}

type Siblings<T> = { readonly heap: HeapNode<T>; readonly next: Siblings<T> } | null;

type Before<T> = (a: T, b: T) => boolean;

function meld<T>(a: HeapNode<T>, b: HeapNode<T>, before: Before<T>): HeapNode<T> {
  return before(b.item, a.item)
    ? { item: b.item, below: { heap: a, next: b.below } }
    : { item: a.item, below: { heap: b, next: a.below } };
}

export function pushHeap<T>(heap: Heap<T>, item: T, before: Before<T>): Heap<T> {
  const single: HeapNode<T> = { item, below: null };
  return heap === null ? single : meld(heap, single, before);
}

/** The heap without its first item. */
export function popHeap<T>(heap: HeapNode<T>, before: Before<T>): Heap<T> {
  let rest = heap.below;
  // The usual cases in which no list of pairs is needed.
  if (rest === null) return null;
  if (rest.next === null) return rest.heap;
  if (rest.next.next === null) return meld(rest.heap, rest.next.heap, before);
  // Two passes, without recursion: a list of 100,000 siblings must not exhaust the stack. The pairs, the last one first:
  let pairs: Siblings<T> = null;
  while (rest !== null) {
    const second: Siblings<T> = rest.next;
    const pair: HeapNode<T> = second === null ? rest.heap : meld(rest.heap, second.heap, before);
    pairs = { heap: pair, next: pairs };
    rest = second === null ? null : second.next;
  }
  let melded: Heap<T> = null;
  for (; pairs !== null; pairs = pairs.next) melded = melded === null ? pairs.heap : meld(melded, pairs.heap, before);
  return melded;
}

/** Every item, in no particular order. */
export function heapItems<T>(heap: Heap<T>): T[] {
  const out: T[] = [];
  const stack: HeapNode<T>[] = heap === null ? [] : [heap];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    out.push(node.item);
    for (let child = node.below; child !== null; child = child.next) stack.push(child.heap);
  }
  return out;
}
