import { bytesOf, NO_BYTES } from '../../src/engine/base/bytes.ts';
import { micros } from '../../src/engine/base/time.ts';
import { type Call, type CallResult, failure, success, type WaitCondition } from '../../src/engine/posix/call.ts';
import type { Errno } from '../../src/engine/posix/errno.ts';
import type { TimerName } from '../../src/engine/trace/connection-note.ts';
import type { CallEvent, CallNames, FlightEvent, TraceEvent } from '../../src/engine/trace/event.ts';
import type { Address } from '../../src/engine/wire/address.ts';
import { NO_OPTIONS, type Segment } from '../../src/engine/wire/segment.ts';
import { sequenceNumber } from '../../src/engine/wire/sequence-number.ts';

type Flag = 'SYN' | 'ACK' | 'FIN' | 'RST' | 'PSH';
interface Sending {
  readonly socket?: number | null;
  readonly data?: string;
  readonly repeats?: number | null;
  readonly arrives?: number | null;
  readonly relative?: { readonly seq: number; readonly ack: number | null };
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}
interface Calling {
  readonly socket?: number | null;
  readonly as?: string;
  readonly fd?: string;
}

/**
 * A trace by hand, one line an event; times in milliseconds. Processes are named after their host's first letter in upper case
 * (`C` on client, `S` on server) unless told otherwise.
 */
export class TraceBuilder {
  readonly events: TraceEvent[] = [];
  private now = 0;
  private nextCall = 1;
  private step: number | null = null;
  private readonly open = new Map<string, CallEvent & { readonly kind: 'call' }>();
  private readonly asleep = new Set<string>();
  private readonly flights = new Map<number, FlightEvent & { readonly kind: 'sent' | 'copied' }>();
  private readonly hostOf: Readonly<Record<string, string>>;

  constructor(hostOf: Readonly<Record<string, string>> = { C: 'client', S: 'server' }) {
    this.hostOf = hostOf;
  }

  at(ms: number): this {
    this.now = ms;
    return this;
  }

  /** From here on calls are a script's; before, a hand's. */
  scripted(): this {
    this.step = 0;
    return this;
  }

  add(event: TraceEvent): this {
    this.events.push(event);
    return this;
  }

  call(process: string, call: Call, about: Calling = {}): this {
    const names: CallNames = { fd: about.fd ?? null, as: about.as ?? null };
    const event = {
      ...this.common(process),
      kind: 'call',
      rule: 'socket-created',
      process,
      thread: 0,
      callId: this.nextCall++,
      call,
      names,
      socket: about.socket ?? null,
      step: this.step === null ? null : this.step++,
    } as const;
    this.open.set(process, event);
    return this.add(event);
  }

  blocks(process: string, until: WaitCondition = 'data'): this {
    this.asleep.add(process);
    return this.add({
      ...this.opened(process),
      at: micros(this.now * 1000),
      kind: 'block',
      rule: 'blocks-data',
      until,
    });
  }

  returns(process: string, result: number | Errno | CallResult, newSocket: number | null = null): this {
    const call = this.opened(process);
    this.open.delete(process);
    const blocked = this.asleep.delete(process);
    return this.add({
      ...call,
      at: micros(this.now * 1000),
      kind: 'return',
      rule: 'recv-data',
      result: typeof result === 'number' ? success(result) : typeof result === 'string' ? failure(result) : result,
      called: call.at,
      blocked,
      newSocket,
    });
  }

  /** A call that returns at once. */
  does(
    process: string,
    call: Call,
    result: number | Errno | CallResult,
    about: Calling & { readonly makes?: number } = {},
  ): this {
    return this.call(process, call, about).returns(process, result, about.makes ?? null);
  }

  sends(flight: number, from: string, to: string, flags: string, more: Sending = {}): this {
    const event = {
      at: micros(this.now * 1000),
      host: from,
      kind: 'sent',
      rule: 'send-text',
      flight,
      from,
      to,
      segment: segment(flags.split(' ') as Flag[], more),
      socket: more.socket === undefined ? 1 : more.socket,
      arrives: more.arrives === null ? null : micros((more.arrives ?? this.now + 20) * 1000),
      repeats: more.repeats ?? null,
      relative: more.relative ?? { seq: 0, ack: null },
      streamOffset: null,
    } as const;
    this.flights.set(flight, event);
    return this.add(event);
  }

  copies(flight: number, original: number, arrives: number): this {
    const { from, to, segment: copied } = this.flown(original);
    const event = {
      at: micros(this.now * 1000),
      host: from,
      kind: 'copied',
      rule: 'link-duplicates',
      flight,
      from,
      to,
      segment: copied,
      original,
      arrives: micros(arrives * 1000),
    } as const;
    this.flights.set(flight, event);
    return this.add(event);
  }

  arrives(flight: number, socket: number | null = 1): this {
    const { from, to, segment: flown } = this.flown(flight);
    return this.add({
      at: micros(this.now * 1000),
      host: to,
      kind: 'arrived',
      rule: 'link-carries',
      flight,
      from,
      to,
      segment: flown,
      socket,
    });
  }

  isLost(flight: number, progress = 0.5): this {
    const { from, to, segment: flown } = this.flown(flight);
    return this.add({
      at: micros(this.now * 1000),
      host: from,
      kind: 'lost',
      rule: 'link-loses',
      flight,
      from,
      to,
      segment: flown,
      progress,
    });
  }

  /** A segment that nobody sent arrives at `to` in the name of `from`. */
  injects(flight: number, from: string, to: string, flags: string): this {
    return this.add({
      at: micros(this.now * 1000),
      host: to,
      kind: 'injected',
      rule: 'segment-injected',
      flight,
      from,
      to,
      segment: segment(flags.split(' ') as Flag[], {}),
      socket: 1,
    });
  }

  /** A timer of the host's socket 1; `deadline` in milliseconds. */
  timer(host: string, timer: TimerName, change: 'started' | 'stopped' | 'expired', deadline?: number): this {
    const due = deadline === undefined ? null : micros(deadline * 1000);
    const about = { at: micros(this.now * 1000), host, socket: 1 } as const;
    return this.add({ ...about, kind: 'timer', rule: 'rto-start', timer, change, deadline: due });
  }

  loses(host: string, power: 'power' | 'link'): this {
    const about = { at: micros(this.now * 1000), host, by: 'hand' } as const;
    return power === 'power'
      ? this.add({ ...about, kind: 'power', rule: 'power-lost', on: false })
      : this.add({ ...about, kind: 'link-changed', rule: 'link-cut', peer: null, both: true, change: { down: true } });
  }

  private common(process: string): { readonly at: ReturnType<typeof micros>; readonly host: string } {
    return { at: micros(this.now * 1000), host: this.hostOf[process] ?? process };
  }

  private opened(process: string): CallEvent & { readonly kind: 'call' } {
    const call = this.open.get(process);
    if (!call) throw new Error(`${process} is in no call`);
    return call;
  }

  private flown(flight: number): FlightEvent {
    const sent = this.flights.get(flight);
    if (!sent) throw new Error(`flight ${flight} was not sent`);
    return sent;
  }
}

function segment(flags: readonly Flag[], more: Sending): Segment {
  const has = (flag: Flag): boolean => flags.includes(flag);
  return {
    source: { address: '10.0.0.1' as Address, port: more.sourcePort ?? 40000 },
    destination: { address: '10.0.0.2' as Address, port: more.destinationPort ?? 8080 },
    seq: sequenceNumber(0),
    ack: sequenceNumber(0),
    flags: { syn: has('SYN'), ack: has('ACK'), fin: has('FIN'), rst: has('RST'), psh: has('PSH') },
    window: 1000,
    options: NO_OPTIONS,
    payload: more.data === undefined ? NO_BYTES : bytesOf(more.data),
  };
}

const ADDRESS = '10.0.0.2' as Address;

/** Calls with their usual arguments. */
export const calls = {
  socket: (): Call => ({ name: 'socket', family: 'AF_INET', nonblocking: false }),
  bind: (fd: number, port = 8080): Call => ({ name: 'bind', fd, address: ADDRESS, port }),
  listen: (fd: number, backlog = 1): Call => ({ name: 'listen', fd, backlog }),
  accept: (fd: number): Call => ({ name: 'accept', fd, nonblocking: false }),
  connect: (fd: number, port = 8080): Call => ({ name: 'connect', fd, address: ADDRESS, port }),
  send: (fd: number, data: string): Call => ({ name: 'send', fd, data: bytesOf(data), flags: [] }),
  recv: (fd: number, length = 100): Call => ({ name: 'recv', fd, length, flags: [] }),
  close: (fd: number): Call => ({ name: 'close', fd }),
};

/** What recv gives back with data. */
export const received = (data: string): CallResult => success(data.length, { data: bytesOf(data) });
