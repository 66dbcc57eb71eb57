import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { CallEvent, ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { echoesOf } from '../../programs/echoes.ts';
import type { ProgramCall } from '../../programs/classes/objects.ts';
import { programClasses, type ProgramClasses } from '../../programs/classes/program-classes.ts';
import { stepOfCall, type StepArguments } from '../../programs/step-of-call.ts';

/** A program: what one process began as, and those that it forks go on with. */
export interface ClassProgram {
  /** The process that was there from the beginning. */
  readonly root: ProcessName;
  /** It and its children, in the order in which they begin. */
  readonly members: readonly ProcessName[];
  readonly classes: ProgramClasses;
  /** A call of a trace as the program writes it. */
  readonly writtenAs: (event: CallEvent) => StepArguments;
}

/**
 * The program of a process in a run: as the script has it, also what has not come to its turn; of whom the user took in hand, what was
 * called. Without a script (a trace that was opened) what was called is all that is known.
 */
export function programOf(script: CallScript | null, trace: readonly TraceEvent[], root: ProcessName): ClassProgram {
  const steps = script?.steps ?? [];
  const members = [root];
  const add = (parent: ProcessName, child: ProcessName): void => {
    if (members.includes(parent) && !members.includes(child)) members.push(child);
  };
  for (const step of steps) {
    if ('call' in step && step.call === 'fork' && step.as !== undefined) add(step.process, step.as);
  }
  for (const event of trace) if (event.kind === 'process-started') add(event.parent, event.process);

  const made = trace.filter((event) => event.kind === 'call').filter(({ process }) => members.includes(process));
  const threads = threadNames(trace);
  const inHand = new Set(made.filter(({ step }) => step === null || script === null).map(({ process }) => process));
  const writtenAs = ({ step, call, names }: CallEvent): StepArguments => {
    const written = step === null ? undefined : steps[step];
    return written !== undefined && 'call' in written ? written : stepOfCall(call, names);
  };
  const echoes: ReadonlySet<number> = script === null ? new Set() : echoesOf(script);
  const by = (process: ProcessName, thread: string, step: number | null, call: StepArguments): ProgramCall => ({
    call,
    ...(step === null ? { byHand: true } : echoes.has(step) ? { echoes: true } : {}),
    ...(process === root ? {} : { process }),
    ...(thread === MAIN_THREAD ? {} : { thread }),
  });
  const calls = [
    ...steps.flatMap((step, index) =>
      'wait' in step || !members.includes(step.process) || inHand.has(step.process)
        ? []
        : [by(step.process, step.thread ?? MAIN_THREAD, index, step)],
    ),
    ...made
      .filter(({ process }) => inHand.has(process))
      .map((event) =>
        by(event.process, threads.get(`${event.process} ${event.thread}`) ?? MAIN_THREAD, event.step, writtenAs(event)),
      ),
  ];
  return { root, members, classes: programClasses(calls), writtenAs };
}

/** What each thread is called, by process and number; the first of a process has no name here. */
function threadNames(trace: readonly TraceEvent[]): ReadonlyMap<string, string> {
  return new Map(
    trace.flatMap((event) =>
      event.kind === 'thread-started' ? [[`${event.process} ${event.thread}`, event.name] as const] : [],
    ),
  );
}
