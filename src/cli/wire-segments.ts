import type { Micros } from '../engine/base/time.ts';
import type { Flight } from '../engine/network/network.ts';
import type { HostName, TraceEvent } from '../engine/trace/event.ts';
import type { Endpoint } from '../engine/wire/address.ts';
import { optionBytes } from '../engine/wire/header-bytes.ts';
import type { Segment } from '../engine/wire/segment.ts';

/** What the wire did to a segment. */
export type Fate = 'delivered' | 'dropped' | 'duplicated' | 'delayed' | 'corrupted' | 'dropped-queue' | 'injected';

export type OptionRecord =
  | 'nop'
  | 'sackOK'
  | { readonly mss: number }
  | { readonly wscale: number }
  | { readonly ts: readonly [number, number] }
  | { readonly sack: readonly (readonly [number, number])[] };

/** A segment as its host sent it, before any fault: numbers relative to the initial ones, times in microseconds. */
export interface SegmentRecord {
  readonly t_us: number;
  /** `middle` for one that no host sent; then `as` says in whose name. */
  readonly from: HostName;
  readonly as?: HostName;
  /** Number of the connection, in the order of first segments. */
  readonly conn: number;
  readonly flags: string;
  readonly seq: number;
  readonly ack: number | null;
  readonly len: number;
  /** Scaled, and as the field has it. */
  readonly win: number;
  readonly win_raw: number;
  readonly options: readonly OptionRecord[];
  readonly fate: Fate;
  readonly delivered_us?: number;
}

/** One direction of a connection as the record knows it. */
interface Side {
  initial: number | null;
  shift: number | null;
  /** The first timestamp. */
  clock: number | null;
}

interface Pair {
  readonly key: string;
  readonly sides: Record<string, Side>;
}

/** Writes down every segment of a run. */
export class WireLog {
  readonly segments: SegmentRecord[] = [];
  private readonly pairs: Pair[] = [];

  /** `flightOf` finds a flight under way. */
  take(event: TraceEvent, flightOf: (id: number) => Flight | undefined): void {
    if (event.kind === 'sent') {
      const flight = flightOf(event.flight);
      const delivered = flight === undefined || flight.reaches < 1 ? null : flight.endsAt;
      this.add(event.at, event.from, null, event.segment, fateOf(flight), delivered);
    } else if (event.kind === 'injected') {
      this.add(event.at, 'middle', event.from, event.segment, 'injected', event.at);
    }
  }

  private add(
    at: Micros,
    from: HostName,
    as: HostName | null,
    segment: Segment,
    fate: Fate,
    delivered: Micros | null,
  ): void {
    const { flags, source, destination, options, window } = segment;
    const index = this.pairOf(segment, fate);
    const { sides } = this.pairs[index] as Pair;
    const own = sides[end(source)] as Side;
    const peer = sides[end(destination)] as Side;
    if (flags.syn && fate !== 'injected') {
      own.initial = segment.seq;
      own.shift = options.windowScale;
    }
    if (options.timestamps !== null) own.clock ??= options.timestamps.value;
    const scales = !flags.syn && own.shift !== null && peer.shift !== null;
    this.segments.push({
      t_us: at,
      from,
      ...(as === null ? {} : { as }),
      conn: index,
      flags: letters(segment),
      seq: relative(segment.seq, own.initial),
      ack: flags.ack ? relative(segment.ack, peer.initial) : null,
      len: segment.payload.length,
      win: scales ? window * 2 ** (own.shift ?? 0) : window,
      win_raw: window,
      options: optionRecords(segment, own, peer),
      fate,
      ...(delivered === null ? {} : { delivered_us: delivered }),
    });
  }

  /** The connection's number: a SYN with another initial number than the last one between the same ends is a new one. */
  private pairOf({ source, destination, flags, seq }: Segment, fate: Fate): number {
    const key = [end(source), end(destination)].toSorted().join(' ');
    const known = this.pairs.findLastIndex((pair) => pair.key === key);
    const initial = this.pairs[known]?.sides[end(source)]?.initial ?? null;
    const opens = fate !== 'injected' && flags.syn && !flags.ack && initial !== null && initial !== seq;
    if (known >= 0 && !opens) return known;
    const side = (): Side => ({ initial: null, shift: null, clock: null });
    return this.pairs.push({ key, sides: { [end(source)]: side(), [end(destination)]: side() } }) - 1;
  }
}

const end = ({ address, port }: Endpoint): string => `${address}:${port}`;
const relative = (number: number, initial: number | null): number =>
  initial === null ? number : (number - initial) >>> 0;

function fateOf(flight: Flight | undefined): Fate {
  switch (flight?.lostBy ?? null) {
    case null:
      return flight?.fault === 'duplicate' ? 'duplicated' : flight?.fault === 'delay' ? 'delayed' : 'delivered';
    case 'checksum-wrong':
      return 'corrupted';
    case 'link-queue-full':
      return 'dropped-queue';
    default:
      return 'dropped';
  }
}

function letters({ flags }: Segment): string {
  const { fin, syn, rst, psh, ack } = flags;
  return `${fin ? 'F' : ''}${syn ? 'S' : ''}${rst ? 'R' : ''}${psh ? 'P' : ''}${ack ? 'A' : ''}`;
}

/** The options in the order in which they stand in the header. */
function optionRecords({ options }: Segment, own: Side, peer: Side): OptionRecord[] {
  const bytes = optionBytes(options);
  const records: OptionRecord[] = [];
  const four = (at: number): number =>
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>>
    0;
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at];
    const length = kind === 1 ? 1 : Math.max(2, bytes[at + 1] ?? 2);
    if (kind === 1) records.push('nop');
    else if (kind === 2) records.push({ mss: four(at) & 0xffff });
    else if (kind === 3) records.push({ wscale: bytes[at + 2] ?? 0 });
    else if (kind === 4) records.push('sackOK');
    else if (kind === 5) {
      const blocks: [number, number][] = [];
      const base = peer.initial ?? 0;
      for (let block = at + 2; block < at + length; block += 8) {
        blocks.push([relative(four(block), base), relative(four(block + 4), base)]);
      }
      records.push({ sack: blocks });
    } else if (kind === 8) {
      const echo = four(at + 6);
      records.push({
        ts: [relative(four(at + 2), own.clock), echo === 0 ? 0 : relative(echo, peer.clock)],
      });
    }
    at += length;
  }
  return records;
}
