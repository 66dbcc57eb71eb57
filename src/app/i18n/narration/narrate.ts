import type { Granularity } from '../../../engine/history/timeline.ts';
import type { TraceEvent } from '../../../engine/trace/event.ts';
import type { AllMessages } from '../messages.ts';
import { citationOf } from './citation-of.ts';
import type { Facts } from './facts.ts';
import type { Narration } from './narration.ts';
import { segmentFacts } from './segment-facts.ts';
import { tellCall } from './tell-call.ts';
import { tellFlight } from './tell-flight.ts';
import { togetherSentence } from './tell-states.ts';
import { factsAt, indicesOf, plainSentence, type Telling, textsOf, type Told } from './telling.ts';
import type { Sentence } from './texts.ts';
import { toneOf } from './tone.ts';
import { weightOf } from './weights.ts';

/**
 * What happened in the events [from, to) of a trace, and why, in the language of `messages`. What stands before `from`
 * is context. `granularity` decides what is told: by `call`, what a call did and what came of it; by `segment`, what
 * became of the last segment; by `event`, the most telling of the events. Null when the window is empty.
 */
export function narrate(
  trace: readonly TraceEvent[],
  from: number,
  to: number,
  granularity: Granularity,
  messages: AllMessages,
): Narration | null {
  const telling: Telling = { trace, from: Math.max(0, from), to: Math.min(to, trace.length), messages };
  const told = tell(telling, granularity);
  return told === null ? null : explain(telling, told);
}

function tell(telling: Telling, granularity: Granularity): Told | null {
  if (telling.to <= telling.from) return null;
  const changed = tellChange(telling, granularity);
  if (changed !== null) return changed;
  if (granularity === 'call') return tellCall(telling) ?? tellFlight(telling) ?? tellBest(telling);
  const call = indicesOf(telling, isCall).at(-1) ?? -1;
  const flight = indicesOf(telling, ({ kind }) => kind === 'arrived' || kind === 'lost').at(-1) ?? -1;
  // By segment the window may begin with what came of the segment before, and end with a call.
  if (call > flight) return tellCall({ ...telling, from: Math.max(telling.from, call) }) ?? tellBest(telling);
  return tellFlight(telling) ?? tellCall(telling) ?? tellBest(telling);
}

/** A change of the network or a machine stands at the beginning of its step; what comes of it, after it. */
function tellChange(telling: Telling, granularity: Granularity): Told | null {
  const { from } = telling;
  const kind = telling.trace[from]?.kind;
  if (kind !== 'power' && kind !== 'link-changed' && kind !== 'filter') return null;
  const rest = { ...telling, from: from + 1 };
  const flown = indicesOf(rest, (event) => event.kind === 'lost' && event.rule === 'link-down');
  const lost = flown.flatMap((index) => {
    const event = telling.trace[index];
    return event?.kind === 'lost' ? [segmentFacts(event.segment)] : [];
  });
  const then = lost.length > 0 || granularity === 'event' ? null : (tellCall(rest) ?? tellFlight(rest));
  const more = lost.length > 0 ? [textsOf(telling).lost(lost)] : (then?.sentences ?? []);
  return { sentences: [plainSentence(telling, from), ...more], main: from, reason: from };
}

const isCall = ({ kind }: TraceEvent): boolean => kind === 'call' || kind === 'refused';

/** Neither a call nor a segment: the most telling event speaks for itself. */
function tellBest(telling: Telling): Told {
  const weight = (index: number): number => weightOf(telling.trace[index] as TraceEvent);
  const best = indicesOf(telling, () => true).reduce((a, b) => (weight(b) >= weight(a) ? b : a));
  const alone = telling.trace[best]?.kind !== 'state';
  const sentences = alone ? [plainSentence(telling, best)] : togetherSentence(telling, best);
  return { sentences, main: best, reason: best };
}

/** As many sentences as fit, the first at any rate. */
function headlineOf({ before, sentences }: Told, longest: number): string {
  const length = (all: readonly string[]): number => all.join(' ').length;
  const [first = '', ...more] = sentences;
  const said = [first];
  for (const sentence of more) if (length([...said, sentence]) <= longest) said.push(sentence);
  const all = [...(before ?? []), ...said];
  return (length(all) <= longest ? all : said).join(' ');
}

function explain(telling: Telling, told: Told): Narration {
  const event = telling.trace[told.reason] as TraceEvent;
  const texts = textsOf(telling);
  const facts = factsAt(telling, told.reason);
  const { why, remedy } = told.because ?? texts.rules[event.rule];
  return {
    headline: headlineOf(told, texts.longestHeadline),
    why: ofThisCall(say(why, facts), facts),
    remedy: remedyOf(telling, event, remedy === undefined ? null : say(remedy, facts) || null),
    citation: citationOf(event.rule, facts, texts),
    tone: toneOf(event) === 'failure' ? 'failure' : (told.tone ?? toneOf(telling.trace[told.main] as TraceEvent)),
    rule: event.rule,
    event: told.reason,
  };
}

/** read and write are recv and send without flags: what is so with those is so with these. */
function ofThisCall(text: string, { call }: Facts): string {
  if (call === 'read') return text.replaceAll('recv()', 'read()');
  return call === 'write' ? text.replaceAll('send()', 'write()') : text;
}

const say = (sentence: Sentence, facts: Facts): string => (typeof sentence === 'string' ? sentence : sentence(facts));

/** A process that a signal ended needs to know of the signal too. */
function remedyOf(telling: Telling, event: TraceEvent, remedy: string | null): string | null {
  if (event.kind !== 'return' || event.result.signal !== 'SIGPIPE' || event.rule === 'send-sigpipe') return remedy;
  const ofSignal = textsOf(telling).rules['send-sigpipe'].remedy;
  return [remedy, typeof ofSignal === 'string' ? ofSignal : null].filter((text) => text !== null).join(' ');
}
