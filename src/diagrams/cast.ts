import type { Setting } from '../engine/simulation/setting.ts';
import { MAIN_THREAD } from '../engine/kernel/host.ts';
import type { HostName, ProcessName, ThreadName, TraceEvent } from '../engine/trace/event.ts';
import { KIND, kindsOf } from './kinds.ts';
import type { Tone } from './shape.ts';

/** Who makes calls: a process by its name, or a thread of it that is not the first: `S·t1`. */
export type Actor = string;

export const actorOf = (process: ProcessName, thread: ThreadName = MAIN_THREAD): Actor =>
  thread === MAIN_THREAD ? process : `${process}·${thread}`;

export const processOfActor = (actor: Actor): ProcessName => actor.split('·')[0] ?? actor;

/** One machine as the diagrams know it. */
export interface CastHost {
  readonly name: HostName;
  /** What it is called on the screen. */
  readonly label: string;
  /** Clients stand left, servers right, so that the wire is in the middle. */
  readonly side: 'left' | 'right';
  readonly tone: Tone;
  /** In the order of the setting, each followed by the threads and children that it will have. */
  readonly processes: readonly Actor[];
  /** Those of them that are not there from the beginning. */
  readonly later: readonly Actor[];
}

/** Who takes part in the whole run, what is still to come included, so that no place depends on the cursor. */
export type Cast = readonly CastHost[];

const SERVER = /^(server|servidor)/i;
const known = new WeakMap<object, Cast>();

/**
 * The machines of a setting with their side and tone. A host named like a server stands right; when none is, the last of
 * several does.
 */
export function castOf(setting: Pick<Setting, 'hosts' | 'processes'>, trace: readonly TraceEvent[] = []): Cast {
  const cast = known.get(setting) ?? firstCast(setting);
  known.set(setting, cast);
  const newcomers = newcomersOf(trace);
  return newcomers.length === 0 ? cast : cast.map((host) => withNewcomers(host, newcomers));
}

/** Who begins in a run: a process that was forked, a thread that was started. */
interface Newcomer {
  readonly host: HostName;
  readonly actor: Actor;
  /** The process that began it. */
  readonly of: ProcessName;
}

const begun = new WeakMap<readonly TraceEvent[], { read: number; readonly newcomers: Newcomer[] }>();

/** A trace array only ever grows, so what was read once is not read again. */
function newcomersOf(trace: readonly TraceEvent[]): readonly Newcomer[] {
  const reading = begun.get(trace) ?? { read: 0, newcomers: [] };
  begun.set(trace, reading);
  const kinds = kindsOf(trace);
  for (; reading.read < trace.length; reading.read++) {
    if (kinds[reading.read] !== KIND.begun) continue;
    const event = trace[reading.read];
    if (event?.kind === 'process-started') {
      reading.newcomers.push({ host: event.host, actor: event.process, of: event.parent });
    } else if (event?.kind === 'thread-started') {
      const actor = actorOf(event.process, event.name);
      reading.newcomers.push({ host: event.host, actor, of: event.process });
    }
  }
  return reading.newcomers;
}

/** The process with which a program began: its children and threads go back to it. */
export function firstProcessOf(trace: readonly TraceEvent[], process: ProcessName): ProcessName {
  const parents = new Map(newcomersOf(trace).map(({ actor, of }) => [actor, of]));
  let first = process;
  for (let parent = parents.get(first); parent !== undefined; parent = parents.get(first)) first = parent;
  return first;
}

function withNewcomers(host: CastHost, newcomers: readonly Newcomer[]): CastHost {
  const processes = [...host.processes];
  const later: Actor[] = [];
  const familyOf = new Map(processes.map((process) => [process, process]));
  for (const { host: home, actor, of } of newcomers) {
    if (home !== host.name || processes.includes(actor)) continue;
    const family = familyOf.get(of) ?? of;
    familyOf.set(actor, family);
    processes.splice(processes.findLastIndex((each) => familyOf.get(each) === family) + 1, 0, actor);
    later.push(actor);
  }
  return later.length === 0 ? host : { ...host, processes, later };
}

function firstCast(setting: Pick<Setting, 'hosts' | 'processes'>): Cast {
  const anyServer = setting.hosts.some((host) => SERVER.test(host.name));
  const tones: Record<'left' | 'right', Tone[]> = {
    left: ['client', 'third', 'fourth'],
    right: ['server', 'fourth', 'third'],
  };
  return setting.hosts.map((host, index): CastHost => {
    const right = anyServer ? SERVER.test(host.name) : setting.hosts.length > 1 && index === setting.hosts.length - 1;
    const side = right ? 'right' : 'left';
    return {
      name: host.name,
      label: host.name,
      side,
      tone: tones[side].shift() ?? 'third',
      processes: setting.processes.filter((process) => process.host === host.name).map((process) => process.name),
      later: [],
    };
  });
}

/** What a machine is called on the screen. */
export const labelOf = (cast: Cast, host: HostName): string => cast.find(({ name }) => name === host)?.label ?? host;

/** The processes that are there from the beginning, those of clients first: each is a program of its own. */
export const programsOf = (cast: Cast): readonly ProcessName[] =>
  (['left', 'right'] as const).flatMap((side) =>
    cast
      .filter((host) => host.side === side)
      .flatMap(({ processes, later }) => processes.filter((process) => !later.includes(process))),
  );
