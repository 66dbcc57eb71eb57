import { type Micros, micros, milliseconds } from '../engine/base/time.ts';
import type { Profile } from '../engine/kernel/host.ts';
import type { Fault, SegmentMatch } from '../engine/network/network.ts';
import type { Setting } from '../engine/simulation/setting.ts';
import type { Address } from '../engine/wire/address.ts';
import type { CallScript, ScriptFault } from './call-script.ts';

/** What a script leaves open. */
export interface Conditions {
  /** One way between any two hosts. */
  readonly delay: Micros;
  /** Bits a second; null: no limit. */
  readonly bandwidth: number | null;
  readonly profile: Profile;
}

/** The application's: slow enough to see a segment fly, and still a plausible distance (a country's breadth). */
export const APPLICATION_CONDITIONS: Conditions = { delay: milliseconds(20), bandwidth: null, profile: 'linux' };

/** Two namespaces of one machine, where call scripts run on a real kernel. */
export const ORACLE_CONDITIONS: Conditions = { delay: micros(50), bandwidth: null, profile: 'linux' };

/** The machines, processes and links of a script. The script's own `network` and `profile` win over `conditions`. */
export function settingOf(script: CallScript, conditions: Conditions): Setting {
  const network = script.network ?? {};
  const profile = script.profile ?? conditions.profile;
  const delay = typeof network.delay_ms === 'number' ? milliseconds(network.delay_ms) : conditions.delay;
  const bandwidth = network.bandwidth_kbps === undefined ? conditions.bandwidth : network.bandwidth_kbps * 1_000;
  const byDirection = typeof network.delay_ms === 'object' ? network.delay_ms : {};
  const faults = network.faults ?? [];
  return {
    hosts: Object.entries(script.hosts).map(([name, address]) => ({ name, address: address as Address, profile })),
    processes: Object.entries(script.processes).map(([name, process]) => ({
      name,
      host: process.host,
      root: process.root ?? false,
    })),
    delay,
    bandwidth,
    links: directionsOf(script).flatMap(({ from, to, name }) => {
      const own = Object.hasOwn(byDirection, name) ? byDirection[name] : undefined;
      const here = faults.filter((fault) => (fault.direction ?? 'both') === 'both' || fault.direction === name);
      if (own === undefined && here.length === 0) return [];
      return [
        {
          from,
          to,
          delay: own === undefined ? delay : milliseconds(own),
          bandwidth,
          faults: here.map(faultOf),
        },
      ];
    }),
  };
}

/** Every ordered pair of hosts, and how a script names it: `client->server`. */
export function directionsOf(script: Pick<CallScript, 'hosts'>): { from: string; to: string; name: string }[] {
  const hosts = Object.keys(script.hosts);
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => ({ from, to, name: `${from}->${to}` })));
}

/** `3` , `[1, 3]` or `"3-8"` as a list; null for the absent (all). Null as well for a text that is no range. */
export function ordinals(nth: ScriptFault['nth']): readonly number[] | null {
  if (nth === undefined) return null;
  if (typeof nth === 'number') return [nth];
  if (typeof nth !== 'string') return nth;
  const range = /^(\d{1,6})-(\d{1,6})$/.exec(nth);
  if (range === null) return null;
  const first = Number(range[1]);
  const last = Number(range[2]);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function faultOf(fault: ScriptFault): Omit<Fault, 'matched'> {
  const kind: SegmentMatch['kind'] = fault.match === 'synack' ? 'syn-ack' : (fault.match ?? 'any');
  return { match: { kind, nth: ordinals(fault.nth), rate: fault.rate ?? 1 }, effect: effectOf(fault.action) };
}

function effectOf(action: ScriptFault['action']): Fault['effect'] {
  if (action === 'drop') return { kind: 'drop' };
  if (action === 'duplicate') return { kind: 'duplicate', after: micros(0) };
  if ('delay_ms' in action) return { kind: 'delay', by: milliseconds(action.delay_ms) };
  return { kind: 'duplicate', after: milliseconds(action.duplicate_after_ms) };
}
