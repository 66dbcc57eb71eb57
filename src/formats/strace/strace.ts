import type { Call, CallResult } from '../../engine/posix/call.ts';
import type { CallId, ProcessName, TraceEvent } from '../../engine/trace/event.ts';
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
}

/** The column in which results stand when the call is short enough (strace(1), -a). */
const RESULT_COLUMN = 40;

/**
 * The calls of a run as `strace -f -o FILE` writes them: process identifier, call, result; a call during which another
 * process is heard of is broken off with `<unfinished ...>` and taken up with `<... resumed>`.
 */
export function strace(trace: readonly TraceEvent[], options: StraceOptions): string {
  const writer = new Writer(options);
  for (const event of trace) writer.take(event);
  return writer.end();
}

interface Inside {
  readonly process: ProcessName;
  readonly callId: CallId;
  readonly call: Call;
}

class Writer {
  private text = '';
  private column = 0;
  /** The call whose line is being written. */
  private open: Inside | null = null;
  /** Calls whose line was broken off, by process. */
  private readonly unfinished = new Map<ProcessName, Inside>();
  private readonly options: StraceOptions;

  constructor(options: StraceOptions) {
    this.options = options;
  }

  take(event: TraceEvent): void {
    // SIGKILL comes from outside: no traced process makes a call for it.
    if ((event.kind === 'call' || event.kind === 'return') && event.call.name === 'kill') return;
    if (event.kind === 'call') {
      this.begin(event.at, event.process);
      this.write(showEntry(event.call));
      this.open = { process: event.process, callId: event.callId, call: event.call };
    } else if (event.kind === 'return' && event.call.name !== 'exit') this.returned(event);
    else if (event.kind === 'process-ended') this.ended(event);
  }

  end(): string {
    this.breakOff();
    return this.text;
  }

  private returned(event: TraceEvent & { readonly kind: 'return' }): void {
    const { at, process, call, result } = event;
    if (result.signal === 'SIGKILL') return;
    this.resume(at, { process, callId: event.callId, call });
    const epipe: CallResult = { ...result, returns: -1, errno: 'EPIPE' };
    const shown = result.signal === 'SIGPIPE' ? epipe : result;
    this.finish(showExit(call, shown), showResult(call, shown));
    if (result.signal !== 'SIGPIPE') return;
    const { pid, uid } = this.processOf(process);
    this.line(at, process, `--- SIGPIPE {si_signo=SIGPIPE, si_code=SI_USER, si_pid=${pid}, si_uid=${uid}} ---`);
    this.line(at, process, '+++ killed by SIGPIPE +++');
  }

  private ended({ at, process, by }: TraceEvent & { readonly kind: 'process-ended' }): void {
    // Its line comes with the result of the call that raised the signal.
    if (by === 'SIGPIPE') return;
    const inside = this.open?.process === process ? this.open : (this.unfinished.get(process) ?? null);
    if (inside !== null) {
      this.resume(at, inside);
      this.finish(by === 'exit' ? ')' : ' <unfinished ...>)', '?');
    }
    this.line(at, process, by === 'exit' ? '+++ exited with 0 +++' : `+++ killed by ${by} +++`);
  }

  /** Goes on with a call's line: the open one, or a new one that takes it up. */
  private resume(at: number, inside: Inside): void {
    if (this.open?.callId === inside.callId) return;
    this.begin(at, inside.process);
    this.write(`<... ${nameOf(inside.call)} resumed>`);
  }

  private finish(exit: string, result: string): void {
    this.write(`${exit} `);
    this.write(' '.repeat(Math.max(0, RESULT_COLUMN - this.column)));
    this.write(`= ${result}\n`);
    this.open = null;
  }

  private line(at: number, process: ProcessName, text: string): void {
    this.begin(at, process);
    this.write(`${text}\n`);
  }

  private begin(at: number, process: ProcessName): void {
    this.breakOff();
    this.unfinished.delete(process);
    this.column = 0;
    this.write(`${String(this.processOf(process).pid).padEnd(5)} `);
    if (this.options.times === true) this.write(`${(at / 1_000_000).toFixed(6)} `);
  }

  private breakOff(): void {
    if (this.open === null) return;
    this.write(' <unfinished ...>\n');
    this.unfinished.set(this.open.process, this.open);
    this.open = null;
  }

  private write(text: string): void {
    this.text += text;
    this.column += text.length;
  }

  private processOf(name: ProcessName): TracedProcess {
    return this.options.processes[name] ?? { pid: 0, uid: 0 };
  }
}
