import { FILTER_POLICIES } from '../engine/trace/change.ts';
import type {
  ByDirection,
  ScriptFault,
  ScriptFilter,
  ScriptInjection,
  ScriptMatch,
  ScriptNetwork,
  ScriptOutage,
  ScriptPartition,
} from './call-script.ts';
import { memberPath } from './read-json.ts';
import { has, readBoolean, readChoice, readInteger, readList, readNumber, readObject, refuse } from './readers.ts';
import { ordinalsOf } from './ordinals.ts';

/** The longest delay that a link or a fault may have, in milliseconds. */
const MOST_DELAY = 600_000;
const MATCHES = ['any', 'data', 'syn', 'synack', 'ack', 'fin', 'rst'] as const;

const FAULT_KEYS = ['direction', 'match', 'nth', 'seq', 'conn', 'from_ms', 'to_ms'] as const;
/** A day, in milliseconds. */
const DAY = 86_400_000;
const MOST_PACKETS = 1e6;
/** IPv4 hosts take packets of 576 bytes at least (RFC 1122 §3.3.2); Linux does not go below 552. */
const LEAST_MTU = 576;
const MOST_MTU = 65_535;

/** Reads what a script says of its network. `hosts`: their names; `directions`: `client->server` for every ordered pair. */
export function readNetwork(
  value: unknown,
  path: string,
  directions: readonly string[],
  hosts: readonly string[],
): ScriptNetwork {
  const byDirection = {
    delay_ms: [0, MOST_DELAY],
    jitter_ms: [0, MOST_DELAY],
    bandwidth_kbps: [1, 1e9],
    queue_packets: [0, MOST_PACKETS],
    path_mtu: [LEAST_MTU, MOST_MTU],
  } as const;
  const lists = ['partitions', 'outages', 'filters', 'faults', 'inject'];
  const alone = ['syn_faster_ms', 'mtu', 'black_hole'];
  const members = readObject(value, path, [], [...Object.keys(byDirection), ...alone, ...lists]);
  const at = (key: string) => memberPath(path, key);
  const network: Record<string, unknown> = {};
  for (const [key, [min, max]] of Object.entries(byDirection)) {
    if (has(members, key)) network[key] = readBy(members[key], at(key), directions, min, max);
  }
  if (has(members, 'mtu')) network['mtu'] = readBy(members['mtu'], at('mtu'), hosts, LEAST_MTU, MOST_MTU);
  if (has(members, 'black_hole')) network['black_hole'] = readBoolean(members['black_hole'], at('black_hole'));
  if (has(members, 'syn_faster_ms')) {
    network['syn_faster_ms'] = readNumber(members['syn_faster_ms'], at('syn_faster_ms'), 0, MOST_DELAY);
  }
  const listOf = (key: string, read: (item: unknown, path: string) => unknown) => {
    if (has(members, key)) {
      network[key] = readList(members[key], at(key)).map((item, index) => read(item, `${at(key)}[${index}]`));
    }
  };
  listOf('partitions', (partition, place) => readPartition(partition, place, hosts));
  listOf('outages', (outage, place) => readOutage(outage, place, hosts));
  listOf('filters', (filter, place) => readFilter(filter, place, hosts));
  listOf('faults', (fault, place) => readFault(fault, place, directions));
  listOf('inject', (injection, place) => readInjection(injection, place, directions, hosts));
  return network;
}

function readPartition(value: unknown, path: string, hosts: readonly string[]): ScriptPartition {
  const members = readObject(value, path, ['from_ms'], ['to_ms', 'hosts']);
  const at = (key: string) => memberPath(path, key);
  return {
    ...readSpan(members, path),
    ...(has(members, 'hosts')
      ? {
          hosts: readList(members['hosts'], at('hosts')).map((host, index) =>
            readChoice(host, `${at('hosts')}[${index}]`, hosts, 'unknown-host'),
          ),
        }
      : {}),
  };
}

/** From when to when; no end: for ever. */
function readSpan(members: Readonly<Record<string, unknown>>, path: string): { from_ms: number; to_ms?: number } {
  const from = readNumber(members['from_ms'], memberPath(path, 'from_ms'), 0, DAY);
  if (!has(members, 'to_ms')) return { from_ms: from };
  return { from_ms: from, to_ms: readNumber(members['to_ms'], memberPath(path, 'to_ms'), from, DAY) };
}

function readOutage(value: unknown, path: string, hosts: readonly string[]): ScriptOutage {
  const members = readObject(value, path, ['host', 'from_ms'], ['to_ms']);
  return {
    host: readChoice(members['host'], memberPath(path, 'host'), hosts, 'unknown-host'),
    ...readSpan(members, path),
  };
}

function readFilter(value: unknown, path: string, hosts: readonly string[]): ScriptFilter {
  const members = readObject(value, path, ['host', 'port', 'policy'], ['from_ms', 'to_ms']);
  const { from_ms, ...rest } = readSpan({ from_ms: 0, ...members }, path);
  return {
    host: readChoice(members['host'], memberPath(path, 'host'), hosts, 'unknown-host'),
    port: readInteger(members['port'], memberPath(path, 'port'), 1, 65_535),
    policy: readChoice(members['policy'], memberPath(path, 'policy'), FILTER_POLICIES),
    ...rest,
    ...(has(members, 'from_ms') ? { from_ms } : {}),
  };
}

/** One number for all, or one by name. */
function readBy(value: unknown, path: string, names: readonly string[], min: number, max: number): ByDirection {
  if (typeof value !== 'object' || value === null) return readNumber(value, path, min, max);
  const members = readObject(value, path, [], names);
  const entries = Object.keys(members).map((name) => [
    name,
    readNumber(members[name], memberPath(path, name), min, max),
  ]);
  return Object.fromEntries(entries) as Record<string, number>;
}

function readFault(value: unknown, path: string, directions: readonly string[]): ScriptFault {
  const members = readObject(value, path, ['action'], [...FAULT_KEYS, 'rate']);
  const at = (key: string) => memberPath(path, key);
  return {
    ...readMatch(members, path, directions),
    ...(has(members, 'rate') ? { rate: readNumber(members['rate'], at('rate'), 0, 1) } : {}),
    action: readAction(members['action'], at('action')),
  };
}

function readMatch(
  members: Readonly<Record<string, unknown>>,
  path: string,
  directions: readonly string[],
): ScriptMatch {
  const at = (key: string) => memberPath(path, key);
  const match: Record<string, unknown> = {};
  if (has(members, 'direction')) {
    match['direction'] = readChoice(members['direction'], at('direction'), [...directions, 'both']);
  }
  if (has(members, 'match')) match['match'] = readChoice(members['match'], at('match'), MATCHES);
  if (has(members, 'nth')) match['nth'] = readOrdinals(members['nth'], at('nth'));
  if (has(members, 'seq')) match['seq'] = readInteger(members['seq'], at('seq'), 0, 2 ** 32 - 1);
  if (has(members, 'conn')) match['conn'] = readInteger(members['conn'], at('conn'), 0, MOST_PACKETS);
  for (const key of ['from_ms', 'to_ms']) {
    if (has(members, key)) match[key] = readNumber(members[key], at(key), 0, DAY);
  }
  return match;
}

function readInjection(
  value: unknown,
  path: string,
  directions: readonly string[],
  hosts: readonly string[],
): ScriptInjection {
  const numbers = { len: [0, 65_495], win: [0, 65_535], conn: [0, MOST_PACKETS] } as const;
  const optional = ['at_ms', 'after', 'delay_ms', 'seq', 'ack', 'ts', ...Object.keys(numbers)];
  const members = readObject(value, path, ['as', 'flags'], optional);
  const at = (key: string) => memberPath(path, key);
  if (has(members, 'at_ms') === has(members, 'after')) {
    const expected = { kind: 'required', keys: ['at_ms', 'after'] } as const;
    return has(members, 'at_ms')
      ? refuse('duplicate', at('after'), members['after'], expected)
      : refuse('missing', at('at_ms'), undefined, expected);
  }
  const injection: Record<string, unknown> = {
    as: readChoice(members['as'], at('as'), hosts, 'unknown-host'),
    flags: readFlags(members['flags'], at('flags')),
  };
  for (const key of ['at_ms', 'delay_ms']) {
    if (has(members, key)) injection[key] = readNumber(members[key], at(key), 0, DAY);
  }
  if (has(members, 'after')) {
    const after = readObject(members['after'], at('after'), [], [...FAULT_KEYS]);
    injection['after'] = readMatch(after, at('after'), directions);
  }
  for (const key of ['seq', 'ack']) if (has(members, key)) injection[key] = readPlace(members[key], at(key));
  for (const [key, [min, max]] of Object.entries(numbers)) {
    if (has(members, key)) injection[key] = readInteger(members[key], at(key), min, max);
  }
  if (has(members, 'ts')) injection['ts'] = readTimestamps(members['ts'], at('ts'));
  return injection as unknown as ScriptInjection;
}

const readFlags = (value: unknown, path: string): string =>
  typeof value === 'string' && /^(?!.*(.).*\1)[SAFRP]*$/.test(value)
    ? value
    : refuse('wrong-type', path, value, { kind: 'segment-flags' });

const readTimestamps = (value: unknown, path: string): boolean | number =>
  typeof value === 'number' ? readInteger(value, path, -(2 ** 31), 2 ** 31 - 1) : readBoolean(value, path);

const readPlace = (value: unknown, path: string): number | string => {
  if (typeof value === 'number') return readInteger(value, path, -(2 ** 31), 2 ** 32 - 1);
  if (typeof value === 'string' && /^nxt(?:[+-]\d{1,10})?$/.test(value)) return value;
  return refuse('wrong-type', path, value, { kind: 'sequence-place' });
};

function readOrdinals(value: unknown, path: string): NonNullable<ScriptFault['nth']> {
  if (!Array.isArray(value)) return readOrdinal(value, path);
  return readList(value, path).map((item, index) => readOrdinal(item, `${path}[${index}]`));
}

function readOrdinal(value: unknown, path: string): number | string {
  if (typeof value === 'number') return readInteger(value, path, 1, 1e6);
  if (typeof value === 'string' && ordinalsOf(value) !== null) return value;
  return refuse('wrong-type', path, value, { kind: 'ordinals' });
}

function readAction(value: unknown, path: string): ScriptFault['action'] {
  if (value === 'drop' || value === 'duplicate' || value === 'corrupt') return value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (Object.hasOwn(value, 'delay_ms')) {
      const members = readObject(value, path, ['delay_ms']);
      return { delay_ms: readNumber(members['delay_ms'], memberPath(path, 'delay_ms'), 0, MOST_DELAY) };
    }
    if (Object.hasOwn(value, 'duplicate_after_ms')) {
      const members = readObject(value, path, ['duplicate_after_ms']);
      const key = 'duplicate_after_ms';
      return { duplicate_after_ms: readNumber(members[key], memberPath(path, key), 0, MOST_DELAY) };
    }
  }
  return refuse('wrong-type', path, value, { kind: 'fault-action' });
}
