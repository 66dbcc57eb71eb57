import type { CallName } from '../../engine/posix/call.ts';
import { ERRNO } from '../../engine/posix/errno.ts';
import { TCP_STATES } from '../../engine/trace/connection-note.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { memberPath } from '../../programs/read-json.ts';
import { CALL_NAMES } from '../../programs/read-step.ts';
import {
  has,
  readBoolean,
  readChoice,
  readInteger,
  readList,
  readNumber,
  readObject,
  readText,
  refuse,
} from '../../programs/readers.ts';
import type { Allowed, CallPattern, CallReference, Constraint, Goal, GoalPredicate } from './exercise.ts';
import { at, type Members, readId, readTexts } from './read-parts.ts';
import { processesOf } from './script-names.ts';

const PATTERN = ['process', 'call', 'fd', 'port', 'how', 'option'] as const;
/** How often something may be asked to happen. */
const MOST_TIMES = 10_000;
/** The longest that a call may be asked to take: a day, milliseconds. */
const DAY = 86_400_000;

/** What the student may do on the stage. */
export function readAllowed(value: unknown, path: string): Allowed {
  const members = readObject(value, path, [], ['calls', 'faults']);
  return {
    ...(has(members, 'calls') ? { calls: readCalls(members['calls'], memberPath(path, 'calls')) } : {}),
    faults: has(members, 'faults') && readBoolean(members['faults'], memberPath(path, 'faults')),
  };
}

/** Names of calls: one at least, none twice. */
function readCalls(value: unknown, path: string): readonly CallName[] {
  const list = readList(value, path);
  if (list.length === 0) refuse('out-of-range', path, list, { kind: 'count', min: 1, max: CALL_NAMES.length });
  const calls = list.map((one, index) => readCallName(one, at(path, index)));
  calls.forEach((call, index) => {
    if (calls.indexOf(call) !== index)
      refuse('duplicate', at(path, index), call, {
        kind: 'one-of',
        values: CALL_NAMES.filter((one) => !calls.includes(one)),
      });
  });
  return calls;
}

const readCallName = (value: unknown, path: string): CallName => readChoice(value, path, CALL_NAMES, 'unknown-call');

function readPattern(members: Members, path: string, script: CallScript): CallPattern {
  const of = (key: string): string => memberPath(path, key);
  const { call } = members;
  return {
    ...(has(members, 'process')
      ? { process: readChoice(members['process'], of('process'), processesOf(script), 'unknown-process') }
      : {}),
    ...(has(members, 'call')
      ? {
          call: Array.isArray(call)
            ? call.map((one, index) => readCallName(one, at(of('call'), index)))
            : readCallName(call, of('call')),
        }
      : {}),
    ...(has(members, 'fd') ? { fd: readText(members['fd'], of('fd')) } : {}),
    ...(has(members, 'port') ? { port: readInteger(members['port'], of('port'), 0, 65_535) } : {}),
    ...(has(members, 'how') ? { how: readText(members['how'], of('how')) } : {}),
    ...(has(members, 'option') ? { option: readText(members['option'], of('option')) } : {}),
  };
}

/** The id of a piece, or a pattern that names something. */
function readReference(value: unknown, path: string, pieces: readonly string[], script: CallScript): CallReference {
  if (typeof value === 'string') return readChoice(value, path, pieces, 'unknown-name');
  const members = readObject(value, path, [], PATTERN);
  if (Object.keys(members).length === 0) refuse('missing', path, undefined, { kind: 'required', keys: PATTERN });
  return readPattern(members, path, script);
}

const KINDS = ['before', 'only-after', 'never', 'exactly', 'each-once'] as const;
const KEYS: Readonly<Record<Constraint['kind'], readonly string[]>> = {
  before: ['first', 'second'],
  'only-after': ['first', 'second'],
  never: ['what'],
  exactly: ['what', 'times'],
  'each-once': ['what'],
};

/** One constraint; `pieces`: the ids that it may refer to. */
export function readConstraint(
  value: unknown,
  path: string,
  pieces: readonly string[],
  script: CallScript,
): Constraint {
  const of = (key: string): string => memberPath(path, key);
  const any = readObject(value, path, ['kind'], ['id', 'message', 'wayOn', ...new Set(Object.values(KEYS).flat())]);
  const kind = readChoice(any['kind'], of('kind'), KINDS);
  const members = readObject(value, path, ['id', 'kind', 'message', 'wayOn', ...KEYS[kind]]);
  const said = {
    id: readId(members['id'], of('id')),
    message: readTexts(members['message'], of('message')),
    wayOn: readTexts(members['wayOn'], of('wayOn')),
  };
  const reference = (key: string): CallReference => readReference(members[key], of(key), pieces, script);
  switch (kind) {
    case 'before':
    case 'only-after':
      return { ...said, kind, first: reference('first'), second: reference('second') };
    case 'never':
      return { ...said, kind, what: reference('what') };
    case 'each-once':
      return {
        ...said,
        kind,
        what: readList(members['what'], of('what')).map((one, index) =>
          readReference(one, at(of('what'), index), pieces, script),
        ),
      };
    case 'exactly':
      return {
        ...said,
        kind,
        what: reference('what'),
        times: readInteger(members['times'], of('times'), 1, MOST_TIMES),
      };
  }
}

const EVENTS = [
  'return',
  'read',
  'segment',
  'state',
  'queue',
  'ended',
  'all-closed',
  'sleeps',
  'nobody-blocked',
] as const;
const OF_EVENT: Readonly<
  Record<GoalPredicate['on'], { readonly needs: readonly string[]; readonly may: readonly string[] }>
> = {
  return: { needs: [], may: [...PATTERN, 'errno', 'returns', 'data', 'blocked', 'within_ms', 'times'] },
  read: { needs: ['process', 'text'], may: [] },
  segment: { needs: [], may: ['from', 'flags', 'repeats', 'lost', 'times'] },
  state: { needs: ['to'], may: ['host', 'times'] },
  queue: { needs: ['queue', 'change'], may: ['times'] },
  ended: { needs: ['process', 'by'], may: [] },
  'all-closed': { needs: [], may: ['host'] },
  sleeps: { needs: ['process', 'call'], may: [] },
  'nobody-blocked': { needs: [], may: [] },
};
const OWN = ['id', 'on', 'says', 'message', 'wayOn'] as const;

/** One goal. `says`: the line of the list; the rest is the predicate. */
export function readGoal(value: unknown, path: string, script: CallScript): Goal {
  const of = (key: string): string => memberPath(path, key);
  const every = Object.values(OF_EVENT).flatMap(({ needs, may }) => [...needs, ...may]);
  const any = readObject(value, path, ['on'], [...OWN.filter((key) => key !== 'on'), ...new Set(every)]);
  const on = readChoice(any['on'], of('on'), EVENTS);
  const members = readObject(value, path, [...OWN, ...OF_EVENT[on].needs], OF_EVENT[on].may);
  return {
    ...readPredicate(on, members, path, script),
    id: readId(members['id'], of('id')),
    says: readTexts(members['says'], of('says')),
    message: readTexts(members['message'], of('message')),
    wayOn: readTexts(members['wayOn'], of('wayOn')),
  };
}

function readPredicate(on: GoalPredicate['on'], members: Members, path: string, script: CallScript): GoalPredicate {
  const of = (key: string): string => memberPath(path, key);
  const host = (key: string) => readChoice(members[key], of(key), Object.keys(script.hosts), 'unknown-host');
  const process = () => readChoice(members['process'], of('process'), processesOf(script), 'unknown-process');
  const flag = (key: string) => (has(members, key) ? { [key]: readBoolean(members[key], of(key)) } : {});
  const times = has(members, 'times') ? { times: readInteger(members['times'], of('times'), 0, MOST_TIMES) } : {};
  switch (on) {
    case 'return':
      return {
        on,
        ...readPattern(members, path, script),
        ...(has(members, 'errno') ? { errno: readChoice(members['errno'], of('errno'), ERRNO) } : {}),
        ...(has(members, 'returns') ? { returns: readReturns(members['returns'], of('returns')) } : {}),
        ...(has(members, 'data') ? { data: readText(members['data'], of('data')) } : {}),
        ...flag('blocked'),
        ...(has(members, 'within_ms') ? { within_ms: readNumber(members['within_ms'], of('within_ms'), 0, DAY) } : {}),
        ...times,
      };
    case 'read':
      return { on, process: process(), text: readText(members['text'], of('text')) };
    case 'segment':
      return {
        on,
        ...(has(members, 'from') ? { from: host('from') } : {}),
        ...(has(members, 'flags') ? { flags: readFlags(members['flags'], of('flags')) } : {}),
        ...flag('repeats'),
        ...flag('lost'),
        ...times,
      };
    case 'state':
      return {
        on,
        ...(has(members, 'host') ? { host: host('host') } : {}),
        to: readChoice(members['to'], of('to'), TCP_STATES),
        ...times,
      };
    case 'queue':
      return {
        on,
        queue: readChoice(members['queue'], of('queue'), ['syn', 'accept'] as const),
        change: readChoice(members['change'], of('change'), ['entered', 'left', 'refused'] as const),
        ...times,
      };
    case 'ended':
      return {
        on,
        process: process(),
        by: readChoice(members['by'], of('by'), ['exit', 'SIGKILL', 'SIGPIPE', 'power-loss'] as const),
      };
    case 'all-closed':
      return { on, ...(has(members, 'host') ? { host: host('host') } : {}) };
    case 'sleeps':
      return { on, process: process(), call: readCallName(members['call'], of('call')) };
    case 'nobody-blocked':
      return { on };
  }
}

const readReturns = (value: unknown, path: string): number | 'success' =>
  value === 'success' ? value : readInteger(value, path, -1, 2 ** 31 - 1);

function readFlags(value: unknown, path: string): string {
  const letters = readText(value, path);
  return /^[SAFRP]{1,5}$/.test(letters) ? letters : refuse('out-of-range', path, value, { kind: 'segment-flags' });
}
