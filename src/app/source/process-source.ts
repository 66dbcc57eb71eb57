import { type CppCall, callKey, cppCallOf, cppCallsOfScript, stepKey } from '../../formats/cpp/cpp-call.ts';
import { type CppLine, cppSource } from '../../formats/cpp/cpp-source.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Language } from '../i18n/index.ts';
import type { CallRecord } from '../stage/ledger.ts';
import { isSelectedCall } from '../stage/selected.ts';
import type { Selection } from '../store/state.ts';
import type { SourceLine, SourceMark } from './SourceListing.tsx';

/**
 * The source of one process as the cursor finds it: the script's program, or, once the user has taken the process in
 * hand, what was called so far. The lines of calls that returned are done; the last call's is where the program stands.
 */
export function sourceOf(
  script: CallScript,
  process: ProcessName,
  calls: readonly CallRecord[],
  language: Language,
  selection: Selection | null = null,
): readonly SourceLine[] {
  const mine = calls.filter((record) => record.process === process);
  const selected = mine.find(({ callId }) => isSelectedCall(selection, callId));
  return marked(linesOf(script, process, mine, language), marksOf(mine), selected ? keyOf(selected) : null);
}

const made = new WeakMap<CallScript, Map<string, readonly CppLine[]>>();

/** Writing a program costs more than a frame may: each is written once and kept with its script. */
function linesOf(
  script: CallScript,
  process: ProcessName,
  mine: readonly CallRecord[],
  language: Language,
): readonly CppLine[] {
  const byHand = mine.some(({ step }) => step === null);
  const signature = `${language} ${process} ${byHand ? mine.map(({ callId }) => callId).join() : ''}`;
  const kept = made.get(script) ?? new Map<string, readonly CppLine[]>();
  made.set(script, kept);
  // A program written by hand is another one in another run, though its calls have the same numbers.
  const known = byHand ? undefined : kept.get(signature);
  if (known) return known;
  const ofScript = cppCallsOfScript(script, process);
  const calls: readonly CppCall[] = byHand
    ? mine.map(
        (record) =>
          (record.step === null ? undefined : ofScript.find(({ key }) => key === keyOf(record))) ??
          cppCallOf(keyOf(record), record.call, record.names),
      )
    : ofScript;
  const { lines } = cppSource({ process, hosts: script.hosts, calls, language });
  if (!byHand) kept.set(signature, lines);
  return lines;
}

const keyOf = ({ step, callId }: CallRecord): string => (step === null ? callKey(callId) : stepKey(step));

function marksOf(mine: readonly CallRecord[]): ReadonlyMap<string, SourceMark> {
  const marks = new Map<string, SourceMark>();
  mine.forEach((record, index) => {
    const last = index === mine.length - 1;
    const mark = !last ? 'done' : record.result === null && record.blockedUntil !== null ? 'blocked' : 'now';
    marks.set(keyOf(record), mark);
  });
  return marks;
}

const marked = (
  lines: readonly CppLine[],
  marks: ReadonlyMap<string, SourceMark>,
  selected: string | null,
): readonly SourceLine[] =>
  lines.map(({ number, tokens, keys }) => {
    const found = keys.flatMap((key) => marks.get(key) ?? []);
    const mark = found.find((one) => one !== 'done') ?? found[0] ?? null;
    return { number, tokens, mark, isCall: keys.length > 0, selected: selected !== null && keys.includes(selected) };
  });
