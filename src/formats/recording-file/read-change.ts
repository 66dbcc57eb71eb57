import type { Change } from '../../engine/simulation/action.ts';
import { FILTER_POLICIES, type LinkChange } from '../../engine/trace/change.ts';
import { memberPath } from '../../programs/read-json.ts';
import { has, readBoolean, readChoice, readInteger, readNumber, readObject } from '../../programs/readers.ts';

/** Whom the script of a recording brings on. */
export interface Cast {
  readonly processes: readonly string[];
  readonly hosts: readonly string[];
}

/** What each setting of a link may be: the least and the most; whether null, for no limit, is one. */
const SETTINGS = {
  loss: { min: 0, max: 1, none: false },
  delay: { min: 0, max: 600_000_000, none: false },
  jitter: { min: 0, max: 600_000_000, none: false },
  bandwidth: { min: 1, max: 1e12, none: true },
  queueLimit: { min: 0, max: 1e6, none: true },
  mtu: { min: 576, max: 65_535, none: true },
} as const satisfies Record<Exclude<keyof LinkChange, 'down'>, { min: number; max: number; none: boolean }>;

/** Reads what the user changed about the network or a machine; throws a Refusal. */
export function readChange(value: unknown, path: string, kind: Change['kind'], hosts: readonly string[]): Change {
  const at = (key: string): string => memberPath(path, key);
  const hostOf = (members: Readonly<Record<string, unknown>>, key: string): string =>
    readChoice(members[key], at(key), hosts, 'unknown-host');
  if (kind === 'link') {
    const members = readObject(value, path, ['kind', 'host', 'peer', 'both', 'change']);
    return {
      kind,
      host: hostOf(members, 'host'),
      peer: members['peer'] === null ? null : hostOf(members, 'peer'),
      both: readBoolean(members['both'], at('both')),
      change: readLinkChange(members['change'], at('change')),
    };
  }
  if (kind === 'power') {
    const members = readObject(value, path, ['kind', 'host', 'on']);
    return { kind, host: hostOf(members, 'host'), on: readBoolean(members['on'], at('on')) };
  }
  const members = readObject(value, path, ['kind', 'host', 'port', 'policy']);
  return {
    kind,
    host: hostOf(members, 'host'),
    port: readInteger(members['port'], at('port'), 1, 65_535),
    policy: members['policy'] === null ? null : readChoice(members['policy'], at('policy'), FILTER_POLICIES),
  };
}

function readLinkChange(value: unknown, path: string): LinkChange {
  const members = readObject(value, path, [], ['down', ...Object.keys(SETTINGS)]);
  const change: Record<string, unknown> = {};
  if (has(members, 'down')) change['down'] = readBoolean(members['down'], memberPath(path, 'down'));
  for (const [key, { min, max, none }] of Object.entries(SETTINGS)) {
    if (!has(members, key)) continue;
    const place = memberPath(path, key);
    const setting = members[key];
    if (none && setting === null) change[key] = null;
    else change[key] = key === 'loss' ? readNumber(setting, place, min, max) : readInteger(setting, place, min, max);
  }
  return change;
}
