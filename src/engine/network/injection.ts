import { NO_BYTES, filler } from '../base/bytes.ts';
import type { Micros } from '../base/time.ts';
import type { HostName } from '../trace/event.ts';
import type { Address } from '../wire/address.ts';
import { type Flags, NO_OPTIONS, type Segment } from '../wire/segment.ts';
import { advance, type SequenceNumber } from '../wire/sequence-number.ts';
import type { SegmentMatch } from './segment-match.ts';
import type { SeenConnection, SeenEnd } from './seen.ts';

/** A place in a sequence space: so far from the initial number, or from just after the highest that went by. */
export interface SequencePlace {
  readonly from: 'initial' | 'next';
  readonly plus: number;
}

/** A segment that no host sent: the network makes it and hands it to a host in another's name. */
export interface Injection {
  /** When; null: see `after`. */
  readonly at: Micros | null;
  /** Whenever such a segment is sent, after the span; `sender` null: by either side. Null: see `at`. */
  readonly after: {
    readonly match: SegmentMatch;
    readonly sender: HostName | null;
    readonly delay: Micros;
    readonly matched: number;
  } | null;
  /** In whose name: it arrives at the other end. */
  readonly as: HostName;
  /** Number of the connection, counted from 0. */
  readonly connection: number;
  readonly flags: Flags;
  readonly seq: SequencePlace;
  readonly ack: SequencePlace;
  readonly window: number;
  /** Bytes of text. */
  readonly length: number;
  /** Bears the timestamps last seen, its own so many ticks later; null: bears none. */
  readonly timestamps: number | null;
}

/** The segment that an injection makes now; null when its connection has not been seen. `address` is that of `as`. */
export function injectedSegment(
  injection: Injection,
  seen: readonly SeenConnection[],
  address: Address,
): Segment | null {
  const connection = seen[injection.connection];
  const own = connection?.ends.find((end) => end.endpoint.address === address);
  const other = connection?.ends.find((end) => end !== own);
  if (own === undefined || other === undefined) return null;
  const { flags, window, length, timestamps } = injection;
  return {
    source: own.endpoint,
    destination: other.endpoint,
    seq: placeIn(own, injection.seq),
    ack: flags.ack ? placeIn(other, injection.ack) : (0 as SequenceNumber),
    flags,
    window,
    options:
      timestamps === null
        ? NO_OPTIONS
        : { ...NO_OPTIONS, timestamps: { value: (own.timestamp + timestamps) >>> 0, echo: other.timestamp } },
    payload: length === 0 ? NO_BYTES : filler(length),
  };
}

const placeIn = (end: SeenEnd, { from, plus }: SequencePlace): SequenceNumber =>
  advance(from === 'next' ? end.next : (end.initial ?? (0 as SequenceNumber)), plus);
