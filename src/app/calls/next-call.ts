import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { ProcessName, ThreadName } from '../../engine/trace/event.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { CallScript, CallStep } from '../../programs/call-script.ts';
import type { CallRecord } from '../stage/ledger.ts';
import { countUpTo } from '../store/ascending.ts';

/** The step of the script that would come next, if its thread can take it now. */
export interface NextCall {
  readonly process: ProcessName;
  readonly thread: ThreadName;
  readonly name: CallName;
  readonly step: CallStep;
}

/** The calls that a thread has to make by the script, and the script's steps that they are, ascending. */
interface Part {
  readonly calls: readonly CallStep[];
  readonly steps: readonly number[];
}

/** By process and thread. */
type Parts = ReadonlyMap<string, Part>;

const parts = new WeakMap<CallScript, Parts>();
const keyOf = (process: ProcessName, thread: ThreadName = MAIN_THREAD): string => `${process} ${thread}`;

function partsOf(script: CallScript): Parts {
  const known = parts.get(script);
  if (known) return known;
  const made = new Map<string, { readonly calls: CallStep[]; readonly steps: number[] }>();
  script.steps.forEach((step, index) => {
    if (!('call' in step)) return;
    const key = keyOf(step.process, step.thread);
    const part = made.get(key) ?? { calls: [], steps: [] };
    made.set(key, part);
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
  /** How many calls of its part each thread is past. */
  const past = new Map<string, number>();
  for (const record of calls) {
    const key = keyOf(record.process, record.thread);
    const part = todo.get(key);
    if (!part) continue;
    const before = past.get(key) ?? 0;
    if (record.step !== null) past.set(key, Math.max(before, countUpTo(part.steps, record.step)));
    else if (part.calls[before]?.call === record.call.name && record.result?.returns !== -1) past.set(key, before + 1);
  }
  let next: { readonly index: number; readonly step: CallStep } | null = null;
  for (const [key, { calls: mine, steps }] of todo) {
    const place = past.get(key) ?? 0;
    const due = mine[place];
    const step = due === undefined ? null : suggest(due, mine);
    const index = steps[place];
    if (step && index !== undefined && (next === null || index < next.index)) next = { index, step };
  }
  if (next === null) return null;
  const { step } = next;
  return { process: step.process, thread: step.thread ?? MAIN_THREAD, name: step.call, step };
}
