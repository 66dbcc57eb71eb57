import type { Facts } from '../narration/facts.ts';
import type { NarrationMessages, SegmentFacts } from '../narration/texts.ts';
import { events, processOf } from './events.ts';
import { bytes, capital, segments as countOf, list, number, time } from './phrases.ts';
import { rules } from './rules/index.ts';
import { STARTED_ANEW } from './rules/started-anew.ts';
import { noun, the } from './segments.ts';
import { terms } from './terms.ts';

const WAITING: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY']);

const PROCESS = 'process ';
const THREAD = 'thread ';

const Me = (f: Facts): string => capital(f.me);
/** `The server’s accept()`, `The accept() of process S2 on the server`. */
const call = (f: Facts): string =>
  f.me.startsWith(PROCESS) || f.me.startsWith(THREAD)
    ? `The ${f.call ?? 'call'}() of ${f.me}`
    : `${Me(f)}’s ${f.call ?? 'call'}()`;
const error = (f: Facts): string =>
  f.errno in terms.errno ? `${f.errno} (${terms.errno[f.errno as keyof typeof terms.errno]})` : f.errno;

const enumerate = (segments: readonly SegmentFacts[]): string =>
  segments.length > 2 ? countOf(segments.length) : list(segments.map(noun));

const sent = (f: Facts): string =>
  f.bytes < f.asked
    ? `${call(f)} gave the kernel only ${number(f.bytes)} of ${bytes(f.asked)}.`
    : `${call(f)} gave the kernel ${bytes(f.bytes)}.`;

function received(f: Facts): string {
  if (f.bytes > 0) return `${call(f)} returned ${bytes(f.bytes)}: ${f.text}.`;
  return f.asked === 0
    ? `${call(f)} asked for no bytes and got none.`
    : `${call(f)} returned 0: no more bytes will come.`;
}

/** What a call that waits for several descriptors found. */
const found = (f: Facts): string =>
  f.ready === ''
    ? `${call(f)} returned ${f.returns}: nothing is ready.`
    : `${call(f)} returned ${f.returns}: ${f.ready}.`;

export const narration: NarrationMessages = {
  names: {
    host(name) {
      const known = /^(client|server)[ _-]?(\d*)$/i.exec(name);
      if (known === null) return `host ${name}`;
      const role = (known[1] ?? '').toLowerCase();
      return known[2] ? `${role} ${known[2]}` : `the ${role}`;
    },
    process: (process, host) => `${PROCESS}${process} on ${host}`,
    thread: (thread, process) => `${THREAD}${thread}${process.startsWith(PROCESS) ? ` of ${process}` : ''}`,
    peer: 'the other side',
    address: 'its address',
    descriptor: '?',
  },
  rules,
  own: { scenario: 'the scenario', hand: 'your hand' },
  returned: {
    socket: (f) => `${Me(f)} has a socket: socket() returned descriptor ${f.made}.`,
    bind: (f) => `${call(f)} gave descriptor ${f.fd} the address ${f.local}.`,
    listen: (f) => `Descriptor ${f.fd} listens with backlog ${f.backlog}: ${f.me} takes connections at ${f.local}.`,
    connect: (f) =>
      f.port === ''
        ? `${call(f)} with AF_UNSPEC freed descriptor ${f.fd} from its connection.`
        : `${call(f)} returned 0: it is connected to ${f.target}.`,
    accept: (f) => `${call(f)} returned descriptor ${f.made}: the connection from ${f.name}.`,
    send: sent,
    write: sent,
    recv: received,
    read: received,
    shutdown: (f) => `${Me(f)} called shutdown(${f.how}) on ${f.fd}.`,
    close: (f) => `${Me(f)} closed descriptor ${f.fd}.`,
    getsockname: (f) => `${call(f)} says: descriptor ${f.fd} has the address ${f.name}.`,
    getpeername: (f) => `${call(f)} says: the peer of descriptor ${f.fd} is ${f.name}.`,
    setsockopt: (f) => `${Me(f)} set ${f.option} of descriptor ${f.fd} to ${f.value}.`,
    getsockopt: (f) => `${call(f)} says: ${f.option} of descriptor ${f.fd} is ${f.value}.`,
    fcntl: (f) =>
      f.option === 'F_GETFL'
        ? `${call(f)} says: descriptor ${f.fd} ${f.nonblocking ? 'does not block' : 'blocks'}.`
        : `Descriptor ${f.fd} of ${f.me} ${f.nonblocking ? 'no longer blocks' : 'blocks again'}.`,
    poll: found,
    select: found,
    epoll_create1: (f) => `${Me(f)} has an epoll instance: epoll_create1() returned descriptor ${f.made}.`,
    epoll_ctl: (f) => {
      if (f.option === 'EPOLL_CTL_DEL') return `Epoll instance ${f.fd} of ${f.me} no longer watches ${f.watched}.`;
      const now = f.option === 'EPOLL_CTL_MOD' ? ' now' : '';
      return `Epoll instance ${f.fd} of ${f.me}${now} watches descriptor ${f.watched} for ${f.events}.`;
    },
    epoll_wait: found,
    dup: (f) => `${call(f)} returned ${f.made}: it refers to the same as ${f.fd}.`,
    dup2: (f) => `${call(f)} made ${f.made} refer to the same as ${f.fd}.`,
    fork: (f) => `${call(f)} returned ${f.made}. In the child the same fork() returns 0.`,
    thread: (f) => `${Me(f)} has started thread ${f.name}.`,
    exit: (f) => `${capital(processOf(f.me))} ended with exit().`,
    kill: (f) => `SIGKILL has ended ${processOf(f.me)}.`,
  },
  failed: (f) =>
    WAITING.has(f.errno) ? `${call(f)} returned at once with ${error(f)}.` : `${call(f)} failed: ${error(f)}.`,
  signalled: (f) => `${call(f)} failed with ${error(f)}, and ${f.signal} ended the process.`,
  entered: (f) => `${Me(f)} called ${f.call ?? 'the kernel'}().`,
  sleeps: {
    handshake: (f) => `${call(f)} sleeps until the SYN is answered.`,
    connection: (f) => `${call(f)} sleeps until a connection is complete.`,
    data: (f) => `${call(f)} sleeps until bytes arrive.`,
    'buffer-space': (f) => `${call(f)} sleeps until the send buffer has room.`,
    linger: (f) => `${call(f)} sleeps until what was sent is acknowledged.`,
    events: (f) => `${call(f)} sleeps until something happens.`,
  },
  woke(f) {
    if (f.call === 'accept') return `${call(f)} returned ${f.made}.`;
    if (f.call === 'recv' || f.call === 'read') return received(f);
    if (f.call === 'poll' || f.call === 'select' || f.call === 'epoll_wait') return found(f);
    return `${call(f)} returned ${f.returns}.`;
  },
  stillAsleep(sleepers) {
    const each = sleepers.map((f) => `${f.me} sleeps in ${f.call ?? 'a call'}()`);
    return `${capital(list(each))}.`;
  },
  events,
  longestHeadline: 120,
  connected: (f) => `${call(f)} returned 0: both sides are ESTABLISHED.`,
  repeats: (f, segment) => `${Me(f)}’s timer ran out: it repeats the ${segment.flags}.`,
  lost: (segments) =>
    segments.length === 1
      ? `${capital(list(segments.map(the)))} was lost.`
      : `${capital(enumerate(segments))} were lost.`,
  dropped: (segments) => `A firewall dropped ${segments.length === 1 ? list(segments.map(the)) : enumerate(segments)}.`,
  lostRepeat: (nth, again) => `Repeat ${number(nth)}${again === null ? '' : `; timeout in ${time(again)}`}.`,
  resets: (f, { flags }) => `${Me(f)}’s kernel sent ${flags}.`,
  sendWasReset: (f, errno) => ({
    why: `send() only fills the send buffer. ${Me(f)} no longer has this connection, so its kernel answered with RST; the next send() will fail with ${errno}.`,
    remedy:
      'To notice the peer’s close, read until recv() returns 0. With MSG_NOSIGNAL a send() that is too late returns EPIPE and does not end the process.',
  }),
  sendFoundNewKernel: (f, errno) => ({
    why: `send() only fills the send buffer. ${Me(f)} started anew and knows nothing of this connection, so its kernel answered with RST; the next call will fail with ${errno}.`,
    remedy: STARTED_ANEW,
  }),
  together: (hosts, from, to) => `${capital(list(hosts))} ${hosts.length === 1 ? 'goes' : 'go'} from ${from} to ${to}.`,
  onTheWay: (segments) => `On ${segments.length === 1 ? 'its' : 'their'} way: ${enumerate(segments)}.`,
  answers: (f, segments) =>
    `${Me(f)} answers with ${segments.length > 3 ? countOf(segments.length) : list(segments.map(noun))}.`,
  statesNow(states) {
    const [first, second] = states;
    if (first !== undefined && second !== undefined && states.length === 2 && first.state === second.state) {
      return first.state === 'CLOSED' ? 'The connection is over on both sides.' : `Both sides are in ${first.state}.`;
    }
    const each = states.map(({ host, state }, k) =>
      state === 'CLOSED' ? `${host} is CLOSED` : k === 0 ? `${host} is in ${state}` : `${host} in ${state}`,
    );
    return `${capital(each.join(', '))}.`;
  },
};
