import { dataOf } from '../../../engine/posix/call.ts';
import type { TraceEvent } from '../../../engine/trace/event.ts';
import type { Rule } from '../../../engine/trace/rule.ts';
import { factsAt, indicesOf, type Telling, textsOf } from './telling.ts';
import type { FailureText } from './texts.ts';

type Event<K extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: K }>;

/** These rules of calls speak of their reset themselves. */
const SPEAKS_OF_RESET: ReadonlySet<Rule> = new Set<Rule>(['close-reset', 'close-listener', 'connect-unspec']);
/** The other side has no such connection: its program had closed it, or its machine started anew. */
const NOBODY_THERE: ReadonlySet<Rule> = new Set<Rule>(['text-after-close', 'closed-reset']);

/** A reset that came of a call which itself succeeded; null where there is none. */
export function resetAfter(
  telling: Telling,
  main: number,
): { readonly reason: number; readonly because: FailureText | null } | null {
  const call = telling.trace[main];
  if (call?.kind !== 'return' || call.result.errno !== null || call.result.signal !== null) return null;
  const [reset] = indicesOf(telling, (event) => event.kind === 'sent' && event.segment.flags.rst);
  if (reset === undefined) return null;
  const { host, rule } = telling.trace[reset] as Event<'sent'>;
  if (SPEAKS_OF_RESET.has(call.rule)) return { reason: main, because: null };
  const [failed] = indicesOf(telling, (event) => event.kind === 'failed' && event.host === call.host);
  if (dataOf(call.call) === null || host === call.host || failed === undefined || !NOBODY_THERE.has(rule))
    return { reason: reset, because: null };
  const { errno } = telling.trace[failed] as Event<'failed'>;
  const texts = textsOf(telling);
  const answer = factsAt(telling, reset);
  const because = factsAt(telling, failed).peerStartedAnew
    ? texts.sendFoundNewKernel(answer, errno)
    : texts.sendWasReset(answer, errno);
  return { reason: reset, because };
}
