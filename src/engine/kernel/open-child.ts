import { openPassive, type Outcome, shutdownRead } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import type { Socket } from './host.ts';
import { enterSynQueue } from './listen-queues.ts';
import { holdConnection } from './ports.ts';
import { createSocket } from './sockets.ts';
import { configToward } from './path-mtu.ts';
import type { Turn } from './turn.ts';

/** The socket of a half-open connection that a SYN has opened at a listener. */
export function openChild(turn: Turn, listener: Socket, { source, destination }: Segment): SocketId {
  const child = createSocket(turn, { parent: listener }, 'listen-syn');
  holdConnection(turn, child, destination, source);
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: child,
    kind: 'socket-connected-to',
    rule: 'listen-syn',
    local: destination,
    remote: source,
  });
  enterSynQueue(turn, listener.id, child);
  return child;
}

/** What the listener's TCP makes of a SYN: a connection in SYN-RECEIVED, and the SYN-ACK. */
export function openFor(turn: Turn, listener: Socket, syn: Segment, iss: SequenceNumber): Outcome {
  const config = configToward(turn, listener.options, syn.source.address);
  const opened = openPassive(syn.destination, syn.source, syn, iss, config, turn.now);
  if (!listener.receiveShut || opened.tcb === null) return opened;
  return { ...opened, tcb: shutdownRead(opened.tcb) };
}
