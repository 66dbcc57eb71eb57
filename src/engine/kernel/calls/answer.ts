import { later, type Micros } from '../../base/time.ts';
import type { CallResult, WaitCondition } from '../../posix/call.ts';
import { failure, success } from '../../posix/call.ts';
import type { Errno } from '../../posix/errno.ts';
import type { ProcessName, SocketId } from '../../trace/event.ts';
import type { Rule } from '../../trace/rule.ts';
import type { SocketRule } from '../../trace/socket-rules.ts';
import type { Call } from '../../posix/call.ts';
import type { PendingCall, Socket, SocketDescription } from '../host.ts';
import type { Turn } from '../turn.ts';

/** What the kernel says to a call: a result, or that the thread must sleep on a socket until something comes. */
export type Answer =
  | { readonly kind: 'return'; readonly result: CallResult; readonly rule: Rule; readonly newSocket: SocketId | null }
  | {
      readonly kind: 'sleep';
      readonly on: readonly SocketId[];
      /** Epoll instances, by description. */
      readonly epolls?: readonly number[];
      /** When the call looks a last time, come what may. Absent: never. */
      readonly deadline?: Micros;
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
  readonly description: SocketDescription;
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

/** Sleeps for no longer than the socket's own time-out (SO_RCVTIMEO, SO_SNDTIMEO); null: that is over. */
export function sleepUpTo(
  turn: Turn,
  pending: PendingCall,
  on: SocketId,
  until: WaitCondition,
  rule: SocketRule,
  limit: Micros | undefined,
): Answer | null {
  if (limit === undefined) return sleepOn(pending, on, until, rule);
  const deadline = later(pending.entered, limit);
  return turn.now >= deadline ? null : { kind: 'sleep', on: [on], until, rule, pending, deadline };
}
