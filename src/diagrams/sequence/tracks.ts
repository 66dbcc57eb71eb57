import type { HostName } from '../../engine/trace/event.ts';
import type { Columns, Lifeline } from './columns.ts';

/** Places for what runs down beside a kernel's lifeline, one beside the other, counted from the lifeline towards the wire. */
const MOST = 6;

/** Which of the places beside the kernels' lifelines are taken while a trace is read. */
export class Tracks {
  /** For each place down to which row it is taken. */
  private readonly taken = new Map<HostName, number[]>();

  /** The first place that is free from a row on, which is taken until it is given back; null: none is. */
  take(host: HostName, from: number, first = 0): number | null {
    const taken = this.of(host);
    for (let track = first; track < MOST; track++) {
      if ((taken[track] ?? -1) > from) continue;
      taken[track] = Number.POSITIVE_INFINITY;
      return track;
    }
    return null;
  }

  /** Free again from this row on. */
  free(host: HostName, track: number, row: number): void {
    this.of(host)[track] = row;
  }

  /** How many places a label in this row has between itself and the lifeline, those included that are free. */
  besides(host: HostName, row: number): number {
    const taken = this.taken.get(host);
    if (taken === undefined) return 0;
    let track = taken.length;
    while (track > 0 && (taken[track - 1] ?? -1) < row) track--;
    return track;
  }

  private of(host: HostName): number[] {
    let taken = this.taken.get(host);
    if (!taken) this.taken.set(host, (taken = []));
    return taken;
  }
}

/** From a kernel's lifeline to the middle of the first place, and from one to the next, in user units. */
const FIRST = 7;
const PITCH = 7;
/** From a kernel's lifeline to a label on the wire: between them there is the first place. */
const BESIDE = 13;

/** How far from the lifeline a place is. */
const asideOf = (track: number): number => FIRST + PITCH * track;

/** Where a place is. */
export const trackAt = (track: number, kernel: Lifeline, columns: Columns): number =>
  kernel.x + asideOf(track) * (columns.outside(kernel)[0] === kernel.x ? -1 : 1);

/** How far into the wire so many places reach. */
export const reachOf = (tracks: number): number => (tracks === 0 ? 0 : asideOf(tracks - 1) + 4);

/** How far from the lifeline a label begins that has so many places beside it. */
export const besideOf = (tracks: number): number => BESIDE + PITCH * Math.max(0, tracks - 1);
