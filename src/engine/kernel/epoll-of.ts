import { getTable, setTable } from '../base/table.ts';
import type { Epoll, EpollDescription } from './host.ts';
import type { Turn } from './turn.ts';

/** The epoll instance behind an open file description. */
export function epollOf(turn: Turn, id: number): Epoll | undefined {
  const description = getTable(turn.host.descriptions, id);
  return description?.socket === null ? description.epoll : undefined;
}

export function updateEpoll(turn: Turn, id: number, change: Partial<Epoll>): void {
  const description = getTable(turn.host.descriptions, id);
  if (description?.socket !== null) return;
  const next: EpollDescription = { ...description, epoll: { ...description.epoll, ...change } };
  turn.host.descriptions = setTable(turn.host.descriptions, id, next);
}
