import { shortEvents } from '../../diagrams/call-label.ts';
import type { Host, Process } from '../../engine/kernel/host.ts';
import { type Fd, opensDescriptor } from '../../engine/posix/call.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { CallStep, FdReference } from '../../programs/call-script.ts';
import { epollsOf } from '../machine/host-view.ts';
import type { Draft, HandCall } from './call-fields.ts';
import { fitsCall, type Held, socketsOf } from './fitting-sockets.ts';
import { USUAL_DRAFT } from './usual-draft.ts';

interface Place {
  readonly world: World;
  readonly host: Host;
  readonly process: ProcessName;
  readonly fdNames: ReadonlyMap<Fd, string>;
  /** The script's next step, when it is this call of this process: its arguments are the best guess. */
  readonly next: CallStep | null;
}

const USUAL_PORT = 8080;
const FIRST_DESCRIPTOR = 3;

/** The arguments with which a form opens: what the script would pass, else what makes sense in the World as it is. */
export function defaultDraft(name: HandCall, place: Place): Draft {
  const { world, host, process, fdNames, next } = place;
  const mine = socketsOf(host, process);
  const target = serverAddress(world, host);
  const owner = host.processes[process];
  const epoll = owner && epollsOf(host, owner).at(-1);
  const unwatched = mine.find(({ fd }) => epoll?.epoll.interest.every((watch) => watch.fd !== fd));
  const guess: Draft = {
    ...USUAL_DRAFT,
    fd: String(isEpollCall(name) ? (epoll?.fd ?? FIRST_DESCRIPTOR) : guessFd(name, mine)),
    newfd: String(owner ? freeFd(owner) : FIRST_DESCRIPTOR),
    address: name === 'connect' ? target.address : host.address,
    port: String(name === 'connect' ? target.port : freePort(host)),
    as: nameFor(name, place, mine),
    nosignal: 'yes',
    fds: mine.map(({ fd }) => `${fd}:IN`).join(' '),
    read: mine.map(({ fd }) => fd).join(' '),
    timeout: '1000',
    target: String((unwatched ?? mine.at(-1))?.fd ?? FIRST_DESCRIPTOR),
  };
  if (next === null) return guess;
  const scripted = { ...guess, ...fromStep(next, fdNames) };
  // Whoever listens by hand, elsewhere than the script would, is whom one means to reach.
  return name === 'connect' && target.listens ? { ...scripted, address: target.address, port: guess.port } : scripted;
}

const isEpollCall = (name: HandCall): boolean => name === 'epoll_ctl' || name === 'epoll_wait';

/** The newest descriptor that fits the call; without one, the newest at all; without any, the first there would be. */
function guessFd(name: HandCall, mine: readonly Held[]): Fd {
  return (mine.findLast(({ socket }) => fitsCall(name, socket)) ?? mine[mine.length - 1])?.fd ?? FIRST_DESCRIPTOR;
}

/** The lowest descriptor that is not open: what dup() would return. */
function freeFd({ descriptors }: Process): Fd {
  const free = descriptors.indexOf(null);
  return free === -1 ? descriptors.length : free;
}

interface Target {
  readonly address: string;
  readonly port: number;
  /** Somebody listens there now. */
  readonly listens: boolean;
}

/** Where somebody listens on another machine, on this one, or where somebody usually does. */
function serverAddress(world: World, host: Host): Target {
  const others = Object.values(world.hosts).filter((other) => other.name !== host.name);
  for (const candidate of [...others, host]) {
    for (const process of Object.values(candidate.processes)) {
      const listener = socketsOf(candidate, process.name).find(({ socket }) => socket.listening !== null)?.socket;
      if (listener?.local) return { address: candidate.address, port: listener.local.port, listens: true };
    }
  }
  const server = others.find(({ name }) => /^serv/i.test(name)) ?? others[0] ?? host;
  return { address: server.address, port: USUAL_PORT, listens: false };
}

/** The usual port, or the next one that no socket of the host has bound. */
function freePort(host: Host): number {
  const used = new Set<number>();
  for (const process of Object.values(host.processes))
    for (const { socket } of socketsOf(host, process.name)) if (socket.local) used.add(socket.local.port);
  let port = USUAL_PORT;
  while (used.has(port)) port++;
  return port;
}

/** What a new descriptor, process or thread would be called. */
function nameFor(name: HandCall, { world, host, process, fdNames }: Place, mine: readonly Held[]): string {
  if (name === 'fork') {
    const taken = Object.values(world.hosts).flatMap(({ processes }) => Object.keys(processes));
    return numbered(process.replace(/\d+$/, ''), taken, 2);
  }
  if (name === 'thread') return numbered('t', host.processes[process]?.threads.map((thread) => thread.name) ?? [], 1);
  return freeName(name, mine, new Set(fdNames.values()));
}

function numbered(stem: string, taken: readonly string[], from: number): string {
  let number = from;
  while (taken.includes(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** `s`, then `s2` …: `c` for the socket of a machine that has none listening is for the script to say. */
function freeName(name: HandCall, mine: readonly Held[], used: ReadonlySet<string>): string {
  if (!opensDescriptor(name)) return '';
  const stem = name === 'accept' ? 'a' : name === 'socket' ? 's' : name === 'epoll_create1' ? 'ep' : 'd';
  if ((mine.length === 0 && name === 'socket') || !used.has(stem)) return stem;
  let number = 2;
  while (used.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** What a step of a script says of a form's fields; a descriptor whose name stands for nothing yet is left out. */
export function fromStep(step: CallStep, fdNames: ReadonlyMap<Fd, string>): Partial<Draft> {
  const draft: { -readonly [K in keyof Draft]?: string } = {};
  if (step.fd !== undefined) {
    const named = [...fdNames].findLast(([, name]) => name === step.fd);
    // A name that stands for nothing yet stays out: the guess is better than an error in the form.
    if (named) draft.fd = String(named[0]);
    else if (typeof step.fd === 'number') draft.fd = String(step.fd);
  }
  if (step.newfd !== undefined) draft.newfd = String(step.newfd);
  if (step.address !== undefined) draft.address = step.address;
  if (typeof step.port === 'number') draft.port = String(step.port);
  if (step.family !== undefined && step.call === 'socket') draft.family = step.family;
  if (step.backlog !== undefined) draft.backlog = String(step.backlog);
  if (step.data !== undefined) draft.data = step.data;
  if (step.bytes !== undefined) Object.assign(draft, { data: 'x', times: String(step.bytes) });
  if (step.length !== undefined) draft.length = String(step.length);
  if (step.how !== undefined) draft.how = String(step.how);
  if (step.option !== undefined) draft.option = step.option;
  if (typeof step.value === 'number') draft.value = String(step.value);
  if (typeof step.value === 'object') draft.value = Object.values(step.value).join(', ');
  if (step.as !== undefined) draft.as = step.as;
  const names = (fds: readonly FdReference[]): string => fds.join(' ');
  for (const set of ['read', 'write', 'except'] as const)
    if (step.call === 'select') draft[set] = names(step[set] ?? []);
  if (step.fds !== undefined) {
    draft.fds = step.fds.map(({ fd, events }) => `${fd}:${shortEvents(events)}`).join(' ');
  }
  if (step.timeout !== undefined) draft.timeout = String(step.timeout);
  if (step.op !== undefined) draft.op = step.op;
  if (step.target !== undefined) draft.target = String(step.target);
  if (step.events !== undefined) draft.events = step.events.join(' ');
  if (step.maxevents !== undefined) draft.maxevents = String(step.maxevents);
  if (step.call === 'fcntl') {
    draft.setting = step.option === 'F_GETFL' ? 'F_GETFL' : step.value === true ? 'F_SETFL, O_NONBLOCK' : 'F_SETFL, 0';
  }
  if (step.flags !== undefined) {
    if (step.flags.includes('SOCK_NONBLOCK')) draft.nonblocking = 'yes';
    if (step.flags.some((flag) => flag.endsWith('_CLOEXEC'))) draft.cloexec = 'yes';
    draft.flags = step.flags.filter((flag) => flag.startsWith('MSG_') && flag !== 'MSG_NOSIGNAL').join(' ');
  }
  return draft;
}
