import { stopsOf } from '../../engine/history/stops.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { momentAt, traceEndAt } from '../../engine/history/worlds.ts';
import type { CallId, CallEvent, ProcessName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import { callLabel, failed, isFromOutside, resultLabel } from '../../diagrams/call-label.ts';
import { actorOf, type Cast, labelOf } from '../../diagrams/cast.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { machineProfile } from '../../programs/machine-profile.ts';
import type { HandoutWords } from '../i18n/en/handout.ts';
import type { AllMessages } from '../i18n/messages.ts';
import { narrate } from '../i18n/narration/narrate.ts';
import { sourceOf } from '../source/process-source.ts';
import { ledgerOf } from '../stage/ledger.ts';

export interface HandoutMachine {
  readonly name: string;
  readonly address: string;
  /** What its TCP is like. */
  readonly tcp: string;
  readonly processes: readonly string[];
}

export interface HandoutCall {
  readonly who: string;
  /** `connect(3, :8080)` */
  readonly call: string;
  /** `-1 ECONNREFUSED`, or that it slept and when it returned. */
  readonly result: string;
  readonly failed: boolean;
  /** What the error number says; null where there is none. */
  readonly error: string | null;
}

/** One stop of the run: a call with all that it set off, or what happened without one. */
export interface HandoutStep {
  /** From 1. */
  readonly number: number;
  /** The moment at which it begins, as text. */
  readonly time: string;
  readonly calls: readonly HandoutCall[];
  readonly headline: string;
  readonly why: string;
  readonly remedy: string | null;
  readonly citation: { readonly label: string; readonly url: string | null } | null;
}

export interface HandoutSource {
  readonly title: string;
  readonly lines: readonly string[];
}

/** All that a handout says in words. */
export interface HandoutContent {
  readonly title: string;
  readonly about: string | null;
  readonly machines: readonly HandoutMachine[];
  readonly steps: readonly HandoutStep[];
  readonly sources: readonly HandoutSource[];
}

export interface HandoutGiven {
  readonly script: CallScript;
  readonly timeline: Timeline;
  /** Who takes part, named in the reader's language. */
  readonly cast: Cast;
  readonly messages: AllMessages;
  readonly words: HandoutWords;
}

/** What there is to say of a run, from its beginning to its end. */
export function contentOf(given: HandoutGiven): HandoutContent {
  const { script, timeline, cast, messages } = given;
  const { language } = messages;
  return {
    title: script.title?.[language] ?? script.name,
    about: script.about?.[language] ?? null,
    machines: cast.map((host) => {
      const machine = timeline.beginning.hosts[host.name];
      return {
        name: host.label,
        address: machine?.address ?? '',
        tcp: machine === undefined ? '' : messages.stage.machine.profiles[machineProfile(machine)],
        processes: host.processes,
      };
    }),
    steps: stepsOf(given),
    sources: sourcesOf(given),
  };
}

function stepsOf({ timeline, cast, messages, words }: HandoutGiven): readonly HandoutStep[] {
  const stops = stopsOf(timeline, 'call');
  const { items: trace, length } = timeline.trace;
  const ends = stops.map((stop) => traceEndAt(timeline, stop));
  const returns = returnsOf(trace.slice(0, length));
  const showCall = (event: CallEvent | TraceEventOf<'refused'>, number: number): HandoutCall => {
    const { call, host, process } = event;
    const thread = event.kind === 'refused' ? undefined : event.thread;
    const who = isFromOutside(call) ? words.outside : whoOf(cast, host, process, thread, timeline);
    const common = { who, call: callLabel(call) };
    if (event.kind === 'refused') return { ...common, result: words.refused, failed: true, error: null };
    const back = returns.get(event.callId);
    if (back === undefined)
      return { ...common, result: isFromOutside(call) ? '' : words.never, failed: false, error: null };
    const { event: returned, index } = back;
    const result = resultLabel(returned.result, call);
    const at = ends.findIndex((end) => end > index);
    const later = at > number ? words.later({ result, step: at }) : result;
    const { errno } = returned.result;
    return {
      ...common,
      result: later,
      failed: failed(returned.result),
      error: errno === null ? null : messages.terms.errno[errno],
    };
  };
  return stops.slice(1).flatMap((stop, index): readonly HandoutStep[] => {
    const number = index + 1;
    const [from = 0, to = 0] = [ends[index], ends[index + 1]];
    const told = narrate(trace, from, to, 'call', messages);
    const calls = trace
      .slice(from, to)
      .flatMap((event) => (event.kind === 'call' || event.kind === 'refused' ? [showCall(event, number)] : []));
    if (told === null && calls.length === 0) return [];
    const { headline = '', why = '', remedy = null, citation = null } = told ?? {};
    const time = messages.format.time(trace[from]?.at ?? momentAt(timeline, stop));
    return [{ number, time, calls, headline, why, remedy, citation }];
  });
}

/** Each call's return and its place in the trace. */
function returnsOf(
  trace: readonly TraceEvent[],
): ReadonlyMap<CallId, { readonly event: TraceEventOf<'return'>; readonly index: number }> {
  const returns = new Map<CallId, { readonly event: TraceEventOf<'return'>; readonly index: number }>();
  for (const [index, event] of trace.entries())
    if (event.kind === 'return') returns.set(event.callId, { event, index });
  return returns;
}

/** `client`, or with the process where the machine has several, with the thread where it is not the first. */
function whoOf(
  cast: Cast,
  host: string,
  process: ProcessName,
  thread: number | undefined,
  { trace }: Timeline,
): string {
  const machine = labelOf(cast, host);
  const several = (cast.find(({ name }) => name === host)?.processes.length ?? 0) > 1;
  if (!several) return machine;
  const started = trace.items.find(
    (event) => event.kind === 'thread-started' && event.process === process && event.thread === thread,
  );
  const actor = started?.kind === 'thread-started' ? actorOf(process, started.name) : process;
  return `${machine} · ${actor}`;
}

/** The program of every process that was there from the beginning; what it forks runs the same. */
function sourcesOf({ script, timeline, cast, messages, words }: HandoutGiven): readonly HandoutSource[] {
  const ledger = ledgerOf(timeline.trace.items, timeline.trace.length);
  return cast.flatMap((host) => {
    const programs = host.processes.filter((process) => Object.hasOwn(script.processes, process));
    return programs.map((process) => ({
      title: words.source({ machine: host.label, process: programs.length > 1 ? process : null }),
      lines: sourceOf(script, process, ledger, messages.language, 'runs').lines.map(({ tokens }) =>
        tokens.map(({ text }) => text).join(''),
      ),
    }));
  });
}
