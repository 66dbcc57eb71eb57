import { milliseconds } from '../engine/base/time.ts';
import type { Change } from '../engine/simulation/action.ts';
import type { Planned } from '../engine/simulation/setting.ts';
import type { CallScript } from './call-script.ts';

/** From when to when, in milliseconds; no end: for ever. */
interface Span {
  readonly from_ms: number;
  readonly to_ms?: number;
}

/** What a script changes about its network and machines, and when: partitions, outages, packet filters. In order of time. */
export function planOf({ hosts, network = {} }: CallScript): readonly Planned[] {
  const plan: Planned[] = [];
  const put = (ms: number, change: Change): void => void plan.push({ at: milliseconds(ms), change });
  const names = Object.keys(hosts);
  names.forEach((host, index) => {
    for (const peer of names.slice(index + 1)) {
      const cuts = (network.partitions ?? []).filter(
        (cut) => cut.hosts === undefined || cut.hosts.includes(host) !== cut.hosts.includes(peer),
      );
      for (const { from_ms, to_ms } of united(cuts)) {
        const link = { kind: 'link', host, peer, both: true } as const;
        put(from_ms, { ...link, change: { down: true } });
        if (to_ms !== undefined) put(to_ms, { ...link, change: { down: false } });
      }
    }
    const outages = (network.outages ?? []).filter((outage) => outage.host === host);
    for (const { from_ms, to_ms } of united(outages)) {
      put(from_ms, { kind: 'power', host, on: false });
      if (to_ms !== undefined) put(to_ms, { kind: 'power', host, on: true });
    }
  });
  for (const { host, port, policy, from_ms = 0, to_ms } of network.filters ?? []) {
    put(from_ms, { kind: 'filter', host, port, policy });
    if (to_ms !== undefined) put(to_ms, { kind: 'filter', host, port, policy: null });
  }
  return plan.toSorted((a, b): number => a.at - b.at);
}

/** Spans that overlap or meet are one. */
function united(spans: readonly Span[]): readonly Span[] {
  const out: { from_ms: number; to_ms?: number }[] = [];
  for (const { from_ms, to_ms } of spans.toSorted((a, b) => a.from_ms - b.from_ms)) {
    const last = out.at(-1);
    if (last === undefined || (last.to_ms !== undefined && last.to_ms < from_ms)) {
      out.push({ from_ms, ...(to_ms === undefined ? {} : { to_ms }) });
    } else if (to_ms === undefined) delete last.to_ms;
    else if (last.to_ms !== undefined) last.to_ms = Math.max(last.to_ms, to_ms);
  }
  return out;
}
