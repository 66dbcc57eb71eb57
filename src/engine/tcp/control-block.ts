import type { Bytes } from '../base/bytes.ts';
import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { Endpoint } from '../wire/address.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';

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
}

export interface Timers {
  readonly retransmission: Micros | null;
  readonly persist: Micros | null;
  readonly timeWait: Micros | null;
  readonly finWait2: Micros | null;
}

/** How a connection behaves; a host's profile chooses it. Times in microseconds. */
export interface TcpConfig {
  /** The largest payload in bytes this side will receive in a segment: MTU - 40. */
  readonly mss: number;
  /** RTO before the first RTT sample: 1 s (RFC 6298 §2). */
  readonly initialRto: Micros;
  /** Floor of the RTO: 200 ms on Linux, 1 s in RFC 6298. */
  readonly minRto: Micros;
  readonly maxRto: Micros;
  /** How often a SYN is repeated before connect gives up: 6 (tcp(7), tcp_syn_retries). */
  readonly synRetries: number;
  /** The first so many SYN repeats are 1 s apart before the interval doubles: 4 on Linux, 0 in RFC 6298. */
  readonly synLinearTimeouts: number;
  /** How often a SYN-ACK is repeated: 5 (tcp_synack_retries). */
  readonly synAckRetries: number;
  /** How often text or FIN is repeated: 15 (tcp_retries2). */
  readonly retries: number;
  /** How often an orphan's text or FIN is repeated: 8 (tcp_orphan_retries as Linux applies it). */
  readonly orphanRetries: number;
  /** How long TIME-WAIT lasts: 60 s on Linux, 2 MSL = 4 min in RFC 9293. */
  readonly timeWait: Micros;
  /** How long an orphan stays in FIN-WAIT-2: 60 s (tcp_fin_timeout). */
  readonly finWait2: Micros;
  /** Bytes the program may write ahead of acknowledgement. */
  readonly sendBuffer: number;
  /** Bytes the kernel keeps for the reader; bounds the window. */
  readonly receiveBuffer: number;
  /** Nagle's algorithm (RFC 9293 §3.7.4); off with TCP_NODELAY. */
  readonly nagle: boolean;
}

/** A run of bytes that one write put into the stream. `offset` counts the bytes of the stream from 0. */
export interface Chunk {
  readonly offset: number;
  readonly bytes: Bytes;
}

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
  /** The peer's MSS option, or 536 when it sent none (RFC 9293 §3.7.1). */
  readonly mss: number;
  /** What was written and is not yet acknowledged, keyed by running number `firstChunk … nextChunk - 1`. */
  readonly chunks: Table<Chunk>;
  readonly firstChunk: number;
  readonly nextChunk: number;
  /** Stream offset just after the last byte written. */
  readonly written: number;
  /** The program closed its direction: a FIN follows the last byte. */
  readonly finQueued: boolean;
  /** The FIN has been sent at least once. */
  readonly finSent: boolean;
  /** Smoothed RTT, its variation and the timeout (RFC 6298); `srtt` null before the first sample. */
  readonly srtt: Micros | null;
  readonly rttvar: Micros;
  readonly rto: Micros;
  /** The one segment being timed: its end and when it left; null when none is, or when it was repeated (Karn). */
  readonly timing: { readonly end: SequenceNumber; readonly sentAt: Micros } | null;
  /** How often the oldest unacknowledged segment was repeated in a row. */
  readonly retries: number;
  /** How often the zero window was probed in a row. */
  readonly probes: number;
}

/** The receive sequence space (RFC 9293 §3.3.1) and the bytes behind it. Stream offset n has sequence number IRS + 1 + n. */
export interface ReceiveRecord {
  readonly irs: SequenceNumber;
  readonly nxt: SequenceNumber;
  /** The window last announced, in bytes. Its right edge never moves left (RFC 9293 §3.8.6). */
  readonly wnd: number;
  /** In order and unread, keyed by running number `firstChunk … nextChunk - 1`. Each chunk is the text of one segment, so boundaries of sends may be seen. */
  readonly chunks: Table<Chunk>;
  readonly firstChunk: number;
  readonly nextChunk: number;
  /** Stream offset of the next byte that the program reads. */
  readonly read: number;
  /** Arrived ahead of a gap, in order of offset, not overlapping. */
  readonly outOfOrder: readonly Chunk[];
  /** Sequence number of the peer's FIN when it came ahead of a gap. */
  readonly finAt: SequenceNumber | null;
  /** The peer's FIN has been taken: the stream ends at RCV.NXT - 1. */
  readonly finished: boolean;
}
