import type { Micros } from '../../engine/base/time.ts';
import type { TcpState, TimerName } from '../../engine/trace/connection-note.ts';
import type { CallEvent, HostName, ProcessName, SocketId, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import type { Endpoint } from '../../engine/wire/address.ts';
import { showFlags } from '../../engine/wire/segment.ts';
import { callLabel } from '../call-label.ts';
import type { Subject } from '../shape.ts';
import { hasConnection, type TransitionId, transitionOf } from './machine.ts';

/** What brought a socket into another state. */
export type Cause =
  | { readonly kind: 'call'; readonly process: ProcessName; readonly label: string }
  /** `from`: the machine that sent it. */
  | { readonly kind: 'segment'; readonly flags: string; readonly from: HostName }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  /** The machine lost its power. */
  | { readonly kind: 'power' }
  /** The network, or a program that was ended. */
  | { readonly kind: 'other' };

/** One change of a socket's state. */
export interface Passage {
  /** The trace event that tells of it. */
  readonly index: number;
  readonly at: Micros;
  readonly from: TcpState;
  readonly to: TcpState;
  /** Null: no transition of the figure; the kernel merely forgot the socket. */
  readonly via: TransitionId | null;
  readonly cause: Cause;
  readonly subject: Subject;
}

/** A value from a trace event on. */
interface Since<T> {
  readonly index: number;
  readonly value: T;
}

/** One socket and the states it goes through. */
export interface SocketPath {
  readonly host: HostName;
  readonly socket: SocketId;
  /** The trace event that made it. */
  readonly since: number;
  /** The call that made it; null: a SYN did. */
  readonly made: Subject | null;
  /** A SYN made it, for a listening socket: it begins where that one is. */
  readonly child: boolean;
  readonly passages: Passage[];
  /** Who holds a descriptor of it and what the program calls it; null: nobody any more. */
  readonly holders: Since<{
    readonly process: ProcessName;
    readonly fd: number;
    readonly name: string | null;
  } | null>[];
  readonly peers: Since<Endpoint>[];
  /** The machine at the other end. */
  peer: HostName | null;
  /** When a timer that may change its state runs out; null: it does not run. */
  readonly deadlines: Since<{ readonly timer: TimerName; readonly deadline: Micros | null }>[];
  /** Bytes received in order that the program has not read. */
  readonly unread: Since<number>[];
  goneSince: number | null;
}

/** The whole of a trace; a cursor shows what is older than it. */
export interface StatesModel {
  readonly traced: number;
  /** In the order in which they were made. */
  readonly paths: readonly SocketPath[];
  /** Every socket made and every change of state, in the order of time: whose it is. */
  readonly changes: readonly Since<SocketPath>[];
}

const models = new WeakMap<readonly TraceEvent[], Builder>();

/** The model of a trace; made once for each array and continued when the array has grown. */
export function statesOf(trace: readonly TraceEvent[]): StatesModel {
  let model = models.get(trace);
  if (!model) {
    model = new Builder();
    models.set(trace, model);
  }
  for (; model.traced < trace.length; model.traced++) {
    const event = trace[model.traced];
    if (event) model.add(event, model.traced);
  }
  return model;
}

/** What holds at a cursor: the newest of values in the order of time; undefined: none yet. */
export function newest<T>(values: readonly Since<T>[], count: number): T | undefined {
  return values.findLast(({ index }) => index < count)?.value;
}

/** The changes of state that have happened at a cursor. */
export const passed = ({ passages }: SocketPath, count: number): readonly Passage[] =>
  passages.filter(({ index }) => index < count);

export function stateAt(path: SocketPath, count: number): TcpState {
  const last = path.passages.findLast(({ index }) => index < count);
  return last?.to ?? (path.child ? 'LISTEN' : 'CLOSED');
}

/** The socket whose state changed last; null: there is none yet. */
export const followed = ({ changes }: StatesModel, count: number): SocketPath | null => newest(changes, count) ?? null;

/** What happens on a machine comes from what happened there last. */
type Happening =
  | { readonly event: CallEvent & { readonly kind: 'call' } }
  | { readonly event: TraceEventOf<'arrived'> | TraceEventOf<'injected'> }
  | { readonly event: TraceEventOf<'timer'> }
  | { readonly event: TraceEventOf<'power'> }
  | { readonly event: null };

class Builder implements StatesModel {
  traced = 0;
  readonly paths: SocketPath[] = [];
  readonly changes: Since<SocketPath>[] = [];
  private readonly byKey = new Map<string, SocketPath>();
  private readonly happening = new Map<HostName, Happening>();

  add(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        this.happening.set(event.host, { event });
        return;
      case 'return':
        this.onReturn(event, index);
        return;
      case 'arrived':
      case 'injected': {
        this.happening.set(event.host, { event });
        const path = event.socket === null ? undefined : this.byKey.get(keyOf(event.host, event.socket));
        if (path && !path.passages.some(({ to }) => to === 'LISTEN')) path.peer ??= event.from;
        return;
      }
      case 'power':
        this.happening.set(event.host, { event });
        return;
      case 'process-ended':
        if (event.by === 'power-loss') return;
        this.happening.set(event.host, { event: null });
        return;
      case 'icmp-arrived':
        this.happening.set(event.host, { event: null });
        return;
      case 'socket-created':
        this.onCreated(event, index);
        return;
      default:
        if ('socket' in event && event.socket !== null && event.host !== null) {
          const path = this.byKey.get(keyOf(event.host, event.socket));
          if (path) this.continue(path, event, index);
        }
    }
  }

  private onCreated(event: TraceEventOf<'socket-created'>, index: number): void {
    const cause = this.causeOf(event.host);
    const path: SocketPath = {
      host: event.host,
      socket: event.socket,
      since: index,
      made: event.parent === null ? cause.subject : null,
      child: event.parent !== null,
      passages: [],
      holders: [],
      peers: [],
      peer: null,
      deadlines: [],
      unread: [],
      goneSince: null,
    };
    if (event.process !== null && event.fd !== null) {
      path.holders.push({ index, value: { process: event.process, fd: event.fd, name: null } });
    }
    this.paths.push(path);
    this.byKey.set(keyOf(event.host, event.socket), path);
    this.changes.push({ index, value: path });
  }

  /** The program has a name for what a call gave it. */
  private onReturn({ host, newSocket, names }: TraceEventOf<'return'>, index: number): void {
    const path = newSocket === null ? undefined : this.byKey.get(keyOf(host, newSocket));
    const holder = path?.holders.at(-1)?.value;
    if (path && holder && names.as !== null) path.holders.push({ index, value: { ...holder, name: names.as } });
  }

  private continue(path: SocketPath, event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'state':
        this.pass(path, index, event, transitionOf(event));
        return;
      case 'timer':
        if (event.change === 'expired') this.happening.set(event.host, { event });
        if (event.timer !== 'time-wait' && event.timer !== 'fin-wait-2') return;
        path.deadlines.push({ index, value: { timer: event.timer, deadline: event.deadline } });
        return;
      case 'sent':
        path.peer ??= event.to;
        return;
      case 'received':
        path.unread.push({ index, value: (path.unread.at(-1)?.value ?? 0) + event.to - event.from });
        return;
      case 'read':
        path.unread.push({ index, value: (path.unread.at(-1)?.value ?? 0) - (event.to - event.from) });
        return;
      case 'socket-connected-to':
        path.peers.push({ index, value: event.remote });
        return;
      case 'socket-accepted':
        path.holders.push({ index, value: { process: event.process, fd: event.fd, name: null } });
        return;
      case 'socket-orphaned':
        path.holders.push({ index, value: null });
        return;
      case 'socket-destroyed': {
        path.holders.push({ index, value: null });
        path.goneSince = index;
        const from = stateAt(path, index);
        if (from === 'CLOSED') return;
        this.pass(
          path,
          index,
          { at: event.at, host: event.host, from, to: 'CLOSED' },
          hasConnection(from) ? 'abort' : null,
        );
        return;
      }
      default:
    }
  }

  private pass(
    path: SocketPath,
    index: number,
    { at, host, from, to }: Pick<TraceEventOf<'state'>, 'at' | 'host' | 'from' | 'to'>,
    via: TransitionId | null,
  ): void {
    const { cause, subject } = this.causeOf(host);
    const itself: Subject = { kind: 'socket', host, socket: path.socket };
    path.passages.push({ index, at, from, to, via, cause, subject: subject ?? itself });
    this.changes.push({ index, value: path });
  }

  private causeOf(host: HostName): { readonly cause: Cause; readonly subject: Subject | null } {
    const event = this.happening.get(host)?.event ?? null;
    switch (event?.kind) {
      case 'call':
        return {
          cause: { kind: 'call', process: event.process, label: callLabel(event.call) },
          subject: { kind: 'call', callId: event.callId },
        };
      case 'arrived':
      case 'injected':
        return {
          cause: { kind: 'segment', flags: showFlags(event.segment.flags), from: event.from },
          subject: { kind: 'flight', flight: event.flight },
        };
      case 'timer':
        return { cause: { kind: 'timer', timer: event.timer }, subject: null };
      case 'power':
        return { cause: { kind: 'power' }, subject: null };
      default:
        return { cause: { kind: 'other' }, subject: null };
    }
  }
}

const keyOf = (host: HostName, socket: SocketId): string => `${host} ${socket}`;
