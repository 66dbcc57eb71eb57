import { heapNodes } from '../../src/engine/base/heap.ts';
import { getTable, tableValues } from '../../src/engine/base/table.ts';
import type { Epoll, Host } from '../../src/engine/kernel/host.ts';
import type { World } from '../../src/engine/simulation/world.ts';

/** Everything that must hold in any World; the list of what does not. */
export function faultsOf(world: World): string[] {
  const out: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || out.push(what));
  must(Number.isInteger(world.now) && world.now >= 0, `now is ${world.now}`);
  for (const { time } of heapNodes(world.queue)) must(Number.isInteger(time), `an event at ${time}`);
  for (const flight of tableValues(world.network.flights))
    must(flight.endsAt >= world.now, `flight ${flight.id} is late`);
  for (const host of Object.values(world.hosts)) hostFaults(host, must);
  return out;
}

function hostFaults(host: Host, must: (holds: boolean, what: string) => void): void {
  const references = new Map<number, number>();
  for (const { name, descriptors, ended, threads } of Object.values(host.processes)) {
    for (const entry of descriptors) {
      if (entry === null || entry < 0) continue;
      references.set(entry, (references.get(entry) ?? 0) + 1);
      must(
        getTable(host.descriptions, entry) !== undefined,
        `${name} refers to description ${entry}, which is not there`,
      );
    }
    // A call that sleeps in a process of several threads keeps what it sleeps on open.
    for (const { activity } of threads) {
      if (!('pending' in activity)) continue;
      for (const id of activity.pending.holds) references.set(id, (references.get(id) ?? 0) + 1);
    }
    must(
      ended === null || threads.every(({ activity }) => activity.kind === 'ended'),
      `${name} ended, a thread did not`,
    );
  }
  const open = new Set<number | null>();
  for (const [id, count] of references) {
    const description = getTable(host.descriptions, id);
    must(description?.references === count, `description ${id} counts ${description?.references}, has ${count}`);
    if (description !== undefined) open.add(description.socket);
  }
  must(
    host.descriptions.size === references.size,
    `${host.descriptions.size} descriptions, ${references.size} referred to`,
  );
  for (const id of references.keys()) epollFaults(host, id, must);
  for (const socket of tableValues(host.sockets)) {
    for (const id of socket.watchers) {
      const watches = epollOf(host, id)?.interest.some((watch) => watch.socket === socket.id) ?? false;
      must(watches, `${host.name} socket ${socket.id} takes ${id} for a watcher`);
    }
    const what = `${host.name} socket ${socket.id}`;
    const known = open.has(socket.id) || socket.orphaned || socket.listener !== null;
    must(known, `${what} belongs to nobody`);
    must(!socket.orphaned || socket.tcb !== null, `${what} is an orphan without a connection`);
    must(socket.tcb === null || socket.tcb.connection.state !== 'CLOSED', `${what} keeps a closed connection`);
    for (const child of [...(socket.listening?.synQueue ?? []), ...(socket.listening?.acceptQueue ?? [])]) {
      must(getTable(host.sockets, child)?.listener === socket.id, `${what} queues ${child}, which is not its own`);
    }
    const entry = socket.local === null ? undefined : getTable(host.ports, socket.local.port);
    const held =
      entry !== undefined &&
      (entry.bound.includes(socket.id) || tableValues(entry.connections).flat().includes(socket.id));
    must(held === socket.holdsPort, `${what} ${socket.holdsPort ? 'is not on' : 'is still on'} its port`);
  }
}

const epollOf = (host: Host, id: number): Epoll | undefined => {
  const description = getTable(host.descriptions, id);
  return description?.socket === null ? description.epoll : undefined;
};

/** What must hold of an epoll instance: what it watches is open and knows it, what is ready is watched, who sleeps on it sleeps. */
function epollFaults(host: Host, id: number, must: (holds: boolean, what: string) => void): void {
  const epoll = epollOf(host, id);
  if (epoll === undefined) return;
  const what = `${host.name} epoll ${id}`;
  const watched = new Set(epoll.interest.map((watch) => watch.id));
  for (const number of epoll.ready) must(watched.has(number), `${what} has ${number} ready, which it does not watch`);
  for (const { description, socket } of epoll.interest) {
    must(getTable(host.descriptions, description) !== undefined, `${what} watches ${description}, which is closed`);
    const target = socket === null ? epollOf(host, description) : getTable(host.sockets, socket);
    must(target?.watchers.includes(id) === true, `${what} watches ${description} without its knowledge`);
  }
  for (const { process, thread } of epoll.sleepers) {
    const kind = host.processes[process]?.threads[thread]?.activity.kind;
    must(kind === 'blocked', `${what}: ${process} sleeps on it and is ${kind}`);
  }
}
