import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { ControlBlock } from './control-block.ts';
import type { Draft } from './draft.ts';
import { draftOf, enter, finish, vanish } from './draft.ts';
import { emitReset } from './emit.ts';
import { limitFinWait2 } from './fin-acknowledged.ts';
import type { Outcome } from './outcome.ts';
import { readable } from './read.ts';
import { transmit } from './transmit.ts';
import { connecting, sending } from './working.ts';
import { copyOfConnection, copyOfControlBlock } from './copies.ts';

/** The states in which the peer takes the connection for open, so that an abort must tell it (RFC 9293 §3.10.5). */
const PEER_EXPECTS_MORE: ReadonlySet<TcpState> = new Set([
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
]);

/** shutdown(SHUT_WR): a FIN follows the last byte written (RFC 9293 §3.10.4). In SYN-SENT the connection is gone. */
export function shutdownWrite(tcb: ControlBlock, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  closeWriting(draft);
  return finish(draft);
}

/** shutdown(SHUT_RD): the program will read no more. Nothing is sent, and text goes on being taken (shutdown(2)). */
export function shutdownRead(tcb: ControlBlock): ControlBlock {
  if (tcb.connection.readShut) return tcb;
  const connection = copyOfConnection(tcb.connection);
  connection.readShut = true;
  const next = copyOfControlBlock(tcb);
  next.connection = connection;
  return next;
}

/** The last descriptor is closed (close(2)): FIN, or a reset when received text was never read (RFC 2525 §2.17). */
export function close(tcb: ControlBlock, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  const own = connecting(draft);
  own.orphaned = true;
  own.readShut = true;
  if (readable(tcb) > 0 && tcb.connection.state !== 'TIME-WAIT') {
    emitReset(draft, 'close-with-unread-data');
    vanish(draft, 'close-with-unread-data');
  } else {
    closeWriting(draft);
    if (!draft.gone) limitFinWait2(draft);
  }
  return finish(draft);
}

/** Ends the connection at once, with a reset where the peer knows of it (RFC 9293 §3.10.5). `rule` says on whose behalf. */
export function abort(tcb: ControlBlock, now: Micros, rule: TcpRule = 'abort'): Outcome {
  const draft = draftOf(tcb, now);
  if (PEER_EXPECTS_MORE.has(tcb.connection.state)) emitReset(draft, rule);
  vanish(draft, rule);
  return finish(draft);
}

/** The state changes with the call; the FIN itself leaves when the text before it has left and the window allows it. */
function closeWriting(draft: Draft): void {
  switch (draft.connection.state) {
    case 'SYN-SENT':
      vanish(draft, 'close-syn-sent');
      return;
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
      enter(draft, 'FIN-WAIT-1', 'close-sends-fin');
      break;
    case 'CLOSE-WAIT':
      enter(draft, 'LAST-ACK', 'close-sends-fin');
      break;
    default:
      return;
  }
  sending(draft).finQueued = true;
  transmit(draft);
}
