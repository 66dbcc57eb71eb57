import type { CallId, TraceEvent } from '../../../engine/trace/event.ts';
import { reasonOf } from './reason.ts';
import { sleepersAt } from './sleepers.ts';
import { factsAt, indicesOf, plainSentence, segmentsOf, type Telling, textsOf, type Told } from './telling.ts';
import type { HostState } from './texts.ts';

const MOST_SENTENCES = 4;

type Event<K extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: K }>;

/** What a call did and what came of it, or null when the window tells of no call. */
export function tellCall(telling: Telling): Told | null {
  const main = mainOf(telling);
  const event = main === null ? undefined : telling.trace[main];
  if (main === null || event === undefined) return null;
  const own = callIdOf(event);
  const reason = reasonOf(telling, main);
  const sentences = [plainSentence(telling, main), ...wireSentence(telling)];
  // What waits, or has failed, is part of what happened.
  const why = telling.trace[reason];
  if (why?.kind === 'held-back' || why?.kind === 'failed') sentences.push(plainSentence(telling, reason));
  if (!isFailure(event)) sentences.push(...statesSentence(telling));
  sentences.push(...wokenSentences(telling, own));
  if (sentences.length < 3) sentences.push(...sleepersSentence(telling, own));
  return { sentences: sentences.slice(0, MOST_SENTENCES), main, reason };
}

/** A return belongs to its call; a timer, a wait or a refused call to none. */
const callIdOf = (event: TraceEvent): CallId | null => ('thread' in event ? event.callId : null);

const isFailure = (event: TraceEvent): boolean =>
  event.kind === 'return' && (event.result.errno !== null || event.result.signal !== null);

/**
 * The event that the first sentence is about: how the last call made in the window ended, or stands. Without one: the
 * timer that set things going, else the call that came back, else a wait of the script.
 */
function mainOf(telling: Telling): number | null {
  const last = (test: (event: TraceEvent) => boolean): number | undefined => indicesOf(telling, test).at(-1);
  const entered = last((event) => event.kind === 'call');
  const refused = last((event) => event.kind === 'refused');
  if (refused !== undefined && (entered === undefined || refused > entered)) return refused;
  if (entered === undefined) {
    const [expired] = indicesOf(telling, (event) => event.kind === 'timer' && event.change === 'expired');
    const returned = last((event) => event.kind === 'return');
    return (returned === undefined ? undefined : expired) ?? returned ?? last((event) => event.kind === 'wait') ?? null;
  }
  const { callId } = telling.trace[entered] as Event<'call'>;
  return last((event) => (event.kind === 'return' || event.kind === 'block') && event.callId === callId) ?? entered;
}

function wireSentence(telling: Telling): string[] {
  const { segments, lost } = segmentsOf(telling);
  if (segments.length === 0) return [];
  const ended = indicesOf(telling, ({ kind }) => kind === 'arrived' || kind === 'lost').length > 0;
  const texts = textsOf(telling);
  return [ended ? texts.wire(segments, lost) : texts.onTheWay(segments)];
}

/** Where connections have come to, when the window brought them there. */
function statesSentence(telling: Telling): string[] {
  const last = new Map<string, HostState>();
  for (const index of indicesOf(telling, ({ kind }) => kind === 'state')) {
    const event = telling.trace[index] as Event<'state'>;
    // That a socket listens, or no longer does, its call has said.
    if (event.to === 'LISTEN' || (event.from === 'LISTEN' && event.to === 'CLOSED')) continue;
    last.set(`${event.host} ${event.socket}`, { host: factsAt(telling, index).me, state: event.to });
  }
  const states = [...last.values()];
  return states.length === 0 || states.length > 2 ? [] : [textsOf(telling).statesNow(states)];
}

/** Other calls that came back in the window. */
function wokenSentences(telling: Telling, but: CallId | null): string[] {
  const others = indicesOf(telling, (event) => event.kind === 'return' && event.callId !== but);
  return others.map((index) => {
    const event = telling.trace[index] as Event<'return'>;
    return isFailure(event) || !event.blocked
      ? plainSentence(telling, index)
      : textsOf(telling).woke(factsAt(telling, index));
  });
}

function sleepersSentence(telling: Telling, but: CallId | null): string[] {
  const asleep = sleepersAt(telling.trace, telling.to, but);
  return asleep.length === 0 ? [] : [textsOf(telling).stillAsleep(asleep.map((index) => factsAt(telling, index)))];
}
