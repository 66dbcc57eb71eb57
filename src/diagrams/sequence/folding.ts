import type { Micros } from '../../engine/base/time.ts';
import type { CallEvent, FlightId, HostName, TraceEventOf } from '../../engine/trace/event.ts';
import { sameEndpoint, showEndpoint } from '../../engine/wire/address.ts';
import type { Segment } from '../../engine/wire/segment.ts';

/** A run of text that one program sends in one go: its first segments are drawn, the others gathered in one row. */
export interface Fold {
  /** The first segment that is gathered: names the fold. */
  readonly flight: FlightId;
  readonly from: HostName;
  readonly to: HostName;
  /** Of each segment with text: the trace event that sent it, and the bytes that the fold has with it. */
  readonly sent: { readonly index: number; readonly bytes: number }[];
  /** Its segments are drawn all the same, below its row. */
  readonly open: boolean;
}

/** So many segments of a run are drawn before the others are gathered. */
export const SHOWN = 4;
/** A pause longer than this ends a run: 1 s. */
const PAUSE = 1_000_000;

/** A socket that sends: how many calls its programs have made on it. */
interface Sender {
  calls: number;
}

interface Transfer {
  /** From whom the text comes. */
  readonly from: HostName;
  readonly sender: Sender;
  /** When the run began, so many calls had been made. */
  readonly calls: number;
  count: number;
  last: Micros;
  fold: Fold | null;
}

/**
 * Which segments are gathered. What has been seen decides, never what comes: a segment that stands is not gathered later.
 */
export class Folding {
  private readonly transfers = new Map<string, Transfer>();
  private readonly senders = new Map<HostName, Map<number | null, Sender>>();
  private readonly opened: ReadonlySet<FlightId>;
  /** The segment before with its key: the next is mostly of the same connection. */
  private last: { readonly segment: Segment; readonly key: string } | null = null;

  constructor(opened: readonly FlightId[]) {
    this.opened = new Set(opened);
  }

  /** The fold to which a segment belongs; null: it is drawn by itself. */
  sent(event: TraceEventOf<'sent'>, index: number): Fold | null {
    const { segment, from, to, at } = event;
    const key = this.keyOf(segment);
    const known = this.goingOn(key);
    if (isBare(segment)) return known && known.from === to && event.repeats === null ? known.fold : null;
    if (!isPlain(event)) {
      this.transfers.delete(key);
      return null;
    }
    const goesOn = known && known.from === from && at - known.last <= PAUSE;
    const transfer = goesOn ? known : this.begin(key, event);
    transfer.last = at;
    transfer.count++;
    if (transfer.count <= SHOWN) return null;
    transfer.fold ??= { flight: event.flight, from, to, sent: [], open: this.opened.has(event.flight) };
    const { sent } = transfer.fold;
    sent.push({ index, bytes: (sent.at(-1)?.bytes ?? 0) + segment.payload.length });
    return transfer.fold;
  }

  private keyOf(segment: Segment): string {
    const { last } = this;
    const key = last && isSameConnection(segment, last.segment) ? last.key : keyOf(segment);
    this.last = { segment, key };
    return key;
  }

  private goingOn(key: string): Transfer | undefined {
    const known = this.transfers.get(key);
    return known?.calls === known?.sender.calls ? known : undefined;
  }

  private begin(key: string, { from, socket, at }: TraceEventOf<'sent'>): Transfer {
    const sender = this.senderOf(from, socket);
    const transfer: Transfer = { from, sender, calls: sender.calls, count: 0, last: at, fold: null };
    this.transfers.set(key, transfer);
    return transfer;
  }

  private senderOf(host: HostName, socket: number | null): Sender {
    let ofHost = this.senders.get(host);
    if (!ofHost) this.senders.set(host, (ofHost = new Map()));
    let sender = ofHost.get(socket);
    if (!sender) ofHost.set(socket, (sender = { calls: 0 }));
    return sender;
  }

  /** A program that calls its socket again ends the run that it sends. */
  called({ host, socket }: CallEvent): void {
    this.senderOf(host, socket).calls++;
  }

  /** A loss ends the runs of its sender. */
  lost({ from }: TraceEventOf<'lost'>): void {
    for (const [key, transfer] of this.transfers) if (transfer.from === from) this.transfers.delete(key);
  }
}

const isSameConnection = (one: Segment, other: Segment): boolean =>
  (sameEndpoint(one.source, other.source) && sameEndpoint(one.destination, other.destination)) ||
  (sameEndpoint(one.source, other.destination) && sameEndpoint(one.destination, other.source));

/** The same for both ways of a connection. */
function keyOf({ source, destination }: Segment): string {
  const [from, to] = [showEndpoint(source), showEndpoint(destination)];
  return from < to ? `${from} ${to}` : `${to} ${from}`;
}

const isBare = ({ flags, payload }: Segment): boolean => payload.length === 0 && !flags.syn && !flags.fin && !flags.rst;

/** Text for the first time, with nothing remarkable about it. */
const isPlain = ({ segment: { flags, payload }, repeats, arrives }: TraceEventOf<'sent'>): boolean =>
  payload.length > 0 && !flags.syn && !flags.fin && !flags.rst && repeats === null && arrives !== null;
