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
  // Two passes, without recursion: a list of 100,000 siblings must not exhaust the stack.
  const pairs: HeapNode<T>[] = [];
  let rest = heap.below;
  while (rest !== null) {
    const second = rest.next;
    if (second === null) {
      pairs.push(rest.heap);
      break;
    }
    pairs.push(meld(rest.heap, second.heap, before));
    rest = second.next;
  }
  let melded: Heap<T> = null;
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i] as HeapNode<T>;
    melded = melded === null ? pair : meld(melded, pair, before);
  }
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
