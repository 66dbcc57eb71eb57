import { start } from './alarm.ts';
import type { Draft } from './draft.ts';
import { enter, vanish } from './draft.ts';
import { startTimeWait } from './time-wait.ts';

/** The peer has acknowledged our FIN (RFC 9293 §3.10.7.4, fifth): our direction is closed. */
export function onFinAcknowledged(draft: Draft): void {
  switch (draft.connection.state) {
    case 'FIN-WAIT-1':
      enter(draft, 'FIN-WAIT-2', 'fin-acknowledged');
      limitFinWait2(draft);
      break;
    case 'CLOSING':
      startTimeWait(draft, 'fin-acknowledged');
      break;
    case 'LAST-ACK':
      vanish(draft, 'fin-acknowledged');
      break;
    default:
  }
}

/** Linux differs: without a program that could read the peer's text, FIN-WAIT-2 does not last for ever (tcp(7), tcp_fin_timeout). */
export function limitFinWait2(draft: Draft): void {
  const { state, orphaned, config } = draft.connection;
  if (state === 'FIN-WAIT-2' && orphaned) start(draft, 'finWait2', config.finWait2, 'fin-wait-2-start');
}
