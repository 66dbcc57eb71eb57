import type { CallId, TraceEvent } from '../../../engine/trace/event.ts';
import { factsAt, indicesOf, plainSentence, segmentsOf, type Telling, textsOf, type Told } from './telling.ts';
import type { HostState } from './texts.ts';

const MOST_SENTENCES = 4;

type Event<K extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: K }>;

/** What a call did and what came of it, or null when the window tells of no call. */
export function tellCall(telling: Telling): Told | null {
  const main = mainOf(telling);
  if (main === null) return null;
  const event = telling.trace[main];
  if (event === undefined) return null;
  const sentences = [plainSentence(telling, main)];
  const worked = event.kind === 'return' && event.result.errno === null && event.result.signal === null;
  const wire = wireSentence(telling);
  if (wire !== null) sentences.push(wire);
  if (worked) sentences.push(...statesSentence(telling));
  sentences.push(...wokenSentences(telling, callIdOf(event)));
  if (sentences.length < 3) sentences.push(...sleepersSentence(telling, callIdOf(event)));
  return { sentences: sentences.slice(0, MOST_SENTENCES), event: reasonOf(telling, main) };
}

const callIdOf = (event: TraceEvent): CallId | null => ('callId' in event && 'call' in event ? event.callId : null);

/** The event that the first sentence is about: how the last call that was made in the window ended, or stands. */
function mainOf(telling: Telling): number | null {
  const entered = indicesOf(telling, (event) => event.kind === 'call').at(-1);
  const refused = indicesOf(telling, (event) => event.kind === 'refused').at(-1);
  if (refused !== undefined && (entered === undefined || refused > entered)) return refused;
  if (entered === undefined) return indicesOf(telling, (event) => event.kind === 'return').at(-1) ?? null;
  const { callId } = telling.trace[entered] as Event<'call'>;
  const outcome = indicesOf(telling, (event) => isOutcome(event) && event.callId === callId);
  return outcome.at(-1) ?? entered;
}

const isOutcome = (event: TraceEvent): event is Event<'return' | 'block'> =>
  event.kind === 'return' || event.kind === 'block';

function wireSentence(telling: Telling): string | null {
  const { segments, lost } = segmentsOf(telling);
  if (segments.length === 0) return null;
  const ended = indicesOf(telling, ({ kind }) => kind === 'arrived' || kind === 'lost').length > 0;
  const texts = textsOf(telling);
  return ended ? texts.wire(segments, lost) : texts.onTheWay(segments);
}

/** Where connections have come to, when the window brought them there. */
function statesSentence(telling: Telling): string[] {
  const last = new Map<string, HostState>();
  for (const index of indicesOf(telling, ({ kind }) => kind === 'state')) {
    const event = telling.trace[index] as Event<'state'>;
    last.set(`${event.host} ${event.socket}`, { host: factsAt(telling, index).me, state: event.to });
  }
  const states = [...last.values()].filter(({ state }) => state !== 'LISTEN');
  return states.length === 0 || states.length > 2 ? [] : [textsOf(telling).statesNow(states)];
}

/** Other calls that came back in the window. */
function wokenSentences(telling: Telling, but: CallId | null): string[] {
  return indicesOf(telling, (event) => event.kind === 'return' && event.callId !== but).map((index) => {
    const { result } = telling.trace[index] as Event<'return'>;
    const good = result.errno === null && result.signal === null;
    return good ? textsOf(telling).woke(factsAt(telling, index)) : plainSentence(telling, index);
  });
}

/** Other calls that still sleep at the end of the window. */
function sleepersSentence(telling: Telling, but: CallId | null): string[] {
  const over = new Set<string>();
  const asleep: number[] = [];
  for (let k = telling.to - 1; k >= 0; k--) {
    const event = telling.trace[k];
    if (event?.kind === 'process-ended') over.add(event.process);
    if (event === undefined || !('thread' in event)) continue;
    const thread = `${event.process} ${event.thread}`;
    if (over.has(event.process) || over.has(thread)) continue;
    over.add(thread);
    if (event.kind === 'block' && event.callId !== but) asleep.unshift(k);
  }
  if (asleep.length === 0) return [];
  return [textsOf(telling).stillAsleep(asleep.map((index) => factsAt(telling, index)))];
}

/**
 * The event whose rule says why. A call that fails or sleeps gives its own reason; what a send or a close set off in the
 * connection says more than that the call returned.
 */
function reasonOf(telling: Telling, main: number): number {
  const event = telling.trace[main];
  if (event?.kind !== 'return') return main;
  const { rule, host, socket } = event;
  const ours = (other: TraceEvent): boolean => other.host === host && 'socket' in other && other.socket === socket;
  if (rule === 'send-all' || rule === 'send-partial') {
    const [first] = indicesOf(
      telling,
      (other) => ours(other) && (other.kind === 'held-back' || (other.kind === 'sent' && other.streamOffset !== null)),
    );
    return first ?? main;
  }
  if (rule === 'close-done') {
    const [first] = indicesOf(telling, (other) => ours(other) && other.kind === 'state');
    return first ?? main;
  }
  return main;
}
