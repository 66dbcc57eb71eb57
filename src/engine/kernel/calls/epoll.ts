import type { Call, EpollEvent } from '../../posix/call.ts';
import { freeDescriptor, lookUp, openDescription, openedAs } from '../descriptors.ts';
import {
  addWatch,
  becomeReady,
  changeWatch,
  eventsToTell,
  isSilent,
  NEW_EPOLL,
  removeWatch,
  takeReports,
  wouldLoop,
} from '../epoll.ts';
import type { PendingCall, Watch } from '../host.ts';
import { processOf, type Turn } from '../turn.ts';
import { type Answer, type Caller, done, refuse } from './answer.ts';
import { isOver, nothingReady, sleepForEvents } from './poll.ts';

type CallOf<N extends Call['name']> = Extract<Call, { readonly name: N }>;

/** epoll_create1(2): an epoll instance under the lowest free descriptor, which is no socket. */
export function callEpollCreate(turn: Turn, caller: Caller): Answer {
  const fd = freeDescriptor(processOf(turn, caller.process));
  if (fd === null) return refuse('EMFILE', 'socket-emfile');
  openDescription(turn, caller.process, fd, { socket: null, epoll: NEW_EPOLL, references: 1, nonblocking: false });
  return done('epoll-created', fd);
}

/** What may be asked for together with EPOLLEXCLUSIVE (epoll_ctl(2)). */
const WITH_EXCLUSIVE: ReadonlySet<EpollEvent> = new Set([
  'EPOLLIN',
  'EPOLLOUT',
  'EPOLLERR',
  'EPOLLHUP',
  'EPOLLET',
  'EPOLLEXCLUSIVE',
]);

/** epoll_ctl(2), in the order of Linux's checks. */
export function callEpollCtl(turn: Turn, caller: Caller, call: CallOf<'epoll_ctl'>): Answer {
  const instance = lookUp(turn, caller.process, call.fd);
  if (instance.kind === 'never-open') return refuse('EBADF', 'ebadf-never-open');
  if (instance.kind === 'closed') return refuse('EBADF', 'ebadf-closed');
  const target = lookUp(turn, caller.process, call.target);
  if (target.kind === 'never-open' || target.kind === 'closed') return refuse('EBADF', 'epoll-ctl-ebadf');
  if (target.kind === 'stream') return refuse('EPERM', 'epoll-ctl-eperm');
  if (instance.kind !== 'epoll') return refuse('EINVAL', 'epoll-einval');
  if (instance.id === target.id) return refuse('EINVAL', 'epoll-ctl-einval-itself');
  const events = call.op === 'EPOLL_CTL_DEL' ? [] : call.events;
  if (events.includes('EPOLLEXCLUSIVE') && !mayBeExclusive(call, target.kind === 'epoll')) {
    return refuse('EINVAL', 'epoll-ctl-einval-exclusive');
  }
  if (call.op === 'EPOLL_CTL_ADD' && target.kind === 'epoll' && wouldLoop(turn, instance.id, target.id)) {
    return refuse('ELOOP', 'epoll-ctl-eloop');
  }
  const known = instance.epoll.interest.find(({ fd, description }) => fd === call.target && description === target.id);
  if (call.op === 'EPOLL_CTL_ADD') {
    if (known !== undefined) return refuse('EEXIST', 'epoll-ctl-eexist');
    const socket = target.kind === 'socket' ? target.socket.id : null;
    look(turn, instance.id, addWatch(turn, instance.id, { description: target.id, fd: call.target, socket, events }));
    return done('epoll-added');
  }
  if (known === undefined) return refuse('ENOENT', 'epoll-ctl-enoent');
  if (call.op === 'EPOLL_CTL_DEL') {
    removeWatch(turn, instance.id, known);
    return done('epoll-removed');
  }
  if (known.events.includes('EPOLLEXCLUSIVE')) return refuse('EINVAL', 'epoll-ctl-einval-exclusive');
  const changed: Watch = { ...known, events, armed: true };
  changeWatch(turn, instance.id, changed);
  look(turn, instance.id, changed);
  return done('epoll-modified');
}

const mayBeExclusive = ({ op, events }: CallOf<'epoll_ctl'>, nested: boolean): boolean =>
  op === 'EPOLL_CTL_ADD' && !nested && events.every((event) => WITH_EXCLUSIVE.has(event));

/** What is so already when a registration is made or changed is told, also edge-triggered. */
function look(turn: Turn, epoll: number, watch: Watch): void {
  if (eventsToTell(turn, watch).length > 0) becomeReady(turn, epoll, watch.id);
}

/** epoll_wait(2): what those that are ready have to tell, at most `maxevents` of them. Sleeps while none has anything. */
export function callEpollWait(turn: Turn, caller: Caller, call: CallOf<'epoll_wait'>, pending: PendingCall): Answer {
  // A call that slept goes on with the instance it began with.
  const found =
    pending.blocked && pending.description !== null
      ? openedAs(turn, pending.description)
      : lookUp(turn, caller.process, call.fd);
  if (found.kind === 'never-open') return refuse('EBADF', 'ebadf-never-open');
  if (found.kind === 'closed') return refuse('EBADF', 'ebadf-closed');
  if (call.maxevents <= 0) return refuse('EINVAL', 'epoll-wait-einval');
  if (found.kind !== 'epoll') return refuse('EINVAL', 'epoll-einval');
  const ready = takeReports(turn, found.id, call.maxevents);
  if (ready.length > 0) {
    const { interest } = found.epoll;
    const edge = ready.some(({ fd }) => interest.some((watch) => watch.fd === fd && watch.events.includes('EPOLLET')));
    return done(edge ? 'epoll-told-once' : 'epoll-told', ready.length, { ready });
  }
  const silent = isSilent(turn, found.epoll);
  if (isOver(turn, pending, call.timeout)) return done(silent ? 'epoll-silent' : nothingReady(call), 0, { ready });
  const rule = silent ? 'blocks-events-edge' : 'blocks-events';
  return sleepForEvents(pending, call.timeout, { sockets: [], epolls: [found.id] }, rule);
}
