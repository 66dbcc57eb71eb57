import type { SocketId } from '../trace/event.ts';
import type { SocketRule } from '../trace/socket-rules.ts';
import { announce } from './epoll.ts';
import type { Listening, Socket } from './host.ts';
import { wakeSleepers } from './sleep.ts';
import { socketOf, type Turn, updateSocket } from './turn.ts';

/** Half-open connections that one listener keeps (tcp(7), tcp_max_syn_backlog on a small machine). */
export const SYN_QUEUE_LIMIT = 128;

/** The largest backlog; a larger or negative one is cut to it (listen(2), net.core.somaxconn; F05). */
export const BACKLOG_LIMIT = 4096;

/** How many complete connections wait at most: Linux compares with `>`, hence one more than the backlog (F03, F04). */
export const acceptLimit = (listening: Listening): number => listening.backlog + 1;

export const acceptQueueFull = (listening: Listening): boolean =>
  listening.acceptQueue.length >= acceptLimit(listening);

type QueueChange = { queue: 'syn' | 'accept'; change: 'entered' | 'left' | 'refused'; child: SocketId | null };

export function noteQueue(turn: Turn, listener: Socket, rule: SocketRule, what: QueueChange): void {
  const listening = listener.listening;
  if (listening === null) return;
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: listener.id,
    kind: 'queue',
    rule,
    ...what,
    length: what.queue === 'syn' ? listening.synQueue.length : listening.acceptQueue.length,
    limit: what.queue === 'syn' ? SYN_QUEUE_LIMIT : acceptLimit(listening),
  });
}

function changeQueue(turn: Turn, id: SocketId, change: Partial<Listening>): Socket | undefined {
  const listener = socketOf(turn, id);
  if (listener === undefined || listener.listening === null) return undefined;
  updateSocket(turn, id, { listening: { ...listener.listening, ...change } });
  return socketOf(turn, id);
}

const without = (queue: readonly SocketId[], child: SocketId): SocketId[] => queue.filter((each) => each !== child);

/** A SYN was answered: its half-open connection enters the SYN queue. */
export function enterSynQueue(turn: Turn, listenerId: SocketId, child: SocketId): void {
  const queue = socketOf(turn, listenerId)?.listening?.synQueue ?? [];
  const listener = changeQueue(turn, listenerId, { synQueue: [...queue, child] });
  if (listener) noteQueue(turn, listener, 'syn-queue-entered', { queue: 'syn', change: 'entered', child });
}

/** The handshake of a listener's child is complete: it moves from the SYN queue to the accept queue. */
export function completeChild(turn: Turn, child: SocketId): void {
  const listenerId = socketOf(turn, child)?.listener ?? null;
  const listening = listenerId === null ? null : (socketOf(turn, listenerId)?.listening ?? null);
  if (listenerId === null || listening === null || !listening.synQueue.includes(child)) return;
  const left = changeQueue(turn, listenerId, { synQueue: without(listening.synQueue, child) });
  if (left) noteQueue(turn, left, 'syn-queue-left', { queue: 'syn', change: 'left', child });
  const entered = changeQueue(turn, listenerId, { acceptQueue: [...listening.acceptQueue, child] });
  if (entered) noteQueue(turn, entered, 'accept-queue-entered', { queue: 'accept', change: 'entered', child });
  announce(turn, listenerId, 'readable');
  wakeSleepers(turn, listenerId);
}

/** Takes the oldest complete connection out of the accept queue. */
export function takeAccepted(turn: Turn, listenerId: SocketId): SocketId | null {
  const queue = socketOf(turn, listenerId)?.listening?.acceptQueue ?? [];
  const [child] = queue;
  if (child === undefined) return null;
  const listener = changeQueue(turn, listenerId, { acceptQueue: queue.slice(1) });
  if (listener) noteQueue(turn, listener, 'accept-queue-left', { queue: 'accept', change: 'left', child });
  updateSocket(turn, child, { listener: null });
  return child;
}

/**
 * Drops a child whose handshake failed from the SYN queue; true when it was there. One that was reset in the accept
 * queue stays: accept still returns it (F63).
 */
export function forgetChild(turn: Turn, child: SocketId): boolean {
  const listenerId = socketOf(turn, child)?.listener ?? null;
  const listening = listenerId === null ? null : (socketOf(turn, listenerId)?.listening ?? null);
  if (listenerId === null || listening === null || !listening.synQueue.includes(child)) return false;
  const listener = changeQueue(turn, listenerId, { synQueue: without(listening.synQueue, child) });
  if (listener) noteQueue(turn, listener, 'syn-queue-left', { queue: 'syn', change: 'left', child });
  return true;
}
