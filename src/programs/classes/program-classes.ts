import type { FdReference } from '../call-script.ts';
import { callsByCaller } from '../callers.ts';
import { namesUsedEarly } from '../early-names.ts';
import type { StepArguments } from '../step-of-call.ts';
import {
  type Attribute,
  ATTRIBUTES,
  type ClassName,
  DATA_ATTRIBUTE,
  type Operation,
  operationOf,
  type OperationId,
} from './description.ts';
import { type DescriptorClass, descriptorClasses, type ProgramCall } from './objects.ts';
import { type NaturalOperation, naturalOperation } from './operation-of-call.ts';

/** A class as one program has it: with those members alone that the program uses. */
export interface ProgramClass {
  readonly name: ClassName;
  readonly stereotype: 'dataType' | 'utility' | null;
  readonly isAbstract: boolean;
  /** What it specialises. */
  readonly base: 'Socket' | null;
  readonly attributes: readonly Attribute[];
  readonly operations: readonly Operation[];
}

/** `from` knows any number of `to`, in the role that is named; each of them is known by at most one. */
export interface ClassAssociation {
  readonly from: ClassName;
  readonly to: ClassName;
  readonly role: string;
}

/** An operation in the class where the program has it. */
export interface OperationRef {
  readonly owner: ClassName;
  readonly id: OperationId;
}

/** The classes of a program, as its C++ defines them and its class diagram shows them. */
export interface ProgramClasses {
  readonly classes: readonly ProgramClass[];
  readonly associations: readonly ClassAssociation[];
  /** «use»: what takes an Endpoint. */
  readonly dependencies: readonly { readonly from: ClassName; readonly to: ClassName }[];
  /** Variables that stand before the first call: used before a call gives them, or longer than the thread that does. */
  readonly early: readonly string[];
  /** Descriptors that the program knows by number alone, and on which it calls operations. */
  readonly numbers: readonly number[];
  classOf(reference: FdReference): DescriptorClass;
  /** The operation that makes a call; null: none does. */
  operationOf(call: StepArguments): OperationRef | null;
}

/** From top to bottom, as the C++ must have them. */
const ORDER: readonly ClassName[] = [
  'Endpoint',
  'Socket',
  'ClientSocket',
  'ServerSocket',
  'Poller',
  'Selector',
  'Epoll',
  'Process',
  'std::thread',
];
/** Operations of one name, or of one attribute, which stand in one class. */
const TOGETHER: readonly (readonly OperationId[])[] = [
  ['accept', 'accept-as'],
  ['recv', 'read', 'data'],
];

export function programClasses(calls: readonly ProgramCall[]): ProgramClasses {
  const classOf = descriptorClasses(calls);
  const early = earlyVariables(calls);
  const found = new Members(calls, classOf);
  for (const name of early) found.has(classOf(name), 'adopt');
  for (const number of found.numbers) found.has(classOf(number), 'adopt');
  found.complete();
  const classes = ORDER.filter((name) => found.uses(name)).map((name) => describe(name, found));
  const watchers = (['Poller', 'Epoll'] as const).filter((name) => found.uses(name) && found.uses('Socket'));
  return {
    classes,
    associations: [
      ...watchers.map((from) => ({ from, to: 'Socket' as const, role: from === 'Epoll' ? '/watched' : 'watched_' })),
      ...(found.accepts === 'ServerSocket'
        ? [{ from: 'ServerSocket' as const, to: 'ClientSocket' as const, role: '/accepted' }]
        : []),
    ],
    dependencies: classes
      .filter(({ operations }) =>
        operations.some(({ parameters }) => parameters.some(({ type }) => type === 'Endpoint')),
      )
      .map(({ name }) => ({ from: name, to: 'Endpoint' })),
    early,
    numbers: found.numbers,
    classOf,
    operationOf: (call) => found.operationOf(call),
  };
}

/** What stands before the first call. */
function earlyVariables(calls: readonly ProgramCall[]): string[] {
  const callers = callsByCaller(calls);
  const early = new Set(namesUsedEarly(callers));
  for (const [, made] of callers) {
    for (const { call, thread } of made) {
      if (thread === undefined || call.as === undefined || call.call === 'thread' || call.call === 'fork') continue;
      // An object of the thread's own would close its descriptor where the thread ends.
      const closed = made.some((other) => other.call.call === 'close' && other.call.fd === call.as);
      if (!closed) early.add(call.as);
    }
  }
  return [...early];
}

/** The members that a program needs, each in the class where it is. */
class Members {
  readonly numbers: readonly number[];
  private readonly members = new Map<ClassName, Set<OperationId>>();
  private readonly lifted = new Set<OperationId>();
  private readonly withFlags = new Set<OperationId>();
  private readonly classOf: (reference: FdReference) => DescriptorClass;

  constructor(calls: readonly ProgramCall[], classOf: (reference: FdReference) => DescriptorClass) {
    this.classOf = classOf;
    this.numbers = [...new Set(calls.flatMap(({ call }) => (typeof call.fd === 'number' ? [call.fd] : [])))];
    const made = calls.map(({ call }) => ({ call, on: this.receiver(call), natural: this.natural(call) }));
    for (const { natural, on, call } of made) {
      if (natural === null) continue;
      if (isOfOne(natural.owner) && on !== natural.owner) this.lift(natural.id);
      if ((call.flags?.length ?? 0) > 0) this.withFlags.add(natural.id);
    }
    for (const { natural, call } of made) {
      if (natural !== null) this.has(this.home(natural), natural.id);
      for (const reference of plainReferences(call, natural !== null)) {
        this.has(classOf(reference) === 'Epoll' ? 'Epoll' : 'Socket', 'fd');
      }
      if (call.as !== undefined && this.adopts(call, natural)) this.has(classOf(call.as), 'adopt');
    }
  }

  /** What the members need that are there. */
  complete(): void {
    for (const [owner, ids] of this.members) {
      if (owner === 'ServerSocket' || owner === 'ClientSocket') this.has('Socket', 'adopt');
      if (ids.has('accept') || ids.has('accept-as')) this.has('ClientSocket', 'adopt');
      if (ids.has('recv') || ids.has('read')) this.has(owner, 'data');
      if ((['bind', 'connect', 'local', 'peer'] as const).some((id) => ids.has(id)))
        this.has('Endpoint', 'to-sockaddr');
      if (owner === 'Poller') this.has(owner, 'watch');
      if (owner === 'std::thread') this.has(owner, 'join');
      if (ids.has('dup') || ids.has('dup2')) this.has(owner, 'adopt');
    }
    if (this.uses('ClientSocket') || this.uses('ServerSocket')) this.has('Socket', 'adopt');
    if (this.uses('Socket')) this.has('Socket', 'destroy');
    if (this.uses('Epoll')) this.has('Epoll', 'destroy');
    if (this.uses('Selector'))
      for (const id of ['watch-read', 'watch-write', 'watch-except'] as const) this.has('Selector', id);
  }

  has(owner: ClassName, id: OperationId): void {
    const ids = this.members.get(owner) ?? new Set();
    this.members.set(owner, ids.add(id));
  }

  uses(owner: ClassName): boolean {
    return this.members.has(owner);
  }

  of(owner: ClassName): ReadonlySet<OperationId> {
    return this.members.get(owner) ?? new Set();
  }

  /** Who accepts. */
  get accepts(): ClassName | undefined {
    return [...this.members].find(([, ids]) => ids.has('accept') || ids.has('accept-as'))?.[0];
  }

  hasFlags(id: OperationId): boolean {
    return this.withFlags.has(id);
  }

  operationOf(call: StepArguments): OperationRef | null {
    const natural = this.natural(call);
    return natural && { owner: this.home(natural), id: natural.id };
  }

  /** On what a call is made; what it gives, where it is made on nothing. */
  private receiver(call: StepArguments): DescriptorClass {
    const reference = call.fd ?? call.as;
    if (reference !== undefined) return this.classOf(reference);
    return call.call === 'epoll_create1' ? 'Epoll' : 'ClientSocket';
  }

  private natural(call: StepArguments): NaturalOperation | null {
    const natural = naturalOperation(call, this.receiver(call));
    // Where what comes back is kept in a variable of another class, it is adopted.
    return natural !== null && isMade(natural.id) && call.as !== undefined && this.classOf(call.as) !== natural.owner
      ? null
      : natural;
  }

  /** Whether the object takes over a descriptor that something else has opened. */
  private adopts(call: StepArguments, natural: NaturalOperation | null): boolean {
    return natural === null && call.call !== 'fork' && call.call !== 'thread';
  }

  private home({ owner, id }: NaturalOperation): ClassName {
    return isOfOne(owner) && this.lifted.has(id) ? 'Socket' : owner;
  }

  private lift(id: OperationId): void {
    if (isMade(id)) return;
    for (const one of TOGETHER.find((group) => group.includes(id)) ?? [id]) this.lifted.add(one);
  }
}

const isOfOne = (owner: ClassName): boolean => owner === 'ServerSocket' || owner === 'ClientSocket';
const isMade = (id: OperationId): boolean => ['open', 'open-as', 'dup', 'dup2'].includes(id);

/** Variables that a call needs the bare number of; on whose object it is called, it does not. */
function plainReferences(call: StepArguments, isOperation: boolean): readonly string[] {
  const all: readonly (FdReference | undefined)[] = [
    isOperation ? undefined : call.fd,
    call.newfd,
    call.target,
    ...(call.fds ?? []).map(({ fd }) => fd),
    ...(call.read ?? []),
    ...(call.write ?? []),
    ...(call.except ?? []),
  ];
  return all.filter((reference) => typeof reference === 'string');
}

function describe(name: ClassName, members: Members): ProgramClass {
  const ids = [...members.of(name)].toSorted((a, b) => rank(a) - rank(b));
  const operations = ids.map((id) => operationOf(id, name, members.hasFlags(id)));
  const data = operations.some(({ id }) => id === 'data');
  const kept = { ...DATA_ATTRIBUTE, visibility: name === 'Socket' ? '#' : '-' } as const;
  return {
    name,
    stereotype: name === 'Endpoint' ? 'dataType' : name === 'Process' ? 'utility' : null,
    isAbstract: name === 'Socket',
    base: isOfOne(name) ? 'Socket' : null,
    attributes: [...ATTRIBUTES[name], ...(data ? [kept] : [])],
    operations,
  };
}

const RANKS: readonly OperationId[] = [
  'open',
  'open-as',
  'adopt',
  'thread',
  'destroy',
  'fork',
  'bind',
  'listen',
  'accept',
  'accept-as',
  'connect',
  'disconnect',
  'send',
  'write',
  'recv',
  'read',
  'data',
  'shutdown',
  'watch',
  'watch-read',
  'watch-write',
  'watch-except',
  'add',
  'modify',
  'remove',
  'wait',
  'wait-nfds',
  'dup',
  'dup2',
  'set-option',
  'set-tcp-option',
  'get-option',
  'get-tcp-option',
  'set-non-blocking',
  'is-non-blocking',
  'local',
  'peer',
  'fd',
  'to-sockaddr',
  'close',
  'join',
  'exit',
];
const rank = (id: OperationId): number => RANKS.indexOf(id);
