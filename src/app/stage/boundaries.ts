import { countUpTo } from '../store/ascending.ts';
import type { Boundary } from './records.ts';

/** The boundaries of a stream as they came, event by event. A call that wrote or read in several goes is one boundary. */
export class Boundaries {
  readonly #events: number[] = [];
  /** Where each go ended, and which boundary it belongs to. */
  readonly #ends: number[] = [];
  readonly #ofGo: number[] = [];
  readonly #joined: Boundary[] = [];

  add(event: number, { from, to, callId }: Boundary): void {
    const last = this.#joined.at(-1);
    if (last?.callId === callId && last.to === from) this.#joined[this.#joined.length - 1] = { ...last, to };
    else this.#joined.push({ from, to, callId });
    this.#events.push(event);
    this.#ends.push(to);
    this.#ofGo.push(this.#joined.length - 1);
  }

  /** Those of the first `end` events. */
  asOf(end: number): readonly Boundary[] {
    const lastGo = countUpTo(this.#events, end - 1) - 1;
    const last = this.#ofGo[lastGo];
    const to = this.#ends[lastGo];
    if (last === undefined || to === undefined) return [];
    const shown = this.#joined.slice(0, last + 1);
    // Later goes of the same call have not happened yet.
    const open = shown[last];
    if (open && open.to !== to) shown[last] = { ...open, to };
    return shown;
  }
}
