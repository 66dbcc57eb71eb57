import { onSegment } from '../tcp/index.ts';
import { sameEndpoint } from '../wire/address.ts';
import { NO_OPTIONS, type Segment } from '../wire/segment.ts';
import { advance, type SequenceNumber } from '../wire/sequence-number.ts';
import { applyOutcome } from './connection.ts';
import { configToward } from './path-mtu.ts';
import type { Cookie, Socket } from './host.ts';
import { acceptQueueFull, noteQueue } from './listen-queues.ts';
import { openChild, openFor } from './open-child.ts';
import { type Turn, updateSocket } from './turn.ts';

/** So many cookies are remembered. Linux remembers none, and believes any of the last two minutes. */
const REMEMBERED = 64;

/** While as many connections are half open as the backlog allows, a SYN is answered by a cookie (tcp(7), tcp_syncookies). */
export function answersByCookie(turn: Turn, { options, listening }: Socket, { source }: Segment): boolean {
  if (listening === null || listening.synQueue.length < listening.backlog) return false;
  return configToward(turn, options, source.address).synCookies;
}

/** Answers a SYN without keeping a half-open connection: nothing repeats this SYN-ACK. */
export function sendCookie(turn: Turn, listener: Socket, segment: Segment, iss: SequenceNumber): void {
  if (listener.listening === null) return;
  // What was offered is remembered in our timestamp; without it there is only room for the MSS.
  const { mss, timestamps } = segment.options;
  const syn = timestamps === null ? { ...segment, options: { ...NO_OPTIONS, mss } } : segment;
  const cookies = [...(listener.listening.cookies ?? []), { syn, iss }].slice(-REMEMBERED);
  updateSocket(turn, listener.id, { listening: { ...listener.listening, cookies } });
  noteQueue(turn, listener, 'syn-cookie-sent', { queue: 'syn', change: 'refused', child: null });
  for (const outgoing of openFor(turn, listener, syn, iss).segments) turn.transmit(listener.id, outgoing, null);
}

/** Whether this ACK answers a cookie. Then the connection is made now, or, for want of room in the accept queue, the ACK is dropped. */
export function takeCookie(turn: Turn, listener: Socket, segment: Segment): boolean {
  const { listening } = listener;
  const cookie = listening?.cookies?.find((each) => answers(segment, each));
  if (listening === null || cookie === undefined) return false;
  if (acceptQueueFull(listening)) {
    noteQueue(turn, listener, 'accept-queue-full-ack', { queue: 'accept', change: 'refused', child: null });
    return true;
  }
  const cookies = (listening.cookies ?? []).filter((each) => each !== cookie);
  updateSocket(turn, listener.id, { listening: { ...listening, cookies } });
  const child = openChild(turn, listener, cookie.syn);
  const { tcb, notes } = openFor(turn, listener, cookie.syn, cookie.iss);
  if (tcb === null) return true;
  // When the SYN-ACK left is not remembered.
  const opened = { ...tcb, send: { ...tcb.send, synSentAt: null } };
  applyOutcome(turn, child, { tcb: opened, segments: [], notes });
  applyOutcome(turn, child, onSegment(opened, segment, turn.now));
  return true;
}

const answers = ({ source, destination, ack, flags }: Segment, { syn, iss }: Cookie): boolean =>
  flags.ack &&
  !flags.syn &&
  !flags.rst &&
  ack === advance(iss, 1) &&
  sameEndpoint(source, syn.source) &&
  sameEndpoint(destination, syn.destination);
