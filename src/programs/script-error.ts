import type { JsonExpectation } from './read-json.ts';

/** Why a call script cannot be used: the first thing wrong with it. Codes and data; `describeScriptError` makes the sentence. */
export interface ScriptError {
  readonly code: ScriptErrorCode;
  /** The file's name, when the caller gave one. */
  readonly file: string | null;
  /** Where in the value: `steps[4].fd`; empty for the whole. */
  readonly path: string;
  /** Where in the text, both from 1; null when a value was parsed and not a text. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly found: Found;
  readonly expected: Expected;
}

export type ScriptErrorCode =
  | 'syntax'
  | 'missing'
  | 'unknown-key'
  | 'wrong-type'
  | 'out-of-range'
  | 'not-a-choice'
  | 'unknown-call'
  | 'unknown-process'
  | 'unknown-thread'
  | 'unknown-host'
  /** A descriptor's name that no earlier step of the process gives. */
  | 'unknown-name'
  | 'unknown-address'
  | 'duplicate';

export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'end-of-text' }
  | { readonly kind: 'key'; readonly key: string }
  /** A text, number, boolean or null, as JSON writes it, cut when long; or one character of a text that is no JSON. */
  | { readonly kind: 'value'; readonly json: string }
  | { readonly kind: 'object' | 'list' };

export type Expected =
  | { readonly kind: 'json'; readonly what: JsonExpectation }
  | { readonly kind: 'object' | 'list' | 'text' | 'boolean' }
  | { readonly kind: 'integer' | 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  /** The keys that may stand there. */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'required'; readonly keys: readonly string[] }
  /** The name of a host, process or descriptor: a letter first, then letters, digits, `_` and `-`. */
  | { readonly kind: 'new-name' }
  /** A name that no process has, or no thread of this process. */
  | { readonly kind: 'unused-name'; readonly of: 'fork' | 'thread'; readonly taken: readonly string[] }
  | { readonly kind: 'ipv4' }
  | { readonly kind: 'different-address' }
  | { readonly kind: 'host-address'; readonly hosts: readonly string[]; readonly any: boolean }
  /** A descriptor of `process`: a number, or one of the names that its steps have given so far. */
  | { readonly kind: 'descriptor'; readonly process: string; readonly names: readonly string[] }
  /** A port: 0 to 65535, or `P.name` of a descriptor that exists by then. */
  | { readonly kind: 'port'; readonly names: readonly string[] }
  | { readonly kind: 'ordinals' | 'segment-flags' | 'sequence-place' }
  | { readonly kind: 'fault-action' }
  | { readonly kind: 'option-value'; readonly option: string; readonly shape: 'number' | 'linger' | 'timeval' }
  | { readonly kind: 'step-index'; readonly count: number };
