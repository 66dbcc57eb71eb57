import type { World } from '../../engine/simulation/world.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { TracedProcess } from './strace.ts';

/** An ordinary user, and the one who may do everything. */
const USER = 1000;
const ROOT = 0;

/** The processes of a World as strace sees them. */
export const tracedProcesses = ({ hosts }: Pick<World, 'hosts'>): Readonly<Record<ProcessName, TracedProcess>> =>
  Object.fromEntries(
    Object.values(hosts)
      .flatMap(({ processes }) => Object.values(processes))
      .map(({ name, pid, root }) => [name, { pid, uid: root ? ROOT : USER }]),
  );
