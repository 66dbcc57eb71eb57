import type { Timeline } from '../../engine/history/timeline.ts';
import { worldAt } from '../../engine/history/worlds.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import { type Fd, opensDescriptor } from '../../engine/posix/call.ts';
import type { CallEvent, CallNames, ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript, CallStep, ScriptText } from '../../programs/call-script.ts';
import { stepOfCall } from '../../programs/step-of-call.ts';
import type { Constraint, Goal, GoalPredicate, Piece } from './exercise.ts';
import { reachedGoals } from './judge-goals.ts';

/** What a run could be as an exercise: its calls as pieces, what must come before what, and what it reached. */
export interface Proposal {
  /** Machines, processes and network, and no steps: all of them are pieces. */
  readonly script: CallScript;
  /** In the order of the run. */
  readonly pieces: readonly Piece[];
  readonly constraints: readonly Constraint[];
  readonly goals: readonly Goal[];
}

/**
 * Reads an exercise off a run. What must come before what is only what the run shows to be necessary: the call that made a descriptor before those
 * that use it, the calls of one thread on one descriptor in their order, and listen() before the connect() that it let succeed, after
 * the one that was refused without it. All else may change places.
 */
export function proposeExercise(script: CallScript, timeline: Timeline): Proposal {
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  const pieces = piecesOf(trace);
  const { name, hosts, processes, network, profile, congestion, seed } = script;
  const start: CallScript = {
    name,
    hosts,
    processes,
    steps: [],
    ...(network === undefined ? {} : { network }),
    ...(profile === undefined ? {} : { profile }),
    ...(congestion === undefined ? {} : { congestion }),
    ...(seed === undefined ? {} : { seed }),
  };
  const goals = goalsOf(trace, start);
  const reached = reachedGoals(goals, trace, worldAt(timeline, timeline.steps.length));
  return {
    script: start,
    pieces,
    constraints: [...constraintsOf(pieces, trace), completeness(pieces)],
    goals: goals.filter(({ id }) => reached.has(id)),
  };
}

/** The calls of a run as steps of a script. A descriptor that nobody named is named after its number. */
function piecesOf(trace: readonly TraceEvent[]): readonly Piece[] {
  /** What each number of a process is called. */
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const calls = new Map<number, { readonly event: CallEvent; readonly as: string | null }>();
  const pieces: Piece[] = [];
  const threads = new Map<string, string>();
  const nameOf = (process: ProcessName, fd: Fd): string | null => names.get(`${process} ${fd}`) ?? null;
  for (const event of trace) {
    if (event.kind === 'thread-started') threads.set(`${event.process} ${event.thread}`, event.name);
    if (event.kind === 'call') {
      const as = event.names.as ?? (opensDescriptor(event.call.name) ? freshName(event, taken) : null);
      if (as !== null) taken.add(`${event.process} ${as}`);
      calls.set(event.callId, { event, as });
      const fd = 'fd' in event.call ? (event.names.fd ?? nameOf(event.process, event.call.fd)) : null;
      pieces.push({
        id: `${event.process}-${pieces.length + 1}-${event.call.name}`,
        step: stepOfEvent(event, { as, fd }, threads),
      });
    } else if (event.kind === 'return' && opensDescriptor(event.call.name) && event.result.errno === null) {
      const as = calls.get(event.callId)?.as ?? null;
      if (as !== null) names.set(`${event.process} ${event.result.returns}`, as);
    }
  }
  return pieces;
}

function stepOfEvent(event: CallEvent, names: CallNames, threads: ReadonlyMap<string, string>): CallStep {
  const thread = threads.get(`${event.process} ${event.thread}`) ?? MAIN_THREAD;
  return {
    process: event.process,
    ...(thread === MAIN_THREAD ? {} : { thread }),
    ...stepOfCall(event.call, names),
  };
}

/** A name that the process has not given yet: `s`, `s2`, … for a socket, `a`, `a2`, … for what accept brings. */
function freshName({ process, call }: CallEvent, taken: ReadonlySet<string>): string {
  const letter = { socket: 's', accept: 'a', epoll_create1: 'ep' }[call.name as string] ?? 'd';
  for (let number = 1; ; number++) {
    const name = number === 1 ? letter : `${letter}${number}`;
    if (!taken.has(`${process} ${name}`)) return name;
  }
}

const laneOf = ({ process, thread = MAIN_THREAD }: CallStep): string => `${process} ${thread}`;

function constraintsOf(pieces: readonly Piece[], trace: readonly TraceEvent[]): readonly Constraint[] {
  const found = new Map<string, Constraint>();
  const put = (kind: 'before' | 'only-after', first: Piece | undefined, second: Piece): void => {
    if (first === undefined || first === second) return;
    const id = `${first.id}-before-${second.id}`;
    if (found.has(id)) return;
    found.set(id, { id, kind, first: first.id, second: second.id, ...saidOf(first.step, second.step) });
  };
  pieces.forEach((piece, index) => {
    const earlier = pieces.slice(0, index);
    const { step } = piece;
    const usesSame = (other: Piece): boolean =>
      other.step.fd !== undefined && other.step.fd === step.fd && other.step.process === step.process;
    if (step.fd !== undefined) {
      put(
        'before',
        earlier.findLast((other) => other.step.process === step.process && other.step.as === step.fd),
        piece,
      );
      put(
        'before',
        earlier.findLast((other) => usesSame(other) && laneOf(other.step) === laneOf(step)),
        piece,
      );
    }
    if (step.call !== 'connect') return;
    if (succeeded(trace, index)) put('only-after', listenerOf(earlier, step), piece);
    else {
      // It was refused because nobody listened yet.
      const late = listenerOf(pieces, step);
      if (late !== undefined && pieces.indexOf(late) > index) put('before', piece, late);
    }
  });
  return [...found.values()];
}

/** Whether the `index`-th call of the run returned without an error. */
function succeeded(trace: readonly TraceEvent[], index: number): boolean {
  const calls = trace.filter((event) => event.kind === 'call');
  const callId = calls[index]?.callId;
  return trace.some((event) => event.kind === 'return' && event.callId === callId && event.result.errno === null);
}

/** The listen() on a socket that was bound to the port that is connected to. */
function listenerOf(earlier: readonly Piece[], { port }: CallStep): Piece | undefined {
  const bound = earlier.filter(({ step }) => step.call === 'bind' && step.port === port);
  return earlier.findLast(
    ({ step }) =>
      step.call === 'listen' && bound.some(({ step: bind }) => bind.fd === step.fd && bind.process === step.process),
  );
}

const named = ({ call, fd }: CallStep): string => (fd === undefined ? `${call}()` : `${call}(${fd})`);

const saidOf = (first: CallStep, second: CallStep): { readonly message: ScriptText; readonly wayOn: ScriptText } => ({
  message: {
    en: `${second.process} calls ${named(second)} before ${first.process} has called ${named(first)}.`,
    'pt-BR': `${second.process} chama ${named(second)} antes de ${first.process} ter chamado ${named(first)}.`,
  },
  wayOn: {
    en: `What does ${named(second)} need that another call has to bring about first?`,
    'pt-BR': `De que ${named(second)} precisa que outra chamada tem de produzir antes?`,
  },
});

const completeness = (pieces: readonly Piece[]): Constraint => ({
  id: 'all-calls',
  kind: 'each-once',
  what: pieces.map(({ id }) => id),
  message: { en: 'A call is missing, or is made twice.', 'pt-BR': 'Falta uma chamada, ou uma é feita duas vezes.' },
  wayOn: {
    en: 'What has each side to do from its socket() to its close()?',
    'pt-BR': 'O que cada lado tem de fazer do seu socket() ao seu close()?',
  },
});

/** What a run of this kind may have reached: what each process read, that nobody sleeps, that all is closed, and the errors that it met. */
function goalsOf(trace: readonly TraceEvent[], { processes }: CallScript): readonly Goal[] {
  const goals: Goal[] = [];
  const put = (id: string, predicate: GoalPredicate, en: string, pt: string): void => {
    if (goals.some((goal) => goal.id === id)) return;
    goals.push({
      id,
      ...predicate,
      says: { en: `${en}.`, 'pt-BR': `${pt}.` },
      message: { en: `Not reached: ${en}.`, 'pt-BR': `Não alcançado: ${pt}.` },
      wayOn: {
        en: 'Step through your run and see where it takes another way.',
        'pt-BR': 'Percorra a sua execução e veja onde ela toma outro caminho.',
      },
    });
  };
  for (const process of Object.keys(processes)) {
    const text = textRead(trace, process);
    if (text !== '') {
      put(`read-${process}`, { on: 'read', process, text }, `${process} reads "${text}"`, `${process} lê "${text}"`);
    }
  }
  for (const event of trace) {
    if (event.kind !== 'return' || event.result.errno === null) continue;
    const { process, call } = event;
    const { errno } = event.result;
    put(
      `${process}-${call.name}-${errno}`,
      { on: 'return', process, call: call.name, errno },
      `${process}'s ${call.name}() fails with ${errno}`,
      `${call.name}() de ${process} falha com ${errno}`,
    );
  }
  put(
    'nobody-waits',
    { on: 'nobody-blocked' },
    'in the end nobody sleeps in a call',
    'no fim ninguém dorme em uma chamada',
  );
  put('all-closed', { on: 'all-closed' }, 'every descriptor is closed', 'todo descritor está fechado');
  return goals;
}

/** The longest text that a goal asks for. */
const LONGEST = 60;

/** What a process read from the first socket that it read from, when that is short. */
function textRead(trace: readonly TraceEvent[], process: ProcessName): string {
  const reads = trace.flatMap((event) =>
    event.kind === 'return' && event.process === process && event.result.data !== null ? [event] : [],
  );
  const text = reads
    .filter(({ socket }) => socket === reads[0]?.socket)
    .map(({ result }) => result.data ?? '')
    .join('');
  return text.length <= LONGEST && /^[\x20-\x7e]*$/.test(text) ? text : '';
}
