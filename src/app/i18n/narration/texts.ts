import type { CallName, WaitCondition } from '../../../engine/posix/call.ts';
import type { Errno } from '../../../engine/posix/errno.ts';
import type { TcpState } from '../../../engine/trace/connection-note.ts';
import type { ScriptEvent, TraceEvent, TraceKind } from '../../../engine/trace/event.ts';
import type { Rule } from '../../../engine/trace/rule.ts';
import type { Facts } from './facts.ts';

/** One or two whole sentences, with what the event says filled in where that makes them clearer. */
export type Sentence = string | ((facts: Facts) => string);

/** Why something happened. */
export interface RuleText {
  readonly why: Sentence;
  /** What to do about it, where it is not what one wanted; an empty one is none. */
  readonly remedy?: Sentence;
}

/** A failure always comes with what to do about it. */
export interface FailureText {
  readonly why: Sentence;
  readonly remedy: Sentence;
}

/** The rules by which a call fails: those with an errno in their name, and the signal. */
export type FailureRule = Extract<Rule, `${string}${Lowercase<Errno>}${string}`> | 'send-sigpipe';

/** A text for each of `R`: a rule without one does not compile, nor a failure without a remedy. */
export type TextsOf<R extends Rule> = { readonly [K in R]: K extends FailureRule ? FailureText : RuleText };
export type RuleTexts = TextsOf<Rule>;

/** The trace events that are no system call. */
export type PlainKind = Exclude<TraceKind, 'call' | 'block' | 'return'>;

export type PlainEvent<K extends PlainKind> = K extends ScriptEvent['kind']
  ? ScriptEvent
  : Extract<TraceEvent, { readonly kind: K }>;

/** What the narration needs to know about a segment, to name it. */
export interface SegmentFacts {
  /** `SYN ACK`, `PSH ACK`, `FIN ACK` …: as the diagram labels it. */
  readonly flags: string;
  /** Payload. */
  readonly bytes: number;
  /** It announces a receive window of 0. */
  readonly closesWindow: boolean;
}

export interface HostState {
  readonly host: string;
  readonly state: TcpState;
}

/** The sentences of one language. Names of hosts and addresses come in as `facts`, already in that language. */
export interface NarrationMessages {
  /** Names for what takes part. In Portuguese without article, all masculine: the sentences put `o`, `do`, `no` before. */
  readonly names: {
    host(name: string): string;
    process(process: string, host: string): string;
    /** A thread that is not the first of its process; `process` as one calls that. */
    thread(thread: string, process: string): string;
    readonly peer: string;
    readonly address: string;
    readonly descriptor: string;
  };
  readonly rules: RuleTexts;
  /** Labels for rules that stand in no document. */
  readonly own: { readonly scenario: string; readonly hand: string };
  /** A call succeeded. */
  readonly returned: { readonly [C in CallName]: (facts: Facts) => string };
  failed(facts: Facts): string;
  /** A signal ended the process during the call. */
  signalled(facts: Facts): string;
  entered(facts: Facts): string;
  readonly sleeps: { readonly [W in WaitCondition]: (facts: Facts) => string };
  /** A call that slept, of another process than the one the sentence before is about. */
  woke(facts: Facts): string;
  stillAsleep(sleepers: readonly Facts[]): string;
  readonly events: { readonly [K in PlainKind]: (facts: Facts, event: PlainEvent<K>) => string };
  /** The most characters that a headline may have; what does not fit is left to the diagram. */
  readonly longestHeadline: number;
  /** connect returned 0, and both sides are ESTABLISHED. */
  connected(facts: Facts): string;
  /** A retransmission timer ran out, and what is sent again. */
  repeats(facts: Facts, segment: SegmentFacts): string;
  lost(segments: readonly SegmentFacts[]): string;
  /** A packet filter took them without a word. */
  dropped(segments: readonly SegmentFacts[]): string;
  /** What was lost was the nth repeat; `again`: microseconds until the sender's timer runs out, null when it does not run. */
  lostRepeat(nth: number, again: number | null): string;
  /** A kernel sent a reset. */
  resets(facts: Facts, segment: SegmentFacts): string;
  /** A send that succeeded and was answered with a reset: `facts` are the resetting side’s, `errno` what comes next. */
  sendWasReset(facts: Facts, errno: string): FailureText;
  /** The same where the other machine lost its power and started anew since the connection was made. */
  sendFoundNewKernel(facts: Facts, errno: string): FailureText;
  /** Connections of several hosts that changed their state in the same moment. */
  together(hosts: readonly string[], from: TcpState, to: TcpState): string;
  onTheWay(segments: readonly SegmentFacts[]): string;
  /** What a host sent in answer to a segment. */
  answers(facts: Facts, segments: readonly SegmentFacts[]): string;
  /** The states that connections have come to. */
  statesNow(states: readonly HostState[]): string;
}
