import { type Endpoint, sameEndpoint } from '../wire/address.ts';
import { type Segment, segmentEnd } from '../wire/segment.ts';
import { isAfter, type SequenceNumber } from '../wire/sequence-number.ts';

/** One end of a connection as the network has seen it. */
export interface SeenEnd {
  readonly endpoint: Endpoint;
  /** The initial sequence number; null before a SYN of this end went by. */
  readonly initial: SequenceNumber | null;
  /** Just after the highest sequence number that went by. */
  readonly next: SequenceNumber;
  /** The last timestamp, 0 before any. */
  readonly timestamp: number;
}

/** A connection as whoever stands between the hosts sees it. */
export interface SeenConnection {
  readonly ends: readonly [SeenEnd, SeenEnd];
}

/** The connections after one more segment, and which of them it belongs to. */
export interface Seen {
  readonly seen: readonly SeenConnection[];
  readonly index: number;
}

const ZERO = 0 as SequenceNumber;
const unseen = (endpoint: Endpoint): SeenEnd => ({ endpoint, initial: null, next: ZERO, timestamp: 0 });

/** Takes note of a segment. A SYN with a new initial sequence number between the same ends is a new connection. */
export function see(before: readonly SeenConnection[], segment: Segment): Seen {
  const { source, destination, flags, seq, options } = segment;
  const known = before.findLastIndex(
    ({ ends: [one, other] }) =>
      (sameEndpoint(one.endpoint, source) && sameEndpoint(other.endpoint, destination)) ||
      (sameEndpoint(other.endpoint, source) && sameEndpoint(one.endpoint, destination)),
  );
  const old = endOf(before[known], source);
  const opens = flags.syn && !flags.ack && old !== null && old.initial !== null && old.initial !== seq;
  const seen = before.slice();
  let index = known;
  if (known < 0 || opens) {
    seen.push({ ends: [unseen(source), unseen(destination)] });
    index = seen.length - 1;
  }
  const connection = seen[index] as SeenConnection;
  let sender = endOf(connection, source) as SeenEnd;
  if (flags.syn && (sender.initial === null || flags.ack)) sender = { ...sender, initial: seq, next: seq };
  const end = segmentEnd(segment);
  if (sender.initial !== null && isAfter(end, sender.next)) sender = { ...sender, next: end };
  if (options.timestamps !== null) sender = { ...sender, timestamp: options.timestamps.value };
  const [one, other] = connection.ends;
  seen[index] = { ends: sameEndpoint(one.endpoint, source) ? [sender, other] : [one, sender] };
  return { seen, index };
}

/** The end of a connection at `endpoint`; null when it has none there. */
export const endOf = (connection: SeenConnection | undefined, endpoint: Endpoint): SeenEnd | null =>
  connection?.ends.find((end) => sameEndpoint(end.endpoint, endpoint)) ?? null;
