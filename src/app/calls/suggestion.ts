import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { CallStep } from '../../programs/call-script.ts';
import type { Ledger } from '../stage/ledger.ts';
import { fitsCall, socketsOf } from './fitting-sockets.ts';
import { refusalOf } from './refusal.ts';

/**
 * What to suggest to a process whose script goes on with `step`; null when nothing makes sense. A script may fail on
 * purpose, so what it does by itself is taken as it is. Once the user has taken the process in hand, the call has to
 * fit the socket; without any socket the program's first one is where to begin. `part` is all that the script has for the process.
 */
export function suggest(world: World, ledger: Ledger, step: CallStep, part: readonly CallStep[]): CallStep | null {
  const host = Object.values(world.hosts).find(({ processes }) => step.process in processes);
  const process = host?.processes[step.process];
  const thread = process?.threads.find(({ name }) => name === (step.thread ?? MAIN_THREAD));
  if (!host || !process || thread?.activity.kind !== 'running') return null;
  if (refusalOf(process, step.call, thread.id) !== null) return null;
  if (!ledger.isInHand(process.name) || step.fd === undefined) return step;
  const held = socketsOf(host, process.name);
  if (held.length === 0) return part.find(({ call }) => call === 'socket') ?? null;
  const names = ledger.fdNames.get(process.name) ?? new Map<number, string>();
  const fits = held.some(
    ({ fd, socket }) => (fd === step.fd || names.get(fd) === step.fd) && fitsCall(step.call, socket),
  );
  return fits ? step : null;
}
