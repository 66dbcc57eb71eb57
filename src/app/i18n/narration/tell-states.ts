import type { TraceEvent } from '../../../engine/trace/event.ts';
import { factsAt, indicesOf, plainSentence, type Telling, textsOf } from './telling.ts';

type StateEvent = Extract<TraceEvent, { readonly kind: 'state' }>;

/** The last change of state of each connection that the window moved, as indices. */
function lastStates(telling: Telling): readonly number[] {
  const last = new Map<string, number>();
  for (const index of indicesOf(telling, ({ kind }) => kind === 'state')) {
    const { host, socket, from, to } = telling.trace[index] as StateEvent;
    // That a socket listens, or no longer does, its call has said.
    if (to !== 'LISTEN' && !(from === 'LISTEN' && to === 'CLOSED')) last.set(`${host} ${socket}`, index);
  }
  return [...last.values()];
}

const stateAt = (telling: Telling, index: number): StateEvent => telling.trace[index] as StateEvent;

/** Whether two changes of state are those of the two ends of one connection. */
function areEnds(telling: Telling, one: number, other: number): boolean {
  const a = factsAt(telling, one);
  const b = factsAt(telling, other);
  return a.local === b.remote && a.remote === b.local;
}

export function bothEstablished(telling: Telling): boolean {
  const [one, other, ...more] = lastStates(telling);
  if (one === undefined || other === undefined || more.length > 0) return false;
  const established = (index: number): boolean => stateAt(telling, index).to === 'ESTABLISHED';
  return established(one) && established(other) && areEnds(telling, one, other);
}

/** Where one connection has come to, when the window brought it there and no call has said so. */
export function statesSentence(telling: Telling): string[] {
  const indices = lastStates(telling);
  const [one, other] = indices;
  if (one === undefined || indices.length > 2) return [];
  if (other !== undefined && !areEnds(telling, one, other)) return togetherSentence(telling, one);
  if (bothEstablished(telling) && saidByConnect(telling)) return [];
  return [
    textsOf(telling).statesNow(
      indices.map((index) => ({ host: factsAt(telling, index).me, state: stateAt(telling, index).to })),
    ),
  ];
}

const saidByConnect = (telling: Telling): boolean =>
  indicesOf(telling, (event) => event.kind === 'return' && event.call.name === 'connect' && event.result.errno === null)
    .length > 0;

/** Connections of several hosts that made the same step as the one at `index`, such as the ends of TIME-WAIT. */
export function togetherSentence(telling: Telling, index: number): string[] {
  const { from, to } = stateAt(telling, index);
  const same = indicesOf(telling, (event) => event.kind === 'state' && event.from === from && event.to === to);
  const hosts = [...new Set(same.map((k) => factsAt(telling, k).me))];
  return [hosts.length < 2 ? plainSentence(telling, index) : textsOf(telling).together(hosts, from, to)];
}
