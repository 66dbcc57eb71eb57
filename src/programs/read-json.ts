/** What JSON (RFC 8259) wanted at the place where a text stops being JSON. */
export type JsonExpectation =
  | 'value'
  | 'key'
  | 'key-or-brace'
  | 'colon'
  | 'comma-or-brace'
  | 'comma-or-bracket'
  | 'end-of-text'
  | 'closing-quote'
  | 'escape'
  | 'printable'
  | 'less-nesting'
  | 'another-key';

/** Where a text stops being JSON. `found` is the character there, or the key that came twice; null at the end of the text. */
export interface JsonFault {
  readonly offset: number;
  readonly found: string | null;
  readonly expected: JsonExpectation;
}

/** A value and where each part of it begins, by path (`steps[4].fd`), so that later complaints can name a line. */
export interface LocatedJson {
  readonly value: unknown;
  readonly positions: ReadonlyMap<string, number>;
}

export type JsonReading = { readonly value: LocatedJson } | { readonly fault: JsonFault };

/** How deep lists and objects may stand in each other; a call script needs 5. */
const MAXIMUM_DEPTH = 50;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON and, unlike `JSON.parse`, says the same thing about a bad text in every browser: the place, what stands
 * there and what could have stood there. A key given twice in one object is an error. Never throws.
 */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  try {
    const value = reader.whole();
    return { value: { value, positions: reader.positions } };
  } catch (thrown) {
    if (thrown instanceof Stop) return { fault: thrown.fault };
    throw thrown;
  }
}

/** The path of a member: `.key`, or `["odd key"]`. */
export const memberPath = (path: string, key: string): string => {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
};

/** Line and column, both from 1, of a place in a text. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

class Stop extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

class Reader {
  readonly positions = new Map<string, number>();
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  whole(): unknown {
    const value = this.value('', 0);
    this.space();
    if (this.at < this.text.length) this.stop('end-of-text');
    return value;
  }

  private stop(expected: JsonExpectation, found: string | null = this.text[this.at] ?? null): never {
    throw new Stop({ offset: this.at, found, expected });
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  /** Passes over `character` when it comes next. */
  private skips(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private value(path: string, depth: number): unknown {
    this.space();
    this.positions.set(path, this.at);
    if (depth > MAXIMUM_DEPTH) this.stop('less-nesting');
    const next = this.text[this.at];
    if (next === '{') return this.object(path, depth);
    if (next === '[') return this.list(path, depth);
    if (next === '"') return this.string();
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at) && !/\w/.test(this.text[this.at + word.length] ?? '')) {
        this.at += word.length;
        return value;
      }
    }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined) return this.stop('value');
    this.at += number.length;
    return Number(number);
  }

  private object(path: string, depth: number): unknown {
    // No prototype: a key such as `__proto__` is a key like any other.
    const members = Object.create(null) as Record<string, unknown>;
    this.at++;
    if (this.skips('}')) return members;
    do {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') this.stop(Object.keys(members).length === 0 ? 'key-or-brace' : 'key');
      const key = this.string();
      if (key in members) {
        this.at = start;
        this.stop('another-key', key);
      }
      if (!this.skips(':')) this.stop('colon');
      members[key] = this.value(memberPath(path, key), depth + 1);
    } while (this.skips(','));
    if (!this.skips('}')) this.stop('comma-or-brace');
    return members;
  }

  private list(path: string, depth: number): unknown {
    const items: unknown[] = [];
    this.at++;
    if (this.skips(']')) return items;
    do items.push(this.value(`${path}[${items.length}]`, depth + 1));
    while (this.skips(','));
    if (!this.skips(']')) this.stop('comma-or-bracket');
    return items;
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined || next === '\n') this.stop('closing-quote');
      if (next === '"') break;
      if (next < ' ') this.stop('printable');
      if (next === '\\') {
        this.at++;
        if (!/^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/.test(this.text.slice(this.at, this.at + 5))) this.stop('escape');
      }
      this.at++;
    }
    this.at++;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }
}
