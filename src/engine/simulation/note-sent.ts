import { renewedList } from '../base/fresh.ts';
import type { Flown, Host } from '../kernel/host.ts';
import { findConnection } from '../kernel/ports.ts';
import { renewSocket, socketOf, type Turn } from '../kernel/turn.ts';
import type { Flight } from '../network/network.ts';
import type { ControlBlock } from '../tcp/control-block.ts';
import type { Outgoing } from '../tcp/outcome.ts';
import type { FlightId, SocketId, TraceEventOf } from '../trace/event.ts';
import { segmentLength } from '../wire/segment.ts';
import { distance, type SequenceNumber } from '../wire/sequence-number.ts';

/** How many flights a socket remembers, so that a repeat can name what it repeats. */
const REMEMBERED = 64;

/**
 * The trace's record of a segment that leaves, with its numbers relative to where each side began. `receiver`: whose host is
 * asked where that was; null when the sender's connection knows.
 */
export function noteSent(
  turn: Turn,
  receiver: Host | null,
  flight: Flight,
  { segment, rule, retransmits }: Outgoing,
  socket: SocketId | null,
  tcb: ControlBlock | null,
): TraceEventOf<'sent'> {
  const peer = receiver === null ? undefined : findConnection(receiver, segment.destination, segment.source);
  const ours = tcb?.send.iss ?? peer?.tcb?.receive.irs ?? segment.seq;
  const theirs = tcb?.receive.irs ?? peer?.tcb?.send.iss ?? segment.ack;
  const relative = (number: SequenceNumber, begin: SequenceNumber): number => distance(begin, number) >>> 0;
  return {
    at: turn.now,
    host: turn.host.name,
    kind: 'sent',
    rule,
    flight: flight.id,
    from: flight.from,
    to: flight.to,
    segment,
    socket,
    arrives: flight.lostBy === null ? flight.endsAt : null,
    repeats: socket === null ? null : remember(turn, socket, flight, retransmits),
    relative: {
      seq: relative(segment.seq, ours),
      ack: segment.flags.ack ? relative(segment.ack, theirs) : null,
    },
    streamOffset: segment.payload.length === 0 ? null : relative(segment.seq, ours) - 1,
  };
}

/** Notes the flight of something sent for the first time; for a repeat, finds the flight it repeats. */
function remember(turn: Turn, id: SocketId, flight: Flight, retransmits: SequenceNumber | null): FlightId | null {
  const socket = socketOf(turn, id);
  if (socket === undefined || segmentLength(flight.segment) === 0) return null;
  if (retransmits !== null) return socket.flown.findLast((flown) => flown.seq === retransmits)?.flight ?? null;
  const next = renewSocket(turn, id);
  const newest: Flown = { seq: flight.segment.seq, flight: flight.id };
  const flown = renewedList(socket.flown, turn.fresh);
  if (flown.length === REMEMBERED) flown.shift();
  flown.push(newest);
  if (next !== undefined) next.flown = flown;
  return null;
}
