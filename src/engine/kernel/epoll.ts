import type { EpollEvent, EpollReport, PollEvent } from '../posix/call.ts';
import { readable } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import { epollOf, updateEpoll } from './epoll-of.ts';
import type { Epoll, OpenDescription, Watch } from './host.ts';
import { readinessOf } from './readiness.ts';
import { threadOf, wake } from './sleep.ts';
import { socketOf, type Turn, updateSocket } from './turn.ts';

/**
 * What happened to a socket, for those that watch it: something to read came, room to send, or its state changed. On
 * Linux the first two pass by whoever asked for something else, the third does not (the key of ep_poll_callback).
 */
export type Happening = 'readable' | 'writable' | 'changed';

/** How many epoll instances may stand in a row, each watching the next: Linux's EP_MAX_NESTS links. */
const MOST_LINKS = 4;

export const NEW_EPOLL: Epoll = Object.freeze({ interest: [], nextWatch: 0, ready: [], watchers: [], sleepers: [] });

const asked = (watch: Watch, event: EpollEvent): boolean => watch.events.includes(event);

/** POLLIN is EPOLLIN, and so on (epoll_ctl(2)). */
const REPORTED: Readonly<Partial<Record<PollEvent, EpollEvent>>> = {
  POLLIN: 'EPOLLIN',
  POLLOUT: 'EPOLLOUT',
  POLLERR: 'EPOLLERR',
  POLLHUP: 'EPOLLHUP',
  POLLRDHUP: 'EPOLLRDHUP',
};

/** What a registration has to tell now: errors and hang-ups unasked, the rest as asked. */
export function eventsToTell(turn: Turn, watch: Watch): readonly EpollEvent[] {
  if (!watch.armed) return [];
  const socket = watch.socket === null ? undefined : socketOf(turn, watch.socket);
  const is: readonly PollEvent[] =
    socket !== undefined ? readinessOf(turn, socket) : hasReady(turn, watch.description) ? ['POLLIN'] : [];
  return is.flatMap((event) => {
    const report = REPORTED[event];
    const told = report === 'EPOLLERR' || report === 'EPOLLHUP' || (report !== undefined && asked(watch, report));
    return told ? [report] : [];
  });
}

/**
 * Whether epoll_wait would have something to tell: so an epoll instance is itself readable (epoll(7)). Whoever looks
 * takes those off the ready list that have nothing to tell any more, up to the first that has.
 */
export function hasReady(turn: Turn, id: number): boolean {
  const { interest, ready } = epollOf(turn, id) ?? NEW_EPOLL;
  const first = ready.findIndex((number) => {
    const watch = interest.find((each) => each.id === number);
    return watch !== undefined && eventsToTell(turn, watch).length > 0;
  });
  if (first > 0) updateEpoll(turn, id, { ready: ready.slice(first) });
  else if (first === -1 && ready.length > 0) updateEpoll(turn, id, { ready: [] });
  return first !== -1;
}

/** Something happened to a socket: its registrations become ready as far as they asked for it. */
export function announce(turn: Turn, id: SocketId, happening: Happening): void {
  const watchers = socketOf(turn, id)?.watchers;
  if (watchers === undefined || watchers.length === 0) return;
  const concerned = watchers.flatMap((epoll) =>
    (epollOf(turn, epoll)?.interest ?? [])
      .filter((watch) => watch.socket === id && watch.armed && isFor(watch, happening))
      .map((watch) => ({ epoll, watch })),
  );
  const exclusive = concerned.filter(({ watch }) => asked(watch, 'EPOLLEXCLUSIVE'));
  // Who registered last stands first in Linux's wait queue; those that watch exclusively stand behind, in their order.
  for (const { epoll, watch } of concerned.toReversed()) {
    if (!asked(watch, 'EPOLLEXCLUSIVE')) becomeReady(turn, epoll, watch.id);
  }
  // Of those that watch exclusively, only as many hear of it as are needed to wake one.
  for (const { epoll, watch } of exclusive) {
    if (becomeReady(turn, epoll, watch.id) && happening !== 'changed') break;
  }
}

function isFor(watch: Watch, happening: Happening): boolean {
  if (happening === 'changed') return true;
  return asked(watch, happening === 'readable' ? 'EPOLLIN' : 'EPOLLOUT');
}

/** Puts a registration on the ready list and wakes a thread that waits for it. Returns whether one did. */
export function becomeReady(turn: Turn, id: number, watch: number): boolean {
  const epoll = epollOf(turn, id);
  if (epoll === undefined) return false;
  if (!epoll.ready.includes(watch)) updateEpoll(turn, id, { ready: [...epoll.ready, watch] });
  const woke = wakeOne(turn, id);
  for (const above of epoll.watchers) {
    for (const each of epollOf(turn, above)?.interest ?? []) {
      if (each.description === id && each.armed && asked(each, 'EPOLLIN')) becomeReady(turn, above, each.id);
    }
  }
  return woke;
}

/** Of the threads in epoll_wait one wakes (it sleeps exclusively); those in poll and select, all. */
function wakeOne(turn: Turn, id: number): boolean {
  let woke = false;
  for (const sleeper of epollOf(turn, id)?.sleepers ?? []) {
    const { activity } = threadOf(turn, sleeper);
    if (activity.kind !== 'blocked') continue;
    const waits = activity.pending.call.name === 'epoll_wait';
    if (waits && woke) continue;
    wake(turn, sleeper);
    woke ||= waits;
  }
  return woke;
}

/**
 * Takes up to `most` reports off the ready list (Linux's ep_send_events). A level-triggered registration goes back to
 * its end, to be looked at again; an edge-triggered one is forgotten until something happens; EPOLLONESHOT disarms.
 */
export function takeReports(turn: Turn, id: number, most: number): readonly EpollReport[] {
  const reports: EpollReport[] = [];
  const again: number[] = [];
  const waiting = [...(epollOf(turn, id)?.ready ?? [])];
  while (waiting.length > 0 && reports.length < most) {
    const number = waiting.shift();
    const watch = epollOf(turn, id)?.interest.find((each) => each.id === number);
    const events = watch === undefined ? [] : eventsToTell(turn, watch);
    if (watch === undefined || events.length === 0) continue;
    reports.push({ fd: watch.fd, events });
    if (asked(watch, 'EPOLLONESHOT')) changeWatch(turn, id, { ...watch, armed: false });
    else if (!asked(watch, 'EPOLLET')) again.push(watch.id);
  }
  updateEpoll(turn, id, { ready: [...waiting, ...again] });
  if (waiting.length + again.length > 0) wakeOne(turn, id);
  return reports;
}

export function changeWatch(turn: Turn, id: number, watch: Watch): void {
  const interest = epollOf(turn, id)?.interest ?? [];
  updateEpoll(turn, id, { interest: interest.map((each) => (each.id === watch.id ? watch : each)) });
}

/** Enters a registration; the target learns who watches it. */
export function addWatch(turn: Turn, id: number, watch: Omit<Watch, 'id' | 'armed'>): Watch {
  const epoll = epollOf(turn, id) ?? NEW_EPOLL;
  const entered: Watch = { ...watch, id: epoll.nextWatch, armed: true };
  updateEpoll(turn, id, { interest: [...epoll.interest, entered], nextWatch: epoll.nextWatch + 1 });
  setWatchers(turn, watch, [...watchersOf(turn, watch).filter((each) => each !== id), id]);
  return entered;
}

export function removeWatch(turn: Turn, id: number, watch: Watch): void {
  const epoll = epollOf(turn, id);
  if (epoll === undefined) return;
  const interest = epoll.interest.filter((each) => each.id !== watch.id);
  updateEpoll(turn, id, { interest, ready: epoll.ready.filter((each) => each !== watch.id) });
  if (interest.some((each) => each.description === watch.description)) return;
  setWatchers(
    turn,
    watch,
    watchersOf(turn, watch).filter((each) => each !== id),
  );
}

type Target = Pick<Watch, 'socket' | 'description'>;

const watchersOf = (turn: Turn, { socket, description }: Target): readonly number[] =>
  (socket === null ? epollOf(turn, description)?.watchers : socketOf(turn, socket)?.watchers) ?? [];

function setWatchers(turn: Turn, { socket, description }: Target, watchers: readonly number[]): void {
  if (socket === null) updateEpoll(turn, description, { watchers });
  else updateSocket(turn, socket, { watchers });
}

/** An open file description is gone: nobody watches it any more. */
export function forgetWatches(turn: Turn, description: number, { socket }: OpenDescription): void {
  for (const epoll of watchersOf(turn, { socket, description })) {
    for (const watch of epollOf(turn, epoll)?.interest ?? []) {
      if (watch.description === description) removeWatch(turn, epoll, watch);
    }
  }
}

/** An epoll instance is gone, and with it its registrations. */
export function forgetEpoll(turn: Turn, id: number, { interest }: Epoll): void {
  for (const watch of interest) removeWatch(turn, id, watch);
}

/** Whether watching `target` from `id` would close a circle, or make a row that is too long (epoll_ctl(2), ELOOP). */
export function wouldLoop(turn: Turn, id: number, target: number): boolean {
  return reaches(turn, target, id) || above(turn, id) + 1 + below(turn, target) > MOST_LINKS;
}

const nested = (turn: Turn, id: number): readonly number[] =>
  (epollOf(turn, id)?.interest ?? []).flatMap((watch) => (watch.socket === null ? [watch.description] : []));

const reaches = (turn: Turn, from: number, to: number): boolean =>
  from === to || nested(turn, from).some((each) => reaches(turn, each, to));

const longest = (lengths: readonly number[]): number => (lengths.length === 0 ? 0 : 1 + Math.max(...lengths));
const below = (turn: Turn, id: number): number => longest(nested(turn, id).map((each) => below(turn, each)));
const above = (turn: Turn, id: number): number =>
  longest((epollOf(turn, id)?.watchers ?? []).map((each) => above(turn, each)));

/**
 * Whether something lies there to be read of which an edge-triggered registration has told already, and will not tell
 * again before more comes.
 */
export const isSilent = (turn: Turn, { interest, ready }: Epoll): boolean =>
  interest.some((watch) => {
    const socket = watch.socket === null ? undefined : socketOf(turn, watch.socket);
    if (socket === undefined || !watch.armed || ready.includes(watch.id)) return false;
    if (!asked(watch, 'EPOLLET') || !asked(watch, 'EPOLLIN')) return false;
    return (socket.tcb !== null && readable(socket.tcb) > 0) || (socket.listening?.acceptQueue.length ?? 0) > 0;
  });
