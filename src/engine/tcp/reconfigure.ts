import type { Micros } from '../base/time.ts';
import type { TcpConfig } from './config.ts';
import type { ControlBlock } from './control-block.ts';
import { stop } from './alarm.ts';
import { draftOf, finish } from './draft.ts';
import { startKeepAlive } from './keep-alive.ts';
import type { Outcome } from './outcome.ts';
import { transmit } from './transmit.ts';

/** A socket option changes how a living connection behaves: what TCP_CORK or Nagle held may go, probes begin or end. */
export function reconfigure(tcb: ControlBlock, change: Partial<TcpConfig>, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  const { config, state } = tcb.connection;
  const next = { ...config, ...change };
  draft.connection = { ...draft.connection, config: next };
  const buffer = tcb.receive.buffer;
  if (next.receiveBuffer !== config.receiveBuffer && next.receiveBufferFixed) {
    const clamp = Math.floor((next.receiveBuffer * buffer.ratio) / 256);
    draft.receive = { ...tcb.receive, buffer: { ...buffer, size: next.receiveBuffer, clamp } };
  }
  const opening = state === 'SYN-SENT' || state === 'SYN-RECEIVED';
  if (next.keepAlive === null) stop(draft, 'keepAlive', 'keep-alive');
  else if (!opening && state !== 'TIME-WAIT' && !same(config.keepAlive, next.keepAlive)) startKeepAlive(draft);
  transmit(draft);
  return finish(draft);
}

function same(one: TcpConfig['keepAlive'], other: TcpConfig['keepAlive']): boolean {
  if (one === null || other === null) return one === other;
  return one.idle === other.idle && one.interval === other.interval && one.count === other.count;
}
