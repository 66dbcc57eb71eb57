import { type CppCall, callKey, cppCallOf, cppCallsOfScript, stepKey, stepOfKey } from '../../formats/cpp/cpp-call.ts';
import { type CppLine, cppSource } from '../../formats/cpp/cpp-source.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Language } from '../i18n/index.ts';
import type { CallRecord, Ledger } from '../stage/ledger.ts';
import type { Standing } from '../stage/standing.ts';
import type { Selection } from '../store/state.ts';

/** What a line of source is doing at the cursor. */
export type SourceMark = 'done' | 'now' | 'blocked' | 'over';

/** What a line of source is at the cursor. */
export interface LineState {
  readonly mark: SourceMark | null;
  /** The call made on it is what the user points at. */
  readonly selected: boolean;
}

/** The source of one process as the cursor finds it. Lines are asked for one by one: a program may have thousands. */
export interface ProcessSource {
  readonly lines: readonly CppLine[];
  readonly stateOf: (line: CppLine) => LineState;
  /** Which line to keep in view, from 0: what is pointed at, else what runs; before the first call, where it will be. */
  readonly inView: number;
}

/** A program as it is written, whatever the cursor. */
interface Program {
  readonly lines: readonly CppLine[];
  /** The first and the last line, from 0, on which a call is made. */
  readonly places: ReadonlyMap<string, { readonly first: number; readonly last: number }>;
  readonly firstCall: number;
}

/**
 * The source of one process as the cursor finds it: the script's program, or, once the user has taken the process in
 * hand, what was called so far. The lines of calls that returned are done; the last call's is where the program stands.
 */
export function sourceOf(
  script: CallScript,
  process: ProcessName,
  ledger: Ledger,
  language: Language,
  standing: Standing,
  selection: Selection | null = null,
): ProcessSource {
  const inHand = ledger.isInHand(process);
  const program = inHand ? programByHand(script, process, ledger, language) : programOf(script, process, language);
  const last = ledger.lastCall.get(process);
  // A main that has returned stands at its closing brace.
  const over = standing === 'over';
  const lastKey = last && !over ? keyOf(last) : null;
  const mark: SourceMark = standing === 'blocked' ? 'blocked' : 'now';
  const pointedAt = selection?.kind === 'call' ? ledger.calls.get(selection.callId) : undefined;
  const selected = pointedAt?.process === process ? keyOf(pointedAt) : null;
  // A program by hand consists of the calls that were made.
  const isMade = (key: string): boolean => inHand || ledger.callOfStep.get(stepOfKey(key) ?? -1) !== undefined;
  return {
    lines: program.lines,
    stateOf: ({ keys, number }) => ({
      mark:
        over && number === program.lines.length
          ? 'over'
          : lastKey !== null && keys.includes(lastKey)
            ? mark
            : keys.some(isMade)
              ? 'done'
              : null,
      selected: selected !== null && keys.includes(selected),
    }),
    inView:
      (selected === null ? undefined : program.places.get(selected)?.first) ??
      (over ? program.lines.length - 1 : undefined) ??
      (lastKey === null ? undefined : program.places.get(lastKey)?.first) ??
      lastDone(program, ledger.callsOf, process, last) ??
      program.firstCall,
  };
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

const written = new WeakMap<CallScript, Map<string, Program>>();

/** Writing a program costs more than a frame may: each is written once and kept with its script. */
function programOf(script: CallScript, process: ProcessName, language: Language): Program {
  const kept = written.get(script) ?? new Map<string, Program>();
  written.set(script, kept);
  const key = `${language} ${process}`;
  const known = kept.get(key);
  if (known) return known;
  const program = write(script, process, cppCallsOfScript(script, process), language);
  kept.set(key, program);
  return program;
}

/** The program by hand that was written last, for each process: a run that is a fork of another has other records. */
const byHand = new Map<string, { readonly calls: readonly CallRecord[]; readonly program: Program }>();

function programByHand(script: CallScript, process: ProcessName, ledger: Ledger, language: Language): Program {
  const calls = ledger.callsOf(process);
  const key = `${language} ${process}`;
  const known = byHand.get(key);
  // The same calls, whatever has become of them.
  const isSame = ({ call, callId }: CallRecord, k: number): boolean =>
    call === calls[k]?.call && callId === calls[k].callId;
  if (known?.calls.length === calls.length && known.calls.every(isSame)) return known.program;
  const ofScript = new Map(cppCallsOfScript(script, process).map((call) => [call.key, call]));
  const made = calls.map(
    (record) =>
      (record.step === null ? undefined : ofScript.get(keyOf(record))) ??
      cppCallOf(keyOf(record), record.call, record.names),
  );
  const program = write(script, process, made, language);
  byHand.set(key, { calls, program });
  return program;
}

function write({ hosts }: CallScript, process: ProcessName, calls: readonly CppCall[], language: Language): Program {
  const { lines } = cppSource({ process, hosts, calls, language });
  const places = new Map<string, { first: number; last: number }>();
  lines.forEach(({ keys }, index) => {
    for (const key of keys) places.set(key, { first: places.get(key)?.first ?? index, last: index });
  });
  return { lines, places, firstCall: lines.findIndex(({ keys }) => keys.length > 0) };
}
