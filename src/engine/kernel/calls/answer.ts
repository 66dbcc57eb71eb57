import type { CallResult, WaitCondition } from '../../posix/call.ts';
import { failure, success } from '../../posix/call.ts';
import type { Errno } from '../../posix/errno.ts';
import type { ProcessName, SocketId } from '../../trace/event.ts';
import type { Rule } from '../../trace/rule.ts';
import type { SocketRule } from '../../trace/socket-rules.ts';
import type { Call } from '../../posix/call.ts';
import type { OpenDescription, PendingCall, Socket } from '../host.ts';
import type { Turn } from '../turn.ts';

/** What the kernel says to a call: a result, or that the thread must sleep on a socket until something comes. */
export type Answer =
  | { readonly kind: 'return'; readonly result: CallResult; readonly rule: Rule; readonly newSocket: SocketId | null }
  | {
      readonly kind: 'sleep';
      readonly on: readonly SocketId[];
      readonly until: WaitCondition;
      readonly rule: SocketRule;
      readonly pending: PendingCall;
    };

/** Who calls. */
export interface Caller {
  readonly process: ProcessName;
  readonly thread: number;
}

/** A call on a descriptor that leads to a socket. */
export interface SocketCall<N extends Call['name']> {
  readonly turn: Turn;
  readonly caller: Caller;
  readonly call: Extract<Call, { readonly name: N }>;
  readonly pending: PendingCall;
  readonly socket: Socket;
  readonly description: OpenDescription;
}

export const done = (
  rule: Rule,
  returns = 0,
  more: Partial<CallResult> = {},
  newSocket: SocketId | null = null,
): Answer => ({
  kind: 'return',
  result: success(returns, more),
  rule,
  newSocket,
});

export const refuse = (errno: Errno, rule: Rule): Answer => ({
  kind: 'return',
  result: failure(errno),
  rule,
  newSocket: null,
});

/** The call fails with EPIPE, and unless MSG_NOSIGNAL was given the process gets SIGPIPE, which ends it (send(2)). */
export const brokenPipe = (rule: Rule, signal: boolean): Answer => ({
  kind: 'return',
  result: { ...failure('EPIPE'), signal: signal ? 'SIGPIPE' : null },
  rule,
  newSocket: null,
});

export const sleepOn = (pending: PendingCall, on: SocketId, until: WaitCondition, rule: SocketRule): Answer => ({
  kind: 'sleep',
  on: [on],
  until,
  rule,
  pending,
});
