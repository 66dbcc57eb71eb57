import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { CallScript, CallStep } from '../../programs/call-script.ts';
import type { CallRecord } from '../stage/ledger.ts';
import { countUpTo } from '../store/ascending.ts';

/** The step of the script that would come next, if a process can take it now. */
export interface NextCall {
  readonly process: ProcessName;
  readonly name: CallName;
  readonly step: CallStep;
}

/** The calls that a process has to make by the script, and the script's steps that they are, ascending. */
interface Part {
  readonly calls: readonly CallStep[];
  readonly steps: readonly number[];
}

const parts = new WeakMap<CallScript, ReadonlyMap<ProcessName, Part>>();

function partsOf(script: CallScript): ReadonlyMap<ProcessName, Part> {
  const known = parts.get(script);
  if (known) return known;
  const made = new Map<ProcessName, { readonly calls: CallStep[]; readonly steps: number[] }>();
  script.steps.forEach((step, index) => {
    if (!('call' in step)) return;
    const part = made.get(step.process) ?? { calls: [], steps: [] };
    made.set(step.process, part);
    part.calls.push(step);
    part.steps.push(index);
  });
  parts.set(script, made);
  return made;
}

/**
 * Which call the script would make next, after these calls. A call by hand counts as the script's when it is the next
 * one of that process and did not fail; so guidance goes on when the user takes over. Null when nothing is left or
 * `suggest` finds no sense in what any process has left. Of the calls that a process made by script, the last
 * tells as much as all.
 */
export function nextCall(
  script: CallScript,
  calls: Iterable<CallRecord>,
  suggest: (step: CallStep, part: readonly CallStep[]) => CallStep | null,
): NextCall | null {
  const todo = partsOf(script);
  /** How many calls of its part each process is past. */
  const past = new Map<ProcessName, number>();
  for (const record of calls) {
    const part = todo.get(record.process);
    if (!part) continue;
    const before = past.get(record.process) ?? 0;
    if (record.step !== null) past.set(record.process, Math.max(before, countUpTo(part.steps, record.step)));
    else if (part.calls[before]?.call === record.call.name && record.result?.returns !== -1)
      past.set(record.process, before + 1);
  }
  let next: { readonly index: number; readonly step: CallStep } | null = null;
  for (const [process, { calls: mine, steps }] of todo) {
    const place = past.get(process) ?? 0;
    const due = mine[place];
    const step = due === undefined ? null : suggest(due, mine);
    const index = steps[place];
    if (step && index !== undefined && (next === null || index < next.index)) next = { index, step };
  }
  return next === null ? null : { process: next.step.process, name: next.step.call, step: next.step };
}
