import { seconds } from '../engine/base/time.ts';
import { getTable } from '../engine/base/table.ts';
import { lengthAsked, opensDescriptor } from '../engine/posix/call.ts';
import { advance } from '../engine/simulation/advance.ts';
import { createWorld } from '../engine/simulation/create-world.ts';
import type { World } from '../engine/simulation/world.ts';
import { readable } from '../engine/tcp/index.ts';
import type {
  CallEvent,
  HostName,
  ProcessName,
  RefusedEvent,
  ScriptEvent,
  SocketId,
  TraceEvent,
  TraceEventOf,
} from '../engine/trace/event.ts';
import type { CallScript } from '../programs/call-script.ts';
import { scriptPrograms } from '../programs/script-programs.ts';
import { type Conditions, settingOf } from '../programs/setting-of.ts';
import { fixedPorts, NO_RESULT, type ResultRecord, resultRecord } from './call-record.ts';
import type { Observer } from './export-run.ts';
import { segmentLine } from './segment-lines.ts';
import { orphansOf, type SocketState, statesOf } from './socket-states.ts';

/** One step of a script and what it led to. */
export interface StepRecord extends Partial<ResultRecord> {
  readonly i: number;
  /** Milliseconds, of a step that lets time pass. */
  readonly wait?: number;
  readonly process?: ProcessName;
  /** Absent: the main thread. */
  readonly thread?: string;
  readonly call?: string;
  /** The call had not returned when its step was over. */
  readonly blocked?: boolean;
  /** During which later step a blocked call returned; null: never. */
  readonly completedAfterStep?: number | null;
  /** Why the step was left out: its process sleeps, or has ended. */
  readonly scriptError?: string;
  /** When the step began, virtual milliseconds. */
  readonly t_ms: number;
  readonly states: Readonly<Record<string, SocketState>>;
  readonly orphans: Readonly<Record<HostName, readonly string[]>>;
  /** The segments sent during the step. */
  readonly segments: readonly string[];
}

type Draft = { -readonly [Key in keyof StepRecord]: StepRecord[Key] };

/**
 * Runs a script strictly, step by step. A step lasts until no segment is under way, no thread can run and its least time
 * is over; states are those of the World just before the next step begins.
 */
export function runScript(
  script: CallScript,
  conditions: Conditions,
  seed: number,
  observe?: Observer,
): readonly StepRecord[] {
  const programs = scriptPrograms(script, 'strict');
  const recorder = new Recorder(script);
  let world = createWorld(settingOf(script, conditions), script.seed ?? seed, programs);
  let quietAt = world.now;
  for (;;) {
    // A timer may send again and again before what was sent last has landed: such a step has no end.
    if (world.programs.scheduled !== null) quietAt = world.now;
    else if (world.now - quietAt > LONGEST_STEP) throw new EndlessStep(recorder.steps);
    const next = advance(world, programs, null);
    // What happens after the last step (TIME-WAIT ends, say) belongs to none.
    if (typeof next === 'string' || next.world.programs.ended) break;
    recorder.take(next.trace, world, next.world);
    observe?.(next);
    ({ world } = next);
  }
  return recorder.end(world);
}

/** Longer than TCP ever waits for one answer: what is not quiet by then never will be. */
const LONGEST_STEP = seconds(24 * 60 * 60);

/** A step in which something is under way for ever. */
export class EndlessStep extends Error {
  constructor(steps: number) {
    super(`steps[${steps - 1}]: segments are still under way after a day of virtual time; a step ends when none is`);
  }
}

interface Pending {
  readonly process: ProcessName;
  readonly i: number;
}

/** What begins a step. */
type Beginning = TraceEventOf<'call'> | RefusedEvent | ScriptEvent;

class Recorder {
  private readonly script: CallScript;
  private readonly fixed: ReadonlySet<number>;
  private readonly records: Draft[] = [];
  /** The step whose call each thread sleeps in, by `process thread`. */
  private readonly pending = new Map<string, Pending>();
  /** Which name the call that opened a descriptor bore, by `process fd`. */
  private readonly openedAs = new Map<string, string>();
  /** What each name stands for now, by `process name`. */
  private readonly numbers = new Map<string, number>();
  /** Sockets whose program has read the end of the stream, by `host socket`. */
  private readonly sawEnd = new Set<string>();

  constructor(script: CallScript) {
    this.script = script;
    this.fixed = fixedPorts(script);
  }

  /** One event of the World: what it left in the trace, and the World before and after it. */
  take(trace: readonly TraceEvent[], before: World, after: World): void {
    for (const event of trace) {
      if (event.kind === 'call' || event.kind === 'refused' || event.kind === 'wait') this.begin(event, before);
      if (event.kind === 'return') this.returned(event, after);
      if (event.kind === 'process-started') this.forked(event);
      const line = segmentLine(event);
      const current = this.records.at(-1);
      if (line !== null && current !== undefined) current.segments = [...current.segments, line];
    }
  }

  /** How many steps have begun. */
  get steps(): number {
    return this.records.length;
  }

  end(world: World): readonly StepRecord[] {
    this.snapshot(world);
    return this.records.map(inOrder);
  }

  private begin(event: Beginning, before: World): void {
    this.snapshot(before);
    const common = { i: this.records.length, t_ms: event.at / 1_000, states: {}, orphans: {}, segments: [] };
    if (event.kind !== 'call' && event.kind !== 'refused') {
      this.records.push({ ...common, wait: event.duration / 1_000 });
      return;
    }
    const { process, call } = event;
    const refusal = event.kind === 'refused' ? { scriptError: this.reason(event) } : {};
    const thread = this.threadOf(event.step);
    this.records.push({ ...common, process, ...thread, call: call.name, ...NO_RESULT, blocked: false, ...refusal });
    if (event.kind === 'call' && call.name !== 'kill') {
      this.pending.set(`${process} ${event.thread}`, { process, i: common.i });
    }
  }

  /** Which thread the step's author named. */
  private threadOf(step: number | null): { readonly thread?: string } {
    const written = step === null ? undefined : this.script.steps[step];
    return written === undefined || 'wait' in written || written.thread === undefined ? {} : { thread: written.thread };
  }

  private reason({ rule, process, step }: RefusedEvent): string {
    if (rule === 'call-after-end') return 'dead';
    if (rule === 'call-before-start') return 'never begun';
    const { thread } = this.threadOf(step);
    const sleeping = [...this.pending.values()].findLast(
      (pending) => pending.process === process && this.records[pending.i]?.thread === thread,
    );
    return `process blocked in step ${sleeping?.i ?? '?'}`;
  }

  /** A child calls its descriptors what its parent calls them. */
  private forked({ parent, process }: TraceEventOf<'process-started'>): void {
    const mine = (key: string): string => `${process}${key.slice(parent.length)}`;
    const theirs = <T>(known: ReadonlyMap<string, T>): [string, T][] =>
      [...known].filter(([key]) => key.startsWith(`${parent} `));
    for (const [key, name] of theirs(this.openedAs)) this.openedAs.set(mine(key), name);
    for (const [key, fd] of theirs(this.numbers)) this.numbers.set(mine(key), fd);
  }

  private returned(event: CallEvent & { readonly kind: 'return' }, after: World): void {
    const { process, call, names, result, step } = event;
    const record = step === null ? undefined : this.records[step];
    if (record === undefined) return;
    Object.assign(record, resultRecord(call, result, this.fixed));
    if (record.blocked === true) record.completedAfterStep = this.records.length - 1;
    if (call.name !== 'kill') this.pending.delete(`${process} ${event.thread}`);
    if (opensDescriptor(call.name)) {
      if (names.as !== null) this.numbers.set(`${process} ${names.as}`, result.returns);
      if (result.returns >= 0) this.openedAs.set(`${process} ${result.returns}`, names.as ?? String(result.returns));
    }
    const peeks = call.name === 'recv' && call.flags.includes('MSG_PEEK');
    if (lengthAsked(call) !== null && result.returns >= 0 && !peeks) {
      this.noteEnd(after, event.host, event.socket);
    }
  }

  /**
   * A recv that took the last byte, or came back with none, has taken the peer's FIN as well: Linux keeps it with the
   * text before it.
   */
  private noteEnd(world: World, hostName: HostName, socketId: SocketId | null): void {
    const host = world.hosts[hostName];
    const socket = host === undefined || socketId === null ? undefined : getTable(host.sockets, socketId);
    if (socket?.tcb?.receive.finished && readable(socket.tcb) === 0) this.sawEnd.add(`${hostName} ${socketId}`);
  }

  /** The World at the end of the current step. */
  private snapshot(world: World): void {
    const record = this.records.at(-1);
    if (record === undefined) return;
    // A call that sleeps when its step is over is blocked; whether it returns later is not yet known.
    if ([...this.pending.values()].some(({ process, i }) => i === record.i && this.lives(world, process))) {
      record.blocked = true;
      record.completedAfterStep = null;
    }
    const all = Object.values(world.hosts).flatMap((host) => Object.keys(host.processes));
    const own = Object.keys(this.script.processes);
    record.states = statesOf(world, [...own, ...all.filter((name) => !own.includes(name))], {
      label: (process, fd) => this.label(process, fd),
      sawEnd: (host, socket) => this.sawEnd.has(`${host} ${socket}`),
    });
    record.orphans = orphansOf(world);
  }

  private lives(world: World, name: ProcessName): boolean {
    const host = Object.values(world.hosts).find((candidate) => Object.hasOwn(candidate.processes, name));
    return host?.processes[name]?.ended === null;
  }

  private label(process: ProcessName, fd: number): string {
    const name = this.openedAs.get(`${process} ${fd}`) ?? String(fd);
    return (this.numbers.get(`${process} ${name}`) ?? fd) === fd ? name : `fd${fd}`;
  }
}

/** The fields in the order in which a reader wants them, not in the order in which they became known. */
function inOrder({ t_ms, states, orphans, segments, ...call }: StepRecord): StepRecord {
  return { ...call, t_ms, states, orphans, segments };
}
