import { fail, type Result } from '../engine/base/result.ts';
import type { CallScript } from './call-script.ts';
import { parseCallScript, syntaxError } from './parse-call-script.ts';
import { readJson } from './read-json.ts';
import {
  has,
  readBoolean,
  readChoice,
  readInteger,
  readNamed,
  readNumber,
  readObject,
  readText,
  Refusal,
  refuse,
} from './readers.ts';
import type { ScriptError } from './script-error.ts';

/** How the hosts of a wire script are set up: what an administrator sets with sysctl(8), ip-link(8) and ip-route(8). */
export interface WireProfile {
  /** Congestion control of both hosts. */
  readonly cc: 'reno' | 'cubic' | 'bbr';
  readonly timestamps: boolean;
  readonly sack: boolean;
  readonly wscale: boolean;
  /** Settings under net.ipv4: one value for both hosts, or by host. */
  readonly sysctl: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  readonly mtu: number | Readonly<Record<string, number>>;
  /** Writes leave in bundles that are cut late, so that PSH stands only at the end of a bundle. */
  readonly gso: boolean;
  /** Acknowledgements are never delayed. */
  readonly quickack: boolean;
}

/** A call script whose steps go by the clock, for comparing what goes over the wire. */
export interface WireScript {
  readonly script: CallScript;
  readonly profile: WireProfile;
  /** For each step the moment, in milliseconds, before which it is not made; null: as soon as its turn has come. */
  readonly at: readonly (number | null)[];
  /** Steps that only wait for their moment, or only look: they make no call. */
  readonly silent: readonly boolean[];
  /** How long a step waits for its sleeping process, milliseconds. */
  readonly patience: number;
}

const DEFAULTS: WireProfile = {
  cc: 'reno',
  timestamps: true,
  sack: true,
  wscale: true,
  sysctl: {},
  mtu: 1_500,
  gso: false,
  quickack: false,
};
const DAY = 86_400_000;
const PATIENCE = 60_000;
/** One way in milliseconds, and how much faster a SYN is: what a wire script that says nothing runs under. */
const DELAY = 20;
const SYN_FASTER = 3;

/** A wire script from the text of a file; the steps, calls and network are checked as those of any call script. */
export function parseWireScript(text: string, file: string): Result<WireScript, ScriptError> {
  const reading = readJson(text);
  if ('fault' in reading) return fail(syntaxError(text, reading.fault, file));
  try {
    return read(reading.value.value, file);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, path, found, expected } = thrown;
    return fail({ code, file, path, place: null, found, expected });
  }
}

function read(value: unknown, file: string): Result<WireScript, ScriptError> {
  const { profile, patience_ms, about: _, sample_ms: _s, snapshots: _n, ...rest } = readNamed(value, '');
  const list = Array.isArray(rest['steps']) ? (rest['steps'] as readonly unknown[]) : [];
  const moments = list.map((step, index) => readMoment(step, `steps[${index}]`));
  const network = has(rest, 'network') ? readNamed(rest['network'], 'network') : {};
  const parsed = parseCallScript(
    {
      ...rest,
      network: { syn_faster_ms: SYN_FASTER, ...network, delay_ms: withHandling(network['delay_ms'] ?? DELAY) },
      ...(Array.isArray(rest['steps']) ? { steps: moments.map(({ step }) => step) } : {}),
    },
    { file, lenient: true },
  );
  if (!parsed.ok) return parsed;
  const script = parsed.value;
  return {
    ok: true,
    value: {
      script: { ...script, processes: asRoot(script.processes) },
      profile: readProfile(profile, Object.keys(script.hosts)),
      at: moments.map(({ at }) => at),
      silent: moments.map(({ silent }) => silent),
      patience: patience_ms === undefined ? PATIENCE : readNumber(patience_ms, 'patience_ms', 0, DAY),
    },
  };
}

/**
 * How long a host takes to hand a segment over, milliseconds. Of two segments due in the same moment the one with fewer machines
 * behind it comes first.
 */
const HANDLING = 0.06;

function withHandling(delay: unknown): unknown {
  if (typeof delay === 'number') return delay + HANDLING;
  if (typeof delay !== 'object' || delay === null || Array.isArray(delay)) return delay;
  return Object.fromEntries(
    Object.entries(delay).map(([way, one]) => [way, typeof one === 'number' ? one + HANDLING : one]),
  );
}

const asRoot = (processes: CallScript['processes']): CallScript['processes'] =>
  Object.fromEntries(Object.entries(processes).map(([name, { host }]) => [name, { host, root: true }]));

/** A step, and when it may be made. One that makes no call becomes a wait of no length. */
function readMoment(value: unknown, path: string): { step: unknown; at: number | null; silent: boolean } {
  const { at, ...step } = readNamed(value, path);
  const moment = at === undefined ? null : readNumber(at, `${path}.at`, 0, DAY);
  const looks = step['call'] === 'tcpinfo';
  const silent = looks || (moment !== null && !has(step, 'call') && !has(step, 'wait'));
  return { step: silent ? { wait: 0 } : step, at: moment, silent };
}

function readProfile(value: unknown, hosts: readonly string[]): WireProfile {
  if (value === undefined || value === 'default' || value === 'reno') return DEFAULTS;
  if (value === 'cubic') return { ...DEFAULTS, cc: 'cubic' };
  const members = readObject(value, 'profile', [], Object.keys(DEFAULTS));
  const flag = (key: 'timestamps' | 'sack' | 'wscale' | 'gso' | 'quickack') =>
    has(members, key) ? readBoolean(members[key], `profile.${key}`) : DEFAULTS[key];
  return {
    cc: has(members, 'cc') ? readChoice(members['cc'], 'profile.cc', ['reno', 'cubic', 'bbr'] as const) : DEFAULTS.cc,
    timestamps: flag('timestamps'),
    sack: flag('sack'),
    wscale: flag('wscale'),
    sysctl: has(members, 'sysctl') ? readSettings(members['sysctl'], hosts) : DEFAULTS.sysctl,
    mtu: has(members, 'mtu') ? readByHost(members['mtu'], 'profile.mtu', hosts, 68, 65_535) : DEFAULTS.mtu,
    gso: flag('gso'),
    quickack: flag('quickack'),
  };
}

function readSettings(value: unknown, hosts: readonly string[]): WireProfile['sysctl'] {
  const settings = readNamed(value, 'profile.sysctl');
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => {
      const path = `profile.sysctl.${key}`;
      if (!/^[a-z][a-z0-9_]*$/.test(key)) return refuse('wrong-type', path, setting, { kind: 'text' });
      // Settings of three numbers (tcp_rmem) are texts; their last one, the limit, is what matters here.
      const number = typeof setting === 'string' ? Number(readText(setting, path).split(/\s+/).at(-1)) : setting;
      return [key, readByHost(number, path, hosts, -1, 2 ** 31 - 1)];
    }),
  );
}

function readByHost(
  value: unknown,
  path: string,
  hosts: readonly string[],
  min: number,
  max: number,
): number | Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null) return readInteger(value, path, min, max);
  const members = readObject(value, path, [], hosts);
  return Object.fromEntries(
    Object.entries(members).map(([host, number]) => [host, readInteger(number, `${path}.${host}`, min, max)]),
  );
}

/** A setting of one host: its own value, else the one of both; undefined when nobody set it. */
export function settingOfHost(
  setting: number | Readonly<Record<string, number>> | undefined,
  host: string,
): number | undefined {
  if (typeof setting !== 'object') return setting;
  return Object.hasOwn(setting, host) ? setting[host] : undefined;
}
