import { getTable } from '../base/table.ts';
import { type Host, MAIN_THREAD } from '../kernel/host.ts';
import type { ProcessName } from '../trace/event.ts';
import type { ProgramsView } from './programs.ts';
import type { World } from './world.ts';

/** The host a process lives on. */
export function hostOfProcess({ hosts }: World, process: ProcessName): Host | undefined {
  for (const name in hosts) {
    const host = hosts[name];
    if (host !== undefined && process in host.processes) return host;
  }
  return undefined;
}

/** What programs may see of the World when it is their turn. */
export function viewOf(world: World): ProgramsView {
  return {
    now: world.now,
    activity: (name, thread = MAIN_THREAD) => {
      const host = hostOfProcess(world, name);
      const process = host?.processes[name];
      if (host?.power === 'off') return 'off';
      if (process === undefined) return 'absent';
      if (process.ended !== null) return 'ended';
      const kind = process.threads.find((each) => each.name === thread)?.activity.kind;
      if (kind === undefined) return 'absent';
      return kind === 'blocked' || kind === 'woken' ? 'blocked' : 'running';
    },
    threadNumber: (name, thread) =>
      hostOfProcess(world, name)?.processes[name]?.threads.find((each) => each.name === thread)?.id ?? 0,
    localPort: (name, fd) => {
      const host = hostOfProcess(world, name);
      const description = host?.processes[name]?.descriptors[fd] ?? null;
      if (host === undefined || description === null) return null;
      const open = getTable(host.descriptions, description);
      if (open === undefined || open.socket === null) return null;
      return getTable(host.sockets, open.socket)?.local?.port ?? null;
    },
  };
}
