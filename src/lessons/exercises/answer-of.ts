import type { Timeline } from '../../engine/history/timeline.ts';
import type { CallEvent, TraceEvent } from '../../engine/trace/event.ts';
import type { Prediction } from './exercise.ts';

type Returned = CallEvent & { readonly kind: 'return' };

/** The right answer to a question, taken from the run; null when its call was never made, or never returned and it is asked what it returned. */
export function answerOf({ step, ask, socket }: Prediction, timeline: Timeline): string | null {
  const trace = timeline.trace.items;
  const called = trace.some((event) => event.kind === 'call' && event.step === step);
  if (!called) return null;
  const slept = trace.some((event) => event.kind === 'block' && event.step === step);
  if (ask === 'blocks') return slept ? 'yes' : 'no';
  if (ask === 'state') return socket ? stateAfter(timeline, step, socket) : null;
  const returned = trace.find((event): event is Returned => event.kind === 'return' && event.step === step);
  if (!returned) return null;
  const { returns, errno, data } = returned.result;
  switch (ask) {
    case 'returns':
      return String(returns);
    case 'errno':
      return errno ?? 'none';
    case 'bytes':
      return String(data?.length ?? 0);
  }
}

/** Whether an answer is the right one; it may be written in either case. */
export function isRight(answer: string, question: Prediction, timeline: Timeline): boolean {
  const right = answerOf(question, timeline);
  return right !== null && plain(answer) === plain(right);
}

const plain = (answer: string): string => answer.trim().toUpperCase();

/**
 * The event of the trace that gives the answer to a question away: the call where it is asked whether it sleeps, its return, or the
 * last change of the state; null when there is no answer.
 */
export function answeredBy(prediction: Prediction, timeline: Timeline): number | null {
  const { step, ask, socket } = prediction;
  if (answerOf(prediction, timeline) === null) return null;
  const trace = timeline.trace.items;
  const called = trace.findIndex((event) => event.kind === 'call' && event.step === step);
  if (ask === 'blocks') return called;
  if (ask !== 'state') return trace.findIndex((event) => event.kind === 'return' && event.step === step);
  return Math.max(called, (socket && lastChange(timeline, step, socket)) ?? called);
}

type Named = NonNullable<Prediction['socket']>;

/** The state of the socket behind a name when the last thing before the script's next call has happened. */
function stateAfter(timeline: Timeline, step: number, named: Named): string | null {
  const last = lastChange(timeline, step, named);
  if (last === null) return null;
  const state = timeline.trace.items[last];
  return state?.kind === 'state' ? state.to : 'CLOSED';
}

/** The index of the last change of its state until then; -1: there was none; null: nothing has that name. */
function lastChange(timeline: Timeline, step: number, { process, fd }: Named): number | null {
  const trace = timeline.trace.items;
  const from = trace.findIndex((event) => event.kind === 'call' && event.step === step);
  const next = trace.findIndex((event, index) => index > from && event.kind === 'call');
  const end = next === -1 ? trace.length : next;
  const named = trace.slice(0, end).findLast((event) => isNamed(event, process, fd));
  if (named?.kind !== 'return') return null;
  const socket = named.call.name === 'socket' ? socketOf(trace, named) : named.newSocket;
  return trace
    .slice(0, end)
    .findLastIndex((event) => event.kind === 'state' && event.host === named.host && event.socket === socket);
}

const isNamed = (event: TraceEvent, process: string, fd: string): boolean =>
  event.kind === 'return' && event.process === process && event.names.as === fd && event.result.errno === null;

const socketOf = (trace: readonly TraceEvent[], { callId, newSocket, host, result }: Returned): number | null => {
  if (newSocket !== null) return newSocket;
  const from = trace.findIndex((event) => event.kind === 'call' && event.callId === callId);
  const made = trace
    .slice(from)
    .find((event) => event.kind === 'socket-created' && event.host === host && event.fd === result.returns);
  return made?.kind === 'socket-created' ? made.socket : null;
};
