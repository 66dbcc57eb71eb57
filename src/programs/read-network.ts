import type { ScriptFault, ScriptNetwork } from './call-script.ts';
import { memberPath } from './read-json.ts';
import { has, readChoice, readInteger, readList, readNumber, readObject, refuse } from './readers.ts';
import { ordinals } from './setting-of.ts';

/** The longest delay that a link or a fault may have, in milliseconds. */
const MOST_DELAY = 600_000;
const MATCHES = ['any', 'data', 'syn', 'synack', 'ack', 'fin', 'rst'] as const;

/** Reads what a script says of its network. `directions`: `client->server` for every ordered pair of hosts. */
export function readNetwork(value: unknown, path: string, directions: readonly string[]): ScriptNetwork {
  const members = readObject(value, path, [], ['delay_ms', 'bandwidth_kbps', 'faults']);
  return {
    ...(has(members, 'delay_ms')
      ? { delay_ms: readDelay(members['delay_ms'], memberPath(path, 'delay_ms'), directions) }
      : {}),
    ...(has(members, 'bandwidth_kbps')
      ? { bandwidth_kbps: readNumber(members['bandwidth_kbps'], memberPath(path, 'bandwidth_kbps'), 1, 1e9) }
      : {}),
    ...(has(members, 'faults')
      ? {
          faults: readList(members['faults'], memberPath(path, 'faults')).map((fault, index) =>
            readFault(fault, `${memberPath(path, 'faults')}[${index}]`, directions),
          ),
        }
      : {}),
  };
}

function readDelay(value: unknown, path: string, directions: readonly string[]): number | Record<string, number> {
  if (typeof value !== 'object' || value === null) return readNumber(value, path, 0, MOST_DELAY);
  const members = readObject(value, path, [], directions);
  const entries = Object.keys(members).map((direction) => [
    direction,
    readNumber(members[direction], memberPath(path, direction), 0, MOST_DELAY),
  ]);
  return Object.fromEntries(entries) as Record<string, number>;
}

function readFault(value: unknown, path: string, directions: readonly string[]): ScriptFault {
  const members = readObject(value, path, ['action'], ['direction', 'match', 'nth', 'rate']);
  const at = (key: string) => memberPath(path, key);
  return {
    ...(has(members, 'direction')
      ? { direction: readChoice(members['direction'], at('direction'), [...directions, 'both']) }
      : {}),
    ...(has(members, 'match') ? { match: readChoice(members['match'], at('match'), MATCHES) } : {}),
    ...(has(members, 'nth') ? { nth: readOrdinals(members['nth'], at('nth')) } : {}),
    ...(has(members, 'rate') ? { rate: readNumber(members['rate'], at('rate'), 0, 1) } : {}),
    action: readAction(members['action'], at('action')),
  };
}

function readOrdinals(value: unknown, path: string): NonNullable<ScriptFault['nth']> {
  if (typeof value === 'number') return readInteger(value, path, 1, 1e6);
  if (Array.isArray(value))
    return readList(value, path).map((item, index) => readInteger(item, `${path}[${index}]`, 1, 1e6));
  if (typeof value === 'string' && (ordinals(value)?.length ?? 0) > 0) return value;
  return refuse('wrong-type', path, value, { kind: 'ordinals' });
}

function readAction(value: unknown, path: string): ScriptFault['action'] {
  if (value === 'drop' || value === 'duplicate') return value;
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
