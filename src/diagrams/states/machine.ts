import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { TraceEventOf } from '../../engine/trace/event.ts';

/** The states in the order of the figure: downwards, from left to right. */
export const STATES: readonly TcpState[] = [
  'CLOSED',
  'LISTEN',
  'SYN-RECEIVED',
  'SYN-SENT',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'CLOSE-WAIT',
  'FIN-WAIT-2',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
];

/**
 * The transitions of RFC 9293 §3.3.2, figure 5, as the socket calls bring them about. Two of the figure's are not there: sockets know no SEND in
 * LISTEN, and on Linux a reset in SYN-RECEIVED ends the socket that the SYN made, while the listening one stays where it is.
 * `abort` leaves any state that has a connection: a reset, a timeout or an abort (RFC 9293 §3.10.5, 3.10.7.4, 3.10.8).
 */
export const TRANSITIONS = {
  listen: { from: 'CLOSED', to: 'LISTEN' },
  'stop-listening': { from: 'LISTEN', to: 'CLOSED' },
  connect: { from: 'CLOSED', to: 'SYN-SENT' },
  syn: { from: 'LISTEN', to: 'SYN-RECEIVED' },
  'syn-crosses': { from: 'SYN-SENT', to: 'SYN-RECEIVED' },
  'syn-ack': { from: 'SYN-SENT', to: 'ESTABLISHED' },
  'handshake-ack': { from: 'SYN-RECEIVED', to: 'ESTABLISHED' },
  'close-early': { from: 'SYN-RECEIVED', to: 'FIN-WAIT-1' },
  'active-close': { from: 'ESTABLISHED', to: 'FIN-WAIT-1' },
  'first-fin': { from: 'ESTABLISHED', to: 'CLOSE-WAIT' },
  'fin-acknowledged': { from: 'FIN-WAIT-1', to: 'FIN-WAIT-2' },
  'fin-crosses': { from: 'FIN-WAIT-1', to: 'CLOSING' },
  'second-fin': { from: 'FIN-WAIT-2', to: 'TIME-WAIT' },
  'crossing-acknowledged': { from: 'CLOSING', to: 'TIME-WAIT' },
  'passive-close': { from: 'CLOSE-WAIT', to: 'LAST-ACK' },
  'last-ack': { from: 'LAST-ACK', to: 'CLOSED' },
  'wait-over': { from: 'TIME-WAIT', to: 'CLOSED' },
  abort: { from: null, to: 'CLOSED' },
} as const satisfies Record<string, { readonly from: TcpState | null; readonly to: TcpState }>;

export type TransitionId = keyof typeof TRANSITIONS;
export const TRANSITION_IDS = Object.keys(TRANSITIONS) as readonly TransitionId[];

/** The states inside the composite state of the figure: a connection exists, or did and is remembered. */
export const hasConnection = (state: TcpState): boolean => state !== 'CLOSED' && state !== 'LISTEN';

/** The regular ends of a connection; any other way to CLOSED is an abort. */
const ENDS: ReadonlySet<string> = new Set(['fin-acknowledged', 'time-wait-expired', 'time-wait-reused']);

/** Which transition of the figure a change of state takes; null: none of them. */
export function transitionOf({
  from,
  to,
  rule,
}: Pick<TraceEventOf<'state'>, 'from' | 'to' | 'rule'>): TransitionId | null {
  if (to === 'CLOSED' && hasConnection(from) && !ENDS.has(rule)) return 'abort';
  return TRANSITION_IDS.find((id) => TRANSITIONS[id].from === from && TRANSITIONS[id].to === to) ?? null;
}
