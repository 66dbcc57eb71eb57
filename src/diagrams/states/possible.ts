import type { Micros } from '../../engine/base/time.ts';
import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { HostName, ProcessName } from '../../engine/trace/event.ts';
import { TRANSITIONS, type TransitionId } from './machine.ts';
import { newest, type SocketPath, stateAt } from './model.ts';

/** Whose call it would have to be. */
export interface Holder {
  readonly process: ProcessName;
  readonly fd: number;
}

/** What would have to happen. */
export type Trigger =
  | { readonly kind: 'listen' | 'connect' | 'close-listener' | 'close' | 'shutdown'; readonly by: Holder }
  /** Close while bytes are unread: a reset instead of a FIN (RFC 2525 §2.17). */
  | { readonly kind: 'close-unread'; readonly by: Holder; readonly bytes: number }
  /** Close before the answer to the SYN. */
  | { readonly kind: 'give-up'; readonly by: Holder }
  /** To a listening socket: a new one begins, and this one stays. */
  | { readonly kind: 'syn' }
  | {
      readonly kind: 'syn-crosses' | 'syn-ack' | 'handshake-ack' | 'fin' | 'ack-of-fin' | 'reset';
      readonly from: HostName | null;
    }
  /** The last retransmission stays without an answer. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'time-wait-over' | 'fin-wait-2-over'; readonly deadline: Micros };

/** What would take a socket out of its state, and by which transition. */
export type Chance = Trigger & { readonly via: TransitionId; readonly to: TcpState };

/** The transitions that are possible from where a socket is at a cursor, in the order of the figure; none from what is gone. */
export function possible(path: SocketPath, count: number): readonly Chance[] {
  if (path.goneSince !== null && path.goneSince < count) return [];
  const by = newest(path.holders, count) ?? null;
  const from = path.peer;
  const unread = newest(path.unread, count) ?? 0;
  const chances: Chance[] = [];
  const may = (via: TransitionId, what: Trigger): void => {
    chances.push({ ...what, via, to: TRANSITIONS[via].to });
  };
  /** close and shutdown while both directions, or ours alone, are open. */
  const closes = (via: TransitionId): void => {
    if (by === null) return;
    if (unread === 0) may(via, { kind: 'close', by });
    else {
      may(via, { kind: 'shutdown', by });
      may('abort', { kind: 'close-unread', by, bytes: unread });
    }
  };
  const state = stateAt(path, count);
  switch (state) {
    case 'CLOSED':
      // Linux: a socket that was connected once can only be closed (connect(2), EISCONN; listen(2), EINVAL).
      if (by !== null && !path.passages.some(({ index, to }) => index < count && to === 'ESTABLISHED')) {
        may('listen', { kind: 'listen', by });
        may('connect', { kind: 'connect', by });
      }
      return chances;
    case 'LISTEN':
      may('syn', { kind: 'syn' });
      if (by !== null) may('stop-listening', { kind: 'close-listener', by });
      return chances;
    case 'SYN-SENT':
      may('syn-ack', { kind: 'syn-ack', from });
      may('syn-crosses', { kind: 'syn-crosses', from });
      if (by !== null) may('abort', { kind: 'give-up', by });
      break;
    case 'SYN-RECEIVED':
      may('handshake-ack', { kind: 'handshake-ack', from });
      if (by !== null) may('close-early', { kind: 'close', by });
      break;
    case 'ESTABLISHED':
      closes('active-close');
      may('first-fin', { kind: 'fin', from });
      break;
    case 'CLOSE-WAIT':
      closes('passive-close');
      break;
    case 'FIN-WAIT-1':
      may('fin-acknowledged', { kind: 'ack-of-fin', from });
      may('fin-crosses', { kind: 'fin', from });
      break;
    case 'FIN-WAIT-2':
      may('second-fin', { kind: 'fin', from });
      break;
    case 'CLOSING':
      may('crossing-acknowledged', { kind: 'ack-of-fin', from });
      break;
    case 'LAST-ACK':
      may('last-ack', { kind: 'ack-of-fin', from });
      break;
    case 'TIME-WAIT':
  }
  const read = state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2';
  if (read && by !== null && unread > 0) may('abort', { kind: 'close-unread', by, bytes: unread });
  const running = newest(path.deadlines, count);
  if (running && running.deadline !== null) {
    if (state === 'TIME-WAIT') may('wait-over', { kind: 'time-wait-over', deadline: running.deadline });
    if (state === 'FIN-WAIT-2') may('abort', { kind: 'fin-wait-2-over', deadline: running.deadline });
  }
  may('abort', { kind: 'reset', from });
  if (state !== 'TIME-WAIT' && state !== 'FIN-WAIT-2') may('abort', { kind: 'unanswered' });
  return chances;
}
