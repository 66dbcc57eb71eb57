import { append } from '../base/append.ts';
import { renewed } from '../base/fresh.ts';
import type { WaitCondition } from '../posix/call.ts';
import { endOfStream, readable, sendRoomIsWorthwhile } from '../tcp/index.ts';
import type { ProcessName, SocketId } from '../trace/event.ts';
import { sameEndpoint } from '../wire/address.ts';
import { copyOfThread } from './copies.ts';
import { epollOf, updateEpoll } from './epoll-of.ts';
import type { Activity, Sleeper, Socket, Thread } from './host.ts';
import { processOf, renewProcess, renewSocket, socketOf, type Turn } from './turn.ts';

export const threadOf = (turn: Turn, sleeper: Sleeper): Thread =>
  processOf(turn, sleeper.process).threads[sleeper.thread] as Thread;

export function setActivity(turn: Turn, process: ProcessName, thread: number, activity: Activity): void {
  const { fresh } = turn;
  const next = renewProcess(turn, process);
  const one = renewed(next.threads[thread] as Thread, fresh, copyOfThread);
  one.activity = activity;
  if (next.threads[thread] === one) return;
  const threads = next.threads.slice();
  threads[thread] = one;
  next.threads = threads;
}

/**
 * Whether connect has something to wait for. A socket that is connected to itself and was shut for sending closes as
 * soon as it is open; on Linux all that is over before connect looks.
 */
export function inHandshake({ tcb, sendShut, local, remote }: Socket): boolean {
  const state = tcb?.connection.state;
  if (state === 'SYN-SENT' || state === 'SYN-RECEIVED') return true;
  const toItself = local !== null && remote !== null && sameEndpoint(local, remote);
  return sendShut && toItself && (state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'CLOSING');
}

/** Whether what a thread waits for on this socket has come true, so that looking again makes sense. */
function hasCome(socket: Socket, until: WaitCondition): boolean {
  const { tcb } = socket;
  switch (until) {
    case 'handshake':
      return !inHandshake(socket);
    case 'connection':
      return socket.listening === null || socket.listening.acceptQueue.length > 0;
    case 'data':
      return tcb === null || socket.error !== null || socket.receiveShut || readable(tcb) > 0 || endOfStream(tcb);
    case 'buffer-space':
      return tcb === null || socket.error !== null || socket.sendShut || sendRoomIsWorthwhile(tcb);
    case 'linger': {
      const state = tcb?.connection.state;
      return state !== 'FIN-WAIT-1' && state !== 'CLOSING' && state !== 'LAST-ACK';
    }
    case 'events':
      return true;
  }
}

const isSame = (a: Sleeper, b: Sleeper): boolean => a.process === b.process && a.thread === b.thread;

/** By a loop, for a thread that reads a long stream falls asleep after every segment: a function would be made for each. */
function sleepsOn({ sleepers }: Socket, sleeper: Sleeper): boolean {
  for (const each of sleepers) if (isSame(each, sleeper)) return true;
  return false;
}

const NOBODY: readonly Sleeper[] = [];

const without = (sleepers: readonly Sleeper[], sleeper: Sleeper): readonly Sleeper[] =>
  sleepers.length === 1 ? NOBODY : sleepers.filter((each) => !isSame(each, sleeper));

/** Puts a thread to sleep on sockets and epoll instances; any of them may wake it. */
export function fallAsleep(
  turn: Turn,
  sleeper: Sleeper,
  ids: readonly SocketId[],
  epolls: readonly number[] = [],
): void {
  for (const id of ids) {
    const socket = socketOf(turn, id);
    if (socket === undefined || sleepsOn(socket, sleeper)) continue;
    const next = renewSocket(turn, id);
    if (next !== undefined) next.sleepers = append(socket.sleepers, sleeper);
  }
  for (const id of epolls) sleepOnEpoll(turn, sleeper, id);
}

function sleepOnEpoll(turn: Turn, sleeper: Sleeper, id: number): void {
  const sleepers = epollOf(turn, id)?.sleepers ?? NOBODY;
  if (!sleepers.some((each) => isSame(each, sleeper))) updateEpoll(turn, id, { sleepers: [...sleepers, sleeper] });
}

/** Takes a thread off what it sleeps on. */
export function stopSleeping(
  turn: Turn,
  sleeper: Sleeper,
  ids: readonly SocketId[],
  epolls: readonly number[] = [],
): void {
  for (const id of ids) {
    const socket = socketOf(turn, id);
    if (socket === undefined || !sleepsOn(socket, sleeper)) continue;
    const next = renewSocket(turn, id);
    if (next !== undefined) next.sleepers = without(socket.sleepers, sleeper);
  }
  for (const id of epolls) stopSleepingOnEpoll(turn, sleeper, id);
}

function stopSleepingOnEpoll(turn: Turn, sleeper: Sleeper, id: number): void {
  const sleepers = (epollOf(turn, id)?.sleepers ?? NOBODY).filter((each) => !isSame(each, sleeper));
  updateEpoll(turn, id, { sleepers });
}

/** Makes a sleeping thread look again, whatever it waits for. */
export function wake(turn: Turn, sleeper: Sleeper): void {
  const { activity } = threadOf(turn, sleeper);
  if (activity.kind !== 'blocked') return;
  stopSleeping(turn, sleeper, activity.on, activity.epolls);
  const { pending, until, fd, on, epolls } = activity;
  setActivity(turn, sleeper.process, sleeper.thread, { kind: 'woken', pending, until, fd, on, epolls });
  turn.woken.push(sleeper);
}

/**
 * Wakes the threads on a socket whose condition has come. Of several that wait for a connection only as many as there
 * are connections, first come first served (accept(2) sleeps exclusively).
 */
export function wakeSleepers(turn: Turn, id: SocketId): void {
  const socket = socketOf(turn, id);
  if (socket === undefined || socket.sleepers.length === 0) return;
  let connections = socket.listening?.acceptQueue.length ?? Number.MAX_SAFE_INTEGER;
  for (const sleeper of socket.sleepers) {
    const { activity } = threadOf(turn, sleeper);
    if (activity.kind !== 'blocked' || !hasCome(socket, activity.until)) continue;
    if (activity.until === 'connection') {
      if (connections === 0) continue;
      connections -= 1;
    }
    wake(turn, sleeper);
  }
}
