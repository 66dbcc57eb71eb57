import type { CallId, ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { Cast } from '../cast.ts';
import type { Subject } from '../shape.ts';
import { type Part, type Role, SECTIONS, type UseCaseId } from './catalogue.ts';
import { type Doings, doingsOf, type Fault, type Occurrence } from './occurrences.ts';

/** An attempt that came to nothing: the call, and the trace event with which it was over. */
export interface Failure {
  readonly by: Fault;
  readonly callId: CallId | null;
  readonly end: number;
}

/** How far a use case is. `before`: the last failure that it has had on the way; null: none. */
export type Status =
  | { readonly kind: 'not-begun' }
  /** `blocked`: the program sleeps in a call of it. */
  | { readonly kind: 'under-way'; readonly blocked: boolean; readonly before: Failure | null }
  /** `times`: so often; once, where it is the sum of its parts. */
  | { readonly kind: 'achieved'; readonly times: number; readonly before: Failure | null }
  | { readonly kind: 'failed'; readonly by: Fault };

export interface UseCase {
  readonly id: UseCaseId;
  /** Null: the program never does it. */
  readonly subject: Subject | null;
  readonly occurrences: readonly Occurrence[];
  /** The trace event with which it begins; null: never. */
  readonly since: number | null;
}

export interface Relation {
  readonly goal: UseCaseId;
  readonly part: UseCaseId;
  readonly kind: Part['relation'];
}

/** One column after another; what is in one section stands beside each other. */
export interface UseCaseSection {
  readonly side: 'left' | 'right';
  readonly goals: readonly UseCase[];
  readonly parts: readonly UseCase[];
}

/** Who stands outside: `acts` says with what the actor has to do. */
export interface Actor {
  readonly kind: 'user' | 'operator' | 'server' | 'clients';
  readonly side: 'left' | 'right';
  /** The machines whose programs it stands for. */
  readonly hosts: readonly string[];
  readonly acts: readonly UseCaseId[];
}

/** What a program is there for, in the whole run. */
export interface UseCaseModel {
  readonly process: ProcessName;
  readonly role: Role;
  readonly sections: readonly UseCaseSection[];
  readonly relations: readonly Relation[];
  readonly actors: readonly Actor[];
  readonly byId: ReadonlyMap<UseCaseId, UseCase>;
}

/** The use cases of a process with its threads and children. A program of which nothing is known yet is taken for what stands on its side of the screen. */
export function casesOf(trace: readonly TraceEvent[], cast: Cast, process: ProcessName): UseCaseModel {
  const doings = doingsOf(trace, process);
  const home = cast.find(({ processes }) => processes.includes(process));
  const role: Role = doings.role ?? (home?.side === 'right' ? 'server' : 'client');
  const byId = new Map<UseCaseId, UseCase>();
  const relations: Relation[] = [];
  const made = (id: UseCaseId): UseCase => {
    const known = byId.get(id) ?? caseOf(doings, process, id);
    byId.set(id, known);
    return known;
  };
  const sections = SECTIONS[role].map(({ side, goals }): UseCaseSection => {
    const parts: UseCase[] = [];
    for (const goal of goals) {
      made(goal.id);
      for (const { id, relation, optional } of goal.parts) {
        if (optional && !doings.occurrences.has(id)) continue;
        parts.push(made(id));
        relations.push({ goal: goal.id, part: id, kind: relation });
      }
    }
    return { side, goals: goals.map(({ id }) => made(id)), parts };
  });
  return { process, role, sections, relations, actors: actorsOf(role, cast, process, byId), byId };
}

function caseOf({ occurrences }: Doings, process: ProcessName, id: UseCaseId): UseCase {
  const all = occurrences.get(id) ?? [];
  const calls = [...new Set(all.flatMap((each) => each.calls))];
  return {
    id,
    subject: calls.length === 0 ? null : { kind: 'calls', id: `use-case ${process} ${id}`, calls },
    occurrences: all,
    since: all[0]?.start ?? null,
  };
}

function actorsOf(
  role: Role,
  cast: Cast,
  process: ProcessName,
  byId: ReadonlyMap<UseCaseId, UseCase>,
): readonly Actor[] {
  const own = cast.find(({ processes }) => processes.includes(process));
  const hostsOf = (side: 'left' | 'right'): string[] => {
    const there = cast.filter((host) => host.side === side && host !== own);
    return (there.length > 0 ? there : cast.filter((host) => host !== own)).map(({ name }) => name);
  };
  const present = (ids: readonly UseCaseId[]): UseCaseId[] => ids.filter((id) => byId.has(id));
  if (role === 'client') {
    return [
      { kind: 'user', side: 'left', hosts: [], acts: present(['connect', 'exchange', 'close']) },
      { kind: 'server', side: 'right', hosts: hostsOf('right'), acts: present(['handshake', 'send', 'receive']) },
    ];
  }
  return [
    { kind: 'clients', side: 'left', hosts: hostsOf('left'), acts: present(['accept', 'serve', 'close']) },
    { kind: 'operator', side: 'right', hosts: [], acts: present(['offer', 'stop']) },
    ...(role === 'both'
      ? [{ kind: 'server', side: 'right', hosts: hostsOf('right'), acts: present(['handshake']) } as const]
      : []),
  ];
}

/** Use cases that go on until their last part is done. */
const GOES_ON: Readonly<Partial<Record<UseCaseId, 'listen' | 'close'>>> = {
  offer: 'listen',
  exchange: 'close',
  serve: 'close',
};

/** How often it is done in the whole run; once, where it is the sum of its parts. */
export const timesOf = ({ id, occurrences }: UseCase): number =>
  id in GOES_ON ? 1 : occurrences.filter(({ outcome }) => outcome === 'done').length;

/** How far a use case is at a cursor. */
export function statusOf({ byId }: UseCaseModel, { id, occurrences }: UseCase, count: number): Status {
  const begun = occurrences.filter(({ start }) => start < count);
  if (begun.length === 0) return { kind: 'not-begun' };
  const before = lastFailure(begun, count);
  const open = begun.filter(({ end }) => end === null || end >= count);
  if (open.length > 0) {
    return { kind: 'under-way', blocked: open.some(({ blocked }) => blocked !== null && blocked < count), before };
  }
  const last = begun.findLast(({ outcome }) => outcome !== 'neutral');
  if (last === undefined) return { kind: 'under-way', blocked: false, before };
  if (last.outcome !== 'done' && last.outcome !== 'neutral') return { kind: 'failed', by: last.outcome };
  const until = GOES_ON[id];
  if (until === 'listen') {
    // Offering is done with listen alone, whatever came before it.
    const listening = byId.get('listen')?.occurrences.findLast(({ start }) => start < count);
    if (listening === undefined || listening.start < last.start) return { kind: 'under-way', blocked: false, before };
  } else if (until === 'close') {
    const next = occurrences.find(({ start }) => start >= count)?.start;
    const closes = byId.get('close')?.occurrences.find(({ start }) => start >= count)?.start ?? Infinity;
    if (next !== undefined && next < closes) return { kind: 'under-way', blocked: false, before };
  }
  const times = until === undefined ? begun.filter(({ outcome }) => outcome === 'done').length : 1;
  return { kind: 'achieved', times, before };
}

function lastFailure(occurrences: readonly Occurrence[], count: number): Failure | null {
  for (const { outcome, end, calls } of occurrences.toReversed()) {
    if (outcome === 'done' || outcome === 'neutral' || end === null || end >= count) continue;
    return { by: outcome, callId: calls[0] ?? null, end };
  }
  return null;
}
