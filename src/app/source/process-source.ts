import { NO_TIES, type Ties } from '../../diagrams/ties.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import {
  type CppCall,
  callerOf,
  callKey,
  cppCallOf,
  cppCallsOfScript,
  stepKey,
  stepOfKey,
} from '../../formats/cpp/cpp-call.ts';
import type { CppInput } from '../../formats/cpp/cpp-input.ts';
import { type CppLine, cppSource, type CppSource } from '../../formats/cpp/cpp-source.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Language } from '../i18n/index.ts';
import type { CallRecord, Ledger } from '../stage/ledger.ts';
import type { Standing } from '../stage/standing.ts';

/** What a line of source is doing at the cursor. */
export type SourceMark = 'done' | 'now' | 'blocked' | 'over';

/** What a line of source is at the cursor. */
export interface LineState {
  readonly mark: SourceMark | null;
  /** The call made on it is what the user points at, or belongs to that. */
  readonly selected: boolean;
}

/** The source of one process as the cursor finds it. Lines are asked for one by one: a program may have thousands. */
export interface ProcessSource {
  readonly lines: readonly CppLine[];
  readonly stateOf: (line: CppLine) => LineState;
  /** Which line to keep in view, from 0: what is pointed at, else what runs; before the first call, where it will be. */
  readonly inView: number;
}

/** Writes a program: with functions alone, or with classes. */
export type WriteSource = (input: CppInput) => CppSource;

/** A program as it is written, whatever the cursor. */
interface Program {
  readonly lines: readonly CppLine[];
  /** The first and the last line of main, from 0, on which a call is made. */
  readonly places: ReadonlyMap<string, { readonly first: number; readonly last: number }>;
  readonly firstCall: number;
}

/**
 * The source of one process as the cursor finds it: the program it began as or was forked from. That is the script's
 * program; of who is in the user's hand it has what was called so far. The lines of calls that returned are done; the last
 * call of each thread is where that thread stands.
 */
export function sourceOf(
  script: CallScript,
  process: ProcessName,
  ledger: Ledger,
  language: Language,
  standing: Standing,
  ties: Ties = NO_TIES,
  write: WriteSource = cppSource,
): ProcessSource {
  const family = familyOf(script, process, ledger);
  const inHand = family.members.some(ledger.isInHand);
  const program = inHand
    ? programByHand(script, family, ledger, language, write)
    : programOf(script, family.root, language, write);
  const last = ledger.lastCall.get(process);
  // A main that has returned stands at its closing brace.
  const over = standing === 'over' && process === family.root;
  const marks = over || standing === 'gone' ? new Map<string, SourceMark>() : marksOf(process, ledger, standing);
  const pointedAt = [...ties.calls].flatMap((call) => ledger.calls.get(call) ?? []);
  const selected = new Set(pointedAt.filter((record) => record.process === process).map(keyOf));
  const lastKey = last && !over ? keyOf(last) : null;
  const born = family.bornBy === undefined ? undefined : program.places.get(keyOf(family.bornBy))?.first;
  return {
    lines: program.lines,
    stateOf: ({ keys, number }) => ({
      mark:
        over && number === program.lines.length
          ? 'over'
          : (keys.flatMap((key) => marks.get(key) ?? []).at(0) ?? (keys.some(family.hasMade) ? 'done' : null)),
      selected: keys.some((key) => selected.has(key)),
    }),
    inView:
      [...selected].flatMap((key) => program.places.get(key)?.first ?? []).at(0) ??
      (over ? program.lines.length - 1 : undefined) ??
      (lastKey === null ? undefined : program.places.get(lastKey)?.first) ??
      lastDone(program, ledger.callsOf, process, last) ??
      born ??
      program.firstCall,
  };
}

/** Where the threads of a process stand, by the key of the call. */
function marksOf(process: ProcessName, ledger: Ledger, standing: Standing): ReadonlyMap<string, SourceMark> {
  const marks = new Map<string, SourceMark>();
  for (const thread of ledger.threadsOf(process)) {
    const record = ledger.lastCallOfThread(process, thread);
    if (record === undefined) continue;
    const sleeps = record.blockedUntil !== null && record.result === null;
    const blocked = thread === MAIN_THREAD ? standing === 'blocked' : sleeps && standing !== 'ended';
    marks.set(keyOf(record), blocked ? 'blocked' : 'now');
  }
  return marks;
}

/** The processes that run one program. */
interface Family {
  /** The one that was there from the beginning. */
  readonly root: ProcessName;
  readonly members: readonly ProcessName[];
  /** The fork that the process asked for comes from. */
  readonly bornBy: CallRecord | undefined;
  /** Whether the process, or one that it descends from, made this call before it went its own way. */
  readonly hasMade: (key: string) => boolean;
}

function familyOf(script: CallScript, process: ProcessName, ledger: Ledger): Family {
  /** Up to which call each process has made the process's past. */
  const line = new Map<ProcessName, number>([[process, Number.MAX_SAFE_INTEGER]]);
  let root = process;
  let bornBy: CallRecord | undefined;
  for (let parent = ledger.parentOf(root); parent !== undefined; parent = ledger.parentOf(root)) {
    const child = root;
    const fork = ledger.callsOf(parent).findLast(({ call }) => call.name === 'fork' && call.child === child);
    if (child === process) bornBy = fork;
    line.set(parent, fork?.callId ?? 0);
    root = parent;
  }
  const forks = forksOf(script);
  const members = [root];
  for (const member of members) {
    for (const child of [...(forks.get(member) ?? []), ...ledger.childrenOf(member)]) {
      if (!members.includes(child)) members.push(child);
    }
  }
  const made = (record: CallRecord | undefined): boolean =>
    record !== undefined && record.callId <= (line.get(record.process) ?? -1);
  const byKey = new Map<string, CallRecord>();
  for (const member of line.keys()) {
    if (ledger.isInHand(member)) for (const record of ledger.callsOf(member)) byKey.set(keyOf(record), record);
  }
  const hasMade = (key: string): boolean => made(byKey.get(key) ?? ledger.callOfStep.get(stepOfKey(key) ?? -1));
  return { root, members, bornBy, hasMade };
}

const forks = new WeakMap<CallScript, ReadonlyMap<ProcessName, readonly ProcessName[]>>();

/** Whom each process forks by the script. */
function forksOf(script: CallScript): ReadonlyMap<ProcessName, readonly ProcessName[]> {
  const known = forks.get(script);
  if (known) return known;
  const made = new Map<ProcessName, ProcessName[]>();
  for (const step of script.steps) {
    if ('wait' in step || step.call !== 'fork' || step.as === undefined) continue;
    made.set(step.process, [...(made.get(step.process) ?? []), step.as]);
  }
  forks.set(script, made);
  return made;
}

/** The line of the last call that has one; undefined when none has. */
function lastDone(
  { places }: Program,
  callsOf: Ledger['callsOf'],
  process: ProcessName,
  last: CallRecord | undefined,
): number | undefined {
  if (last === undefined) return undefined;
  const record = callsOf(process).findLast((one) => places.has(keyOf(one)));
  return record && places.get(keyOf(record))?.last;
}

const keyOf = ({ step, callId }: CallRecord): string => (step === null ? callKey(callId) : stepKey(step));

const written = new WeakMap<WriteSource, WeakMap<CallScript, Map<string, Program>>>();

/** Writing a program costs more than a frame may: each is written once and kept with its script. */
function programOf(script: CallScript, process: ProcessName, language: Language, write: WriteSource): Program {
  const ofWriter = written.get(write) ?? new WeakMap<CallScript, Map<string, Program>>();
  written.set(write, ofWriter);
  const kept = ofWriter.get(script) ?? new Map<string, Program>();
  ofWriter.set(script, kept);
  const key = `${language} ${process}`;
  const known = kept.get(key);
  if (known) return known;
  const program = programWritten(write, {
    process,
    hosts: script.hosts,
    calls: cppCallsOfScript(script, process),
    language,
  });
  kept.set(key, program);
  return program;
}

/** The program by hand that was written last, for each process: a run that is a fork of another has other records. */
const byHand = new Map<
  string,
  { readonly calls: readonly CallRecord[]; readonly write: WriteSource; readonly program: Program }
>();

function programByHand(
  script: CallScript,
  { root, members }: Family,
  ledger: Ledger,
  language: Language,
  write: WriteSource,
): Program {
  const inHand = members.filter(ledger.isInHand);
  const calls = inHand.flatMap((member) => ledger.callsOf(member));
  const key = `${language} ${root}`;
  const known = byHand.get(key);
  // The same calls, whatever has become of them.
  const isSame = ({ call, callId }: CallRecord, k: number): boolean =>
    call === calls[k]?.call && callId === calls[k].callId;
  if (known?.write === write && known.calls.length === calls.length && known.calls.every(isSame)) return known.program;
  const ofScript = cppCallsOfScript(script, root);
  const written = new Map(ofScript.map((call) => [call.key, call]));
  const made = calls.map(
    (record): CppCall =>
      (record.step === null ? undefined : written.get(keyOf(record))) ?? {
        ...cppCallOf(keyOf(record), record.call, record.names),
        ...callerOf(root, record.process, record.thread),
      },
  );
  const others = ofScript.filter(({ process = root }) => !inHand.includes(process));
  const program = programWritten(write, {
    process: root,
    hosts: script.hosts,
    calls: [...others, ...made],
    language,
  });
  byHand.set(key, { calls, write, program });
  return program;
}

function programWritten(write: WriteSource, input: CppInput): Program {
  const { lines } = write(input);
  const places = new Map<string, { first: number; last: number }>();
  let firstCall = -1;
  lines.forEach(({ keys, inClass }, index) => {
    // What a class does is marked as well, but one follows main.
    if (inClass) return;
    if (keys.length > 0 && firstCall === -1) firstCall = index;
    for (const key of keys) places.set(key, { first: places.get(key)?.first ?? index, last: index });
  });
  return { lines, places, firstCall };
}
