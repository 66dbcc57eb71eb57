import { fail, ok, type Result } from '../engine/base/result.ts';
import { parseAddress } from '../engine/wire/address.ts';
import type { ByHost, CallScript, ScriptStep, ScriptText } from './call-script.ts';
import { type JsonFault, lineAndColumn, memberPath, readJson } from './read-json.ts';
import { readNetwork } from './read-network.ts';
import { readStep } from './read-step.ts';
import {
  has,
  readBoolean,
  readChoice,
  readInteger,
  readList,
  readNamed,
  readNewName,
  readObject,
  readText,
  Refusal,
  refuse,
} from './readers.ts';
import type { ScriptError } from './script-error.ts';
import { directionsOf } from './setting-of.ts';

export interface ParseOptions {
  /** The file's name, for the error. */
  readonly file?: string;
  /**
   * Lets through what is most often a slip, and what a kernel takes all the same: a descriptor's name that no earlier
   * step of its process gives (the call gets -1 and fails with EBADF), and binding to an address that is no host's
   * (EADDRNOTAVAIL). Otherwise both are errors.
   */
  readonly lenient?: boolean;
}

/** Limits of a script: what one screen and one World can reasonably hold. */
const MOST_HOSTS = 8;
const MOST_PROCESSES = 16;
const MOST_STEPS = 100_000;

/**
 * A call script from the text of a file, or from a value that was JSON. Everything that comes from outside passes
 * here: keys, types, ranges, names and addresses are checked, and the first thing wrong is told with its place.
 * Never throws.
 */
export function parseCallScript(input: unknown, options: ParseOptions = {}): Result<CallScript, ScriptError> {
  const file = options.file ?? null;
  let value = input;
  let placeOf = (_path: string): ScriptError['place'] => null;
  if (typeof input === 'string') {
    const reading = readJson(input);
    if ('fault' in reading) return fail(syntaxError(input, reading.fault, file));
    const { positions } = reading.value;
    value = reading.value.value;
    placeOf = (path) => placeOfPath(input, path, positions);
  }
  try {
    return ok(readScript(value, options.lenient === true));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, path, found, expected } = thrown;
    return fail({ code, file, path, place: placeOf(path), found, expected });
  }
}

export function syntaxError(text: string, fault: JsonFault, file: string | null): ScriptError {
  return {
    code: fault.expected === 'another-key' ? 'duplicate' : 'syntax',
    file,
    path: '',
    place: lineAndColumn(text, fault.offset),
    found: fault.found === null ? { kind: 'end-of-text' } : { kind: 'value', json: JSON.stringify(fault.found) },
    expected: { kind: 'json', what: fault.expected },
  };
}

/** Line and column of what a path names in a text that `readJson` has read. */
export const placeOfPath = (text: string, path: string, positions: ReadonlyMap<string, number>) =>
  lineAndColumn(text, positions.get(nearest(path, positions)) ?? 0);

/** The path itself, or for a missing key the part of the file that should have it. */
function nearest(path: string, positions: ReadonlyMap<string, number>): string {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.search(/(?:\.[^.[\]]*|\[[^[\]]*\]|^[^.[\]]*)$/)))) {
    if (positions.has(at)) return at;
  }
  return '';
}

const OPTIONAL = ['title', 'about', 'network', 'profile', 'congestion', 'notes', 'seed'] as const;

function readScript(value: unknown, lenient: boolean): CallScript {
  const members = readObject(value, '', ['name', 'hosts', 'processes', 'steps'], OPTIONAL);
  const name = readText(members['name'], 'name');
  const hosts = readHosts(members['hosts']);
  const processes = readProcesses(members['processes'], Object.keys(hosts));
  const steps = readSteps(members['steps'], Object.values(hosts), Object.keys(processes), lenient);
  const directions = directionsOf({ hosts }).map((direction) => direction.name);
  return {
    name,
    hosts,
    processes,
    steps,
    ...(has(members, 'title') ? { title: readTexts(members['title'], 'title') } : {}),
    ...(has(members, 'about') ? { about: readTexts(members['about'], 'about') } : {}),
    ...(has(members, 'network')
      ? { network: readNetwork(members['network'], 'network', directions, Object.keys(hosts)) }
      : {}),
    ...(has(members, 'profile')
      ? { profile: readByHost(members['profile'], 'profile', ['linux', 'textbook'], Object.keys(hosts)) }
      : {}),
    ...(has(members, 'congestion')
      ? { congestion: readByHost(members['congestion'], 'congestion', ['reno', 'cubic'], Object.keys(hosts)) }
      : {}),
    ...(has(members, 'notes') ? { notes: readNotes(members['notes'], steps.length) } : {}),
    ...(has(members, 'seed') ? { seed: readInteger(members['seed'], 'seed', 0, 2 ** 32 - 1) } : {}),
  };
}

function readHosts(value: unknown): Record<string, string> {
  const members = readNamed(value, 'hosts');
  const hosts: Record<string, string> = {};
  const seen = new Set<string>();
  checkCount(Object.keys(members).length, 'hosts', members, MOST_HOSTS);
  for (const [key, address] of Object.entries(members)) {
    const path = memberPath('hosts', key);
    readNewName(key, path);
    if (typeof address !== 'string' || parseAddress(address) === null || address.startsWith('0.')) {
      return refuse(typeof address === 'string' ? 'unknown-address' : 'wrong-type', path, address, { kind: 'ipv4' });
    }
    if (seen.has(address)) refuse('duplicate', path, address, { kind: 'different-address' });
    seen.add(address);
    hosts[key] = address;
  }
  return hosts;
}

function readProcesses(value: unknown, hosts: readonly string[]): CallScript['processes'] {
  const named = readNamed(value, 'processes');
  const processes: Record<string, { host: string; root?: boolean }> = {};
  checkCount(Object.keys(named).length, 'processes', named, MOST_PROCESSES);
  for (const [key, process] of Object.entries(named)) {
    const path = memberPath('processes', key);
    readNewName(key, path);
    const members = readObject(process, path, ['host'], ['root']);
    processes[key] = {
      host: readChoice(members['host'], memberPath(path, 'host'), hosts, 'unknown-host'),
      ...(has(members, 'root') ? { root: readBoolean(members['root'], memberPath(path, 'root')) } : {}),
    };
  }
  return processes;
}

/** One choice for all hosts, or an object of them by host. */
function readByHost<T extends string>(
  value: unknown,
  path: string,
  values: readonly T[],
  hosts: readonly string[],
): ByHost<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return readChoice(value, path, values);
  const members = readObject(value, path, [], hosts);
  return Object.fromEntries(
    Object.entries(members).map(([host, one]) => [host, readChoice(one, memberPath(path, host), values)]),
  );
}

function checkCount(count: number, path: string, found: unknown, max: number): void {
  if (count < 1 || count > max) refuse('out-of-range', path, found, { kind: 'count', min: 1, max });
}

function readSteps(
  value: unknown,
  addresses: readonly string[],
  processes: readonly string[],
  lenient: boolean,
): readonly ScriptStep[] {
  const list = readList(value, 'steps');
  if (list.length > MOST_STEPS) refuse('out-of-range', 'steps', list, { kind: 'count', min: 0, max: MOST_STEPS });
  const given = new Map<string, Set<string>>(processes.map((process) => [process, new Set<string>()]));
  const threads = new Map<string, Set<string>>();
  return list.map((item, index) => {
    const step = readStep(item, `steps[${index}]`, {
      addresses,
      processes: [...given.keys()],
      given,
      threads,
      lenient,
    });
    if (!('call' in step) || step.as === undefined) return step;
    // A child knows the names of its parent; a thread those of its process.
    if (step.call === 'fork') given.set(step.as, new Set(given.get(step.process)));
    else if (step.call === 'thread')
      threads.set(step.process, new Set([...(threads.get(step.process) ?? []), step.as]));
    else given.get(step.process)?.add(step.as);
    return step;
  });
}

function readTexts(value: unknown, path: string): ScriptText {
  const members = readObject(value, path, ['en', 'pt-BR']);
  return {
    en: readText(members['en'], memberPath(path, 'en')),
    'pt-BR': readText(members['pt-BR'], memberPath(path, 'pt-BR')),
  };
}

function readNotes(value: unknown, steps: number): Record<string, ScriptText> {
  const notes: Record<string, ScriptText> = {};
  for (const [key, note] of Object.entries(readNamed(value, 'notes'))) {
    const path = memberPath('notes', key);
    if (!/^(?:0|[1-9]\d{0,5})$/.test(key) || Number(key) >= steps) {
      throw new Refusal('out-of-range', path, { kind: 'key', key }, { kind: 'step-index', count: steps });
    }
    notes[key] = readTexts(note, path);
  }
  return notes;
}
