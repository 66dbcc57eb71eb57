import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { Call } from '../../engine/posix/call.ts';
import type { CallNames, ProcessName, ThreadName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { echoesOf } from '../../programs/echoes.ts';
import type { ProgramCall } from '../../programs/classes/objects.ts';
import { stepOfCall } from '../../programs/step-of-call.ts';

/** A call to be written in C++: its arguments as a script writes them, and the key by which the screen finds its line. */
export interface CppCall extends ProgramCall {
  /** `step:4` for a step of the script, `call:17` for a call made by hand. */
  readonly key: string;
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
  const echoes = echoesOf(script);
  return script.steps.flatMap((step, index) => {
    if ('wait' in step || !family.has(step.process)) return [];
    if (step.call === 'fork' && step.as !== undefined) family.add(step.as);
    const { process: by, thread, ...call } = step;
    return [
      { key: stepKey(index), call, ...callerOf(process, by, thread), ...(echoes.has(index) ? { echoes: true } : {}) },
    ];
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

/** A call as the engine knows it (made by hand, say), with the names that its author used. */
export function cppCallOf(key: string, call: Call, names: CallNames): CppCall {
  return { key, call: stepOfCall(call, names), ...(stepOfKey(key) === null ? { byHand: true } : {}) };
}
