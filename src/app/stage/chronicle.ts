import { countUpTo } from '../store/ascending.ts';

/** The values of one key, each with the event from which on it holds. Events ascend. */
interface Versions<V> {
  readonly events: number[];
  readonly values: V[];
}

/** What a chronicle told up to a place of the trace. */
export interface AsOf<K, V> {
  /** How many keys were there. */
  readonly size: number;
  readonly get: (key: K) => V | undefined;
  /** The value of the key that came as number `index` from 0; undefined where so many have not come. */
  readonly nth: (index: number) => V | undefined;
  /** The values of the keys that came last, at most `count`, in the order in which the keys came. */
  readonly newest: (count: number) => readonly V[];
  /** All values, the key that came last first. */
  readonly newestFirst: () => Generator<V>;
}

/**
 * Values that events of a trace change, every version kept: what held at any place of the trace is found by binary
 * search, however long the trace is. Versions are entered in the order of the events.
 */
export class Chronicle<K, V> {
  readonly #kept = new Map<K, Versions<V>>();
  readonly #keys: K[] = [];
  /** When each key came. */
  readonly #since: number[] = [];

  /** From the event number `event` on, `key` has `value`. */
  set(key: K, event: number, value: V): void {
    const known = this.#kept.get(key);
    if (known) {
      known.events.push(event);
      known.values.push(value);
      return;
    }
    this.#kept.set(key, { events: [event], values: [value] });
    this.#keys.push(key);
    this.#since.push(event);
  }

  /** The newest version. */
  latest(key: K): V | undefined {
    return this.#kept.get(key)?.values.at(-1);
  }

  /** What held after the first `end` events. */
  at(key: K, end: number): V | undefined {
    const known = this.#kept.get(key);
    return known?.values[countUpTo(known.events, end - 1) - 1];
  }

  /** Every version of a key among the first `end` events. */
  versions(key: K, end: number): readonly V[] {
    const known = this.#kept.get(key);
    return known ? known.values.slice(0, countUpTo(known.events, end - 1)) : [];
  }

  /** The whole chronicle after the first `end` events. */
  asOf(end: number): AsOf<K, V> {
    const size = countUpTo(this.#since, end - 1);
    const valueOf = (index: number): V => this.at(this.#keys[index] as K, end) as V;
    return {
      size,
      get: (key) => this.at(key, end),
      nth: (index) => (index < size ? valueOf(index) : undefined),
      newest: (count) => {
        const from = Math.max(0, size - count);
        return Array.from({ length: size - from }, (_, index) => valueOf(from + index));
      },
      *newestFirst() {
        for (let index = size - 1; index >= 0; index--) yield valueOf(index);
      },
    };
  }
}
