import type {
  CallEvent,
  CallId,
  FlightId,
  HostName,
  SocketId,
  TraceEvent,
  TraceEventOf,
} from '../../engine/trace/event.ts';
import type { Call } from '../../engine/posix/call.ts';
import { type Endpoint, showEndpoint } from '../../engine/wire/address.ts';
import type { IcmpMessage, IcmpCode } from '../../engine/wire/icmp.ts';
import type { Segment } from '../../engine/wire/segment.ts';
import { type Actor, actorOf } from '../cast.ts';
import { type Loss, lossOf } from '../loss.ts';
import { failed, isFromOutside, messageLabel, readyLabel, resultLabel } from '../call-label.ts';
import type { Subject } from '../shape.ts';
import { neverReturns } from '../sequence/model.ts';
import { Descriptors } from './descriptors.ts';
import { Numbering } from './numbering.ts';
import { type Participant, programKey, socketKey } from './participant.ts';

/** Two participants who exchange messages. */
export interface CommunicationLink {
  readonly key: string;
  readonly ends: readonly [Participant, Participant];
  readonly since: number;
  readonly messages: Message[];
}

export interface Message {
  readonly key: string;
  readonly index: number;
  /** `6`, `6.1`, `6.1.2`: what a message causes is numbered below it. Empty for a reply. */
  readonly number: string;
  readonly from: Participant;
  readonly to: Participant;
  readonly subject: Subject;
  readonly says:
    | { readonly kind: 'call'; readonly call: Call; readonly label: string }
    /** `to`: the name of the call that returns. */
    | { readonly kind: 'return'; readonly to: string; readonly label: string; readonly failed: boolean }
    | { readonly kind: 'segment'; readonly segment: Segment; readonly again: boolean }
    | { readonly kind: 'icmp'; readonly code: IcmpCode };
  /** The trace event that lost it on the way. */
  lostSince: number | null;
  /** How it was lost. */
  loss: Loss;
}

/** The whole of a trace; a cursor shows what is older than it. */
export interface CommunicationModel {
  readonly traced: number;
  readonly participants: readonly Participant[];
  readonly links: readonly CommunicationLink[];
  /** In the order of time. */
  readonly messages: readonly Message[];
}

const models = new WeakMap<readonly TraceEvent[], Builder>();

/** The model of a trace; made once for each array and continued when the array has grown. */
export function communicationOf(trace: readonly TraceEvent[]): CommunicationModel {
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

class Builder implements CommunicationModel {
  traced = 0;
  readonly participants: Participant[] = [];
  readonly links: CommunicationLink[] = [];
  readonly messages: Message[] = [];
  private readonly byKey = new Map<string, Participant>();
  private readonly linkByKey = new Map<string, CommunicationLink>();
  private readonly numbering = new Numbering();
  private readonly flights = new Map<FlightId, Message>();
  private readonly ports = new Map<string, number>();
  private readonly connections = new Map<string, Participant>();
  /** A socket call that has made nothing yet: nobody to send the message to. */
  private readonly unaddressed = new Map<CallId, { readonly event: CallEvent; readonly index: number }>();
  private readonly blocked = new Set<CallId>();
  private readonly epolls = new Descriptors();
  /** What a call on an epoll instance was made on, until it returns. */
  private readonly waiting = new Map<CallId, Participant>();
  /** What was lost last: whoever tells of it by ICMP does so at once. */
  private undelivered: FlightId | null = null;
  private readonly told = new Map<IcmpMessage, string>();
  /** The threads that were started, by process and number. */
  private readonly actors = new Map<string, Actor>();

  add(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        this.numbering.called(event.callId, event.host);
        if (event.call.name === 'socket' || event.call.name === 'epoll_create1')
          this.unaddressed.set(event.callId, { event, index });
        else this.sayCall(event, index, this.calleeOf(event, index));
        return;
      case 'process-ended':
        this.closeAll(this.epolls.ended(event), index);
        return;
      case 'process-started':
        this.epolls.forked(event);
        this.meet(
          event.host,
          { kind: 'program', process: event.process },
          programKey(event.host, event.process),
          index,
        );
        return;
      case 'thread-started': {
        const actor = actorOf(event.process, event.name);
        this.actors.set(`${event.process} ${event.thread}`, actor);
        this.meet(event.host, { kind: 'program', process: actor }, programKey(event.host, actor), index);
        return;
      }
      case 'block':
        this.blocked.add(event.callId);
        return;
      case 'return':
        this.onReturn(event, index);
        return;
      case 'socket-created':
        this.onCreated(event, index);
        return;
      case 'socket-bound':
        this.ports.set(socketKey(event.host, event.socket), event.local.port);
        return;
      case 'socket-connected-to': {
        const socket = this.byKey.get(socketKey(event.host, event.socket));
        if (socket) this.connections.set(tuple(event.local, event.remote), socket);
        return;
      }
      case 'state': {
        const socket = this.byKey.get(socketKey(event.host, event.socket));
        if (socket && event.to === 'LISTEN') socket.listensSince ??= index;
        return;
      }
      case 'socket-orphaned':
      case 'socket-destroyed': {
        const socket = this.byKey.get(socketKey(event.host, event.socket));
        if (!socket) return;
        socket.closedSince ??= index;
        if (event.kind === 'socket-orphaned') return;
        socket.goneSince ??= index;
        for (const [key, owner] of this.connections) if (owner === socket) this.connections.delete(key);
        return;
      }
      case 'sent':
        this.onSent(event, index);
        return;
      case 'arrived':
        this.numbering.arrived(event.flight, event.host);
        return;
      case 'lost': {
        const message = this.flights.get(event.flight);
        const loss = lossOf(event.rule);
        this.undelivered = event.flight;
        if (message) {
          message.lostSince = index;
          message.loss = loss;
        }
        if (loss !== 'rejected') return;
        this.numbering.arrived(event.flight, event.to);
        return;
      }
      case 'icmp-sent':
        this.onIcmp(event, index);
        return;
      case 'icmp-arrived':
        this.numbering.told(this.told.get(event.message), event.to);
        return;
      default:
    }
  }

  private onCreated(event: Extract<TraceEvent, { kind: 'socket-created' }>, index: number): void {
    const key = socketKey(event.host, event.socket);
    const parent = event.parent === null ? null : socketKey(event.host, event.parent);
    const socket = this.meet(
      event.host,
      { kind: 'socket', socket: event.socket, maker: event.process, parent },
      key,
      index,
    );
    for (const [callId, { event: call }] of this.unaddressed) {
      if (call.process !== event.process || call.host !== event.host || call.call.name !== 'socket') continue;
      this.unaddressed.delete(callId);
      if (event.fd !== null) socket.names.push({ since: index, name: call.names.as, fd: event.fd });
      this.sayCall(call, index, socket);
    }
  }

  private onReturn(event: Extract<TraceEvent, { kind: 'return' }>, index: number): void {
    const pending = this.unaddressed.get(event.callId);
    if (pending) {
      this.unaddressed.delete(event.callId);
      this.sayCall(pending.event, pending.index, this.epollMadeBy(event, index) ?? this.kernel(event.host, index));
    }
    if (event.newSocket !== null && event.call.name === 'accept') {
      const socket = this.byKey.get(socketKey(event.host, event.newSocket));
      socket?.names.push({ since: index, name: event.names.as, fd: event.result.returns });
      const program = this.program(event);
      if (socket) this.link(program, socket, index);
    }
    // What merely succeeded at once goes without saying.
    const slept = this.blocked.delete(event.callId);
    const gave =
      (event.call.name !== 'socket' && (event.newSocket !== null || event.result.data !== null)) ||
      readyLabel(event.call, event.result) !== '';
    if (!neverReturns(event) && (slept || gave || failed(event.result))) {
      const [from, to] = [this.calleeOf(event, index), this.program(event)];
      this.say(index, from, to, { kind: 'call', callId: event.callId }, `return:${event.callId}`, '', {
        kind: 'return',
        to: event.call.name,
        label: resultLabel(event.result, event.call),
        failed: failed(event.result),
      });
    }
    this.waiting.delete(event.callId);
    this.closeAll(this.epolls.returned(event), index);
  }

  private onSent(event: Extract<TraceEvent, { kind: 'sent' }>, index: number): void {
    const from = this.socketOrKernel(event.host, event.socket, index);
    const to = this.addressee(event.to, event.segment, index);
    const number = this.numbering.sent(event.flight, event.host, from.key, event.repeats);
    const message = this.say(
      index,
      from,
      to,
      { kind: 'flight', flight: event.flight },
      `flight:${event.flight}`,
      number,
      {
        kind: 'segment',
        segment: event.segment,
        again: event.repeats !== null,
      },
    );
    this.flights.set(event.flight, message);
  }

  /** The epoll instance that a call has made; it is none of its descriptors, of which there may be several. */
  private epollMadeBy(event: TraceEventOf<'return'>, index: number): Participant | null {
    if (event.call.name !== 'epoll_create1' || failed(event.result)) return null;
    const epoll = this.meet(event.host, { kind: 'epoll', calls: [] }, `epoll:${event.host}:${event.callId}`, index);
    epoll.names.push({ since: index, name: event.names.as, fd: event.result.returns });
    this.epolls.opened(event, epoll);
    return epoll;
  }

  private closeAll(epolls: readonly Participant[], index: number): void {
    for (const epoll of epolls) {
      epoll.closedSince = index;
      epoll.goneSince = index;
    }
  }

  /** What ICMP tells of a segment comes from the kernel that turned it away, or from a router half way, and is answered by nobody. */
  private onIcmp({ from, to, message }: TraceEventOf<'icmp-sent'>, index: number): void {
    const flight = this.undelivered;
    if (flight === null) return;
    const sender = from === '' ? this.meet(to, { kind: 'router' }, `router:${to}`, index) : this.kernel(from, index);
    const number = this.numbering.below(flight);
    this.told.set(message, number);
    this.say(index, sender, this.kernel(to, index), { kind: 'flight', flight }, `icmp:${index}`, number, {
      kind: 'icmp',
      code: message.code,
    });
  }

  /** Who will get a segment: the connection's socket, else who listens on the port, else the kernel itself. */
  private addressee(host: HostName, segment: Segment, index: number): Participant {
    const connected = this.connections.get(tuple(segment.destination, segment.source));
    if (connected && connected.host === host) return connected;
    const listener = this.participants.find(
      (each) =>
        each.host === host &&
        each.is.kind === 'socket' &&
        each.listensSince !== null &&
        each.closedSince === null &&
        this.ports.get(each.key) === segment.destination.port,
    );
    return listener ?? this.kernel(host, index);
  }

  private sayCall(event: CallEvent, index: number, callee: Participant): void {
    const program = this.program(event);
    if (callee.is.kind === 'epoll') {
      callee.is.calls.push(event.callId);
      this.waiting.set(event.callId, callee);
    }
    // What comes from outside is no participant: the kernel delivers the signal.
    const [from, to] = isFromOutside(event.call) ? [callee, program] : [program, callee];
    this.say(
      index,
      from,
      to,
      { kind: 'call', callId: event.callId },
      `call:${event.callId}`,
      this.numbering.ofCall(event.callId),
      { kind: 'call', call: event.call, label: messageLabel(event.call) },
    );
  }

  private say(
    index: number,
    from: Participant,
    to: Participant,
    subject: Subject,
    key: string,
    number: string,
    says: Message['says'],
  ): Message {
    const message: Message = { key, index, number, from, to, subject, says, lostSince: null, loss: 'lost' };
    this.link(from, to, index).messages.push(message);
    this.messages.push(message);
    return message;
  }

  private link(a: Participant, b: Participant, index: number): CommunicationLink {
    const key = a.key < b.key ? `${a.key} ${b.key}` : `${b.key} ${a.key}`;
    const known = this.linkByKey.get(key);
    if (known) return known;
    const made: CommunicationLink = { key, ends: [a, b], since: index, messages: [] };
    this.linkByKey.set(key, made);
    this.links.push(made);
    return made;
  }

  private program({ host, process: owner, thread }: CallEvent): Participant {
    const process = this.actors.get(`${owner} ${thread}`) ?? owner;
    return this.meet(host, { kind: 'program', process }, programKey(host, process), -1);
  }

  private kernel(host: HostName, index: number): Participant {
    return this.meet(host, { kind: 'kernel' }, `kernel:${host}`, index);
  }

  private calleeOf(event: CallEvent, index: number): Participant {
    const epoll = this.waiting.get(event.callId) ?? this.epolls.at(event);
    return event.socket === null && epoll ? epoll : this.socketOrKernel(event.host, event.socket, index);
  }

  private socketOrKernel(host: HostName, socket: SocketId | null, index: number): Participant {
    const known = socket === null ? undefined : this.byKey.get(socketKey(host, socket));
    return known ?? this.kernel(host, index);
  }

  private meet(host: HostName, is: Participant['is'], key: string, since: number): Participant {
    const known = this.byKey.get(key);
    if (known) return known;
    const made: Participant = {
      key,
      host,
      is,
      since,
      names: [],
      listensSince: null,
      closedSince: null,
      goneSince: null,
    };
    this.byKey.set(key, made);
    this.participants.push(made);
    return made;
  }
}

const tuple = (local: Endpoint, remote: Endpoint): string => `${showEndpoint(local)} ${showEndpoint(remote)}`;
