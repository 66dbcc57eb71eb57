import { acceptsNewSyn, initialSequenceAfter, listenAnswer, onSegment, resetFor } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import { newInitialSequenceNumber } from './configuration.ts';
import { applyOutcome } from './connection.ts';
import type { Socket } from './host.ts';
import { acceptQueueFull, noteQueue, SYN_QUEUE_LIMIT } from './listen-queues.ts';
import { openChild, openFor } from './open-child.ts';
import { findConnection, findListener } from './ports.ts';
import { answersByCookie, sendCookie, takeCookie } from './syn-cookie.ts';
import { forgetTimeWait } from './time-wait.ts';
import { ownerOf, socketOf, type Turn } from './turn.ts';

/** The connection that a segment belongs to. */
export const connectionFor = (turn: Turn, { destination, source }: Segment): Socket | undefined =>
  findConnection(turn.host, destination, source);

/** The socket that a segment concerns, before anything is done with it; null when it concerns none. */
export function receiverOf(turn: Turn, segment: Segment, connection: Socket | undefined): SocketId | null {
  return connection?.id ?? findListener(turn.host, segment.destination, segment.source)?.id ?? null;
}

/** A segment has reached this host (RFC 9293 §3.10.7): the connection that it belongs to acts, else a listener. */
export function arrive(turn: Turn, segment: Segment, connection: Socket | undefined): void {
  let iss: SequenceNumber | null = null;
  if (connection?.tcb) {
    if (
      !acceptsNewSyn(connection.tcb, segment, turn.now) ||
      !findListener(turn.host, segment.destination, segment.source)
    ) {
      arriveAtConnection(turn, connection, segment);
      return;
    }
    // A new incarnation may begin before TIME-WAIT is over (RFC 9293 §3.6.1, RFC 6191; F84).
    iss = initialSequenceAfter(connection.tcb);
    forgetTimeWait(turn, connection);
  }
  const listener = findListener(turn.host, segment.destination, segment.source);
  if (listener?.listening) {
    arriveAtListener(turn, listener, segment, iss);
    return;
  }
  const reset = resetFor(segment);
  if (reset !== null) turn.transmit(null, reset, null);
}

function arriveAtConnection(turn: Turn, socket: Socket, segment: Segment): void {
  const { tcb } = socket;
  if (tcb === null) return;
  const listener = socket.listener === null ? undefined : socketOf(turn, socket.listener);
  const completes = tcb.connection.state === 'SYN-RECEIVED' && segment.flags.ack && !segment.flags.rst;
  if (listener?.listening && completes && acceptQueueFull(listener.listening)) {
    // The last ACK of the handshake finds no room: it is ignored, and the SYN-ACK will be sent again (tcp(7)).
    noteQueue(turn, listener, 'accept-queue-full-ack', { queue: 'accept', change: 'refused', child: socket.id });
    return;
  }
  applyOutcome(turn, socket.id, onSegment(tcb, segment, turn.now, ownerOf(turn, socket.id)));
}

/** `iss`: where the new connection must begin; null where it may begin anywhere. */
function arriveAtListener(turn: Turn, listener: Socket, segment: Segment, iss: SequenceNumber | null): void {
  const { listening } = listener;
  if (listening === null) return;
  const answer = listenAnswer(segment);
  if (answer.kind === 'reset' && takeCookie(turn, listener, segment)) return;
  if (answer.kind === 'reset') {
    turn.transmit(listener.id, answer.outgoing, null);
    return;
  }
  if (answer.kind === 'ignore') {
    turn.emit({ at: turn.now, host: turn.host.name, socket: listener.id, kind: 'discarded', rule: answer.rule });
    return;
  }
  if (acceptQueueFull(listening)) {
    noteQueue(turn, listener, 'accept-queue-full-syn', { queue: 'accept', change: 'refused', child: null });
    return;
  }
  const begin = iss ?? newInitialSequenceNumber(turn, segment.destination, segment.source);
  if (answersByCookie(turn, listener, segment)) {
    sendCookie(turn, listener, segment, begin);
    return;
  }
  if (listening.synQueue.length >= SYN_QUEUE_LIMIT) {
    noteQueue(turn, listener, 'syn-queue-full', { queue: 'syn', change: 'refused', child: null });
    return;
  }
  const child = openChild(turn, listener, segment);
  const opened = openFor(turn, listener, segment, begin);
  applyOutcome(turn, child, opened);
}
