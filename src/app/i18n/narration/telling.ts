import type { TraceEvent } from '../../../engine/trace/event.ts';
import type { AllMessages } from '../messages.ts';
import type { Facts } from './facts.ts';
import { factsOf } from './facts-of.ts';
import type { Tone } from './narration.ts';
import type { FailureText, NarrationMessages, PlainKind } from './texts.ts';

/** A part of the trace that is being told, and the language it is told in. */
export interface Telling {
  readonly trace: readonly TraceEvent[];
  /** The events [from, to) of the trace. */
  readonly from: number;
  readonly to: number;
  readonly messages: AllMessages;
}

/** What is said: sentences, the event they are about, and the event whose rule explains it, which may be another. */
export interface Told {
  /** The first says the most: those at the end are left out where the headline would become too long. */
  readonly sentences: readonly string[];
  /** What came of the moment before, to be said first if there is room for all. */
  readonly before?: readonly string[];
  readonly main: number;
  readonly reason: number;
  /** Where the call knows better than its rule why, and what to do. */
  readonly because?: FailureText | null;
  /** Where what came of the call strikes the eye more than how it returned. */
  readonly tone?: Tone;
}

type Plain = Extract<TraceEvent, { readonly kind: PlainKind }>;

export const textsOf = (telling: Telling): NarrationMessages => telling.messages.narration;
export const factsAt = (telling: Telling, index: number): Facts => factsOf(telling.trace, index, textsOf(telling));

/** The indices in the window of the events that pass `test`. */
export function indicesOf(telling: Telling, test: (event: TraceEvent) => boolean): number[] {
  const out: number[] = [];
  for (let k = telling.from; k < telling.to; k++) {
    const event = telling.trace[k];
    if (event !== undefined && test(event)) out.push(k);
  }
  return out;
}

/** What the event at `index` says by itself. */
export function plainSentence(telling: Telling, index: number): string {
  const event = telling.trace[index];
  const texts = textsOf(telling);
  const facts = factsAt(telling, index);
  if (event === undefined) return '';
  switch (event.kind) {
    case 'call':
      return texts.entered(facts);
    case 'block':
      return texts.sleeps[event.until](facts);
    case 'return':
      return returnSentence(texts, event, facts);
    default: {
      // Each kind has its own function, which takes an event of that kind.
      const say = texts.events[event.kind] as (facts: Facts, event: Plain) => string;
      return say(facts, event);
    }
  }
}

function returnSentence(
  texts: NarrationMessages,
  event: Extract<TraceEvent, { kind: 'return' }>,
  facts: Facts,
): string {
  if (event.call.name === 'kill') return texts.returned.kill(facts);
  if (event.result.signal !== null) return texts.signalled(facts);
  return event.result.errno === null ? texts.returned[event.call.name](facts) : texts.failed(facts);
}
