import { type Micros, micros, milliseconds } from '../engine/base/time.ts';
import type { Profile } from '../engine/kernel/host.ts';
import type { Injection, SequencePlace } from '../engine/network/injection.ts';
import type { Fault, SegmentMatch } from '../engine/network/network.ts';
import type { Setting } from '../engine/simulation/setting.ts';
import type { TcpConfig } from '../engine/tcp/index.ts';
import type { Address } from '../engine/wire/address.ts';
import type { CallScript, ScriptFault, ScriptInjection, ScriptMatch } from './call-script.ts';
import { ordinalsOf } from './ordinals.ts';
import { planOf } from './plan-of.ts';

/** What a script leaves open. */
export interface Conditions {
  /** One way between any two hosts. */
  readonly delay: Micros;
  /** Bits a second; null: no limit. */
  readonly bandwidth: number | null;
  readonly profile: Profile;
  /** What a `linux` host has otherwise than `LINUX_CONFIG`. */
  readonly linux?: Partial<TcpConfig>;
  /** What is set otherwise than the profile has it, by host. */
  readonly tuning?: Readonly<Record<string, Partial<TcpConfig>>>;
}

/**
 * The application's: slow enough to see a segment fly, and still a plausible distance (a country's breadth); Linux as it
 * comes, with delayed acknowledgements and CUBIC.
 */
export const APPLICATION_CONDITIONS: Conditions = {
  delay: milliseconds(20),
  bandwidth: null,
  profile: 'linux',
  linux: { delayedAck: true, congestionControl: 'cubic' },
};

/** What the kernels are set to that scripts are compared with: Reno, and acknowledgements at once unless told otherwise. */
const COMPARED: Partial<TcpConfig> = { delayedAck: false, congestionControl: 'reno' };

/** Two namespaces of one machine, where call scripts run on a real kernel. */
export const ORACLE_CONDITIONS: Conditions = {
  delay: micros(50),
  bandwidth: null,
  profile: 'linux',
  linux: COMPARED,
};

/** Two namespaces with a wire of 20 ms between them, where wire scripts run on a real kernel. */
export const WIRE_CONDITIONS: Conditions = { ...ORACLE_CONDITIONS, delay: milliseconds(20) };

/**
 * The machines, processes and links of a script. The script's own `network`, `profile` and `congestion` win over
 * `conditions`.
 */
export function settingOf(script: CallScript, conditions: Conditions): Setting {
  const network = script.network ?? {};
  const plan = planOf(script);
  return {
    hosts: Object.entries(script.hosts).map(([name, address]) => {
      const profile = by(script.profile, name) ?? conditions.profile;
      const tuning = {
        ...(profile === 'linux' ? linuxOf(script, name, conditions) : {}),
        ...conditions.tuning?.[name],
      };
      const mtu = by(network.mtu, name);
      if (mtu !== undefined) tuning.mss = mtu - HEADERS;
      return {
        name,
        address: address as Address,
        profile,
        ...(Object.keys(tuning).length === 0 ? {} : { tuning }),
      };
    }),
    processes: Object.entries(script.processes).map(([name, process]) => ({
      name,
      host: process.host,
      root: process.root ?? false,
    })),
    delay: typeof network.delay_ms === 'number' ? milliseconds(network.delay_ms) : conditions.delay,
    bandwidth: typeof network.bandwidth_kbps === 'number' ? network.bandwidth_kbps * 1_000 : conditions.bandwidth,
    links: linksOf(script, conditions),
    ...(network.inject === undefined || network.inject.length === 0
      ? {}
      : { injections: network.inject.map(injectionOf) }),
    ...(plan.length === 0 ? {} : { plan }),
  };
}

/** IPv4 and TCP headers without options. */
const HEADERS = 40;

/** What a `linux` host of a script has otherwise than `LINUX_CONFIG`. */
function linuxOf(
  script: CallScript,
  host: string,
  { linux = {} }: Conditions,
): { -readonly [K in keyof TcpConfig]?: TcpConfig[K] } {
  const congestionControl = by(script.congestion, host);
  return congestionControl === undefined ? linux : { ...linux, congestionControl };
}

/** What holds for one name: its own value, or the one for all; undefined when the script says nothing of it. */
const by = <T extends string | number>(
  value: T | Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined => (typeof value !== 'object' ? value : Object.hasOwn(value, name) ? value[name] : undefined);

/** The links of which the script says anything. */
function linksOf(script: CallScript, conditions: Conditions): Setting['links'] {
  const network = script.network ?? {};
  return directionsOf(script).flatMap(({ from, to, name }) => {
    const delay = by(network.delay_ms, name);
    const bandwidth = by(network.bandwidth_kbps, name);
    const jitter = by(network.jitter_ms, name);
    const queueLimit = by(network.queue_packets, name);
    const mtu = by(network.path_mtu, name);
    const faults = (network.faults ?? []).flatMap((fault, rule) => {
      const both = (fault.direction ?? 'both') === 'both';
      if (!both && fault.direction !== name) return [];
      // Only what counts has to count on all links.
      return [both && fault.nth !== undefined ? { ...faultOf(fault), shared: rule } : faultOf(fault)];
    });
    const manners = {
      ...(jitter === undefined ? {} : { jitter: milliseconds(jitter) }),
      ...(queueLimit === undefined ? {} : { queueLimit }),
      ...(network.syn_faster_ms === undefined ? {} : { synAhead: milliseconds(network.syn_faster_ms) }),
      ...(mtu === undefined ? {} : { mtu }),
      ...(network.black_hole === true ? { blackHole: true } : {}),
    };
    const ownDelay = typeof network.delay_ms === 'object' && delay !== undefined;
    const ownBandwidth = typeof network.bandwidth_kbps === 'object' && bandwidth !== undefined;
    if (!ownDelay && !ownBandwidth && faults.length === 0 && Object.keys(manners).length === 0) return [];
    return [
      {
        from,
        to,
        delay: delay === undefined ? conditions.delay : milliseconds(delay),
        bandwidth: bandwidth === undefined ? conditions.bandwidth : bandwidth * 1_000,
        faults,
        ...manners,
      },
    ];
  });
}

/** Every ordered pair of hosts, and how a script names it: `client->server`. */
export function directionsOf(script: Pick<CallScript, 'hosts'>): { from: string; to: string; name: string }[] {
  const hosts = Object.keys(script.hosts);
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => ({ from, to, name: `${from}->${to}` })));
}

function matchOf(match: ScriptMatch, rate: number): SegmentMatch {
  const kind: SegmentMatch['kind'] = match.match === 'synack' ? 'syn-ack' : (match.match ?? 'any');
  return {
    kind,
    ...(ordinalsOf(match.nth) ?? { nth: null }),
    rate,
    ...(match.seq === undefined ? {} : { seq: match.seq }),
    ...(match.conn === undefined ? {} : { connection: match.conn }),
    ...(match.from_ms === undefined ? {} : { from: milliseconds(match.from_ms) }),
    ...(match.to_ms === undefined ? {} : { to: milliseconds(match.to_ms) }),
  };
}

const faultOf = (fault: ScriptFault): Omit<Fault, 'matched'> => ({
  match: matchOf(fault, fault.rate ?? 1),
  effect: effectOf(fault.action),
});

function effectOf(action: ScriptFault['action']): Fault['effect'] {
  if (action === 'drop' || action === 'corrupt') return { kind: action };
  if (action === 'duplicate') return { kind: 'duplicate', after: micros(0) };
  if ('delay_ms' in action) return { kind: 'delay', by: milliseconds(action.delay_ms) };
  return { kind: 'duplicate', after: milliseconds(action.duplicate_after_ms) };
}

function injectionOf(injection: ScriptInjection): Injection {
  const { after, flags } = injection;
  return {
    at: injection.at_ms === undefined ? null : milliseconds(injection.at_ms),
    after:
      after === undefined
        ? null
        : {
            match: matchOf(after, 1),
            sender: after.direction === undefined ? null : (/^(.*)->/.exec(after.direction)?.[1] ?? null),
            delay: milliseconds(injection.delay_ms ?? 0),
            matched: 0,
          },
    as: injection.as,
    connection: injection.conn ?? 0,
    flags: {
      syn: flags.includes('S'),
      ack: flags.includes('A'),
      fin: flags.includes('F'),
      rst: flags.includes('R'),
      psh: flags.includes('P'),
    },
    seq: placeOf(injection.seq),
    ack: placeOf(injection.ack),
    window: injection.win ?? 1_000,
    length: injection.len ?? 0,
    timestamps: injection.ts === true ? 0 : injection.ts === false ? null : (injection.ts ?? null),
  };
}

const placeOf = (place: ScriptInjection['seq']): SequencePlace =>
  typeof place === 'number'
    ? { from: 'initial', plus: place }
    : { from: 'next', plus: Number(place?.slice('nxt'.length) ?? 0) };
