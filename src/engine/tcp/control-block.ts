import type { Bytes } from '../base/bytes.ts';
import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
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
  /** No descriptor is left: arriving text is answered by a reset, FIN-WAIT-2 does not last for ever. */
  readonly orphaned: boolean;
  /** shutdown(SHUT_RD) or close: the program will read no more. */
  readonly readShut: boolean;
  /** When a segment without text from outside the window was last answered; null before the first (RFC 5961 §7). */
  readonly challengedAt: Micros | null;
  /** What both SYNs agreed on. */
  readonly agreed: Agreed;
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
}

/** A run of bytes that one write put into the stream. `offset` counts the bytes of the stream from 0. */
export interface Chunk {
  readonly offset: number;
  readonly bytes: Bytes;
}

/** Why text that the program has written is not on its way. */
export type HeldBack = 'send-window-closed' | 'silly-window-avoided' | 'nagle-holds';

/**
 * The send sequence space (RFC 9293 §3.3.1) and the bytes behind it. Stream offset n has sequence number ISS + 1 + n.
 */
export interface SendRecord {
  readonly iss: SequenceNumber;
  readonly una: SequenceNumber;
  readonly nxt: SequenceNumber;
  /** The highest SND.NXT ever reached; `nxt` falls back to `una` when everything is sent again after a timeout. */
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
  /** Why written text waits; null when none does. */
  readonly heldBack: HeldBack | null;
  /** Smoothed RTT, its variation and the timeout (RFC 6298); `srtt` null before the first sample. */
  readonly srtt: Micros | null;
  readonly rttvar: Micros;
  readonly rto: Micros;
  /** The one segment being timed: its end and when it left; null when none is, or when it was repeated (Karn). */
  readonly timing: { readonly end: SequenceNumber; readonly sentAt: Micros } | null;
  /** How often the oldest unacknowledged segment was repeated in a row. */
  readonly retries: number;
  /** How often the zero window was probed in a row without an answer. */
  readonly probes: number;
  /** How often the interval between probes was doubled. */
  readonly probeBackoff: number;
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
  /** The peer's FIN has been taken: the stream ends at RCV.NXT - 1. */
  readonly finished: boolean;
  /** RCV.NXT and the window as the last segment we sent stated them. */
  readonly acknowledged: SequenceNumber;
  readonly announced: number;
  /** TS.Recent: the peer's timestamp that we echo (RFC 7323 §4.3). */
  readonly tsRecent: number;
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
}
