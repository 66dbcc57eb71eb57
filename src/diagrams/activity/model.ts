import { lengthAsked } from '../../engine/posix/call.ts';
import type { CallId, HostName, ProcessName, ThreadName, TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Item } from '../../programs/repeats.ts';
import { actorOf } from '../cast.ts';
import type { Subject } from '../shape.ts';
import { type CallBook, callBookOf } from './call-book.ts';
import { type Pass, programOf, type Source, type Thread } from './program.ts';
import { type Times, timesOf } from './times.ts';

/** Which way a call came out: well; with the end of the stream; with an error; or a signal ended its process. */
export type Outcome = 'ok' | 'end' | 'failed' | 'killed';

/** A call of the program at its place, and what becomes of it. */
export interface Action {
  readonly kind: 'action';
  readonly id: string;
  /** All the times that it is made, in their order. */
  readonly passes: readonly [Pass, ...Pass[]];
  readonly name: string;
  /** Its arguments; where they differ from time to time, `…`. */
  readonly arguments: readonly string[];
  readonly subject: Subject;
  /** It may return -1: the program says so by `perror` and goes on. Whether it does in this run has no say in it. */
  readonly canFail: boolean;
  /** It reads: 0 is the end of the stream, and the program goes on. */
  readonly reads: boolean;
  /** What its descriptor stands for: a socket that listens, an epoll instance, anything else. */
  readonly on: 'listener' | 'epoll' | 'other';
  /** It never waits: its descriptor is non-blocking by then, or the call says so. */
  readonly atOnce: boolean;
  /** The thread that it begins. */
  readonly begins: string | null;
}

export interface Loop {
  readonly kind: 'loop';
  readonly id: string;
  readonly times: number;
  readonly nodes: readonly Node[];
}

export type Node = Action | Loop;

/** One thread of the program. */
export interface Flow {
  readonly key: string;
  readonly process: ProcessName;
  readonly thread: ThreadName;
  /** As it is called on the screen: `S`, `S·t1`. */
  readonly name: string;
  readonly nodes: readonly Node[];
  /** When it begins: a trace event; -1: from the beginning; null: never. */
  readonly began: number | null;
  /** The flow whose call begins it; null for the first. */
  readonly parent: string | null;
  /** How it ends: its program is over, its parent waits for it, it calls exit; or nobody knows yet what comes. */
  readonly ends: 'over' | 'joined' | 'exit' | 'open';
}

export interface ActivityModel {
  readonly process: ProcessName;
  /** Where it lives; null: it has made no call, and the script does not say. */
  readonly host: HostName | null;
  /** The one that begins first. */
  readonly flows: readonly [Flow, ...Flow[]];
  /** The events that ended a process of the program. */
  readonly ended: CallBook['ended'];
}

interface Made {
  readonly script: CallScript;
  readonly length: number;
  readonly model: ActivityModel;
}
const models = new WeakMap<readonly TraceEvent[], Map<string, Made>>();

/** The activity of one process over the whole of a run: what its script says that it does, and what it did. */
export function activityOf(script: CallScript, trace: readonly TraceEvent[], process: ProcessName): ActivityModel {
  const kept = models.get(trace) ?? new Map<string, Made>();
  models.set(trace, kept);
  const known = kept.get(process);
  if (known?.length === trace.length && known.script === script) return known.model;
  const model = build(script, callBookOf(trace), process);
  kept.set(process, { script, length: trace.length, model });
  return model;
}

const flowKey = ({ process, thread }: Pick<Thread, 'process' | 'thread'>): string => `${process} ${thread}`;

function build(script: CallScript, book: CallBook, process: ProcessName): ActivityModel {
  const threads = programOf(script, book, process);
  const kinds = new Map(
    threads.flatMap(({ passes }) =>
      passes.flatMap(({ call, uses: [fd = ''], gives }): readonly (readonly [string, Action['on']])[] => {
        if (call.name === 'listen') return [[fd, 'listener']];
        return call.name === 'epoll_create1' && gives !== null ? [[gives, 'epoll']] : [];
      }),
    ),
  );
  const nonblocking = nonblockingCalls(threads);
  const parents = new Map(threads.flatMap((each) => each.passes.map((pass) => [pass, flowKey(each)] as const)));
  const begun = new Map(threads.map((each) => [each.begunBy, flowKey(each)]));
  const flows = threads.map((each): Flow => {
    const last = each.passes.at(-1);
    const isThread = each.begunBy !== null && each.begunBy.call.name === 'thread';
    const parent = each.begunBy === null ? null : (parents.get(each.begunBy) ?? null);
    const starter = threads.find((one) => flowKey(one) === parent);
    const isJoined = isThread && starter?.open === false && starter.passes.at(-1)?.call.name !== 'exit';
    return {
      key: flowKey(each),
      process: each.process,
      thread: each.thread,
      name: actorOf(each.process, each.thread),
      nodes: each.items.map((item) => nodeOf(item, { process, kinds, nonblocking, begun })),
      began: each.began,
      parent,
      ends: last?.call.name === 'exit' ? 'exit' : each.open ? 'open' : isJoined ? 'joined' : 'over',
    };
  });
  const host = book.homes.get(process) ?? script.processes[process]?.host ?? null;
  return { process, host, flows: flows as unknown as ActivityModel['flows'], ended: book.ended };
}

interface Around {
  readonly process: ProcessName;
  readonly kinds: ReadonlyMap<string, Action['on']>;
  readonly nonblocking: ReadonlySet<Pass>;
  readonly begun: ReadonlyMap<Pass | null, string>;
}

function nodeOf(item: Item<Source>, around: Around): Node {
  if (item.kind === 'loop') {
    const nodes = item.items.map((each) => nodeOf(each, around));
    return { kind: 'loop', id: `loop ${nodes[0]?.id ?? ''}`, times: item.times, nodes };
  }
  const passes = item.passes.map(({ pass }) => pass) as [Pass, ...Pass[]];
  const [first] = passes;
  const calls = passes.flatMap(({ made }): CallId[] => (made === null ? [] : [made.callId]));
  return {
    kind: 'action',
    id: first.id,
    passes,
    name: first.name,
    arguments: first.arguments.map((one, index) => (passes.every((pass) => pass.arguments[index] === one) ? one : '…')),
    subject: { kind: 'calls', id: `action ${around.process} ${first.id}`, calls },
    canFail: !NEVER_FAILS.has(first.call.name),
    reads: lengthAsked(first.call) !== null,
    on: around.kinds.get(first.uses[0] ?? '') ?? 'other',
    atOnce: passes.every((pass) => around.nonblocking.has(pass)),
    begins: around.begun.get(first) ?? null,
  };
}

/** The calls that do not wait: O_NONBLOCK was set on their descriptor before, or they bear MSG_DONTWAIT. */
function nonblockingCalls(threads: readonly Thread[]): ReadonlySet<Pass> {
  const found = new Set<Pass>();
  const descriptors = new Set<string>();
  for (const pass of threads.flatMap(({ passes }) => passes).toSorted((a, b) => a.order - b.order)) {
    const {
      call,
      uses: [fd = ''],
      gives,
    } = pass;
    if (descriptors.has(fd) || ('flags' in call && call.flags.includes('MSG_DONTWAIT'))) found.add(pass);
    if (call.name === 'fcntl' && call.option === 'O_NONBLOCK') {
      if (call.value) descriptors.add(fd);
      else descriptors.delete(fd);
    }
    if (gives === null) continue;
    if ('nonblocking' in call && call.nonblocking) descriptors.add(gives);
    else descriptors.delete(gives);
  }
  return found;
}

/** What does not come back, and what C++ does not report with -1. Every other call is checked, as in the source (formats/cpp). */
const NEVER_FAILS: ReadonlySet<string> = new Set(['exit', 'kill', 'thread']);

/** How a call came out; null: it has not, to the end of the run. */
export function outcomeOf({ call, made }: Pass): Outcome | null {
  const result = made?.returned?.result;
  if (result === undefined) return null;
  if (result.signal !== null) return 'killed';
  if (result.errno !== null) return 'failed';
  return (lengthAsked(call) ?? 0) > 0 && result.returns === 0 ? 'end' : 'ok';
}

/** When a call came out in one of these ways, each time. */
export const returnsOf = ({ passes }: Action, outcomes: readonly Outcome[]): Times =>
  timesOf(
    passes.map((pass) => {
      const outcome = outcomeOf(pass);
      return outcome !== null && outcomes.includes(outcome) ? (pass.made?.returned?.index ?? null) : null;
    }),
  );

/** When an action or a loop is left by its ordinary way out, each time: a trace event; null where it is not. */
export function exitsOf(node: Node): readonly (number | null)[] {
  if (node.kind === 'action') {
    return node.passes.map((pass) => (outcomeOf(pass) === 'killed' ? null : (pass.made?.returned?.index ?? null)));
  }
  return bodyExits(node).filter((_, pass) => pass % node.times === node.times - 1);
}

/** When the body of a loop is done, each time, be it to begin again or to leave. */
export const bodyExits = ({ nodes }: Loop): readonly (number | null)[] => {
  const last = nodes.at(-1);
  return last === undefined ? [] : exitsOf(last);
};

/** The first action of a node, by which one enters it. */
export function firstAction(node: Node): Action | null {
  if (node.kind === 'action') return node;
  const [first] = node.nodes;
  return first === undefined ? null : firstAction(first);
}

/** All actions of a node, in their order. */
export const actionsOf = (node: Node): readonly Action[] =>
  node.kind === 'action' ? [node] : node.nodes.flatMap(actionsOf);
