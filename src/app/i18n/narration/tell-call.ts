import type { CallId, TraceEvent } from '../../../engine/trace/event.ts';
import { reasonOf } from './reason.ts';
import { resetAfter } from './reset-after.ts';
import { segmentFacts } from './segment-facts.ts';
import { sleepersAt } from './sleepers.ts';
import { bothEstablished, statesSentence } from './tell-states.ts';
import { factsAt, indicesOf, plainSentence, type Telling, textsOf, type Told } from './telling.ts';

type Event<K extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: K }>;

/** Characters that an aside leaves free. */
const SPARE = 20;

/** What a call did and what came of it, or null when the window tells of no call. */
export function tellCall(telling: Telling): Told | null {
  const main = mainOf(telling);
  const event = main === null ? undefined : telling.trace[main];
  if (main === null || event === undefined) return null;
  const own = callIdOf(event);
  const reset = resetAfter(telling, main);
  const reason = reset?.reason ?? reasonOf(telling, main);
  const sentences = [mainSentence(telling, main), ...troubleSentences(telling, main)];
  // What waits, or has failed, is part of what happened.
  const why = telling.trace[reason];
  if (why?.kind === 'held-back' || why?.kind === 'failed') sentences.push(plainSentence(telling, reason));
  sentences.push(...wokenSentences(telling, own));
  if (!isFailure(event)) sentences.push(...statesSentence(telling));
  if (sentences.length < 2) sentences.push(...sleepersSentence(telling, own, sentences.join(' ').length));
  const told: Told = { sentences, main, reason };
  return reset === null ? told : { ...told, because: reset.because, tone: 'failure' };
}

/** A return belongs to its call; a timer, a wait or a refused call to none. */
const callIdOf = (event: TraceEvent): CallId | null =>
  event.kind === 'call' || event.kind === 'block' || event.kind === 'return' ? event.callId : null;

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
    // A timer that ran out for the last time is told by what it made of the call.
    const over = indicesOf(telling, ({ kind }) => kind === 'failed').length > 0;
    return (
      (returned === undefined || over ? undefined : expired) ??
      returned ??
      last((event) => event.kind === 'wait') ??
      null
    );
  }
  const { callId } = telling.trace[entered] as Event<'call'>;
  return last((event) => (event.kind === 'return' || event.kind === 'block') && event.callId === callId) ?? entered;
}

function mainSentence(telling: Telling, main: number): string {
  const event = telling.trace[main];
  const again = repeatIn(telling);
  if (event?.kind === 'timer' && again !== undefined)
    return textsOf(telling).repeats(factsAt(telling, main), segmentFacts(again.segment));
  return connectedSentence(telling, main) ?? plainSentence(telling, main);
}

/** A connect that succeeded says what both sides have come to. */
function connectedSentence(telling: Telling, index: number): string | null {
  const event = telling.trace[index];
  if (event?.kind !== 'return' || event.call.name !== 'connect' || isFailure(event)) return null;
  return bothEstablished(telling) ? textsOf(telling).connected(factsAt(telling, index)) : null;
}

const repeatIn = (telling: Telling): Event<'sent'> | undefined => {
  const [index] = indicesOf(telling, (event) => event.kind === 'sent' && event.repeats !== null);
  return index === undefined ? undefined : (telling.trace[index] as Event<'sent'>);
};

/**
 * The segments as far as they are the point: what is still under way, was lost, found no room or broke the connection.
 * All others the diagram shows.
 */
function troubleSentences(telling: Telling, main: number): string[] {
  const texts = textsOf(telling);
  const facts = (index: number) => segmentFacts((telling.trace[index] as Event<'sent'>).segment);
  const sent = indicesOf(telling, ({ kind }) => kind === 'sent');
  // What a packet filter rejects is not lost: the answer says so. What it drops is told as that.
  const isLost = (filtered: boolean) =>
    indicesOf(
      telling,
      ({ kind, rule }) => kind === 'lost' && rule !== 'filter-rejects' && (rule === 'filter-drops') === filtered,
    );
  const lost = isLost(false);
  const dropped = isLost(true);
  const reset = sent.find((index) => (telling.trace[index] as Event<'sent'>).segment.flags.rst);
  const [refused] = indicesOf(telling, (event) => event.kind === 'queue' && event.change === 'refused');
  const ended = lost.length + dropped.length > 0 || indicesOf(telling, ({ kind }) => kind === 'arrived').length > 0;
  const out: string[] = [];
  if (sent.length > 0 && !ended) out.push(texts.onTheWay(sent.map(facts)));
  if (lost.length > 0) out.push(texts.lost(lost.map(facts)));
  if (dropped.length > 0) out.push(texts.dropped(dropped.map(facts)));
  if (reset !== undefined && ended) out.push(texts.resets(factsAt(telling, reset), facts(reset)));
  if (refused !== undefined && refused !== main) out.push(plainSentence(telling, refused));
  return out;
}

/** Other calls that came back in the window. */
function wokenSentences(telling: Telling, but: CallId | null): string[] {
  const others = indicesOf(telling, (event) => event.kind === 'return' && event.callId !== but);
  return others.map((index) => {
    const event = telling.trace[index] as Event<'return'>;
    const connected = connectedSentence(telling, index);
    if (connected !== null) return connected;
    return isFailure(event) || !event.blocked
      ? plainSentence(telling, index)
      : textsOf(telling).woke(factsAt(telling, index));
  });
}

/** Who else sleeps: an aside, for headlines that have room to spare. */
function sleepersSentence(telling: Telling, but: CallId | null, said: number): string[] {
  const asleep = sleepersAt(telling.trace, telling.to, but);
  if (asleep.length === 0) return [];
  const texts = textsOf(telling);
  const sentence = texts.stillAsleep(asleep.map((index) => factsAt(telling, index)));
  return said + 1 + sentence.length <= texts.longestHeadline - SPARE ? [sentence] : [];
}
