import type { CppInput } from './cpp-input.ts';
import { type Token, tokensOf } from './tokens.ts';
import { CppWriter } from './cpp-writer.ts';

export interface CppLine {
  /** From 1. */
  readonly number: number;
  readonly tokens: readonly Token[];
  /** The keys of the calls made on this line; mostly none. */
  readonly keys: readonly string[];
}

export interface CppSource {
  readonly lines: readonly CppLine[];
  /** The whole file, as it compiles with `g++ -std=c++17`. */
  readonly text: string;
}

/**
 * The C++17 program that makes these calls in this order. A call that fails is reported by perror and the program goes
 * on, as the simulated process does. Addresses of hosts (and ports that only the other process knows) can be given as
 * arguments, so that it also runs with both ends on one machine: `./client 127.0.0.1`.
 */
export function cppSource(input: CppInput): CppSource {
  const written = new CppWriter(input).write();
  return {
    lines: written.map((line, index) => ({ number: index + 1, tokens: tokensOf(line.text), keys: line.keys })),
    text: `${written.map((line) => line.text).join('\n')}\n`,
  };
}
