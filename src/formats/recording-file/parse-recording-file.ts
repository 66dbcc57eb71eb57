import type { Micros } from '../../engine/base/time.ts';
import { fail, ok, type Result } from '../../engine/base/result.ts';
import type { TimedAction } from '../../engine/history/recording.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { CallNames } from '../../engine/trace/event.ts';
import { parseCallScript, syntaxError } from '../../programs/parse-call-script.ts';
import { lineAndColumn, type LocatedJson, memberPath, readJson } from '../../programs/read-json.ts';
import {
  has,
  readChoice,
  readInteger,
  readList,
  readNamed,
  readNewName,
  readObject,
  readText,
  Refusal,
  refuse,
} from '../../programs/readers.ts';
import type { ScriptError } from '../../programs/script-error.ts';
import { readCall } from './read-call.ts';
import { type Cast, readChange } from './read-change.ts';
import { RECORDING_FILE_VERSION, type RecordingFile } from './recording-file.ts';

/** More actions than a hand makes, and still few enough to run again. */
const MOST_ACTIONS = 100_000;
const MOST_THREADS = 1_000;
const LAST_MOMENT = Number.MAX_SAFE_INTEGER;

/**
 * A recording file from its text. Everything in it is checked, the script by its own parser; the first thing wrong is told with
 * its place. Whether an action still means something (its process exists, its flight is under way) is for the run to say.
 * Never throws.
 */
export function parseRecordingFile(text: string, file: string | null = null): Result<RecordingFile, ScriptError> {
  const reading = readJson(text);
  if ('fault' in reading) return fail(syntaxError(text, reading.fault, file));
  const { value } = reading;
  try {
    return readRecording(value.value, (error) => ({ ...error, file, place: placeOf(text, value, error.path) }));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, path, found, expected } = thrown;
    return fail({ code, file, path, place: placeOf(text, value, path), found, expected });
  }
}

function readRecording(
  value: unknown,
  located: (error: ScriptError) => ScriptError,
): Result<RecordingFile, ScriptError> {
  const members = readObject(value, '', ['version', 'script', 'seed', 'actions', 'cursor'], ['scenario']);
  readInteger(members['version'], 'version', RECORDING_FILE_VERSION, RECORDING_FILE_VERSION);
  const script = parseCallScript(members['script']);
  if (!script.ok) return fail(located({ ...script.error, path: below('script', script.error.path) }));
  const forked = script.value.steps.flatMap((step) =>
    'call' in step && step.call === 'fork' && step.as !== undefined ? [step.as] : [],
  );
  const cast = {
    processes: [...Object.keys(script.value.processes), ...forked],
    hosts: Object.keys(script.value.hosts),
  };
  const scenario = members['scenario'];
  return ok({
    scenario: scenario === undefined || scenario === null ? null : readText(scenario, 'scenario'),
    script: script.value,
    seed: readInteger(members['seed'], 'seed', 0, 2 ** 32 - 1),
    actions: readActions(members['actions'], cast),
    cursor: readInteger(members['cursor'], 'cursor', 0, LAST_MOMENT),
  });
}

function readActions(value: unknown, cast: Cast): readonly TimedAction[] {
  const list = readList(value, 'actions');
  if (list.length > MOST_ACTIONS) {
    return refuse('out-of-range', 'actions', list, { kind: 'count', min: 0, max: MOST_ACTIONS });
  }
  // A child may act as soon as an action before has forked it.
  const processes = [...cast.processes];
  return list.map((item, index) => {
    const timed = readTimedAction(item, `actions[${index}]`, { ...cast, processes });
    if (timed.action.kind === 'call' && timed.action.call.name === 'fork') processes.push(timed.action.call.child);
    return timed;
  });
}

function readTimedAction(value: unknown, path: string, cast: Cast): TimedAction {
  const members = readObject(value, path, ['after', 'time', 'action']);
  return {
    after: readInteger(members['after'], memberPath(path, 'after'), 0, LAST_MOMENT),
    time: readInteger(members['time'], memberPath(path, 'time'), 0, LAST_MOMENT) as Micros,
    action: readAction(members['action'], memberPath(path, 'action'), cast),
  };
}

const CHANGES = ['link', 'power', 'filter'] as const;
const TO_SEGMENTS = ['drop', 'delay', 'duplicate', 'corrupt', 'reorder'] as const;

function readAction(value: unknown, path: string, { processes, hosts }: Cast): Action {
  const at = (key: string): string => memberPath(path, key);
  const kind = readChoice(readNamed(value, path)['kind'], at('kind'), ['call', ...TO_SEGMENTS, ...CHANGES]);
  if (kind === 'call') {
    const members = readObject(value, path, ['kind', 'process', 'call', 'names'], ['thread']);
    return {
      kind,
      process: readChoice(members['process'], at('process'), processes, 'unknown-process'),
      ...(has(members, 'thread') ? { thread: readInteger(members['thread'], at('thread'), 0, MOST_THREADS) } : {}),
      call: readCall(members['call'], at('call')),
      names: readNames(members['names'], at('names')),
    };
  }
  if (kind === 'link' || kind === 'power' || kind === 'filter') return readChange(value, path, kind, hosts);
  const more = { delay: ['by'], reorder: ['way'], drop: [], duplicate: [], corrupt: [] }[kind];
  const members = readObject(value, path, ['kind', 'flight', ...more]);
  const flight = readInteger(members['flight'], at('flight'), 0, LAST_MOMENT);
  if (kind === 'delay') return { kind, flight, by: readInteger(members['by'], at('by'), 0, LAST_MOMENT) as Micros };
  if (kind === 'reorder') return { kind, flight, way: readChoice(members['way'], at('way'), ['ahead', 'behind']) };
  return { kind, flight };
}

function readNames(value: unknown, path: string): CallNames {
  const members = readObject(value, path, ['fd', 'as']);
  const name = (key: 'fd' | 'as'): string | null =>
    members[key] === null ? null : readNewName(members[key], memberPath(path, key));
  return { fd: name('fd'), as: name('as') };
}

const below = (path: string, rest: string): string =>
  rest === '' ? path : rest.startsWith('[') ? `${path}${rest}` : `${path}.${rest}`;

/** Where a part of the text begins; for a part that is missing, where the part begins that should have it. */
function placeOf(text: string, { positions }: LocatedJson, path: string): ScriptError['place'] {
  let at = path;
  while (at !== '' && !positions.has(at)) at = at.replace(/(?:\.[^.[\]]*|\[[^[\]]*\]|^[^.[\]]+)$/, '');
  return lineAndColumn(text, positions.get(at) ?? 0);
}
