import type { FilterPolicy } from '../trace/change.ts';
import type { Segment } from '../wire/segment.ts';
import type { Host } from './host.ts';
import type { Turn } from './turn.ts';

/** What the host's packet filter does to an arriving segment; null: it lets it in. */
export const filtered = ({ filter }: Host, { destination }: Segment): FilterPolicy | null =>
  filter?.find(({ port }) => port === destination.port)?.policy ?? null;

/** Closes a port of the host, or with null opens it again. True when that is anything new. */
export function setFilter(turn: Turn, port: number, policy: FilterPolicy | null): boolean {
  const { filter = [] } = turn.host;
  const before = filter.find((rule) => rule.port === port)?.policy ?? null;
  if (before === policy) return false;
  const others = filter.filter((rule) => rule.port !== port);
  const rules = policy === null ? others : [...others, { port, policy }];
  if (rules.length === 0) delete turn.host.filter;
  else turn.host.filter = rules;
  return true;
}
