import { type Bytes, NO_BYTES } from '../../engine/base/bytes.ts';
import type { CallResult, Fd } from '../../engine/posix/call.ts';
import type { CallEvent, CallId, HostName, ProcessName, SocketId, TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { ClassName, OperationId } from '../../programs/classes/description.ts';
import type { OperationRef, ProgramClasses } from '../../programs/classes/program-classes.ts';
import { shortEvents } from '../call-label.ts';
import { KernelFacts, type SocketFacts } from './kernel-facts.ts';
import { programOf, type ClassProgram } from './program.ts';
import { Versions } from './versions.ts';

/** One call of the program, as the operation that makes it. Indexes are those of trace events. */
export interface OperationCall {
  readonly callId: CallId;
  readonly process: ProcessName;
  readonly thread: number;
  readonly operation: OperationRef;
  /** On which object; null: on none, or on one that there is not. */
  readonly on: ClassObject | null;
  readonly since: number;
  blockedSince: number | null;
  returnedSince: number | null;
  /** Why it failed. */
  errno: string | null;
}

/** An object of the program. Indexes are those of trace events. */
export interface ClassObject {
  readonly key: string;
  readonly process: ProcessName;
  readonly host: HostName;
  readonly type: ClassName;
  /** The variable; null: it has none. */
  readonly name: string | null;
  readonly since: number;
  /** Its descriptor; -1 once it is closed, null where it has none. */
  readonly fd: Versions<number | null>;
  /** The kernel's socket behind the descriptor. */
  readonly socket: SocketId | null;
  readonly facts: SocketFacts | null;
  /** What it received last. */
  readonly data: Versions<Bytes>;
  /** Poller, Epoll (`all`), Selector: the descriptors that are watched. */
  readonly watched: Readonly<Record<'all' | 'read' | 'write' | 'except', Versions<string>>>;
  /** Epoll: what was reported last. */
  readonly ready: Versions<string>;
  /** Whose accept made it. */
  readonly acceptedBy: ClassObject | null;
  closedSince: number | null;
  /** Its process ended. */
  goneSince: number | null;
}

export interface ClassModel extends ClassProgram {
  readonly host: HostName | null;
  readonly calls: readonly OperationCall[];
  readonly objects: readonly ClassObject[];
  /** The calls of an operation in the whole run, in their order. */
  callsOf(owner: ClassName, id: OperationId): readonly OperationCall[];
}

interface Kept {
  readonly length: number;
  readonly script: CallScript | null;
  readonly model: ClassModel;
}
const kept = new WeakMap<readonly TraceEvent[], Map<ProcessName, Kept>>();

/** Classes and objects of the program that began as process `root`, in the whole of a run. Made once for each trace, and anew when it has grown. */
export function classModelOf(script: CallScript | null, trace: readonly TraceEvent[], root: ProcessName): ClassModel {
  const models = kept.get(trace) ?? new Map<ProcessName, Kept>();
  kept.set(trace, models);
  const known = models.get(root);
  if (known?.length === trace.length && known.script === script) return known.model;
  const model = new Reader(programOf(script, trace, root), trace).model;
  models.set(root, { length: trace.length, script, model });
  return model;
}

const operationKey = ({ owner, id }: OperationRef): string => `${owner}.${id}`;

/** Reads a trace for one program. */
class Reader {
  private readonly program: ClassProgram;
  private readonly classes: ProgramClasses;
  private readonly kernel = new KernelFacts();
  private readonly calls: OperationCall[] = [];
  private readonly byId = new Map<CallId, OperationCall>();
  private readonly byOperation = new Map<string, OperationCall[]>();
  private readonly objects: ClassObject[] = [];
  /** The objects of each process that hold a descriptor, by its number. */
  private readonly held = new Map<ProcessName, Map<Fd, ClassObject>>();
  /** What waits for several, by process and thread. */
  private readonly watchers = new Map<string, ClassObject>();
  private host: HostName | null = null;

  constructor(program: ClassProgram, trace: readonly TraceEvent[]) {
    this.program = program;
    this.classes = program.classes;
    for (const [index, event] of trace.entries()) {
      this.kernel.add(event, index);
      this.add(event, index);
    }
  }

  get model(): ClassModel {
    const { byOperation } = this;
    return {
      ...this.program,
      host: this.host,
      calls: this.calls,
      objects: this.objects,
      callsOf: (owner, id) => byOperation.get(operationKey({ owner, id })) ?? [],
    };
  }

  private isOurs(process: ProcessName): boolean {
    return this.program.members.includes(process);
  }

  private add(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        if (this.isOurs(event.process)) this.onCall(event, index);
        return;
      case 'block': {
        const call = this.byId.get(event.callId);
        if (call) call.blockedSince = index;
        return;
      }
      case 'return':
        if (this.isOurs(event.process)) this.onReturn(event, index);
        return;
      case 'thread-started':
        if (this.isOurs(event.process)) {
          this.make(event, 'std::thread', event.name, index, { fd: null, socket: null });
        }
        return;
      case 'process-started':
        if (this.isOurs(event.process)) this.onFork(event.parent, event, index);
        return;
      case 'process-ended':
        for (const object of this.objects) {
          if (object.process === event.process) object.goneSince ??= index;
        }
        // A call that its process did not survive is over.
        for (const call of this.calls) if (call.process === event.process) call.returnedSince ??= index;
        this.held.delete(event.process);
        return;
      default:
    }
  }

  private onCall(event: CallEvent, index: number): void {
    this.host = event.host;
    const written = this.program.writtenAs(event);
    const operation = this.classes.operationOf(written);
    const on = this.receiver(event, index);
    if (operation !== null) {
      const { callId, process, thread } = event;
      const call: OperationCall = {
        callId,
        process,
        thread,
        operation,
        on,
        since: index,
        blockedSince: null,
        returnedSince: null,
        errno: null,
      };
      this.calls.push(call);
      this.byId.set(callId, call);
      const key = operationKey(operation);
      this.byOperation.set(key, [...(this.byOperation.get(key) ?? []), call]);
    }
    const { call } = event;
    if (on === null) return;
    if (call.name === 'poll') {
      on.watched.all.set(index, setOf(call.fds.map(({ fd, events }) => `${fd} ${shortEvents(events)}`)));
    }
    if (call.name === 'select') {
      on.watched.read.set(index, setOf(call.read ?? []));
      on.watched.write.set(index, setOf(call.write ?? []));
      on.watched.except.set(index, setOf(call.except ?? []));
    }
  }

  /** The object that a call is made on; one that waits for several is there from its first call on. */
  private receiver(event: CallEvent, index: number): ClassObject | null {
    const { call, process, thread } = event;
    if (call.name === 'poll' || call.name === 'select') {
      const key = `${process} ${thread} ${call.name}`;
      const known = this.watchers.get(key);
      if (known) return known;
      const [type, name] = call.name === 'poll' ? (['Poller', 'poller'] as const) : (['Selector', 'selector'] as const);
      const made = this.make(event, type, name, index, { fd: null, socket: null });
      this.watchers.set(key, made);
      return made;
    }
    return 'fd' in call ? (this.held.get(process)?.get(call.fd) ?? null) : null;
  }

  private onReturn(event: CallEvent & { readonly kind: 'return' }, index: number): void {
    const { result, call, names, process } = event;
    const made = this.byId.get(event.callId);
    if (made) {
      made.returnedSince = index;
      made.errno = result.errno ?? result.signal;
    }
    const on = this.receiver(event, index);
    if (call.name === 'poll') on?.watched.all.set(index, '{}');
    if (call.name === 'select') {
      for (const role of ['read', 'write', 'except'] as const) on?.watched[role].set(index, '{}');
    }
    if ((call.name === 'recv' || call.name === 'read') && result.data !== null) on?.data.set(index, result.data);
    if ((call.name === 'recv' || call.name === 'read') && result.errno !== null) on?.data.set(index, NO_BYTES);
    this.onEpollReturn(event, on, index);
    if (result.returns < 0 || result.errno !== null) return;
    const fd = result.returns;
    switch (call.name) {
      case 'socket':
      case 'accept':
        this.hold(
          event,
          this.classes.classOf(names.as ?? fd),
          fd,
          event.newSocket,
          index,
          call.name === 'accept' ? on : null,
        );
        return;
      case 'epoll_create1':
        this.hold(event, names.as === null ? 'Epoll' : this.classes.classOf(names.as), fd, null, index, null);
        return;
      case 'dup':
      case 'dup2':
        if (call.name === 'dup2' && call.newfd === call.fd) return;
        this.close(process, fd, index);
        this.hold(event, on?.type ?? 'ClientSocket', fd, on?.socket ?? event.socket, index, on?.acceptedBy ?? null);
        return;
      case 'close':
        this.close(process, call.fd, index);
        return;
      default:
    }
  }

  private onEpollReturn(
    { call, result }: CallEvent & { readonly result: CallResult },
    on: ClassObject | null,
    index: number,
  ): void {
    if (on === null || result.errno !== null) return;
    if (call.name === 'epoll_ctl') {
      const before = on.watched.all.newest
        .slice(1, -1)
        .split(', ')
        .filter((one) => one !== '');
      const others = before.filter((one) => Number(one.split(' ')[0]) !== call.target);
      const now = call.op === 'EPOLL_CTL_DEL' ? others : [...others, `${call.target} ${shortEvents(call.events)}`];
      on.watched.all.set(index, setOf(now));
    }
    if (call.name === 'epoll_wait') {
      on.ready.set(index, setOf((result.ready ?? []).map(({ fd, events }) => `${fd} ${shortEvents(events)}`)));
    }
  }

  /** A child has copies of all objects of its parent. */
  private onFork(
    parent: ProcessName,
    event: { readonly process: ProcessName; readonly host: HostName },
    index: number,
  ): void {
    const copies = new Map<ClassObject, ClassObject>();
    for (const original of this.objects) {
      // Threads are not copied; what is closed stays closed.
      const isThere = original.process === parent && original.goneSince === null && original.closedSince === null;
      if (!isThere || original.type === 'std::thread') continue;
      const fd = original.fd.newest;
      const copy = this.make(event, original.type, original.name, index, {
        fd,
        socket: original.socket,
        acceptedBy: original.acceptedBy && (copies.get(original.acceptedBy) ?? null),
      });
      copy.data.set(index, original.data.newest);
      copies.set(original, copy);
      if (fd !== null) this.heldBy(event.process).set(fd, copy);
    }
  }

  private heldBy(process: ProcessName): Map<Fd, ClassObject> {
    const held = this.held.get(process) ?? new Map<Fd, ClassObject>();
    this.held.set(process, held);
    return held;
  }

  private hold(
    event: CallEvent,
    type: ClassName,
    fd: Fd,
    socket: SocketId | null,
    index: number,
    acceptedBy: ClassObject | null,
  ): void {
    const made = this.make(event, type, event.names.as, index, { fd, socket, acceptedBy });
    this.heldBy(event.process).set(fd, made);
  }

  private close(process: ProcessName, fd: Fd, index: number): void {
    const object = this.held.get(process)?.get(fd);
    if (object === undefined) return;
    object.fd.set(index, -1);
    object.closedSince = index;
    this.held.get(process)?.delete(fd);
  }

  private make(
    { process, host }: { readonly process: ProcessName; readonly host: HostName },
    type: ClassName,
    name: string | null,
    since: number,
    more: { readonly fd: Fd | null; readonly socket: SocketId | null; readonly acceptedBy?: ClassObject | null },
  ): ClassObject {
    const made: ClassObject = {
      key: `object:${process}:${this.objects.length}`,
      process,
      host,
      type,
      name,
      since,
      fd: new Versions<number | null>(more.fd),
      socket: more.socket,
      facts: more.socket === null ? null : this.kernel.of(host, more.socket),
      data: new Versions<Bytes>(NO_BYTES),
      watched: {
        all: new Versions('{}'),
        read: new Versions('{}'),
        write: new Versions('{}'),
        except: new Versions('{}'),
      },
      ready: new Versions('{}'),
      acceptedBy: more.acceptedBy ?? null,
      closedSince: null,
      goneSince: null,
    };
    this.objects.push(made);
    return made;
  }
}

const setOf = (items: readonly (string | number)[]): string => `{${items.join(', ')}}`;

/** A cursor, and, where steps are told apart, which of them made an event. */
export interface ClassCursor {
  readonly count: number;
  readonly stepOf?: (index: number) => number;
}

/** What the program does at a cursor: the calls that have not returned, and those that the newest step made. */
export function executing({ calls }: ClassModel, { count, stepOf }: ClassCursor): readonly OperationCall[] {
  const made = calls.filter(({ since }) => since < count);
  const newest = stepOf === undefined || made.length === 0 ? null : stepOf(count - 1);
  const before = newest === null ? -1 : made.findLastIndex(({ since }) => stepOf?.(since) !== newest);
  return made.filter(
    ({ returnedSince }, index) =>
      (newest !== null && index > before) || returnedSince === null || returnedSince >= count,
  );
}

/** The call that was made last, whether it has returned or not. */
export const lastCall = ({ calls }: ClassModel, count: number): OperationCall | undefined =>
  calls.findLast(({ since }) => since < count);

/** Whether a call sleeps at a cursor. */
export const isBlocked = ({ blockedSince, returnedSince }: OperationCall, count: number): boolean =>
  blockedSince !== null && blockedSince < count && (returnedSince === null || returnedSince >= count);

/** An operation at a cursor: how often it was called, and why the last of these calls failed. */
export function standingOf(
  calls: readonly OperationCall[],
  count: number,
): { readonly times: number; readonly errno: string | null } {
  const made = calls.filter(({ since }) => since < count);
  const last = made.at(-1);
  const returned = last?.returnedSince ?? null;
  return { times: made.length, errno: returned !== null && returned < count ? (last?.errno ?? null) : null };
}
