import type { TraceEvent } from '../../../engine/trace/event.ts';
import { indicesOf, type Telling } from './telling.ts';

/**
 * The event whose rule says why. A call that fails gives its own reason. A loss is what one asks about first; then what
 * a send or a close set off in the connection, which says more than that the call returned.
 */
export function reasonOf(telling: Telling, main: number): number {
  const event = telling.trace[main];
  if (event === undefined) return main;
  if (event.kind === 'return' && (event.result.errno !== null || event.result.signal !== null)) {
    return barrierOf(telling, event, main) ?? main;
  }
  if (event.kind === 'timer') return indicesOf(telling, ({ rule }) => rule === 'retransmission-limit')[0] ?? main;
  return lossIn(telling, event) ?? (event.kind === 'return' ? consequenceOf(telling, event) : null) ?? main;
}

/** What the kernel that calls cannot know: that its SYN was turned away by a packet filter, found no power, or a link that was cut. */
const BARRIERS: ReadonlySet<TraceEvent['rule']> = new Set(['filter-drops', 'filter-rejects', 'host-down', 'link-down']);

/** Where the last SYN of a connect that failed was lost, when that says why better than the errno does. */
function barrierOf({ trace }: Telling, event: Extract<TraceEvent, { kind: 'return' }>, main: number): number | null {
  if (event.call.name !== 'connect' || !event.blocked) return null;
  for (let k = main - 1; k >= 0; k--) {
    const other = trace[k];
    if (other === undefined || other.at < event.called) return null;
    const isSyn = other.kind === 'lost' && other.from === event.host && other.segment.flags.syn;
    if (isSyn) return BARRIERS.has(other.rule) ? k : null;
  }
  return null;
}

/** A segment lost, or a queue that took one no further, since the call was made. */
function lossIn(telling: Telling, event: TraceEvent): number | null {
  if (event.kind !== 'return' && event.kind !== 'block') return null;
  const isLoss = (other: TraceEvent): boolean =>
    other.kind === 'lost' || (other.kind === 'queue' && other.change === 'refused');
  return indicesOf(telling, isLoss)[0] ?? null;
}

function consequenceOf(telling: Telling, event: Extract<TraceEvent, { kind: 'return' }>): number | null {
  const ours = (other: TraceEvent): boolean =>
    other.host === event.host && 'socket' in other && other.socket === event.socket;
  const first = (test: (other: TraceEvent) => boolean): number | null => indicesOf(telling, test)[0] ?? null;
  if (event.rule === 'send-all' || event.rule === 'send-partial') {
    return first((other) => ours(other) && other.kind === 'held-back');
  }
  if (event.rule !== 'close-done' && event.rule !== 'shutdown-write') return null;
  return (
    timeWaitIn(telling) ??
    (event.rule === 'close-done' ? first((other) => ours(other) && other.kind === 'state') : null)
  );
}

/** The event that began a TIME-WAIT; null when none began. */
export const timeWaitIn = (telling: Telling): number | null =>
  indicesOf(
    telling,
    (event) => event.kind === 'timer' && event.timer === 'time-wait' && event.change === 'started',
  )[0] ?? null;
