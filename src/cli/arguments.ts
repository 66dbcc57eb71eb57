import { fail, ok, type Result } from '../engine/base/result.ts';
import { milliseconds } from '../engine/base/time.ts';
import { type Conditions, ORACLE_CONDITIONS } from '../programs/setting-of.ts';

export const HELP = `usage: npm run --silent simulate -- FILE… [options]

Runs call scripts without a browser, in virtual time, and prints one JSON object: for each step of each
script what the call returned, the TCP states after it and the segments that it caused.

  --delay MS          one way between any two hosts, milliseconds (0.05)
  --profile NAME      linux or textbook (linux)
  --seed N            for initial sequence numbers and chance (1)
  --wire              wire scripts: calls by the clock; prints every segment with its time and fate
  --help              this text

A script's own "network", "profile" and "seed" win over the options. Exit code 0 when every script ran, whatever
its calls returned; 2, with one line on standard error, for a bad file or option.
`;

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  readonly wire: boolean;
  readonly files: readonly string[];
  readonly conditions: Conditions;
  readonly seed: number;
}

/** Reads the command line; the error is one line for the user. */
export function readArguments(words: readonly string[]): Result<Arguments, string> {
  const files: string[] = [];
  let { conditions }: { conditions: Conditions } = { conditions: ORACLE_CONDITIONS };
  let help = false;
  let wire = false;
  let seed = 1;
  let optionsEnd = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (optionsEnd || !word.startsWith('-')) {
      files.push(word);
      continue;
    }
    const [option = '', inline] = word.split(/=(.*)/s);
    const takesValue = option === '--delay' || option === '--profile' || option === '--seed';
    const value = takesValue ? (inline ?? words[++index]) : undefined;
    if (word === '--') optionsEnd = true;
    else if (word === '--help' || word === '-h') help = true;
    else if (word === '--wire') wire = true;
    else if (!takesValue) {
      return fail(`${word}: unknown option; expected --delay, --profile, --seed, --wire or --help`);
    } else if (option === '--profile') {
      if (value !== 'linux' && value !== 'textbook') return wrong(option, value, 'linux or textbook');
      conditions = { ...conditions, profile: value };
    } else if (option === '--delay') {
      const delay = numberOf(value);
      if (delay === null || delay > 600_000) return wrong(option, value, 'milliseconds from 0 to 600000');
      conditions = { ...conditions, delay: milliseconds(delay) };
    } else {
      const number = numberOf(value);
      if (number === null || !Number.isInteger(number) || number >= 2 ** 32) {
        return wrong(option, value, 'a whole number from 0 to 4294967295');
      }
      seed = number;
    }
  }
  if (files.length === 0 && !help) {
    return fail('no file given; expected at least one call script (--help says more)');
  }
  return ok({ help, wire, files, conditions, seed });
}

const wrong = (option: string, value: string | undefined, expected: string) =>
  fail(`${option}: found ${value === undefined ? 'nothing' : JSON.stringify(value)}; expected ${expected}`);

/** A number that is not negative, as digits; null for anything else. */
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
