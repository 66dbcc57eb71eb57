import type { Fd } from '../engine/posix/call.ts';
import type { HostName, ProcessName, SocketId, TraceEvent } from '../engine/trace/event.ts';
import type { CallScript } from '../programs/call-script.ts';
import type { ClassName } from '../programs/classes/description.ts';
import { type ClassProgram, programOf } from './class/program.ts';
import { KIND, kindsOf } from './kinds.ts';

/** The class of a socket's object in the program that holds it. One that no program has yet is what accept will make of it. */
export type SocketClasses = (host: HostName, socket: SocketId) => ClassName;

/** A socket as UML names an instance: `c : ClientSocket`, `: ClientSocket`. */
export const socketName = (name: string | null, type: ClassName): string => `${name ? `${name} ` : ''}: ${type}`;

/** Where a call has put a socket: a variable of a program, or a bare number. */
interface Variable {
  readonly process: ProcessName;
  readonly reference: string | Fd;
}

/**
 * The class of every socket of a run, as the class diagram and the class-based C++ have it: that of the variable that a call put it in. The same
 * function for a run as long as it goes on: what a user does by hand may make a socket another class's.
 */
export function socketClassesOf(script: CallScript | null, trace: readonly TraceEvent[]): SocketClasses {
  const known = readers.get(trace);
  const reader = known?.script === script ? known : new Reader(script, trace);
  readers.set(trace, reader);
  return reader.classOf;
}

const readers = new WeakMap<readonly TraceEvent[], Reader>();

/** Reads a trace as far as it goes, and continues when it has grown. */
class Reader {
  readonly script: CallScript | null;
  private readonly trace: readonly TraceEvent[];
  private read = 0;
  private readonly variables = new Map<string, Variable>();
  /** What a program calls that which its call of socket is making. */
  private readonly opening = new Map<ProcessName, string | null>();
  private readonly parents = new Map<ProcessName, ProcessName>();
  /** By their first process; emptied when a program has become another one. */
  private readonly programs = new Map<ProcessName, ClassProgram>();

  constructor(script: CallScript | null, trace: readonly TraceEvent[]) {
    this.script = script;
    this.trace = trace;
  }

  readonly classOf: SocketClasses = (host, socket) => {
    this.readOn();
    const variable = this.variables.get(`${host} ${socket}`);
    return variable === undefined
      ? 'ClientSocket'
      : this.programOf(variable.process).classes.classOf(variable.reference);
  };

  readOn(): void {
    const kinds = kindsOf(this.trace);
    for (; this.read < this.trace.length; this.read++) {
      const kind = kinds[this.read];
      if (kind !== KIND.text && kind !== KIND.timer) this.add(this.trace[this.read] as TraceEvent);
    }
  }

  private add(event: TraceEvent): void {
    switch (event.kind) {
      case 'call':
        // What is not in the script makes the program another one.
        if (event.step === null || this.script === null) this.programs.clear();
        if (event.call.name === 'socket') this.opening.set(event.process, event.names.as);
        return;
      case 'process-started':
        this.parents.set(event.process, event.parent);
        this.programs.clear();
        return;
      case 'socket-created':
        if (event.process === null || event.fd === null) return;
        this.put(event, event.process, this.opening.get(event.process) ?? event.fd);
        return;
      case 'return':
        if (event.newSocket === null || event.call.name !== 'accept') return;
        this.put({ host: event.host, socket: event.newSocket }, event.process, event.names.as ?? event.result.returns);
        return;
      default:
    }
  }

  private put(
    { host, socket }: { readonly host: HostName; readonly socket: SocketId },
    process: ProcessName,
    reference: string | Fd,
  ): void {
    this.variables.set(`${host} ${socket}`, { process, reference });
  }

  private programOf(process: ProcessName): ClassProgram {
    const root = this.rootOf(process);
    const known = this.programs.get(root);
    if (known !== undefined) return known;
    const made = programOf(this.script, this.trace, root);
    this.programs.set(root, made);
    return made;
  }

  private rootOf(process: ProcessName): ProcessName {
    let root = process;
    for (let above = this.parents.get(root); above !== undefined; above = this.parents.get(root)) root = above;
    return root;
  }
}
