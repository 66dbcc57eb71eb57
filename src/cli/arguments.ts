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
  --pcapng OUT        one script: its segments as a capture file for Wireshark, each as its host sends it;
                      with --at HOST, what that host sends and receives, as tcpdump shows it there
  --strace OUT        one script: its calls as strace -f writes them; with --times, when
  --trace OUT         one script: everything that happened, an event a line, in JSON
  --help              this text

A script's own "network", "profile" and "seed" win over the options. Exit code 0 when every script ran, whatever
its calls returned; 2, with one line on standard error, for a bad file or option.
`;

/** Where a run is written to, and how. */
export interface Exports {
  readonly pcapng?: string;
  readonly strace?: string;
  readonly trace?: string;
  /** The host at which segments are captured; absent: at every sender. */
  readonly at?: string;
  /** Lines of strace bear times. */
  readonly times: boolean;
}

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  readonly wire: boolean;
  /** Files to write. */
  readonly exports: Exports;
  readonly files: readonly string[];
  readonly conditions: Conditions;
  readonly seed: number;
}

const OUTPUTS = ['--pcapng', '--strace', '--trace'];
const VALUED = new Set(['--delay', '--profile', '--seed', '--at', ...OUTPUTS]);

/** Reads the command line; the error is one line for the user. */
export function readArguments(words: readonly string[]): Result<Arguments, string> {
  const files: string[] = [];
  let { conditions }: { conditions: Conditions } = { conditions: ORACLE_CONDITIONS };
  let help = false;
  let wire = false;
  let exports: Exports = { times: false };
  let seed = 1;
  let optionsEnd = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (optionsEnd || !word.startsWith('-')) {
      files.push(word);
      continue;
    }
    const [option = '', inline] = word.split(/=(.*)/s);
    const takesValue = VALUED.has(option);
    const value = takesValue ? (inline ?? words[++index]) : undefined;
    if (word === '--') optionsEnd = true;
    else if (word === '--help' || word === '-h') help = true;
    else if (word === '--wire') wire = true;
    else if (word === '--times') exports = { ...exports, times: true };
    else if (!takesValue) {
      return fail(`${word}: unknown option; --help tells which there are`);
    } else if (OUTPUTS.includes(option)) {
      if (value === undefined || value === '') return wrong(option, value, 'the name of a file to write');
      exports = { ...exports, [option.slice(2)]: value };
    } else if (option === '--at') {
      if (value === undefined || value === '') return wrong(option, value, 'the name of a host');
      exports = { ...exports, at: value };
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
  if (files.length > 1 && (exports.pcapng ?? exports.strace ?? exports.trace) !== undefined) {
    return fail(`${files.length} files given; expected one, because its run is to be written to a file`);
  }
  const idle = idleOption(exports);
  if (idle !== null) return fail(idle);
  return ok({ help, wire, exports, files, conditions, seed });
}

/** What is asked for and would do nothing, or undo something else that is asked for. */
function idleOption({ at, times, pcapng, strace, trace }: Exports): string | null {
  if (at !== undefined && pcapng === undefined) return '--at says where a capture is taken; expected --pcapng as well';
  if (times && strace === undefined) return '--times is for the lines of strace; expected --strace as well';
  const outputs = [pcapng, strace, trace].filter((file) => file !== undefined);
  const twice = outputs.find((file, index) => outputs.indexOf(file) !== index);
  return twice === undefined ? null : `${twice}: named for two outputs; expected a file for each`;
}

const wrong = (option: string, value: string | undefined, expected: string) =>
  fail(`${option}: found ${value === undefined ? 'nothing' : JSON.stringify(value)}; expected ${expected}`);

/** A number that is not negative, as digits; null for anything else. */
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
