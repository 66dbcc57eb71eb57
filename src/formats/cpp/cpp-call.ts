import { bytesOf } from '../../engine/base/bytes.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { Call } from '../../engine/posix/call.ts';
import type { CallNames, ProcessName, ThreadName } from '../../engine/trace/event.ts';
import type { CallScript, CallStep } from '../../programs/call-script.ts';
import { stepOfCall, type StepArguments } from '../../programs/step-of-call.ts';

/** A call to be written in C++: its arguments as a script writes them, and the key by which the screen finds its line. */
export interface CppCall {
  /** `step:4` for a step of the script, `call:17` for a call made by hand. */
  readonly key: string;
  readonly call: StepArguments;
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

/** A call as the engine knows it (made by hand, say), with the names that its author used. */
export function cppCallOf(key: string, call: Call, names: CallNames): CppCall {
  return { key, call: stepOfCall(call, names) };
}

/** How many bytes a call's data has. */
export const dataLength = (call: Pick<CallStep, 'bytes' | 'data'>): number =>
  call.bytes ?? bytesOf(call.data ?? '').length;
