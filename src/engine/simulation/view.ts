import { getTable } from '../base/table.ts';
import type { Host } from '../kernel/host.ts';
import type { ProcessName } from '../trace/event.ts';
import type { ProgramsView } from './programs.ts';
import type { World } from './world.ts';

/** The host a process lives on. */
export const hostOfProcess = (world: World, process: ProcessName): Host | undefined =>
  Object.values(world.hosts).find((host) => process in host.processes);

/** What programs may see of the World when it is their turn. */
export function viewOf(world: World): ProgramsView {
  return {
    now: world.now,
    activity: (name) => {
      const host = hostOfProcess(world, name);
      const process = host?.processes[name];
      if (host?.power === 'off') return 'off';
      if (process === undefined || process.ended !== null) return 'ended';
      const kind = process.threads[0]?.activity.kind;
      return kind === 'blocked' || kind === 'woken' ? 'blocked' : 'running';
    },
    localPort: (name, fd) => {
      const host = hostOfProcess(world, name);
      const description = host?.processes[name]?.descriptors[fd] ?? null;
      if (host === undefined || description === null) return null;
      const open = getTable(host.descriptions, description);
      return (open && getTable(host.sockets, open.socket)?.local?.port) ?? null;
    },
  };
}
