import type { Bytes } from '../base/bytes.ts';
import { NO_BYTES, sliceBytes } from '../base/bytes.ts';
import type { Micros } from '../base/time.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { ControlBlock } from './control-block.ts';
import { restartAfterIdle } from './congestion.ts';
import { finish } from './draft.ts';
import type { Outcome, Owner } from './outcome.ts';
import { lastingDraft } from './own.ts';
import { appendWrite, pushRest } from './send-buffer.ts';
import { sendSpace } from './send-memory.ts';
import { transmit } from './transmit.ts';
import { sending } from './working.ts';

/** The states in which the program may write; before ESTABLISHED the text waits for the handshake. */
const WRITABLE: ReadonlySet<TcpState> = new Set(['SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT']);

/**
 * SEND (RFC 9293 §3.10.2): takes as many bytes as the send buffer has room for (`accepted`, perhaps 0) and transmits what may go.
 * With `more` the program has said that more will follow (send(2), MSG_MORE).
 */
export function write(
  tcb: ControlBlock,
  bytes: Bytes,
  now: Micros,
  more = false,
  owner?: Owner,
): Outcome & { readonly accepted: number } {
  const accepted = mayWrite(tcb) ? Math.min(bytes.length, sendSpace(tcb)) : 0;
  const draft = lastingDraft(tcb, now, owner);
  if (accepted < bytes.length && !tcb.send.starved) sending(draft).starved = true;
  if (accepted > 0) {
    restartAfterIdle(draft);
    const stops = accepted < bytes.length;
    const { pushesWithin } = tcb.connection.config;
    appendWrite(sending(draft), sliceBytes(bytes, 0, accepted), pushesWithin, more || stops);
    transmit(draft);
    if (stops) pushRest(sending(draft));
  }
  return finish(draft, NO_BYTES, accepted);
}

const mayWrite = (tcb: ControlBlock): boolean => WRITABLE.has(tcb.connection.state) && !tcb.send.finQueued;
