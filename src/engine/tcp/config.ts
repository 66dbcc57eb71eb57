import type { Micros } from '../base/time.ts';
import { milliseconds, seconds } from '../base/time.ts';

/** How a connection behaves; a host's profile chooses it. Times in microseconds. */
export interface TcpConfig {
  /** The largest payload in bytes this side will receive in a segment: MTU - 40. */
  readonly mss: number;
  /** The kernel's clock: timers fire at its ticks, the longer ones at coarser steps (4 ms at 250 Hz). Null: at their moment. */
  readonly tick: Micros | null;
  /** RTO before the first RTT sample: 1 s (RFC 6298 §2). */
  readonly initialRto: Micros;
  /** Floor of the RTO: 200 ms on Linux, 1 s in RFC 6298. */
  readonly minRto: Micros;
  /**
   * What the floor bounds. `rto`: the whole, as RFC 6298 §2.4 says. `variation`: only the part that stands for the
   * variation, so that RTO = SRTT + max(floor, 4 RTTVAR), as Linux has it.
   */
  readonly minRtoBounds: 'rto' | 'variation';
  readonly maxRto: Micros;
  /** How often a SYN is repeated at doubling intervals before connect gives up: 6 (tcp(7), tcp_syn_retries). */
  readonly synRetries: number;
  /** So many further SYN repeats come first, at intervals of the initial RTO: 4 on Linux, 0 in RFC 6298. */
  readonly synLinearTimeouts: number;
  /**
   * An unacceptable ACK in SYN-SENT shows that the peer holds an old connection, which our reset ends: repeat the first
   * SYN after this long. Null: at its RTO, as RFC 9293 has it.
   */
  readonly synRepeatAfterBadAck: Micros | null;
  /** A SYN that finds the SYN queue full is answered without a half-open connection being kept (tcp(7), tcp_syncookies). */
  readonly synCookies: boolean;
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
  /** At least so long between two answers to segments without text from outside the window (RFC 5961 §7). */
  readonly challengeInterval: Micros;
  /** Bytes the program may write ahead of acknowledgement. */
  readonly sendBuffer: number;
  /** The most that a program may ask for either buffer (net.core.rmem_max and wmem_max); a negative number counts as a huge one. */
  readonly largestBufferAsked: number;
  /** It grows with the congestion window while the program wants more (tcp(7), tcp_wmem); only where memory is counted segment by segment. */
  readonly sendBufferGrows: boolean;
  /** Bytes the kernel keeps for the reader; bounds the window. */
  readonly receiveBuffer: number;
  /** Nagle's algorithm (RFC 9293 §3.7.4); off with TCP_NODELAY. */
  readonly nagle: boolean;
  /**
   * What holds a small segment back. `any`: any unacknowledged text, as RFC 9293 §3.7.4 says. `small`: only an
   * unacknowledged small segment, as Minshall proposed and Linux does, so that full segments take their tail along.
   */
  readonly nagleWaitsFor: 'any' | 'small';
  /**
   * When reading announces a larger window. `segment`: as soon as it grew by min(MSS, half the buffer) (RFC 9293
   * §3.8.6.2.2). `doubled`: only when it is at least twice what the peer believes, as Linux does.
   */
  readonly announceWindow: 'segment' | 'doubled';
  /** Options offered in the SYN: window scaling, timestamps (RFC 7323), selective acknowledgement (RFC 2018). */
  readonly windowScaling: boolean;
  readonly timestamps: boolean;
  readonly sack: boolean;
  /**
   * What a full receive buffer is full of. `text`: bytes of text. `memory`: the kernel's memory that holds them, headers
   * and slack included, as on Linux, where moreover the window begins small and grows as the text proves to be worth it.
   */
  readonly bufferHolds: 'text' | 'memory';
  /** SO_RCVBUF was set: the buffer does not grow by itself (tcp(7), tcp_moderate_rcvbuf). */
  readonly receiveBufferFixed: boolean;
  /** How far the receive buffer may grow by itself (tcp_rmem). */
  readonly receiveBufferMax: number;
  /** Segments reach the kernel in bundles (GRO), which hold text with less slack than single ones. */
  readonly bundles: boolean;
  /**
   * Acknowledgements wait for company: a second segment, a reply, or 40 ms (RFC 9293 §3.8.6.3), after a quick start.
   * Off: each segment with text is acknowledged at once.
   */
  readonly delayedAck: boolean;
  /** PSH also in the midst of a long write, whenever half of the peer's largest window was written. */
  readonly pushesWithin: boolean;
  /** What bounds the segments under way besides the peer's window (RFC 5681, RFC 9438). */
  readonly congestionControl: 'none' | 'reno' | 'cubic';
  /** Segments that may leave before the first acknowledgement (RFC 6928). */
  readonly initialWindow: number;
  /** The last segment is repeated early when no acknowledgement comes (RFC 8985 §7). */
  readonly tailLossProbe: boolean;
  /** TCP_CORK: a small segment waits, for 200 ms at most. */
  readonly cork: boolean;
  /** Probes on an idle connection (tcp(7), SO_KEEPALIVE); null: none. */
  readonly keepAlive: { readonly idle: Micros; readonly interval: Micros; readonly count: number } | null;
  /** TCP_USER_TIMEOUT: how long text may stay unacknowledged; null: until `retries` are used up. */
  readonly userTimeout: Micros | null;
}

/** Field by field, so that all configurations have one shape: nearly every rule asks for one. */
export const configured = (of: TcpConfig): TcpConfig => ({
  mss: of.mss,
  tick: of.tick,
  initialRto: of.initialRto,
  minRto: of.minRto,
  minRtoBounds: of.minRtoBounds,
  maxRto: of.maxRto,
  synRetries: of.synRetries,
  synLinearTimeouts: of.synLinearTimeouts,
  synRepeatAfterBadAck: of.synRepeatAfterBadAck,
  synCookies: of.synCookies,
  synAckRetries: of.synAckRetries,
  retries: of.retries,
  orphanRetries: of.orphanRetries,
  timeWait: of.timeWait,
  finWait2: of.finWait2,
  challengeInterval: of.challengeInterval,
  sendBuffer: of.sendBuffer,
  largestBufferAsked: of.largestBufferAsked,
  sendBufferGrows: of.sendBufferGrows,
  receiveBuffer: of.receiveBuffer,
  nagle: of.nagle,
  nagleWaitsFor: of.nagleWaitsFor,
  announceWindow: of.announceWindow,
  windowScaling: of.windowScaling,
  timestamps: of.timestamps,
  sack: of.sack,
  bufferHolds: of.bufferHolds,
  receiveBufferFixed: of.receiveBufferFixed,
  receiveBufferMax: of.receiveBufferMax,
  bundles: of.bundles,
  delayedAck: of.delayedAck,
  pushesWithin: of.pushesWithin,
  congestionControl: of.congestionControl,
  initialWindow: of.initialWindow,
  tailLossProbe: of.tailLossProbe,
  cork: of.cork,
  keepAlive: of.keepAlive,
  userTimeout: of.userTimeout,
});

/** What Linux does with its settings at their defaults (tcp(7)). */
export const LINUX_CONFIG: TcpConfig = Object.freeze({
  mss: 1460,
  tick: null,
  initialRto: seconds(1),
  minRto: milliseconds(200),
  minRtoBounds: 'variation',
  maxRto: seconds(120),
  synRetries: 6,
  synLinearTimeouts: 4,
  synRepeatAfterBadAck: milliseconds(8),
  synCookies: true,
  synAckRetries: 5,
  retries: 15,
  orphanRetries: 8,
  timeWait: seconds(60),
  finWait2: seconds(60),
  challengeInterval: milliseconds(500),
  sendBuffer: 87_040,
  largestBufferAsked: 212_992,
  sendBufferGrows: false,
  receiveBuffer: 131_072,
  nagle: true,
  nagleWaitsFor: 'small',
  announceWindow: 'doubled',
  windowScaling: true,
  timestamps: true,
  sack: true,
  bufferHolds: 'memory',
  receiveBufferFixed: false,
  receiveBufferMax: 33_554_432,
  bundles: true,
  delayedAck: false,
  pushesWithin: true,
  congestionControl: 'reno',
  initialWindow: 10,
  tailLossProbe: true,
  cork: false,
  keepAlive: null,
  userTimeout: null,
});

/** What the RFCs say, and nothing else: RFC 9293 and RFC 6298. Where they leave a number open, that of Linux. */
export const TEXTBOOK_CONFIG: TcpConfig = Object.freeze({
  ...LINUX_CONFIG,
  minRto: seconds(1),
  minRtoBounds: 'rto',
  synLinearTimeouts: 0,
  synRepeatAfterBadAck: null,
  synCookies: false,
  timeWait: seconds(240),
  challengeInterval: milliseconds(0),
  nagleWaitsFor: 'any',
  announceWindow: 'segment',
  receiveBuffer: 65_535,
  windowScaling: false,
  timestamps: false,
  sack: false,
  bufferHolds: 'text',
  pushesWithin: false,
  congestionControl: 'none',
  tailLossProbe: false,
});
