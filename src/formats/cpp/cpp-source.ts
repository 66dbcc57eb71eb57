import type { CppInput } from './cpp-input.ts';
import { type Token, tokensOf } from './tokens.ts';
import { CppWriter } from './cpp-writer.ts';
import type { WrittenLine } from './written-line.ts';

export interface CppLine {
  /** From 1. */
  readonly number: number;
  readonly tokens: readonly Token[];
  /** The keys of the calls made on this line; mostly none. */
  readonly keys: readonly string[];
  /** It stands in the definition of a class, and not where the program makes the call. */
  readonly inClass: boolean;
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
export const cppSource = (input: CppInput): CppSource => sourceOfLines(new CppWriter(input).write());

/** Lines as they are written, numbered and coloured. */
export const sourceOfLines = (written: readonly WrittenLine[]): CppSource => ({
  lines: written.map(({ text, keys, inClass = false }, index) => ({
    number: index + 1,
    tokens: tokensOf(text),
    keys,
    inClass,
  })),
  text: `${written.map((line) => line.text).join('\n')}\n`,
});
