/** What something is from a trace event on, until the next. */
interface Version<T> {
  readonly since: number;
  readonly value: T;
}

/** The values that something has in the course of a trace. */
export class Versions<T> {
  private readonly versions: Version<T>[];

  /** `first`: before anything happened. */
  constructor(first: T) {
    this.versions = [{ since: -1, value: first }];
  }

  set(since: number, value: T): void {
    if (this.newest !== value) this.versions.push({ since, value });
  }

  get newest(): T {
    return (this.versions.at(-1) as Version<T>).value;
  }

  /** What it is when `count` events have happened, by bisection. */
  at(count: number): T {
    let low = 0;
    let high = this.versions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.versions[middle] as Version<T>).since < count) low = middle + 1;
      else high = middle;
    }
    return (this.versions[Math.max(0, low - 1)] as Version<T>).value;
  }

  /** All that it ever is. */
  get all(): readonly T[] {
    return this.versions.map(({ value }) => value);
  }
}
