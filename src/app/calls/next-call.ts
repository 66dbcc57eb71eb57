import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { CallScript, CallStep } from '../../programs/call-script.ts';
import type { CallRecord } from '../stage/ledger.ts';

/** The step of the script that would come next, if a process can take it now. */
export interface NextCall {
  readonly process: ProcessName;
  readonly name: CallName;
  readonly step: CallStep;
}

/**
 * Which call the script would make next, after these calls. A call by hand counts as the script's when it is the next
 * one of that process and did not fail; so guidance goes on when the user takes over. Null when nothing is left or
 * every process that has something left sleeps or has ended.
 */
export function nextCall(
  script: CallScript,
  calls: Iterable<CallRecord>,
  canCall: (process: ProcessName) => boolean,
): NextCall | null {
  const todo = new Map<ProcessName, { readonly index: number; readonly step: CallStep }[]>();
  script.steps.forEach((step, index) => {
    if (!('call' in step)) return;
    const known = todo.get(step.process);
    if (known) known.push({ index, step });
    else todo.set(step.process, [{ index, step }]);
  });
  for (const record of calls) {
    const mine = todo.get(record.process);
    if (!mine) continue;
    if (record.step !== null) {
      const done = record.step;
      while (mine[0] && mine[0].index <= done) mine.shift();
    } else if (mine[0]?.step.call === record.call.name && record.result?.returns !== -1) mine.shift();
  }
  let next: { readonly index: number; readonly step: CallStep } | null = null;
  for (const [process, [first]] of todo)
    if (first && canCall(process) && (next === null || first.index < next.index)) next = first;
  return next === null ? null : { process: next.step.process, name: next.step.call, step: next.step };
}
