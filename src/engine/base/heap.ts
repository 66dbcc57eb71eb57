/**
 * A persistent pairing heap of items with a time, which leave by time and, at one moment, in the order of insertion: `pushHeap` is
 * O(1), `popHeap` O(log n) amortised, and every earlier version stays valid, but for a heap of one's `own`, which is written into.
 * Plain data, so that a World can be frozen and serialised.
 */
export type Heap<T> = HeapNode<T> | null;

export interface HeapNode<T> {
  readonly time: number;
  readonly insertion: number;
  readonly item: T;
  /** The heaps below, newest first: each has the next beside it. */
  readonly below: Heap<T>;
  readonly beside: Heap<T>;
}

type Own<T> = { -readonly [Key in keyof HeapNode<T>]: HeapNode<T>[Key] };

const isBefore = <T>(a: HeapNode<T>, b: HeapNode<T>): boolean =>
  a.time < b.time || (a.time === b.time && a.insertion < b.insertion);

const nodeOf = <T>(time: number, insertion: number, item: T, below: Heap<T>, beside: Heap<T>): HeapNode<T> => ({
  time,
  insertion,
  item,
  below,
  beside,
});

/** Of two heaps with nothing beside them one. */
function meld<T>(a: HeapNode<T>, b: HeapNode<T>, own: boolean): HeapNode<T> {
  return isBefore(b, a) ? under(a, b, own) : under(b, a, own);
}

function under<T>(loser: HeapNode<T>, winner: HeapNode<T>, own: boolean): HeapNode<T> {
  if (own) {
    (loser as Own<T>).beside = winner.below;
    (winner as Own<T>).below = loser;
    return winner;
  }
  const below =
    winner.below === null ? loser : nodeOf(loser.time, loser.insertion, loser.item, loser.below, winner.below);
  return nodeOf(winner.time, winner.insertion, winner.item, below, null);
}

/** `own`: nobody else has the heap, and it is written into. */
export function pushHeap<T>(heap: Heap<T>, time: number, insertion: number, item: T, own = false): HeapNode<T> {
  const single = nodeOf(time, insertion, item, null, null);
  return heap === null ? single : meld(heap, single, own);
}

/** The heap with nothing beside it. */
function alone<T>(heap: HeapNode<T>, own: boolean): HeapNode<T> {
  if (heap.beside === null) return heap;
  if (!own) return nodeOf(heap.time, heap.insertion, heap.item, heap.below, null);
  (heap as Own<T>).beside = null;
  return heap;
}

/** The heap without its first item. */
export function popHeap<T>(heap: HeapNode<T>, own = false): Heap<T> {
  // Two passes, without recursion: a list of 100,000 siblings must not exhaust the stack. The pairs, the last one first:
  let pairs: Heap<T> = null;
  let below = heap.below;
  // A node that has left and has grown old would keep all that follow alive until the next full collection of garbage.
  if (own) (heap as Own<T>).below = null;
  while (below !== null) {
    const one: HeapNode<T> = below;
    const other: Heap<T> = one.beside;
    below = other === null ? null : other.beside;
    const pair: HeapNode<T> = other === null ? alone(one, own) : meld(alone(one, own), alone(other, own), own);
    pairs = pairs === null ? pair : beside(pair, pairs, own);
  }
  if (pairs === null) return null;
  let rest: Heap<T> = pairs.beside;
  let melded = alone(pairs, own);
  while (rest !== null) {
    const next: Heap<T> = rest.beside;
    melded = meld(melded, alone(rest, own), own);
    rest = next;
  }
  return melded;
}

function beside<T>(heap: HeapNode<T>, other: HeapNode<T>, own: boolean): HeapNode<T> {
  if (!own) return nodeOf(heap.time, heap.insertion, heap.item, heap.below, other);
  (heap as Own<T>).beside = other;
  return heap;
}

/** A copy that shares no node, to be written into: `pushHeap` and `popHeap` as `own`. */
export function ownHeap<T>(heap: Heap<T>): Heap<T> {
  if (heap === null) return null;
  const copy = nodeOf(heap.time, heap.insertion, heap.item, heap.below, heap.beside);
  const stack: Own<T>[] = [copy];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.below !== null) stack.push((node.below = copyOfNode(node.below)));
    if (node.beside !== null) stack.push((node.beside = copyOfNode(node.beside)));
  }
  return copy;
}

const copyOfNode = <T>(of: HeapNode<T>): HeapNode<T> => nodeOf(of.time, of.insertion, of.item, of.below, of.beside);

/** Every node, in no particular order. */
export function heapNodes<T>(heap: Heap<T>): HeapNode<T>[] {
  const out: HeapNode<T>[] = [];
  const stack: HeapNode<T>[] = heap === null ? [] : [heap];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    out.push(node);
    if (node.below !== null) stack.push(node.below);
    if (node.beside !== null) stack.push(node.beside);
  }
  return out;
}
