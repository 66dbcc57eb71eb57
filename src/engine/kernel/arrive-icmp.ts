import { onIcmp } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import type { IcmpMessage } from '../wire/icmp.ts';
import { applyOutcome } from './connection.ts';
import { notePathMtu } from './path-mtu.ts';
import { findConnection } from './ports.ts';
import type { Turn } from './turn.ts';

/** The connection that an ICMP message concerns, by the segment that it quotes; null when there is none. */
export const concernedBy = (turn: Turn, { about }: IcmpMessage): SocketId | null =>
  findConnection(turn.host, about.source, about.destination)?.id ?? null;

/** An ICMP message has reached this host, which had sent what it is about (RFC 1122 §4.2.3.9). */
export function arriveIcmp(turn: Turn, message: IcmpMessage): void {
  const socket = findConnection(turn.host, message.about.source, message.about.destination);
  if (message.mtu !== null) notePathMtu(turn, message.about.destination.address, message.mtu);
  if (socket?.tcb) applyOutcome(turn, socket.id, onIcmp(socket.tcb, message, turn.now));
}
