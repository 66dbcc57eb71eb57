import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { Call, CallResult, WaitCondition } from '../../engine/posix/call.ts';
import type { CallId, CallNames, HostName, ProcessName, ThreadName, TraceEvent } from '../../engine/trace/event.ts';

/** A call that was made. What happened to it is told by the index of the trace event. */
export interface Made {
  readonly callId: CallId;
  readonly process: ProcessName;
  readonly thread: ThreadName;
  readonly call: Call;
  readonly names: CallNames;
  readonly step: number | null;
  readonly called: number;
  /** When it went to sleep, and what for. */
  blocked: { readonly index: number; readonly until: WaitCondition } | null;
  returned: { readonly index: number; readonly result: CallResult } | null;
}

/** The calls of a whole trace, and who began and ended. */
export interface CallBook {
  readonly calls: readonly Made[];
  readonly ofStep: ReadonlyMap<number, Made>;
  /** Processes of which the user made a call by hand. */
  readonly inHand: ReadonlySet<ProcessName>;
  /** Who was forked, by whom, when. */
  readonly forked: ReadonlyMap<ProcessName, { readonly parent: ProcessName; readonly index: number }>;
  /** When each thread but the first began, by process and name. */
  readonly started: ReadonlyMap<string, number>;
  /** The events that ended each process: more than one where its machine lost the power. */
  readonly ended: ReadonlyMap<ProcessName, readonly number[]>;
  readonly homes: ReadonlyMap<ProcessName, HostName>;
}

export const threadKey = (process: ProcessName, thread: ThreadName): string => `${process} ${thread}`;

class Book implements CallBook {
  read = 0;
  readonly calls: Made[] = [];
  readonly ofStep = new Map<number, Made>();
  readonly inHand = new Set<ProcessName>();
  readonly forked = new Map<ProcessName, { parent: ProcessName; index: number }>();
  readonly started = new Map<string, number>();
  readonly ended = new Map<ProcessName, number[]>();
  readonly homes = new Map<ProcessName, HostName>();
  private readonly open = new Map<CallId, Made>();
  private readonly threads = new Map<string, ThreadName>();

  add(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call': {
        const { callId, process, call, names, step } = event;
        const thread = this.threads.get(threadKey(process, String(event.thread))) ?? MAIN_THREAD;
        const made: Made = { callId, process, thread, call, names, step, called: index, blocked: null, returned: null };
        this.calls.push(made);
        this.open.set(callId, made);
        this.homes.set(process, event.host);
        if (step === null) this.inHand.add(process);
        else this.ofStep.set(step, made);
        return;
      }
      case 'block': {
        const made = this.open.get(event.callId);
        if (made) made.blocked ??= { index, until: event.until };
        return;
      }
      case 'return': {
        const made = this.open.get(event.callId);
        if (made) made.returned = { index, result: event.result };
        this.open.delete(event.callId);
        return;
      }
      case 'process-started':
        this.forked.set(event.process, { parent: event.parent, index });
        this.homes.set(event.process, event.host);
        return;
      case 'thread-started':
        this.threads.set(threadKey(event.process, String(event.thread)), event.name);
        this.started.set(threadKey(event.process, event.name), index);
        return;
      case 'process-ended': {
        const ends = this.ended.get(event.process);
        if (ends) ends.push(index);
        else this.ended.set(event.process, [index]);
        return;
      }
      default:
    }
  }
}

const books = new WeakMap<readonly TraceEvent[], Book>();

/** The calls of a trace; read once for each array and continued when it has grown. */
export function callBookOf(trace: readonly TraceEvent[]): CallBook {
  const book = books.get(trace) ?? new Book();
  books.set(trace, book);
  for (; book.read < trace.length; book.read++) {
    const event = trace[book.read];
    if (event) book.add(event, book.read);
  }
  return book;
}
