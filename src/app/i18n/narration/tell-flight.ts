import type { TraceEvent } from '../../../engine/trace/event.ts';
import { lostRepeatAt } from './lost-repeat.ts';
import { timeWaitIn } from './reason.ts';
import { segmentFacts } from './segment-facts.ts';
import { factsAt, indicesOf, plainSentence, type Telling, textsOf, type Told } from './telling.ts';
import { weightOf } from './weights.ts';

const FLIES: ReadonlySet<TraceEvent['kind']> = new Set(['arrived', 'lost', 'sent', 'delayed', 'copied']);

/** What the last segment of the window did, and what it set off; null when none moved. */
export function tellFlight(telling: Telling): Told | null {
  const last = indicesOf(telling, ({ kind }) => FLIES.has(kind)).at(-1);
  const event = last === undefined ? undefined : telling.trace[last];
  if (last === undefined || event === undefined) return null;
  if (event.kind !== 'sent') return event.kind === 'arrived' ? tellArrival(telling, last) : tellOne(telling, last);
  // A segment that is the answer to another is told with the one that it answers.
  const cause = indicesOf({ ...telling, to: last }, (other) => other.kind === 'arrived' && other.host === event.host);
  const arrival = cause.at(-1);
  if (arrival !== undefined && telling.trace[arrival]?.at === event.at) return tellArrival(telling, arrival);
  return tellSending(telling, last);
}

function tellOne(telling: Telling, index: number): Told {
  const repeat = lostRepeatAt(telling.trace, index);
  const sentences = [
    plainSentence(telling, index),
    ...(repeat === null ? [] : [textsOf(telling).lostRepeat(repeat.nth, repeat.again)]),
  ];
  return { before: before(telling, index), sentences, main: index, reason: index };
}

/** A timer that ran out, or the sending alone. */
function tellSending(telling: Telling, index: number): Told {
  const at = telling.trace[index]?.at;
  const expired = indicesOf(
    telling,
    (event) => event.kind === 'timer' && event.change === 'expired' && event.at === at,
  ).at(-1);
  if (expired === undefined) return tellOne(telling, index);
  const sentences = [plainSentence(telling, expired), plainSentence(telling, index)];
  return { before: before(telling, expired), sentences, main: expired, reason: expired };
}

/** An arrival, what it changed, and the answer. */
function tellArrival(telling: Telling, index: number): Told {
  const arrival = telling.trace[index];
  const after: Telling = { ...telling, from: index + 1 };
  const here = indicesOf(after, (event) => event.host === arrival?.host && event.at === arrival?.at);
  const effects = here.filter((k) => {
    const event = telling.trace[k];
    return event !== undefined && weightOf(event) >= 30 && !FLIES.has(event.kind);
  });
  const effect = effects.reduce<number | null>(
    (best, k) => (best === null || weighs(telling, k) > weighs(telling, best) ? k : best),
    null,
  );
  const answers = here.flatMap((k) => {
    const event = telling.trace[k];
    return event?.kind === 'sent' ? [segmentFacts(event.segment)] : [];
  });
  const answer = here.find((k) => telling.trace[k]?.kind === 'sent');
  const sentences = [plainSentence(telling, index)];
  if (effect !== null) sentences.push(plainSentence(telling, effect));
  if (answer !== undefined) sentences.push(textsOf(telling).answers(factsAt(telling, answer), answers));
  const main = effect ?? answer ?? index;
  const event = telling.trace[main];
  const waits = event?.kind === 'state' && event.to === 'TIME-WAIT' ? timeWaitIn({ ...telling, from: index }) : null;
  return { before: before(telling, index), sentences, main, reason: waits ?? main };
}

const weighs = (telling: Telling, index: number): number => {
  const event = telling.trace[index];
  return event === undefined ? 0 : weightOf(event);
};

/** Calls that came back in the window before the segment moved: stepping by segment passes over them. */
function before(telling: Telling, index: number): string[] {
  const returned = indicesOf({ ...telling, to: index }, ({ kind }) => kind === 'return').at(-1);
  if (returned === undefined) return [];
  const event = telling.trace[returned];
  if (event?.kind !== 'return' || event.result.errno !== null) return [plainSentence(telling, returned)];
  return event.blocked ? [textsOf(telling).woke(factsAt(telling, returned))] : [];
}
