import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import { type Call, type Fd, functionOf } from '../../engine/posix/call.ts';
import type { CallNames, ProcessName, ThreadName } from '../../engine/trace/event.ts';
import { callOfStep, namesOfStep } from '../../programs/call-of-step.ts';
import type { CallScript, CallStep } from '../../programs/call-script.ts';
import { echoesOf } from '../../programs/echoes.ts';
import { foldCalls, type Item, type Written } from '../../programs/repeats.ts';
import { stepOfCall } from '../../programs/step-of-call.ts';
import { callArguments, isFromOutside } from '../call-label.ts';
import { type CallBook, type Made, threadKey } from './call-book.ts';

/** One call that a program makes, once. */
export interface Pass {
  /** `step 4` of the script, or `call 17` by hand. */
  readonly id: string;
  /** Where it stands among all calls of the program. */
  readonly order: number;
  readonly call: Call;
  /** The function, and what stands between its parentheses, with the program's own names of its descriptors. */
  readonly name: string;
  readonly arguments: readonly string[];
  /** The names of descriptors that it uses or gives. */
  readonly uses: readonly string[];
  readonly gives: string | null;
  /** As the program's source has it. */
  readonly written: Written;
  /** Null: not made, to the end of the run. */
  readonly made: Made | null;
}

/** A call of the source, and what becomes of it. */
export interface Source extends Written {
  readonly pass: Pass;
}

/** What one thread of a program does, from its beginning to its end. */
export interface Thread {
  readonly process: ProcessName;
  readonly thread: ThreadName;
  readonly passes: readonly Pass[];
  /** The same with what repeats as loops. */
  readonly items: readonly Item<Source>[];
  /** The call of another thread of the program that begins it; null: it is there from the beginning. */
  readonly begunBy: Pass | null;
  /** The trace event with which it began; -1: from the beginning; null: it never does. */
  readonly began: number | null;
  /** Nothing is known of what comes after the last call: the user goes on writing. */
  readonly open: boolean;
}

/**
 * The threads of the program that `root` runs: its own, and those of the children that it forks. Of a process in the user's hand, what was
 * called so far. The first is the one that begins; each comes after the one that begins it.
 */
export function programOf(script: CallScript, book: CallBook, root: ProcessName): readonly Thread[] {
  const anyByHand = book.inHand.size > 0;
  const threads: Thread[] = [];
  const isKnown = (process: ProcessName, thread: ThreadName): boolean =>
    threads.some((each) => each.process === process && each.thread === thread);
  const meet = (process: ProcessName, thread: ThreadName, begunBy: Pass | null): void => {
    if (isKnown(process, thread)) return;
    const open = isInHand(book, process);
    const made = (
      open ? passesByHand(script, book, process, thread) : passesOfScript(script, book, process, thread)
    ).map((pass): Pass => (anyByHand ? { ...pass, order: pass.made?.called ?? LATE + pass.order } : pass));
    const passes = made.filter(({ call }) => !isFromOutside(call));
    const items = foldCalls(made.map((pass): Source => ({ ...pass.written, pass }))).filter(
      (item) => item.kind === 'loop' || item.passes.every(({ pass }) => !isFromOutside(pass.call)),
    );
    threads.push({ process, thread, passes, items, begunBy, began: begins(book, process, thread, begunBy), open });
    for (const pass of passes) {
      if (pass.call.name === 'fork') meet(pass.call.child, MAIN_THREAD, pass);
      else if (pass.call.name === 'thread') meet(process, pass.call.thread, pass);
    }
  };
  meet(root, MAIN_THREAD, null);
  return threads;
}

/** After everything that was called. */
const LATE = 1e9;

/** A child that was forked by hand has no script either. */
function isInHand(book: CallBook, process: ProcessName): boolean {
  return book.inHand.has(process);
}

function begins(book: CallBook, process: ProcessName, thread: ThreadName, begunBy: Pass | null): number | null {
  if (begunBy === null) return -1;
  const index = thread === MAIN_THREAD ? book.forked.get(process)?.index : book.started.get(threadKey(process, thread));
  return index ?? null;
}

function passesOfScript(script: CallScript, book: CallBook, process: ProcessName, thread: ThreadName): Pass[] {
  return script.steps.flatMap((step, index): Pass[] => {
    if ('wait' in step || step.process !== process || (step.thread ?? MAIN_THREAD) !== thread) return [];
    const made = book.ofStep.get(index) ?? null;
    const { call, show } = written(step, made);
    return [
      passOf(
        { id: `step ${index}`, order: index, call, written: sourceOf(script, index, step), made },
        namesOfStep(step),
        show,
      ),
    ];
  });
}

/** A step as its author wrote it: a name of a descriptor becomes a number that stands for the name alone. */
function written(step: CallStep, made: Made | null): { readonly call: Call; readonly show: (fd: Fd) => string } {
  const names: string[] = [];
  const number = (name: string): Fd => {
    if (!names.includes(name)) names.push(name);
    return STANDS_FOR_NAME - names.indexOf(name);
  };
  const port = (): number => (made?.call.name === 'connect' || made?.call.name === 'bind' ? made.call.port : 0);
  const call = callOfStep(step, { number, port });
  return { call, show: (fd) => names[STANDS_FOR_NAME - fd] ?? String(fd) };
}

/** Numbers from here downwards are no descriptors of anybody. */
const STANDS_FOR_NAME = -1_000;

/** A step as the source has it. */
const sourceOf = (script: CallScript, index: number, call: CallStep): Written => ({
  call,
  ...(echoesOf(script).has(index) ? { echoes: true } : {}),
});

function passesByHand(script: CallScript, book: CallBook, process: ProcessName, thread: ThreadName): Pass[] {
  const known = new Map<Fd, string>();
  return book.calls.flatMap((made): Pass[] => {
    if (made.process !== process) return [];
    const { call, names, step: index } = made;
    if ('fd' in call && names.fd !== null) known.set(call.fd, names.fd);
    const show = (fd: Fd): string => known.get(fd) ?? String(fd);
    const id = index === null ? `call ${made.callId}` : `step ${index}`;
    const step = index === null ? undefined : script.steps[index];
    const source: Written =
      index !== null && step !== undefined && 'call' in step
        ? sourceOf(script, index, step)
        : { call: stepOfCall(call, names), byHand: index === null };
    const pass = passOf({ id, order: made.called, call, written: source, made }, names, show);
    const gave = made.returned?.result.returns ?? -1;
    if (names.as !== null && gave >= 0) known.set(gave, names.as);
    return made.thread === thread ? [pass] : [];
  });
}

type Given = Pick<Pass, 'id' | 'order' | 'call' | 'written' | 'made'>;

function passOf(given: Given, { as }: CallNames, show: (fd: Fd) => string): Pass {
  const { call } = given;
  const uses = ['fd' in call ? [call.fd] : [], call.name === 'epoll_ctl' ? [call.target] : []].flat().map(show);
  return { ...given, name: functionOf(call), arguments: callArguments(call, show), uses, gives: as };
}
