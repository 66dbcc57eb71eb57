import type { Bytes } from '../base/bytes.ts';
import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { Failure, TcpState } from '../trace/connection-note.ts';
import type { Endpoint } from '../wire/address.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import type { TcpConfig } from './config.ts';

export type { TcpConfig } from './config.ts';

/**
 * The transmission control block (RFC 9293 §3.3.1), split by who changes what: `connection` (state, identity, timers),
 * `send` (what goes out), `receive` (what comes in). Plain immutable data.
 */
export interface ControlBlock {
  readonly connection: Connection;
  readonly send: SendRecord;
  readonly receive: ReceiveRecord;
}

export interface Connection {
  readonly state: TcpState;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** Opened by connect (active) or by a SYN to a listener (passive); decides where a reset in SYN-RECEIVED leads. */
  readonly opening: 'active' | 'passive';
  readonly config: TcpConfig;
  /** The next moment each timer fires; null when it is off. */
  readonly timers: Timers;
  /** Where those timers are rounded to; means something only where the configuration has ticks. */
  readonly wheel: Wheel;
  /** No descriptor is left: arriving text is answered by a reset, FIN-WAIT-2 does not last for ever. */
  readonly orphaned: boolean;
  /** shutdown(SHUT_RD) or close: the program will read no more. */
  readonly readShut: boolean;
  /** When a segment without text from outside the window was last answered; null before the first (RFC 5961 §7). */
  readonly challengedAt: Micros | null;
  /** What both SYNs agreed on. */
  readonly agreed: Agreed;
  /** When the peer was last heard, and how many keep-alive probes went since; kept only where the program asks for them. */
  readonly heardAt: Micros;
  readonly unanswered: number;
  /** When the zero window was first probed, since it was last open; null: not yet. */
  readonly probedSince: Micros | null;
  /** What an ICMP message has said since the peer last acknowledged anything; null: nothing. */
  readonly warning: Failure | null;
}

/** The options in use: those that both SYNs bore. */
export interface Agreed {
  readonly scaling: boolean;
  /** How far our window is shifted in the header, and how far the peer's is (RFC 7323 §2). */
  readonly ourShift: number;
  readonly peerShift: number;
  readonly timestamps: boolean;
  readonly sack: boolean;
}

export interface Timers {
  readonly retransmission: Micros | null;
  readonly persist: Micros | null;
  readonly timeWait: Micros | null;
  readonly finWait2: Micros | null;
  readonly delayedAck: Micros | null;
  readonly lossProbe: Micros | null;
  readonly reordering: Micros | null;
  readonly keepAlive: Micros | null;
}

/**
 * What is known of the kernel's clock and of its timer wheel (Linux's kernel/time/timer.c). The wheel only rounds up: a timer due
 * within 63 ticks fires at a tick, one due within eight times as long at a multiple of 8 ticks, and so on.
 */
export interface Wheel {
  /** At the moment `at` the clock stood at a multiple of `by`: a timer has fired then. Null: nothing is known of it. */
  readonly phase: { readonly at: Micros; readonly by: Micros } | null;
  /** To which multiples each running timer was rounded. */
  readonly slots: Readonly<Partial<Record<keyof Timers, Micros>>>;
}

/** A run of bytes that one write put into the stream. `offset` counts the bytes of the stream from 0. */
export interface Chunk {
  readonly offset: number;
  readonly bytes: Bytes;
  /** More is to come: the segment that ends with it does not ask for delivery (PSH). Absent: it does. */
  readonly quiet?: true;
}

/** Stream bytes [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Why text that the program has written is not on its way. */
export type HeldBack =
  | 'send-window-closed'
  | 'silly-window-avoided'
  | 'nagle-holds'
  | 'cork-holds'
  | 'congestion-window-full';

/** A segment that is sent and not acknowledged. Offsets are those of the stream; a FIN counts one. */
export interface Sent {
  readonly from: number;
  readonly to: number;
  /** Running number of the chunk in the send buffer that holds its first byte. */
  readonly chunk: number;
  /** When it left, the last time. */
  readonly sentAt: Micros;
  /** Running number of that transmission: several may leave in the same microsecond. */
  readonly order: number;
  /** The peer has it, out of order (RFC 2018). */
  readonly sacked: boolean;
  /** It counts as lost. */
  readonly lost: boolean;
  /** A repeat of it is on its way, and is not lost itself. */
  readonly resent: boolean;
  /** It was repeated at least once: what acknowledges it tells no round-trip time (Karn). */
  readonly everResent: boolean;
}

/**
 * The send sequence space (RFC 9293 §3.3.1) and the bytes behind it. Stream offset n has sequence number ISS + 1 + n.
 */
export interface SendRecord {
  readonly iss: SequenceNumber;
  readonly una: SequenceNumber;
  readonly nxt: SequenceNumber;
  /** The highest SND.NXT ever reached. */
  readonly max: SequenceNumber;
  readonly wnd: number;
  readonly wl1: SequenceNumber;
  readonly wl2: SequenceNumber;
  /** The largest window the peer ever offered. */
  readonly maxWindow: number;
  /** The largest payload to send: the peer's MSS option (536 when it sent none, RFC 9293 §3.7.1), at most our own. */
  readonly mss: number;
  /** What was written and is not yet acknowledged, keyed by running number `firstChunk … nextChunk - 1`. */
  readonly chunks: Table<Chunk>;
  readonly firstChunk: number;
  readonly nextChunk: number;
  /** Running number of the chunk that holds the byte at `nxt`, or of an earlier one. */
  readonly cursor: number;
  /** Stream offset of the first byte not yet acknowledged. */
  readonly acknowledged: number;
  /** Stream offset just after the last byte written. */
  readonly written: number;
  /** The program closed its direction: a FIN follows the last byte. */
  readonly finQueued: boolean;
  /** The FIN has been sent at least once. */
  readonly finSent: boolean;
  /** Stream offset at which the last segment smaller than the MSS ended (Nagle as Minshall has it). */
  readonly smallEnd: number;
  /** The program was refused room in the buffer, and has not been told yet that there is some. */
  readonly starved: boolean;
  /** Why written text waits; null when none does. */
  readonly heldBack: HeldBack | null;
  /** Smoothed RTT, its variation and the timeout (RFC 6298); `srtt` null before the first sample. */
  readonly srtt: Micros | null;
  readonly rttvar: Micros;
  readonly rto: Micros;
  /** When our SYN left; null once it was repeated (Karn) or acknowledged. */
  readonly synSentAt: Micros | null;
  /** The segments under way, keyed by running number `firstSent … nextSent - 1`; one that was joined to the one before it is missing. */
  readonly sent: Table<Sent>;
  readonly firstSent: number;
  readonly nextSent: number;
  /** Of them: all, those the peer has, those that count as lost, those repeated. */
  readonly packets: number;
  readonly sacked: number;
  readonly lost: number;
  readonly resent: number;
  /** No segment before this one is lost and still to be repeated. */
  readonly hint: number;
  /** Stream offset up to which the sender last asked for delivery (PSH). */
  readonly pushed: number;
  readonly recovery: Recovery;
  /** How often the oldest unacknowledged segment was repeated in a row. */
  readonly retries: number;
  /** How often the zero window was probed in a row without an answer. */
  readonly probes: number;
  /** How often the interval between probes was doubled. */
  readonly probeBackoff: number;
}

/**
 * Congestion control and loss recovery (RFC 5681, RFC 6582, RFC 6937, RFC 8985), as Linux keeps them. Windows count
 * segments; positions are offsets of the stream.
 */
export interface Recovery {
  /** `disorder`: something arrived out of order; `reduced`: the window was taken back without a loss to repair. */
  readonly state: 'open' | 'disorder' | 'reduced' | 'recovery' | 'loss';
  readonly cwnd: number;
  readonly ssthresh: number;
  /** Segments acknowledged since the window last grew, in congestion avoidance. */
  readonly count: number;
  /** Recovery is over when everything before this is acknowledged. */
  readonly high: number;
  /** What to return to when the loss proves to be none. */
  readonly priorWindow: number;
  readonly priorThreshold: number;
  /** Proportional rate reduction: segments delivered and sent since it began (RFC 6937). */
  readonly delivered: number;
  readonly sentMeanwhile: number;
  /** SND.UNA when recovery began, while it may still prove unneeded; null when it may not. */
  readonly undoFrom: number | null;
  /** Repeats that no duplicate report has accounted for yet. -1: nothing was repeated. */
  readonly undoResent: number;
  /** When something was first repeated in this recovery; null: nothing was. */
  readonly resentAt: Micros | null;
  /** SND.NXT when a loss probe left; null: none is out. */
  readonly probeEnd: number | null;
  readonly probeResent: boolean;
  /** A timeout may prove to be none (RFC 5682). */
  readonly frto: boolean;
  /** Whether the window, and not the program, limits what is under way. */
  readonly limited: boolean;
  readonly mostPackets: number;
  readonly usageEnd: number;
  readonly used: number;
  readonly stamp: Micros;
  /** When text last left. */
  readonly lastSent: Micros;
  /** How often text or FIN left, repeats included. */
  readonly transmissions: number;
  /** The newest delivered transmission: when it left, its number, its round trip (RFC 8985 §6.2). */
  readonly newestAt: Micros;
  readonly newestOrder: number;
  readonly newestRtt: Micros;
  readonly newestIsNews: boolean;
  readonly reorderingSeen: boolean;
  /** Duplicate acknowledgements that count as a loss. */
  readonly duplicates: number;
  /** How many quarters of the round trip a late segment is given. */
  readonly patience: number;
  readonly minRtt: Micros;
  /** Stream offset just after the highest selectively acknowledged byte. */
  readonly highestSacked: number;
  /** Linux's smoothed maximum of 4 RTTVAR, its maximum in this round trip, and where that ends. */
  readonly deviation: Micros;
  readonly largestDeviation: Micros;
  readonly rttEnd: number;
  readonly cubic: Cubic;
}

/** CUBIC (RFC 9438): windows in segments, times in microseconds. */
export interface Cubic {
  readonly lastMaximum: number;
  readonly epoch: Micros | null;
  readonly origin: number;
  readonly k: number;
  readonly count: number;
  readonly acked: number;
  readonly estimate: number;
}

/** The receive sequence space (RFC 9293 §3.3.1) and the bytes behind it. Stream offset n has sequence number IRS + 1 + n. */
export interface ReceiveRecord {
  readonly irs: SequenceNumber;
  readonly nxt: SequenceNumber;
  /** The window last announced, in bytes, from `nxt` on. Its right edge never moves left (RFC 9293 §3.8.6). */
  readonly wnd: number;
  /** In order and unread, keyed by running number `firstChunk … nextChunk - 1`. Each chunk is the text of one segment, so boundaries of sends may be seen. */
  readonly chunks: Table<Chunk>;
  readonly firstChunk: number;
  readonly nextChunk: number;
  /** Stream offset of the next byte that the program reads; it may lie inside the first chunk. */
  readonly read: number;
  /** Stream offset just after the last byte that arrived in order. */
  readonly arrived: number;
  /** Arrived ahead of a gap, in order of offset, not overlapping. */
  readonly outOfOrder: readonly Chunk[];
  /** Sequence number of the peer's FIN when it came ahead of a gap. */
  readonly finAt: SequenceNumber | null;
  /** The stretches received out of order, the newest first, at most 4 (RFC 2018 §4); stream offsets. */
  readonly sacks: readonly Range[];
  /** What came twice, to be reported once (RFC 2883). */
  readonly twice: Range | null;
  /** The peer's FIN has been taken: the stream ends at RCV.NXT - 1. */
  readonly finished: boolean;
  /** RCV.NXT and the window as the last segment we sent stated them. */
  readonly acknowledged: SequenceNumber;
  readonly announced: number;
  /** TS.Recent: the peer's timestamp that we echo (RFC 7323 §4.3). */
  readonly tsRecent: number;
  /** When it came, in whole seconds of the clock (RFC 7323 §5.5). */
  readonly tsRecentAt: number;
  readonly buffer: ReceiveBuffer;
  readonly pace: AcknowledgementPace;
}

/** The memory behind the receive window, as Linux counts it. */
export interface ReceiveBuffer {
  /** Bytes of memory in all, and how much of it holds text. */
  readonly size: number;
  readonly used: number;
  /** How many of 256 bytes of memory are worth text. */
  readonly ratio: number;
  /** The largest window to announce now; it grows with the text that comes (Linux's rcv_ssthresh). */
  readonly limit: number;
  /** The largest window this buffer will ever allow. */
  readonly clamp: number;
  /** The text of a full segment of the peer, as far as seen. */
  readonly segment: number;
  /** Text that the program took in the last round trip, where and when that began (dynamic right-sizing). */
  readonly taken: number;
  readonly takenFrom: number;
  readonly takenAt: Micros;
  /** The round trip as the receiver sees it, by the echo of its timestamps; 0 before the first. */
  readonly rtt: Micros;
}

/** How soon text is acknowledged (delayed ACK, as Linux does it). */
export interface AcknowledgementPace {
  /** So many acknowledgements still go at once. */
  readonly quick: number;
  /** The program answers: its text carries the acknowledgement, which therefore waits. */
  readonly interactive: boolean;
  /** How long it waits; 0 before the first text. */
  readonly patience: Micros;
  readonly lastArrival: Micros;
  /** The text that waits for acknowledgement bore PSH. */
  readonly pushed: boolean;
  /** An acknowledgement is owed and may wait. */
  readonly owed: boolean;
  /** Duplicate acknowledgements sent at the present RCV.NXT, and whether more of them are being merged into one. */
  readonly duplicates: number;
  readonly duplicatesAt: number;
  readonly merging: boolean;
}
