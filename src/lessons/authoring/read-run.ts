import { type Micros, milliseconds } from '../../engine/base/time.ts';
import type { Recording } from '../../engine/history/recording.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import { type Fd, opensDescriptor } from '../../engine/posix/call.ts';
import type { CallEvent, CallNames, FlightId, ProcessName, TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript, CallStep, ScriptFault, ScriptStep } from '../../programs/call-script.ts';
import { stepOfCall } from '../../programs/step-of-call.ts';
import type { Piece } from '../exercises/exercise.ts';

/** A run as data that can be run again. */
export interface RunRead {
  /** Machines, processes and network, and no steps. */
  readonly start: CallScript;
  /** Its calls, in the order in which they were made. */
  readonly pieces: readonly Piece[];
  /** The same with the times between them: what runs again as it ran. */
  readonly steps: readonly ScriptStep[];
  /** What was done to single segments by hand, as rules of the network. */
  readonly faults: readonly ScriptFault[];
  /** Something was done by hand to a machine or a link that is not among these. */
  readonly leavesOut: boolean;
}

/** So long a pause between two calls made by hand was meant: until a timer had run out, say. */
const PAUSE: Micros = milliseconds(100);

const inMilliseconds = (span: number): number => Math.max(1, Math.round(span / milliseconds(1)));

/** Reads a run as a script: who called what, when, and what was done to the network by hand. */
export function readRun(script: CallScript, timeline: Timeline): RunRead {
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  const { pieces, calls } = piecesOf(trace);
  const { name, hosts, processes, network, profile, congestion, seed } = script;
  const given = { network, profile, congestion, seed };
  const start: CallScript = {
    name,
    hosts,
    processes,
    steps: [],
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<CallScript>),
  };
  const { actions } = timeline.recording;
  const steps = actions.length === 0 ? script.steps : withPauses(pieces, calls);
  return { start, pieces, steps, ...faultsOf(actions, trace) };
}

/** The calls, and between them the pauses in which something was waited for. */
function withPauses(pieces: readonly Piece[], calls: readonly CallEvent[]): readonly ScriptStep[] {
  return pieces.flatMap(({ step }, index): readonly ScriptStep[] => {
    const [before, now] = [calls[index - 1], calls[index]];
    const pause = before === undefined || now === undefined ? 0 : now.at - before.at;
    return pause < PAUSE ? [step] : [{ wait: inMilliseconds(pause) }, step];
  });
}

/** The calls of a run as steps of a script. A descriptor that nobody named is named after its number. */
function piecesOf(trace: readonly TraceEvent[]): { readonly pieces: readonly Piece[]; readonly calls: CallEvent[] } {
  /** What each number of a process is called. */
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const given = new Map<number, string | null>();
  const pieces: Piece[] = [];
  const calls: CallEvent[] = [];
  const threads = new Map<string, string>();
  const nameOf = (process: ProcessName, fd: Fd): string | null => names.get(`${process} ${fd}`) ?? null;
  for (const event of trace) {
    if (event.kind === 'thread-started') threads.set(`${event.process} ${event.thread}`, event.name);
    if (event.kind === 'call') {
      const as = event.names.as ?? (opensDescriptor(event.call.name) ? freshName(event, taken) : null);
      if (as !== null) taken.add(`${event.process} ${as}`);
      given.set(event.callId, as);
      const fd = 'fd' in event.call ? (event.names.fd ?? nameOf(event.process, event.call.fd)) : null;
      calls.push(event);
      pieces.push({
        id: `${event.process}-${pieces.length + 1}-${event.call.name}`,
        step: stepOfEvent(event, { as, fd }, threads),
      });
    } else if (event.kind === 'return' && opensDescriptor(event.call.name) && event.result.errno === null) {
      const as = given.get(event.callId) ?? null;
      if (as !== null) names.set(`${event.process} ${event.result.returns}`, as);
    }
  }
  return { pieces, calls };
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

/** A segment that was lost, late, copied or spoilt by hand is the nth of its direction: so it is when the run is repeated. */
function faultsOf(actions: Recording['actions'], trace: readonly TraceEvent[]): Pick<RunRead, 'faults' | 'leavesOut'> {
  const faults: ScriptFault[] = [];
  let leavesOut = false;
  for (const { action } of actions) {
    if (action.kind === 'call') continue;
    const place = 'flight' in action ? placeOf(action.flight, trace) : null;
    if (place === null || action.kind === 'reorder') leavesOut = true;
    else if (action.kind === 'delay') faults.push({ ...place, action: { delay_ms: inMilliseconds(action.by) } });
    else if (action.kind === 'drop' || action.kind === 'duplicate' || action.kind === 'corrupt')
      faults.push({ ...place, action: action.kind });
  }
  return { faults, leavesOut };
}

function placeOf(
  flight: FlightId,
  trace: readonly TraceEvent[],
): Pick<ScriptFault, 'direction' | 'match' | 'nth'> | null {
  const sent = trace.filter((event) => event.kind === 'sent');
  const one = sent.find((event) => event.flight === flight);
  if (one === undefined) return null;
  const before = sent.filter(({ from, to }) => from === one.from && to === one.to);
  return { direction: `${one.from}->${one.to}`, match: 'any', nth: before.indexOf(one) + 1 };
}
