import type { Call, CallResult } from '../../engine/posix/call.ts';
import type { CallId, ProcessName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import { nameOf, showEntry, showExit, showResult } from './show-call.ts';

/** A process as strace sees it. */
export interface TracedProcess {
  readonly pid: number;
  readonly uid: number;
}

export interface StraceOptions {
  readonly processes: Readonly<Record<ProcessName, TracedProcess>>;
  /** Seconds since the World began before each line, as -ttt prints them. */
  readonly times?: boolean;
  /** This process alone: no other breaks its lines off, and lines bear no number where it has but one thread. */
  readonly only?: ProcessName;
}

/** The column in which results stand when the call is short enough (strace(1), -a). */
const RESULT_COLUMN = 40;

/**
 * The calls of a run as `strace -f -o FILE` writes them: number of the thread, call, result; a call during which another
 * thread is heard of is broken off with `<unfinished ...>` and taken up with `<... resumed>`.
 */
export function strace(trace: readonly TraceEvent[], options: StraceOptions): string {
  const { only } = options;
  const threads = trace.some((event) => event.kind === 'thread-started' && event.process === only);
  const writer = new Writer(options, only === undefined || threads);
  for (const event of trace) writer.take(event);
  return writer.end();
}

/** How a socket is opened, and the flag that programs change (fcntl(2)). */
const O_RDWR = 0x2;
const O_NONBLOCK = 0x800;

type StatusChange = Extract<Call, { readonly option: 'O_NONBLOCK' }>;

const changesStatus = (call: Call): call is StatusChange => call.name === 'fcntl' && call.option === 'O_NONBLOCK';

interface Inside {
  readonly process: ProcessName;
  readonly thread: number;
  readonly callId: CallId;
  readonly call: Call;
}

type Caller = Pick<Inside, 'process' | 'thread'>;

class Writer {
  private text = '';
  private column = 0;
  /** The call whose line is being written. */
  private open: Inside | null = null;
  /** Calls whose line was broken off, by process and thread. */
  private readonly unfinished = new Map<string, Inside>();
  /** Threads that were started, by process: the number of each in the system; the first is the process's own. */
  private readonly threads = new Map<ProcessName, number[]>();
  private readonly forked = new Map<ProcessName, TracedProcess>();
  /** Sockets whose calls do not sleep, by `host socket`. */
  private readonly nonblocking = new Set<string>();
  /** Lines begin with the number of their thread. */
  private readonly numbered: boolean;
  private readonly options: StraceOptions;

  constructor(options: StraceOptions, numbered: boolean) {
    this.options = options;
    this.numbered = numbered;
  }

  take(event: TraceEvent): void {
    const { only } = this.options;
    if (only !== undefined && 'process' in event && event.process !== only && event.kind !== 'process-started') return;
    // SIGKILL comes from outside: no traced process makes a call for it.
    if ((event.kind === 'call' || event.kind === 'return') && event.call.name === 'kill') return;
    // Written when it returns: it never sleeps, and what it asks first depends on what it finds.
    if (event.kind === 'call' && changesStatus(event.call)) return;
    if (event.kind === 'call') {
      this.begin(event.at, event);
      this.write(showEntry(event.call));
      this.open = event;
    } else if (event.kind === 'return' && event.call.name !== 'exit') this.returned(event);
    else if (event.kind === 'process-started') {
      this.forked.set(event.process, { pid: event.pid, uid: this.processOf(event.parent).uid });
    } else if (event.kind === 'thread-started') this.threadsOf(event.process).push(event.tid);
    else if (event.kind === 'process-ended') this.ended(event);
  }

  end(): string {
    this.breakOff();
    return this.text;
  }

  private returned(event: TraceEventOf<'return'>): void {
    const { at, process, call, result } = event;
    if (result.signal === 'SIGKILL') return;
    if (changesStatus(call)) {
      this.changedStatus(event, call);
      return;
    }
    if (event.newSocket !== null && 'nonblocking' in call && call.nonblocking) {
      this.nonblocking.add(`${event.host} ${event.newSocket}`);
    }
    this.resume(at, event);
    this.finish(...this.shown(process, call, result));
    if (result.signal !== 'SIGPIPE') return;
    const { pid, uid } = this.processOf(process);
    this.line(at, event, `--- SIGPIPE {si_signo=SIGPIPE, si_code=SI_USER, si_pid=${pid}, si_uid=${uid}} ---`);
  }

  /** Filled arguments and result, as the system call has them. */
  private shown(process: ProcessName, call: Call, result: CallResult): [string, string] {
    const raw: CallResult =
      result.signal === 'SIGPIPE'
        ? { ...result, returns: -1, errno: 'EPIPE' }
        : call.name === 'thread' && result.errno === null
          ? { ...result, returns: this.threadsOf(process).at(-1) ?? 0 }
          : result;
    return [showExit(call, raw), showResult(call, raw)];
  }

  /** O_NONBLOCK is set as programs set it: the flags are asked for, and put back with the one changed. */
  private changedStatus(event: TraceEventOf<'return'>, call: StatusChange): void {
    const { at, result } = event;
    const key = `${event.host} ${event.socket}`;
    const asks: Call = { name: 'fcntl', fd: call.fd, option: 'F_GETFL' };
    const told =
      result.errno === null ? { ...result, returns: O_RDWR | (this.nonblocking.has(key) ? O_NONBLOCK : 0) } : result;
    this.begin(at, event);
    this.write(showEntry(asks));
    this.finish(')', showResult(asks, told));
    // A program that is told of no such descriptor goes no further.
    if (result.errno !== null) return;
    this.begin(at, event);
    this.write(showEntry(call));
    this.finish(')', showResult(call, result));
    if (call.value) this.nonblocking.add(key);
    else this.nonblocking.delete(key);
  }

  private ended({ at, process, by }: TraceEvent & { readonly kind: 'process-ended' }): void {
    // strace runs on the same machine: what it had begun to write stays unfinished.
    if (by === 'power-loss') return;
    if (this.open?.process === process && this.open.call.name === 'exit') this.finish(')', '?');
    // All threads end with the process, and what they slept in returns no more. The first one's line is the last.
    const last = by === 'exit' ? '+++ exited with 0 +++' : `+++ killed by ${by} +++`;
    for (let thread = this.threadsOf(process).length - 1; thread >= 0; thread--) {
      const caller = { process, thread };
      const inside = isOf(this.open, caller) ? this.open : (this.unfinished.get(keyOf(caller)) ?? null);
      if (inside !== null) {
        this.resume(at, inside);
        this.finish(' <unfinished ...>)', '?');
      }
      this.line(at, caller, last);
    }
  }

  /** Goes on with a call's line: the open one, or a new one that takes it up. */
  private resume(at: number, inside: Inside): void {
    if (this.open?.callId === inside.callId) return;
    this.begin(at, inside);
    this.write(`<... ${nameOf(inside.call)} resumed>`);
  }

  private finish(exit: string, result: string): void {
    this.write(`${exit} `);
    this.write(' '.repeat(Math.max(0, RESULT_COLUMN - this.column)));
    this.write(`= ${result}\n`);
    this.open = null;
  }

  private line(at: number, caller: Caller, text: string): void {
    this.begin(at, caller);
    this.write(`${text}\n`);
  }

  private begin(at: number, caller: Caller): void {
    this.breakOff();
    this.unfinished.delete(keyOf(caller));
    this.column = 0;
    if (this.numbered) this.write(`${String(this.threadsOf(caller.process)[caller.thread] ?? 0).padEnd(5)} `);
    if (this.options.times === true) this.write(`${(at / 1_000_000).toFixed(6)} `);
  }

  private breakOff(): void {
    if (this.open === null) return;
    this.write(' <unfinished ...>\n');
    this.unfinished.set(keyOf(this.open), this.open);
    this.open = null;
  }

  private write(text: string): void {
    this.text += text;
    this.column += text.length;
  }

  private processOf(name: ProcessName): TracedProcess {
    return this.options.processes[name] ?? this.forked.get(name) ?? { pid: 0, uid: 0 };
  }

  private threadsOf(name: ProcessName): number[] {
    const known = this.threads.get(name) ?? [this.processOf(name).pid];
    this.threads.set(name, known);
    return known;
  }
}

const keyOf = ({ process, thread }: Caller): string => `${process} ${thread}`;
const isOf = (inside: Inside | null, caller: Caller): boolean => inside !== null && keyOf(inside) === keyOf(caller);
