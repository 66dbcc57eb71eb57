import type { Micros } from '../base/time.ts';
import { type TcpConfig, configured } from './config.ts';
import type { ControlBlock } from './control-block.ts';
import { stop } from './alarm.ts';
import { copyOfConnection, copyOfControlBlock } from './copies.ts';
import { draftOf, finish } from './draft.ts';
import { startKeepAlive } from './keep-alive.ts';
import type { Outcome } from './outcome.ts';
import { transmit } from './transmit.ts';
import { buffering, connecting } from './working.ts';

/** A socket option changes how a living connection behaves: what TCP_CORK or Nagle held may go, probes begin or end. */
export function reconfigure(tcb: ControlBlock, change: Partial<TcpConfig>, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  const { config, state } = tcb.connection;
  const next = configured({ ...config, ...change });
  connecting(draft).config = next;
  const buffer = tcb.receive.buffer;
  if (next.receiveBuffer !== config.receiveBuffer && next.receiveBufferFixed) {
    const clamp = Math.floor((next.receiveBuffer * buffer.ratio) / 256);
    const own = buffering(draft);
    own.size = next.receiveBuffer;
    own.clamp = clamp;
  }
  const opening = state === 'SYN-SENT' || state === 'SYN-RECEIVED';
  if (next.keepAlive === null) stop(draft, 'keepAlive', 'keep-alive');
  else if (!opening && state !== 'TIME-WAIT' && !same(config.keepAlive, next.keepAlive)) startKeepAlive(draft);
  transmit(draft);
  return finish(draft);
}

/** A connection that goes on under other settings. */
export function reconfigured(tcb: ControlBlock, change: Partial<TcpConfig>): ControlBlock {
  const connection = copyOfConnection(tcb.connection);
  connection.config = configured({ ...connection.config, ...change });
  const next = copyOfControlBlock(tcb);
  next.connection = connection;
  return next;
}

function same(one: TcpConfig['keepAlive'], other: TcpConfig['keepAlive']): boolean {
  if (one === null || other === null) return one === other;
  return one.idle === other.idle && one.interval === other.interval && one.count === other.count;
}
