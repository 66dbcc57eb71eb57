import { NO_BYTES } from '../base/bytes.ts';
import { getTable } from '../base/table.ts';
import { type Call, type CallResult, success } from '../posix/call.ts';
import type { CallId, CallNames, ProcessName } from '../trace/event.ts';
import { callAccept } from './calls/accept.ts';
import { type Answer, type Caller, done, refuse } from './calls/answer.ts';
import { callBind } from './calls/bind.ts';
import { callClose } from './calls/close.ts';
import { callConnect } from './calls/connect.ts';
import { callDup, callDup2 } from './calls/dup.ts';
import { callFork, callThread } from './calls/fork.ts';
import { callEpollCreate, callEpollCtl, callEpollWait } from './calls/epoll.ts';
import { callListen } from './calls/listen.ts';
import { callGetpeername, callGetsockname } from './calls/names.ts';
import { callFcntl, callGetsockopt, callSetsockopt } from './calls/options.ts';
import { callPoll } from './calls/poll.ts';
import { callRead, callRecv } from './calls/recv.ts';
import { callSelect } from './calls/select.ts';
import { callSend, callWrite } from './calls/send.ts';
import { callShutdown } from './calls/shutdown.ts';
import { callSocket } from './calls/socket.ts';
import { copyOfPendingCall } from './copies.ts';
import {
  closeDescriptor,
  descriptionBehind,
  type Lookup,
  lookUp,
  openedAs,
  shareDescription,
  unshareDescription,
} from './descriptors.ts';
import { endProcess } from './end-process.ts';
import type { OpenDescription, PendingCall } from './host.ts';
import { releaseSocket } from './release.ts';
import { fallAsleep, setActivity, threadOf, wake } from './sleep.ts';
import { processOf, type Turn } from './turn.ts';

const SUCCESS: CallResult = success(0);
const NOTHING: readonly number[] = [];

/** A call that has returned, for whoever made it. */
export interface Returned {
  readonly process: ProcessName;
  readonly names: CallNames;
  readonly result: CallResult;
}

/** A call as it crosses the boundary. */
export interface Entering {
  readonly callId: CallId;
  readonly call: Call;
  readonly names: CallNames;
  readonly step: number | null;
}

/**
 * A thread enters the kernel with a call. Returns what the call returned, or null while it sleeps and when it could not
 * be made at all, because the thread sleeps in another one or its process has ended. `kill` comes from outside the
 * process, so it works on a sleeping one.
 */
export function enterCall(turn: Turn, caller: Caller, entering: Entering): Returned | null {
  const { call, names, step, callId } = entering;
  const process = processOf(turn, caller.process);
  const activity = process.threads[caller.thread]?.activity;
  const refused =
    process.ended !== null
      ? 'call-after-end'
      : activity === undefined
        ? 'call-before-start'
        : activity.kind === 'running' || call.name === 'kill'
          ? null
          : 'call-while-blocked';
  if (refused !== null) {
    turn.emit({
      at: turn.now,
      host: turn.host.name,
      kind: 'refused',
      rule: refused,
      process: caller.process,
      call,
      step,
    });
    return null;
  }
  const description = 'fd' in call ? descriptionBehind(turn, caller.process, call.fd) : null;
  const pending: PendingCall = {
    callId,
    call,
    names,
    step,
    entered: turn.now,
    socket: description === null ? null : (getTable(turn.host.descriptions, description)?.socket ?? null),
    description,
    holds: NOTHING,
    reserved: null,
    moved: 0,
    gathered: '',
    blocked: false,
    began: false,
  };
  const { now: at, host } = turn;
  const { process: name, thread } = caller;
  const { socket } = pending;
  turn.emit({
    at,
    host: host.name,
    process: name,
    thread,
    callId,
    call,
    names,
    socket,
    step,
    kind: 'call',
    rule: 'call-entered',
  });
  return conclude(turn, caller, pending, answer(turn, caller, pending));
}

/** The time that a sleeping call was given is over: it looks a last time. */
export function timeOut(turn: Turn, caller: Caller, callId: CallId): void {
  const { activity } = threadOf(turn, caller);
  if (activity.kind === 'blocked' && activity.pending.callId === callId) wake(turn, caller);
}

/** A woken thread looks again at what it waited for. Returns as `enterCall` does. */
export function resumeCall(turn: Turn, caller: Caller): Returned | null {
  const { activity } = threadOf(turn, caller);
  if (activity.kind !== 'woken') return null;
  const lingered = activity.pending.call.name === 'close';
  const reply: Answer = lingered
    ? { kind: 'return', result: SUCCESS, rule: 'close-done', newSocket: null }
    : answer(turn, caller, activity.pending);
  return conclude(turn, caller, activity.pending, reply);
}

/** The descriptors that poll and select wait for; null: the call is another one. */
function waitedFor(call: Call): readonly number[] | null {
  if (call.name === 'poll') return call.fds.map(({ fd }) => fd);
  return call.name === 'select' ? [call.read, call.write, call.except].flatMap((set) => set ?? []) : null;
}

/**
 * Keeps what a call sleeps on open until it returns. Only another thread could close it meanwhile, so that a process with
 * one thread needs nothing (as Linux's fdget).
 */
function holdsOf(turn: Turn, caller: Caller, pending: PendingCall): readonly number[] {
  if (pending.blocked || processOf(turn, caller.process).threads.length === 1) return pending.holds;
  const { call, description } = pending;
  const behind = waitedFor(call)?.map((fd) => descriptionBehind(turn, caller.process, fd)) ?? [description];
  // close has let go of its own description before it sleeps.
  const holds = behind.filter((id) => id !== null && getTable(turn.host.descriptions, id) !== undefined) as number[];
  for (const id of holds) shareDescription(turn, id);
  return holds;
}

/** Lets go of what a call that has returned kept open; the last to let go closes the connection. */
function letGo(turn: Turn, { holds }: PendingCall): void {
  for (const id of holds) {
    const last = unshareDescription(turn, id);
    if (last !== null) releaseSocket(turn, last);
  }
}

function conclude(turn: Turn, caller: Caller, pending: PendingCall, reply: Answer): Returned | null {
  const { now: at, host } = turn;
  const { process, thread } = caller;
  const { callId, call, names, socket, step, blocked } = pending;
  if (reply.kind === 'sleep') {
    const { until } = reply;
    const fd = 'fd' in call ? call.fd : -1;
    const holds = holdsOf(turn, caller, reply.pending);
    let asleep = reply.pending;
    if (!asleep.blocked || asleep.holds !== holds) {
      const next = copyOfPendingCall(asleep);
      next.holds = holds;
      next.blocked = true;
      asleep = next;
    }
    const { on, epolls = NOTHING } = reply;
    setActivity(turn, process, thread, { kind: 'blocked', pending: asleep, until, fd, on, epolls });
    // However often it looks in vain, the time of a call began when it entered.
    if (reply.deadline !== undefined && !blocked) {
      turn.timeouts.push({ ...caller, callId, at: reply.deadline });
    }
    fallAsleep(turn, caller, reply.on, reply.epolls);
    if (blocked) return null;
    const { rule } = reply;
    turn.emit({ at, host: host.name, process, thread, callId, call, names, socket, step, kind: 'block', rule, until });
    return null;
  }
  if (blocked) setActivity(turn, process, thread, { kind: 'running' });
  const { result, rule, newSocket } = reply;
  turn.emit({
    at,
    host: host.name,
    process,
    thread,
    callId,
    call,
    names,
    socket,
    step,
    kind: 'return',
    rule,
    result,
    called: pending.entered,
    blocked,
    newSocket,
  });
  letGo(turn, pending);
  if (call.name === 'exit') endProcess(turn, process, 'exit');
  else if (call.name === 'kill') endProcess(turn, process, 'SIGKILL');
  else if (result.signal === 'SIGPIPE') endProcess(turn, process, 'SIGPIPE');
  return { process, names, result };
}

function answer(turn: Turn, caller: Caller, pending: PendingCall): Answer {
  const { call } = pending;
  switch (call.name) {
    case 'socket':
      return callSocket(turn, caller, call);
    case 'exit':
      return { kind: 'return', result: SUCCESS, rule: 'exit-done', newSocket: null };
    case 'kill':
      return { kind: 'return', result: { ...SUCCESS, signal: 'SIGKILL' }, rule: 'killed', newSocket: null };
    case 'poll':
      return callPoll(turn, caller, call, pending);
    case 'fork':
      return callFork(turn, caller, call);
    case 'thread':
      return callThread(turn, caller, call);
    case 'select':
      return callSelect(turn, caller, call, pending);
    case 'epoll_create1':
      return callEpollCreate(turn, caller);
    case 'epoll_ctl':
      return callEpollCtl(turn, caller, call);
    case 'epoll_wait':
      return callEpollWait(turn, caller, call, pending);
    default:
      return onDescriptor(turn, caller, pending, call);
  }
}

/** The calls on one descriptor that a socket answers. */
type DescriptorCall = Exclude<
  Call,
  {
    name:
      | 'socket'
      | 'exit'
      | 'kill'
      | 'poll'
      | 'select'
      | 'epoll_create1'
      | 'epoll_ctl'
      | 'epoll_wait'
      | 'fork'
      | 'thread';
  }
>;

function onDescriptor(turn: Turn, caller: Caller, pending: PendingCall, call: DescriptorCall): Answer {
  // A call that slept goes on with what it began with: its number may mean something else by now.
  const found: Lookup =
    pending.blocked && pending.description !== null
      ? openedAs(turn, pending.description)
      : lookUp(turn, caller.process, call.fd);
  if (found.kind === 'never-open') return refuse('EBADF', 'ebadf-never-open');
  if (found.kind === 'closed') return refuse('EBADF', 'ebadf-closed');
  if (call.name === 'dup') return callDup(turn, caller, call);
  if (call.name === 'dup2') return callDup2(turn, caller, call);
  if (found.kind === 'stream') return onStream(turn, caller, call);
  if (found.kind === 'epoll') return onEpoll(turn, caller, call, found.description);
  switch (call.name) {
    case 'bind':
      return callBind(requestOf(turn, caller, call, pending, found));
    case 'listen':
      return callListen(requestOf(turn, caller, call, pending, found));
    case 'connect':
      return callConnect(requestOf(turn, caller, call, pending, found));
    case 'accept':
      return callAccept(requestOf(turn, caller, call, pending, found));
    case 'send':
      return callSend(requestOf(turn, caller, call, pending, found));
    case 'recv':
      return callRecv(requestOf(turn, caller, call, pending, found));
    case 'read':
      return callRead(requestOf(turn, caller, call, pending, found));
    case 'write':
      return callWrite(requestOf(turn, caller, call, pending, found));
    case 'shutdown':
      return callShutdown(requestOf(turn, caller, call, pending, found));
    case 'close':
      return callClose(requestOf(turn, caller, call, pending, found));
    case 'getsockname':
      return callGetsockname(requestOf(turn, caller, call, pending, found));
    case 'getpeername':
      return callGetpeername(requestOf(turn, caller, call, pending, found));
    case 'setsockopt':
      return callSetsockopt(requestOf(turn, caller, call, pending, found));
    case 'getsockopt':
      return callGetsockopt(requestOf(turn, caller, call, pending, found));
    case 'fcntl':
      return callFcntl(turn, caller, call, found.description);
  }
}

/** A standard stream, as /dev/null is one: there is nothing to read in it, and what is written vanishes (null(4)). */
function onStream(turn: Turn, caller: Caller, call: DescriptorCall): Answer {
  switch (call.name) {
    case 'read':
      return done('stream-read', 0, { data: NO_BYTES });
    case 'write':
      return done('stream-written', call.data.length);
    case 'close':
      closeDescriptor(turn, caller.process, call.fd);
      return done('close-standard');
    case 'fcntl':
      return callFcntl(turn, caller, call, { nonblocking: false });
    default:
      return refuse('ENOTSOCK', 'enotsock');
  }
}

/** An epoll instance, where a call wants a socket. */
function onEpoll(turn: Turn, caller: Caller, call: DescriptorCall, description: OpenDescription): Answer {
  switch (call.name) {
    case 'read':
    case 'write':
      return refuse('EINVAL', 'epoll-einval-bytes');
    case 'close':
      closeDescriptor(turn, caller.process, call.fd);
      return done('close-epoll');
    case 'fcntl':
      return callFcntl(turn, caller, call, description);
    default:
      return refuse('ENOTSOCK', 'enotsock');
  }
}

/** One shape for all calls. */
const requestOf = <C extends Call>(
  turn: Turn,
  caller: Caller,
  call: C,
  pending: PendingCall,
  { socket, description }: Extract<Lookup, { kind: 'socket' }>,
) => ({ turn, caller, call, pending, socket, description });
