import type { Call } from '../../engine/posix/call.ts';
import type { Errno } from '../../engine/posix/errno.ts';
import type {
  CallEvent,
  CallId,
  HostName,
  ProcessName,
  SocketId,
  TraceEvent,
  TraceEventOf,
} from '../../engine/trace/event.ts';
import type { Role, UseCaseId } from './catalogue.ts';

/** What ended an attempt: an error, a signal, or the power of the machine. */
export type Fault = Errno | TraceEventOf<'process-ended'>['by'] | 'SIGPIPE';

/** Once that a program did, or tried, what a use case is about. */
export interface Occurrence {
  /** The calls that carry it out. */
  readonly calls: CallId[];
  /** Trace events: when it began, when the program slept in it, and when it was over. */
  readonly start: number;
  blocked: number | null;
  end: number | null;
  /** `neutral`: nothing came of it, and nothing is wrong (EAGAIN). */
  outcome: 'done' | 'neutral' | Fault;
}

/** What a program did, by use case, in the order of time. */
export interface Doings {
  readonly role: Role | null;
  readonly occurrences: ReadonlyMap<UseCaseId, readonly Occurrence[]>;
}

const readings = new WeakMap<readonly TraceEvent[], Map<ProcessName, Reading>>();

/** What a process, its threads and its children do in a trace. Made once for each array and continued when the array has grown. */
export function doingsOf(trace: readonly TraceEvent[], process: ProcessName): Doings {
  let byProcess = readings.get(trace);
  if (!byProcess) readings.set(trace, (byProcess = new Map()));
  let reading = byProcess.get(process);
  if (!reading) byProcess.set(process, (reading = new Reading(process)));
  for (; reading.read < trace.length; reading.read++) {
    const event = trace[reading.read];
    if (event) reading.add(event, reading.read);
  }
  return reading;
}

/** Errors that say no more than 'not yet'. */
const NOT_YET: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY', 'EINTR']);
/** Errors of send and recv by which a connection is known to be broken. */
const BROKEN: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNREFUSED']);

/** Calls that only prepare for watching. */
const PREPARES: ReadonlySet<Call['name']> = new Set(['epoll_create1', 'epoll_ctl']);

const OF_CALL: Readonly<Partial<Record<Call['name'], UseCaseId>>> = {
  socket: 'create',
  bind: 'bind',
  listen: 'listen',
  connect: 'connect',
  accept: 'accept',
  send: 'send',
  write: 'send',
  recv: 'receive',
  read: 'receive',
  shutdown: 'half-close',
  getsockname: 'names',
  getpeername: 'names',
  setsockopt: 'options',
  getsockopt: 'options',
  fcntl: 'options',
  poll: 'watch',
  select: 'watch',
  epoll_create1: 'watch',
  epoll_ctl: 'watch',
  epoll_wait: 'watch',
  fork: 'fork',
  thread: 'threads',
};

/** What its use cases are made of: a call is part of all of them. */
const WHOLE: Readonly<Partial<Record<UseCaseId, readonly UseCaseId[]>>> = {
  create: ['offer'],
  bind: ['offer'],
  listen: ['offer'],
  send: ['exchange', 'serve'],
  receive: ['exchange', 'serve'],
};

class Reading implements Doings {
  read = 0;
  role: Role | null = null;
  readonly occurrences = new Map<UseCaseId, Occurrence[]>();
  /** The process and those that it forked. */
  private readonly family: Set<ProcessName>;
  /** What each call that has not returned is about. */
  private readonly open = new Map<CallId, Occurrence[]>();
  /** What a failure begins, until the program's next call is over, by process and thread. */
  private readonly coping = new Map<string, Occurrence>();
  private readonly listening = new Set<string>();
  private readonly connected = new Set<string>();
  /** The handshake under way, by socket, and what errors its connection has had. */
  private readonly handshakes = new Map<string, Occurrence[]>();
  private readonly faults = new Map<string, Fault>();
  private readonly connecting = new Map<string, CallId>();

  constructor(process: ProcessName) {
    this.family = new Set([process]);
  }

  add(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'process-started':
        if (this.family.has(event.parent)) this.family.add(event.process);
        return;
      case 'call':
        if (this.family.has(event.process)) this.onCall(event, index);
        return;
      case 'block':
        for (const each of this.open.get(event.callId) ?? []) each.blocked = index;
        return;
      case 'return':
        if (this.family.has(event.process)) this.onReturn(event, index);
        return;
      case 'state':
        this.onState(event, index);
        return;
      case 'failed':
        this.faults.set(keyOf(event.host, event.socket), event.errno);
        return;
      case 'process-ended':
        if (!this.family.has(event.process) || event.by === 'exit') return;
        for (const occurrences of this.occurrences.values()) {
          for (const each of occurrences) if (each.end === null) Object.assign(each, { end: index, outcome: event.by });
        }
        return;
      default:
    }
  }

  private onCall(event: CallEvent & { readonly kind: 'call' }, index: number): void {
    const { call, callId } = event;
    const about = this.aboutOf(event);
    if (call.name === 'listen' || call.name === 'accept')
      this.role = this.role === null || this.role === 'server' ? 'server' : 'both';
    if (call.name === 'connect') {
      this.role = this.role === null || this.role === 'client' ? 'client' : 'both';
      if (event.socket !== null) this.connecting.set(keyOf(event.host, event.socket), callId);
    }
    const coping = this.coping.get(threadOf(event));
    if (coping) coping.calls.push(callId);
    this.open.set(
      callId,
      about.map((id) => this.begin(id, callId, index)),
    );
  }

  private begin(id: UseCaseId, callId: CallId, index: number): Occurrence {
    const occurrence: Occurrence = { calls: [callId], start: index, blocked: null, end: null, outcome: 'done' };
    const known = this.occurrences.get(id);
    if (known) known.push(occurrence);
    else this.occurrences.set(id, [occurrence]);
    return occurrence;
  }

  /** What a call is about. Closing what never was a connection is a part of coping with that. */
  private aboutOf(event: CallEvent): readonly UseCaseId[] {
    const { call, host, socket } = event;
    if (call.name === 'close') {
      const key = socket === null ? '' : keyOf(host, socket);
      if (this.listening.has(key)) return ['stop'];
      return this.coping.has(threadOf(event)) && socket !== null && !this.connected.has(key) ? [] : ['close'];
    }
    const id = OF_CALL[call.name];
    if (id === undefined) return [];
    const again: UseCaseId | null =
      id === 'connect' && this.hasFailed('connect')
        ? 'retry-connect'
        : id === 'bind' && this.hasFailed('bind')
          ? 'retry-bind'
          : null;
    return [id, ...(WHOLE[id] ?? []), ...(again === null ? [] : [again])];
  }

  private readonly hasFailed = (id: UseCaseId): boolean =>
    this.occurrences.get(id)?.some(({ outcome }) => outcome !== 'done' && outcome !== 'neutral') ?? false;

  private onReturn(event: CallEvent & { readonly kind: 'return' }, index: number): void {
    const { call, callId, result } = event;
    const { errno } = result;
    const outcome =
      errno === null && PREPARES.has(call.name)
        ? 'neutral'
        : errno === null
          ? result.signal === 'SIGPIPE'
            ? 'SIGPIPE'
            : 'done'
          : NOT_YET.has(errno)
            ? 'neutral'
            : errno;
    const occurrences = this.open.get(callId) ?? [];
    this.open.delete(callId);
    for (const each of occurrences) Object.assign(each, { end: index, outcome });
    const thread = threadOf(event);
    const coping = this.coping.get(thread);
    if (coping?.calls.includes(callId)) {
      coping.end = index;
      this.coping.delete(thread);
    }
    if (event.rule === 'close-shared' && this.listening.has(keyOf(event.host, event.socket ?? -1)))
      this.rename('stop', callId, 'fork');
    if (event.rule === 'close-epoll') this.rename('close', callId, 'watch');
    const name = OF_CALL[call.name];
    if (name === 'receive' && event.rule === 'recv-end-of-stream') this.happened('end-of-stream', callId, index);
    if ((name === 'receive' || name === 'send' || name === 'accept') && errno === 'EAGAIN')
      this.happened('later', callId, index);
    if (errno === null) return;
    if (call.name === 'connect' && errno === 'EINPROGRESS') this.goesOn(event, occurrences);
    if (outcome === 'neutral') return;
    if (call.name === 'connect') this.cope('connect-failed', event, index);
    else if (call.name === 'bind') this.cope('bind-failed', event, index);
    else if ((name === 'receive' || name === 'send') && BROKEN.has(errno)) this.cope('broken', event, index);
  }

  /** The handshake goes on without the program: its end is that of the attempt. */
  private goesOn(event: CallEvent, occurrences: readonly Occurrence[]): void {
    if (event.socket === null) return;
    for (const each of occurrences) each.end = null;
    const key = keyOf(event.host, event.socket);
    this.handshakes.set(key, [...(this.handshakes.get(key) ?? []), ...occurrences]);
  }

  private happened(id: UseCaseId, callId: CallId, index: number): void {
    Object.assign(this.begin(id, callId, index), { end: index });
  }

  private cope(id: UseCaseId, event: CallEvent, index: number): void {
    this.coping.set(threadOf(event), this.begin(id, event.callId, index));
  }

  /** What a call turned out to be about. */
  private rename(from: UseCaseId, callId: CallId, to: UseCaseId): void {
    const all = this.occurrences.get(from) ?? [];
    const at = all.findIndex(({ calls }) => calls[0] === callId);
    const [occurrence] = at === -1 ? [] : all.splice(at, 1);
    if (!occurrence) return;
    if (occurrence.outcome === 'done') occurrence.outcome = 'neutral';
    if (all.length === 0) this.occurrences.delete(from);
    const known = this.occurrences.get(to);
    if (known) known.push(occurrence);
    else this.occurrences.set(to, [occurrence]);
  }

  private onState({ host, socket, from, to }: TraceEventOf<'state'>, index: number): void {
    const key = keyOf(host, socket);
    if (to === 'LISTEN') this.listening.add(key);
    if (to === 'ESTABLISHED') this.connected.add(key);
    const callId = this.connecting.get(key);
    if (callId === undefined) return;
    if (to === 'SYN-SENT') {
      this.handshakes.set(key, [this.begin('handshake', callId, index)]);
      return;
    }
    if (from !== 'SYN-SENT' && from !== 'SYN-RECEIVED') return;
    if (to === 'SYN-RECEIVED') return;
    const outcome = to === 'ESTABLISHED' ? 'done' : (this.faults.get(key) ?? 'ECONNABORTED');
    for (const each of this.handshakes.get(key) ?? [])
      if (each.end === null) Object.assign(each, { end: index, outcome });
    this.handshakes.delete(key);
    this.connecting.delete(key);
  }
}

const keyOf = (host: HostName, socket: SocketId): string => `${host} ${socket}`;
const threadOf = ({ process, thread }: CallEvent): string => `${process} ${thread}`;
