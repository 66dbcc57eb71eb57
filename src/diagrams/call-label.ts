import type { Bytes } from '../engine/base/bytes.ts';
import type { Call, CallResult, OptionValue } from '../engine/posix/call.ts';

/**
 * The first bytes of a payload in quotation marks, at most `length` of them: `"hello"`, `"xxxxxx…"`. What is not printable
 * ASCII shows as a dot.
 */
export function excerpt(bytes: Bytes, length: number): string {
  const shown = bytes.length > length ? `${bytes.slice(0, Math.max(1, length - 1))}…` : bytes;
  return `"${shown.replace(/[^\x20-\x7e…]/g, '·')}"`;
}

const value = (option: OptionValue): string =>
  typeof option === 'number' ? String(option) : `{${option.onoff}, ${option.seconds}}`;

const nonblocking = (call: { readonly nonblocking: boolean }): string[] => (call.nonblocking ? ['SOCK_NONBLOCK'] : []);

/** The arguments after the descriptor, short. An address is left out beside its port: the port tells services apart here. */
function argumentsOf(call: Call): readonly string[] {
  switch (call.name) {
    case 'socket':
      return [...(call.family === 'AF_INET' ? [] : [call.family]), ...nonblocking(call)];
    case 'bind':
      return [`:${call.port}`];
    case 'listen':
      return [String(call.backlog)];
    case 'connect':
      return [call.address === null ? 'AF_UNSPEC' : `:${call.port}`];
    case 'accept':
      return nonblocking(call);
    case 'send':
      return [excerpt(call.data, 8), ...call.flags];
    case 'recv':
      return [String(call.length), ...call.flags];
    case 'shutdown':
      return [String(call.how)];
    case 'setsockopt':
      return [call.option, value(call.value)];
    case 'getsockopt':
      return [call.option];
    case 'fcntl':
      return [call.option, call.value ? '1' : '0'];
    case 'poll':
      return [call.fds.map(({ fd }) => fd).join(' '), String(call.timeout)];
    case 'dup2':
      return [String(call.newfd)];
    case 'thread':
      return [call.thread];
    case 'fork':
    case 'dup':
    case 'close':
    case 'getsockname':
    case 'getpeername':
    case 'exit':
    case 'kill':
      return [];
  }
}

/** The call as a message to the kernel: `listen(3, 1)`, `send(3, "hello")`. */
export const callLabel = (call: Call): string =>
  `${call.name}(${['fd' in call ? String(call.fd) : [], argumentsOf(call)].flat().join(', ')})`;

/** The call as a message to the socket itself, which stands for the descriptor: `listen(1)`, `send("hello")`. */
export const messageLabel = (call: Call): string => `${call.name}(${argumentsOf(call).join(', ')})`;

/** What came back: `3`, `5 "hello"`, `-1 ECONNREFUSED`. */
export function resultLabel(result: CallResult): string {
  if (result.signal !== null) return result.signal;
  if (result.errno !== null) return `-1 ${result.errno}`;
  if (result.data !== null && result.data.length > 0) return `${result.returns} ${excerpt(result.data, 8)}`;
  if (result.value !== null) return `${result.returns} (${value(result.value)})`;
  return String(result.returns);
}

export const failed = (result: CallResult): boolean => result.errno !== null || result.signal !== null;
