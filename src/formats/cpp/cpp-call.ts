import { type Bytes, bytesOf, textOfBytes } from '../../engine/base/bytes.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { Call, OpenFlags } from '../../engine/posix/call.ts';
import type { CallNames, ProcessName, ThreadName } from '../../engine/trace/event.ts';
import type { CallScript, CallStep, OpenFlag } from '../../programs/call-script.ts';

/** A call to be written in C++: its arguments as a script writes them, and the key by which the screen finds its line. */
export interface CppCall {
  /** `step:4` for a step of the script, `call:17` for a call made by hand. */
  readonly key: string;
  readonly call: Omit<CallStep, 'process' | 'thread'>;
  /** The process that makes it, a child of the program's; absent: the one that began. */
  readonly process?: ProcessName;
  /** Absent: the process's first thread. */
  readonly thread?: ThreadName;
  /** A send of what the recv before it brought: the program passes its buffer on. */
  readonly echoes?: boolean;
}

export const stepKey = (step: number): string => `step:${step}`;
/** The step of a key of a script's call; null for a call made by hand. */
export const stepOfKey = (key: string): number | null => (key.startsWith('step:') ? Number(key.slice(5)) : null);
export const callKey = (callId: number): string => `call:${callId}`;

/**
 * The calls of the program that a script's process runs, in their order: its own, its threads', and those of the children
 * that it forks. Waits are the script's timing and not the program's.
 */
export function cppCallsOfScript(script: CallScript, process: ProcessName): CppCall[] {
  const family = new Set([process]);
  return script.steps.flatMap((step, index) => {
    if ('wait' in step || !family.has(step.process)) return [];
    if (step.call === 'fork' && step.as !== undefined) family.add(step.as);
    const { process: by, thread, ...call } = step;
    return [{ key: stepKey(index), call, ...callerOf(process, by, thread), ...echoOf(script, index, step) }];
  });
}

/** Who makes a call of the program that `program` began: what a `CppCall` says of that. */
export const callerOf = (
  program: ProcessName,
  by: ProcessName,
  thread: ThreadName = MAIN_THREAD,
): Pick<CppCall, 'process' | 'thread'> => ({
  ...(by === program ? {} : { process: by }),
  ...(thread === MAIN_THREAD ? {} : { thread }),
});

const echoOf = (script: CallScript, index: number, step: CallStep): Pick<CppCall, 'echoes'> =>
  isEcho(script, index, step) ? { echoes: true } : {};

/** Whether a send gives back what the other side sent last and this process has just received on the same descriptor. */
function isEcho(script: CallScript, index: number, step: CallStep): boolean {
  if ((step.call !== 'send' && step.call !== 'write') || step.data === undefined) return false;
  const before = script.steps.slice(0, index).filter((one) => 'call' in one);
  const mine = before.findLast((one) => one.process === step.process && one.thread === step.thread);
  const theirs = before.findLast(
    (one) => one.process !== step.process && (one.call === 'send' || one.call === 'write'),
  );
  const received = (mine?.call === 'recv' || mine?.call === 'read') && mine.fd === step.fd && mine.flags === undefined;
  return received && theirs?.data === step.data && (mine.length ?? 0) >= dataLength(step);
}

/** A send of more than so many `x` is written as a filler. */
const LONGEST_LITERAL = 64;

/** A call as the engine knows it (made by hand, say), with the names that its author used. */
export function cppCallOf(key: string, call: Call, names: CallNames): CppCall {
  return { key, call: argumentsOf(call, names) };
}

function argumentsOf(call: Call, names: CallNames): CppCall['call'] {
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

/** How many bytes a call's data has. */
export const dataLength = (call: Pick<CallStep, 'bytes' | 'data'>): number =>
  call.bytes ?? bytesOf(call.data ?? '').length;
