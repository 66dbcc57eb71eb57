import { memberPath } from './read-json.ts';
import type { Expected, Found, ScriptErrorCode } from './script-error.ts';

/** What is wrong with a value, before file and line are known. Thrown by readers, caught by `parseCallScript`. */
export class Refusal extends Error {
  readonly code: ScriptErrorCode;
  readonly path: string;
  readonly found: Found;
  readonly expected: Expected;

  constructor(code: ScriptErrorCode, path: string, found: Found, expected: Expected) {
    super(code);
    this.code = code;
    this.path = path;
    this.found = found;
    this.expected = expected;
  }
}

export const refuse = (code: ScriptErrorCode, path: string, found: unknown, expected: Expected): never => {
  throw new Refusal(code, path, describeFound(found), expected);
};

/** The longest excerpt of a bad value that an error quotes. */
const EXCERPT = 40;

function describeFound(value: unknown): Found {
  if (value === undefined) return { kind: 'nothing' };
  if (Array.isArray(value)) return { kind: 'list' };
  if (typeof value === 'object' && value !== null) return { kind: 'object' };
  const json = JSON.stringify(value) ?? typeof value;
  return { kind: 'value', json: json.length > EXCERPT ? `${json.slice(0, EXCERPT)}…` : json };
}

/** An object whose keys are names that the script's author chose. */
export function readNamed(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('wrong-type', path, value, { kind: 'object' });
  }
  return value as Readonly<Record<string, unknown>>;
}

/** An object with these keys and no others; the required ones are there. */
export function readObject(
  value: unknown,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const members = readNamed(value, path);
  for (const key of Object.keys(members)) {
    if (required.includes(key) || optional.includes(key)) continue;
    throw new Refusal(
      'unknown-key',
      memberPath(path, key),
      { kind: 'key', key },
      {
        kind: 'keys',
        keys: [...required, ...optional],
      },
    );
  }
  for (const key of required) {
    if (!has(members, key)) refuse('missing', memberPath(path, key), undefined, { kind: 'required', keys: [key] });
  }
  return members;
}

export const has = (members: Readonly<Record<string, unknown>>, key: string): boolean =>
  Object.hasOwn(members, key) && members[key] !== undefined;

export function readList(value: unknown, path: string): readonly unknown[] {
  // A copy without holes: `map` would pass over them.
  return Array.isArray(value) ? Array.from<unknown>(value) : refuse('wrong-type', path, value, { kind: 'list' });
}

export function readText(value: unknown, path: string): string {
  return typeof value === 'string' ? value : refuse('wrong-type', path, value, { kind: 'text' });
}

export function readBoolean(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : refuse('wrong-type', path, value, { kind: 'boolean' });
}

export function readInteger(value: unknown, path: string, min: number, max: number): number {
  const expected: Expected = { kind: 'integer', min, max };
  if (typeof value !== 'number') return refuse('wrong-type', path, value, expected);
  return Number.isInteger(value) && value >= min && value <= max
    ? value
    : refuse('out-of-range', path, value, expected);
}

export function readNumber(value: unknown, path: string, min: number, max: number): number {
  const expected: Expected = { kind: 'number', min, max };
  if (typeof value !== 'number') return refuse('wrong-type', path, value, expected);
  return value >= min && value <= max ? value : refuse('out-of-range', path, value, expected);
}

export function readChoice<T extends string>(
  value: unknown,
  path: string,
  values: readonly T[],
  code: ScriptErrorCode = 'not-a-choice',
): T {
  return values.includes(value as T) ? (value as T) : refuse(code, path, value, { kind: 'one-of', values });
}

/** A name that the file introduces; it must do as a C++ variable, too, once `-` has become `_`. */
export function readNewName(value: unknown, path: string): string {
  return typeof value === 'string' && /^[A-Za-z][\w-]{0,31}$/.test(value)
    ? value
    : refuse(typeof value === 'string' ? 'out-of-range' : 'wrong-type', path, value, { kind: 'new-name' });
}
