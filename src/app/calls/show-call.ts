import { callLabel, readyLabel } from '../../diagrams/call-label.ts';
import type { Call, CallResult } from '../../engine/posix/call.ts';
import { excerpt } from '../network/capsule-view.ts';

/** A call as it crosses into the kernel: numbers, no names, for the kernel knows none. Long data is cut. */
export function showCall(call: Call): string {
  switch (call.name) {
    case 'socket':
      return `socket(${call.family}${call.nonblocking ? ', SOCK_NONBLOCK' : ''})`;
    case 'bind':
      return `bind(${call.fd}, ${call.address}:${call.port})`;
    case 'connect':
      return `connect(${call.fd}, ${call.address === null ? 'AF_UNSPEC' : `${call.address}:${call.port}`})`;
    case 'listen':
      return `listen(${call.fd}, ${call.backlog})`;
    case 'send':
      return `send(${call.fd}, "${excerpt(call.data, 12)}", ${call.data.length})`;
    case 'recv':
      return `recv(${call.fd}, ${call.length})`;
    case 'shutdown':
      return `shutdown(${call.fd}, ${call.how})`;
    case 'thread':
      return `thread(${call.thread})`;
    default:
      return callLabel(call);
  }
}

/** What a call gave back, as the program sees it: the number, with the errno or the bytes that came with it. */
export function showResult(result: CallResult, call: Call): string {
  if (result.signal !== null) return result.signal;
  if (result.errno !== null) return `−1 ${result.errno}`;
  if (result.data !== null && result.data.length > 0) return `${result.returns}  "${excerpt(result.data, 14)}"`;
  const ready = readyLabel(call, result);
  if (ready !== '') return `${result.returns}  ${ready}`;
  if (result.address !== null && result.returns === 0) return `0  ${result.address.address}:${result.address.port}`;
  return String(result.returns);
}
