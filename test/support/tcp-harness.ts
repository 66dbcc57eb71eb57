import { expect, onTestFinished } from 'vitest';
import { type Bytes, bytesOf, NO_BYTES } from '../../src/engine/base/bytes.ts';
import { deepFreeze } from '../../src/engine/base/freeze.ts';
import { type Micros, milliseconds } from '../../src/engine/base/time.ts';
import * as tcp from '../../src/engine/tcp/index.ts';
import type { ConnectionNote, TcpState } from '../../src/engine/trace/connection-note.ts';
import type { TcpRule } from '../../src/engine/trace/tcp-rules.ts';
import type { Address, Endpoint } from '../../src/engine/wire/address.ts';
import { type Flags, NO_OPTIONS, type Segment, type SegmentOptions, showFlags } from '../../src/engine/wire/segment.ts';
import { advance, distance, sequenceNumber } from '../../src/engine/wire/sequence-number.ts';

/** Just below 2^32, so that a handful of bytes makes every sequence number wrap and a bare `<` fails. */
export const OUR_ISS = sequenceNumber(2 ** 32 - 6);
export const PEER_ISS = sequenceNumber(2 ** 32 - 4);

export const LOCAL: Endpoint = { address: '10.0.0.1' as Address, port: 40_000 };
export const REMOTE: Endpoint = { address: '10.0.0.2' as Address, port: 8080 };

/**
 * A segment of the peer. `seq` counts from its ISS and `ack` from ours, as analysers show them: the SYN is 0, the first
 * byte 1. What is left out: an ACK without text, right at RCV.NXT, of everything we sent, with a window of 65,535.
 */
export interface Arrival {
  readonly flags?: string;
  readonly seq?: number;
  readonly ack?: number;
  readonly window?: number;
  readonly payload?: string;
  readonly mss?: number;
  readonly options?: Partial<SegmentOptions>;
  /** Selectively acknowledged, counted as `ack` is. */
  readonly sack?: readonly (readonly [number, number])[];
}

/** A segment expected of us. What is left out: an ACK without text, at SND.NXT, of everything received; `window`, `mss`, `rule` and `retransmits` are compared only when given. */
export interface Expected {
  readonly flags?: string;
  readonly seq?: number;
  readonly ack?: number;
  readonly window?: number;
  readonly payload?: string;
  readonly mss?: number | null;
  readonly rule?: TcpRule;
  readonly retransmits?: number | null;
  /** What it reports as received out of order, counted as `ack` is. */
  readonly sack?: readonly (readonly [number, number])[] | null;
}

export interface At {
  /** Milliseconds since the connection was opened. */
  readonly at: number;
}

interface Sent {
  readonly outgoing: tcp.Outgoing;
  readonly at: number;
}

/** The bits that `showFlags` would show as this text. */
export function flagsOf(text: string): Flags {
  const names = text.split(' ');
  const has = (name: string): boolean => names.includes(name);
  return { syn: has('SYN'), ack: has('ACK'), fin: has('FIN'), rst: has('RST'), psh: has('PSH') };
}

/** One connection on a bench: the test plays the peer, the program and the clock. Every segment it sends must be stated. */
export class Bench {
  tcb: tcp.ControlBlock | null;
  now = 0;
  readonly notes: ConnectionNote[] = [];
  private unstated: Sent[] = [];
  /** What is known of the connection when it is gone. */
  private last: tcp.ControlBlock;

  constructor(outcome: tcp.Outcome) {
    this.tcb = outcome.tcb;
    this.last = outcome.tcb as tcp.ControlBlock;
    this.take(outcome);
    onTestFinished(() => {
      this.sends([]);
    });
  }

  /** Segments arrive, one after the other. */
  receives(...arrivals: readonly Arrival[]): this {
    for (const arrival of arrivals) {
      this.nothingUnstated('before the next segment arrives');
      this.take(tcp.onSegment(this.living(), this.arriving(arrival), this.clock()));
    }
    return this;
  }

  /** Segments arrive; what is sent in between is stated together afterwards. */
  receivesBurst(...arrivals: readonly Arrival[]): this {
    for (const arrival of arrivals) this.take(tcp.onSegment(this.living(), this.arriving(arrival), this.clock()));
    return this;
  }

  /** Exactly these segments have been sent, in this order; with `at`, nothing until then and these at that moment. */
  sends(expected: readonly Expected[], when?: At): this {
    if (when !== undefined) {
      this.nothingUnstated('before the clock runs');
      this.runTo(when.at);
      for (const { at } of this.unstated) expect(at, 'the moment of sending (ms)').toBe(when.at);
    }
    const sent = this.unstated.map(({ outgoing }, index) => this.shown(outgoing, expected[index] ?? {}));
    const wanted = expected.map((one) => this.wanted(one));
    expect(sent).toEqual(wanted);
    this.unstated = [];
    return this;
  }

  /** What was sent is of no interest here. */
  ignoresSent(): this {
    this.unstated = [];
    return this;
  }

  /** Nothing is sent up to this moment. */
  staysQuiet(when?: At): this {
    return this.sends([], when ?? { at: this.now });
  }

  /** Time passes; what is sent is stated afterwards. */
  waits(milli: number): this {
    this.runTo(this.now + milli);
    return this;
  }

  /** The program writes; everything is accepted. */
  writes(text: string | Bytes, accepted = text.length): this {
    const outcome = tcp.write(this.living(), bytesOf(text), this.clock());
    expect(outcome.accepted).toBe(accepted);
    this.take(outcome);
    return this;
  }

  /** The program reads at most `length` bytes and gets this. */
  reads(length: number, expected: string): this {
    const from = this.tcb ?? this.last;
    if (this.tcb === null) {
      const { receive, data } = tcp.readRemains(from.receive, length);
      this.last = { ...this.last, receive };
      expect(data).toBe(expected);
      return this;
    }
    const outcome = tcp.read(this.tcb, length, this.clock());
    expect(outcome.data).toBe(expected);
    this.take(outcome);
    return this;
  }

  closes(): this {
    this.take(tcp.close(this.living(), this.clock()));
    return this;
  }

  shutsWriting(): this {
    this.take(tcp.shutdownWrite(this.living(), this.clock()));
    return this;
  }

  shutsReading(): this {
    this.tcb = tcp.shutdownRead(this.living());
    return this;
  }

  aborts(): this {
    this.take(tcp.abort(this.living(), this.clock()));
    return this;
  }

  isIn(state: TcpState): this {
    expect(this.tcb === null ? 'CLOSED' : this.tcb.connection.state).toBe(state);
    return this;
  }

  /** Gone, and the program is told nothing. */
  isGoneQuietly(rule: TcpRule): this {
    return this.isIn('CLOSED').hasNoted({ kind: 'state', rule, to: 'CLOSED' }).hasNotNoted({ kind: 'failed' });
  }

  /** Gone, and the program will get this error. */
  hasFailed(errno: string, rule: TcpRule): this {
    return this.isIn('CLOSED').hasNoted({ kind: 'failed', errno, rule });
  }

  /** Some note since the last `forgets` has these fields. */
  hasNoted(fields: Record<string, unknown>): this {
    expect(this.notes).toContainEqual(expect.objectContaining(fields));
    return this;
  }

  hasNotNoted(fields: Record<string, unknown>): this {
    expect(this.notes).not.toContainEqual(expect.objectContaining(fields));
    return this;
  }

  /** The notes since the last `forgets` are of these kinds and rules, in this order. */
  hasNotedExactly(...expected: readonly string[]): this {
    expect(this.notes.map(({ kind, rule }) => `${kind}: ${rule}`)).toEqual(expected);
    return this;
  }

  forgets(): this {
    this.notes.length = 0;
    return this;
  }

  /** A look at the control block in the middle of a chain. */
  with(look: (tcb: tcp.ControlBlock) => void): this {
    look(this.living());
    return this;
  }

  living(): tcp.ControlBlock {
    if (this.tcb === null) throw new Error('the connection is gone');
    return this.tcb;
  }

  clock(): Micros {
    return milliseconds(this.now);
  }

  /** The segment that the template and `arrival` make. */
  arriving(arrival: Arrival): Segment {
    const { receive, send } = this.living();
    const flags = flagsOf(arrival.flags ?? 'ACK');
    return {
      source: REMOTE,
      destination: LOCAL,
      seq: arrival.seq === undefined ? receive.nxt : advance(PEER_ISS, arrival.seq),
      ack: flags.ack ? (arrival.ack === undefined ? send.max : advance(OUR_ISS, arrival.ack)) : sequenceNumber(0),
      flags,
      window: arrival.window ?? 65_535,
      options: optionsOf(arrival),
      payload: arrival.payload === undefined ? NO_BYTES : bytesOf(arrival.payload),
    };
  }

  private take(outcome: tcp.Outcome): void {
    deepFreeze(outcome);
    this.tcb = outcome.tcb;
    if (outcome.tcb !== null) this.last = outcome.tcb;
    this.notes.push(...outcome.notes);
    this.unstated.push(...outcome.segments.map((outgoing) => ({ outgoing, at: this.now })));
  }

  /** Fires the timers in their order until this moment. */
  private runTo(at: number): void {
    for (;;) {
      const deadline = this.tcb === null ? null : tcp.nextDeadline(this.tcb);
      if (deadline === null || deadline > milliseconds(at)) break;
      this.now = deadline / 1000;
      this.take(tcp.onDeadline(this.living(), deadline));
    }
    this.now = at;
  }

  private nothingUnstated(when: string): void {
    expect(
      this.unstated.map(({ outgoing }) => this.shown(outgoing, {})),
      `sent, but not stated ${when}`,
    ).toEqual([]);
  }

  private shown({ segment, rule, retransmits }: tcp.Outgoing, asked: Expected): Record<string, unknown> {
    return {
      flags: showFlags(segment.flags),
      seq: distance(OUR_ISS, segment.seq),
      ack: segment.flags.ack ? distance(PEER_ISS, segment.ack) : null,
      payload: segment.payload,
      ...(asked.window === undefined ? {} : { window: segment.window }),
      ...(asked.mss === undefined ? {} : { mss: segment.options.mss }),
      ...(asked.rule === undefined ? {} : { rule }),
      ...(asked.sack === undefined
        ? {}
        : {
            sack: segment.options.sack?.map(([from, to]) => [distance(PEER_ISS, from), distance(PEER_ISS, to)]) ?? null,
          }),
      ...(asked.retransmits === undefined
        ? {}
        : { retransmits: retransmits === null ? null : distance(OUR_ISS, retransmits) }),
    };
  }

  private wanted({ flags = 'ACK', seq, ack, payload = '', ...rest }: Expected): Record<string, unknown> {
    const { send, receive } = this.tcb ?? this.last;
    return {
      flags,
      seq: seq ?? distance(OUR_ISS, send.max),
      ack: flagsOf(flags).ack ? (ack ?? distance(PEER_ISS, receive.nxt)) : null,
      payload,
      ...rest,
    };
  }
}

function optionsOf({ mss, options, sack }: Arrival): SegmentOptions {
  const blocks = sack?.map(([from, to]) => [advance(OUR_ISS, from), advance(OUR_ISS, to)] as const);
  return { ...NO_OPTIONS, ...options, mss: mss ?? null, sack: blocks ?? null };
}

type Changes = Partial<tcp.TcpConfig>;

/** A buffer counted by its text, so that a test can tell the window; what Linux counts has tests of its own. */
const PLAIN: Changes = { bufferHolds: 'text', receiveBuffer: 65_535, pushesWithin: false };
const configOf = (changes: Changes): tcp.TcpConfig => ({ ...tcp.LINUX_CONFIG, ...PLAIN, ...changes });

/** SYN-SENT at 0 ms, its SYN stated. */
export function synSent(changes: Changes = {}): Bench {
  const bench = new Bench(tcp.openActive(LOCAL, REMOTE, OUR_ISS, configOf(changes), milliseconds(0)));
  return bench.sends([{ flags: 'SYN', seq: 0, ack: 0, mss: configOf(changes).mss }]);
}

/** SYN-RECEIVED at 0 ms out of LISTEN, its SYN-ACK stated. */
export function synReceived(changes: Changes = {}, syn: Arrival = {}): Bench {
  const segment: Segment = {
    source: REMOTE,
    destination: LOCAL,
    seq: PEER_ISS,
    ack: sequenceNumber(0),
    flags: flagsOf('SYN'),
    window: syn.window ?? 65_535,
    options: { ...optionsOf(syn), mss: syn.mss ?? 1460 },
    payload: NO_BYTES,
  };
  const bench = new Bench(tcp.openPassive(LOCAL, REMOTE, segment, OUR_ISS, configOf(changes), milliseconds(0)));
  return bench.sends([{ flags: 'SYN ACK', seq: 0, ack: 1 }]);
}

/** ESTABLISHED at 0 ms by connect. The handshake took no time, so that the RTO is its floor: 200 ms. */
export function established(changes: Changes = {}, synAck: Arrival = {}): Bench {
  return synSent(changes)
    .receives({ flags: 'SYN ACK', seq: 0, ack: 1, mss: 1460, ...synAck })
    .sends([{ seq: 1, ack: 1 }])
    .isIn('ESTABLISHED')
    .forgets();
}

/** CLOSE-WAIT: the peer has closed its direction. */
export const closeWait = (changes: Changes = {}): Bench =>
  established(changes)
    .receives({ flags: 'FIN ACK' })
    .sends([{ seq: 1, ack: 2 }])
    .isIn('CLOSE-WAIT')
    .forgets();

/** FIN-WAIT-1: shutdown(SHUT_WR) was called, the FIN is on its way. */
export const finWait1 = (changes: Changes = {}): Bench =>
  established(changes)
    .shutsWriting()
    .sends([{ flags: 'FIN ACK', seq: 1 }])
    .isIn('FIN-WAIT-1')
    .forgets();

/** FIN-WAIT-2: and acknowledged. */
export const finWait2 = (changes: Changes = {}): Bench =>
  finWait1(changes).receives({ ack: 2 }).staysQuiet().isIn('FIN-WAIT-2').forgets();

/** CLOSING: both FINs crossed on their way. */
export const closing = (changes: Changes = {}): Bench =>
  finWait1(changes)
    .receives({ flags: 'FIN ACK', seq: 1, ack: 1 })
    .sends([{ seq: 2, ack: 2 }])
    .isIn('CLOSING')
    .forgets();

/** LAST-ACK: the peer closed first, then we did. */
export const lastAck = (changes: Changes = {}): Bench =>
  closeWait(changes)
    .closes()
    .sends([{ flags: 'FIN ACK', seq: 1, ack: 2 }])
    .isIn('LAST-ACK')
    .forgets();

/** TIME-WAIT: we closed first, and the peer's FIN has been acknowledged. */
export const timeWait = (changes: Changes = {}): Bench =>
  finWait2(changes)
    .receives({ flags: 'FIN ACK', seq: 1, ack: 2 })
    .sends([{ seq: 2, ack: 2 }])
    .isIn('TIME-WAIT')
    .forgets();

/** A peer's text as long as this, all different enough to notice a mix-up. */
export const text = (length: number): string =>
  Array.from({ length }, (_, index) => String.fromCharCode(97 + ((index * 7 + Math.floor(index / 26)) % 26))).join('');
