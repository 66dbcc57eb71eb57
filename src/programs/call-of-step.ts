import { assertNever } from '../engine/base/assert-never.ts';
import { type Bytes, bytesOf, filler, NO_BYTES } from '../engine/base/bytes.ts';
import type { Call, EpollOperation, Fd, MessageFlag, OpenFlags, SocketOption } from '../engine/posix/call.ts';
import type { CallNames } from '../engine/trace/event.ts';
import type { Address } from '../engine/wire/address.ts';
import { ANY_ADDRESS } from '../engine/wire/address.ts';
import type { CallStep, FdReference, ScriptStep } from './call-script.ts';

/** What a step needs to know of the moment in which it is made. */
export interface StepScope {
  /** The number that a name of the step's own process stands for: -1 until a call has returned one. */
  readonly number: (name: string) => Fd;
  /** The local port behind another process's descriptor (`S.ls`): 0 when it has none. */
  readonly port: (process: string, name: string) => number;
  /** What the step sends, where it is made already (`dataOfSteps`). */
  readonly data?: Bytes;
}

/**
 * The system call that a step makes. The step has been parsed, so what its call needs is there; what is absent all the
 * same (a step built by hand) takes the value that the kernel would be handed by a careless program: 0, or no bytes.
 */
export function callOfStep(step: CallStep, scope: StepScope): Call {
  const numberOf = (reference: FdReference | undefined): Fd =>
    typeof reference === 'number' ? reference : reference === undefined ? -1 : scope.number(reference);
  const fd = numberOf(step.fd);
  const address = (step.address ?? ANY_ADDRESS) as Address;
  switch (step.call) {
    case 'socket':
      return { name: 'socket', family: step.family ?? 'AF_INET', ...openFlags(step) };
    case 'bind':
      return { name: 'bind', fd, address, port: portOf(step.port, scope) };
    case 'listen':
      return { name: 'listen', fd, backlog: step.backlog ?? 0 };
    case 'connect':
      return step.family === 'AF_UNSPEC'
        ? { name: 'connect', fd, address: null, port: 0 }
        : { name: 'connect', fd, address, port: portOf(step.port, scope) };
    case 'accept':
      return { name: 'accept', fd, ...openFlags(step) };
    case 'send':
      return { name: 'send', fd, data: scope.data ?? dataOfStep(step), flags: messageFlags(step) };
    case 'write':
      return { name: 'write', fd, data: scope.data ?? dataOfStep(step) };
    case 'read':
      return { name: 'read', fd, length: step.length ?? 0 };
    case 'recv':
      return { name: 'recv', fd, length: step.length ?? 0, flags: messageFlags(step) };
    case 'shutdown':
      return { name: 'shutdown', fd, how: step.how ?? 'SHUT_RDWR' };
    case 'close':
    case 'getsockname':
    case 'getpeername':
      return { name: step.call, fd };
    case 'setsockopt': {
      const value = typeof step.value === 'boolean' ? Number(step.value) : (step.value ?? 0);
      return { name: 'setsockopt', fd, option: step.option as SocketOption, value };
    }
    case 'getsockopt':
      return { name: 'getsockopt', fd, option: step.option as SocketOption };
    case 'fcntl':
      return step.option === 'F_GETFL'
        ? { name: 'fcntl', fd, option: 'F_GETFL' }
        : { name: 'fcntl', fd, option: 'O_NONBLOCK', value: Boolean(step.value) };
    case 'poll': {
      const fds = (step.fds ?? []).map((entry) => ({ fd: numberOf(entry.fd), events: entry.events }));
      return { name: 'poll', fds, timeout: step.timeout ?? 0 };
    }
    case 'dup':
      return { name: 'dup', fd };
    case 'dup2':
      return { name: 'dup2', fd, newfd: numberOf(step.newfd) };
    case 'fork':
      return { name: 'fork', child: step.as ?? '' };
    case 'thread':
      return { name: 'thread', thread: step.as ?? '' };
    case 'select': {
      const [read, write, except] = [step.read, step.write, step.except].map((set) => set?.map(numberOf) ?? null);
      const sets = { read: read ?? null, write: write ?? null, except: except ?? null };
      const nfds = step.nfds ?? Math.max(-1, ...[read, write, except].flatMap((set) => set ?? [])) + 1;
      return { name: 'select', nfds, ...sets, timeout: step.timeout ?? 0 };
    }
    case 'epoll_create1':
      return { name: 'epoll_create1', cloexec: step.flags?.includes('EPOLL_CLOEXEC') ?? false };
    case 'epoll_ctl': {
      const op = step.op as EpollOperation;
      return { name: 'epoll_ctl', fd, op, target: numberOf(step.target), events: step.events ?? [] };
    }
    case 'epoll_wait':
      return { name: 'epoll_wait', fd, maxevents: step.maxevents ?? MOST_REPORTS, timeout: step.timeout ?? 0 };
    case 'exit':
    case 'kill':
      return { name: step.call };
    default:
      return assertNever(step.call);
  }
}

/** The names that the step's author gave to descriptors: for source code and labels. */
export const namesOfStep = (step: CallStep): CallNames => ({
  fd: typeof step.fd === 'string' ? step.fd : null,
  as: step.call === 'fork' || step.call === 'thread' ? null : (step.as ?? null),
});

/** How many reports an epoll_wait takes that does not say it. */
export const MOST_REPORTS = 16;

const openFlags = ({ flags = [] }: CallStep): OpenFlags => ({
  nonblocking: flags.includes('SOCK_NONBLOCK'),
  ...(flags.includes('SOCK_CLOEXEC') ? { cloexec: true } : {}),
});

/** What each step sends; NO_BYTES for one that sends nothing. A program has its data before it begins. */
export const dataOfSteps = (steps: readonly ScriptStep[]): readonly Bytes[] =>
  steps.map((step) => ('wait' in step ? NO_BYTES : dataOfStep(step)));

const dataOfStep = ({ bytes, data }: CallStep): Bytes => (bytes === undefined ? bytesOf(data ?? '') : filler(bytes));

const messageFlags = (step: CallStep): MessageFlag[] =>
  (step.flags ?? []).filter((flag): flag is MessageFlag => flag.startsWith('MSG_'));

function portOf(port: CallStep['port'], scope: StepScope): number {
  if (typeof port !== 'string') return port ?? 0;
  const dot = port.indexOf('.');
  return scope.port(port.slice(0, dot), port.slice(dot + 1));
}
