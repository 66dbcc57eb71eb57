import type { Bytes } from '../base/bytes.ts';
import { sliceBytes } from '../base/bytes.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { ControlBlock } from './control-block.ts';
import { restartAfterIdle } from './congestion.ts';
import { draftOf, finish } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { appendWrite } from './send-buffer.ts';
import { transmit } from './transmit.ts';
import { sending } from './working.ts';

/** The states in which the program may write; before ESTABLISHED the text waits for the handshake. */
const WRITABLE: ReadonlySet<TcpState> = new Set(['SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT']);

/** SEND (RFC 9293 §3.10.2): takes as many bytes as the send buffer has room for (`accepted`, perhaps 0) and transmits what may go. */
export function write(tcb: ControlBlock, bytes: Bytes, now: Micros): Outcome & { readonly accepted: number } {
  const accepted = mayWrite(tcb) ? Math.min(bytes.length, sendSpace(tcb)) : 0;
  const draft = draftOf(tcb, now);
  if (accepted > 0) {
    restartAfterIdle(draft);
    appendWrite(sending(draft), sliceBytes(bytes, 0, accepted), tcb.connection.config.pushesWithin);
    transmit(draft);
  }
  const { tcb: next, segments, notes } = finish(draft);
  return { tcb: next, segments, notes, accepted };
}

const mayWrite = (tcb: ControlBlock): boolean => WRITABLE.has(tcb.connection.state) && !tcb.send.finQueued;

/** Free bytes in the send buffer. */
export const sendSpace = ({ send, connection }: ControlBlock): number =>
  Math.max(0, connection.config.sendBuffer - (send.written - send.acknowledged));
