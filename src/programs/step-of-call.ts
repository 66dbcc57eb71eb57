import { type Bytes, textOfBytes } from '../engine/base/bytes.ts';
import type { Call, OpenFlags } from '../engine/posix/call.ts';
import type { CallNames } from '../engine/trace/event.ts';
import type { CallStep, OpenFlag } from './call-script.ts';

/** A call's name and arguments, as a script writes them. */
export type StepArguments = Omit<CallStep, 'process' | 'thread'>;

/** A send of more than so many `x` is written as a filler. */
const LONGEST_LITERAL = 64;

/** The step that a call of the engine (made by hand, say) would be in a script, with the names that its author used. */
export function stepOfCall(call: Call, names: CallNames): StepArguments {
  const as = names.as === null ? {} : { as: names.as };
  if (call.name === 'exit' || call.name === 'kill') return { call: call.name };
  if (call.name === 'fork') return { call: 'fork', as: call.child };
  if (call.name === 'thread') return { call: 'thread', as: call.thread };
  if (call.name === 'socket') return { call: 'socket', family: call.family, ...openFlags(call), ...as };
  if (call.name === 'poll') return { call: 'poll', fds: call.fds, timeout: call.timeout };
  if (call.name === 'select') {
    const sets: { -readonly [K in 'read' | 'write' | 'except']?: readonly number[] } = {};
    for (const key of ['read', 'write', 'except'] as const) {
      const set = call[key];
      if (set !== null) sets[key] = set;
    }
    return { call: 'select', ...sets, nfds: call.nfds, timeout: call.timeout };
  }
  if (call.name === 'epoll_create1') {
    return { call: 'epoll_create1', ...(call.cloexec ? { flags: ['EPOLL_CLOEXEC'] as const } : {}), ...as };
  }
  const fd = names.fd ?? call.fd;
  switch (call.name) {
    case 'bind':
      return { call: 'bind', fd, address: call.address, port: call.port };
    case 'connect':
      return call.address === null
        ? { call: 'connect', fd, family: 'AF_UNSPEC' }
        : { call: 'connect', fd, address: call.address, port: call.port };
    case 'accept':
      return { call: 'accept', fd, ...openFlags(call), ...as };
    case 'send':
      return { call: 'send', fd, ...dataOf(call.data), flags: call.flags };
    case 'recv':
      return { call: 'recv', fd, length: call.length, flags: call.flags };
    case 'dup':
      return { call: 'dup', fd, ...as };
    case 'dup2':
      return { call: 'dup2', fd, newfd: call.newfd, ...as };
    case 'read':
      return { call: 'read', fd, length: call.length };
    case 'write':
      return { call: 'write', fd, ...dataOf(call.data) };
    case 'epoll_ctl':
      return { call: 'epoll_ctl', fd, op: call.op, target: call.target, events: call.events };
    case 'epoll_wait':
      return { call: 'epoll_wait', fd, maxevents: call.maxevents, timeout: call.timeout };
    case 'listen':
      return { call: 'listen', fd, backlog: call.backlog };
    case 'shutdown':
      return { call: 'shutdown', fd, how: call.how };
    case 'setsockopt':
      return { call: 'setsockopt', fd, option: call.option, value: call.value };
    case 'getsockopt':
      return { call: 'getsockopt', fd, option: call.option };
    case 'fcntl':
      return call.option === 'F_GETFL'
        ? { call: 'fcntl', fd, option: 'F_GETFL' }
        : { call: 'fcntl', fd, option: call.option, value: call.value };
    default:
      return { call: call.name, fd };
  }
}

const openFlags = ({ nonblocking, cloexec }: OpenFlags): Pick<CallStep, 'flags'> => {
  const flags: OpenFlag[] = [];
  if (nonblocking) flags.push('SOCK_NONBLOCK');
  if (cloexec === true) flags.push('SOCK_CLOEXEC');
  return flags.length === 0 ? {} : { flags };
};

function dataOf(bytes: Bytes): { readonly data: string } | { readonly bytes: number } {
  if (bytes.length > LONGEST_LITERAL && /^x+$/.test(bytes)) return { bytes: bytes.length };
  // Only text can be typed by hand, so bytes that are no UTF-8 do not occur; as Latin-1 they would still be legible.
  return { data: textOfBytes(bytes) ?? bytes };
}
