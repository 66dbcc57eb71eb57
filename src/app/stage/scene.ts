import type { Ties } from '../../diagrams/ties.ts';
import type { Micros } from '../../engine/base/time.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { Action } from '../../engine/simulation/action.ts';
import type { HostName, ProcessName, SocketId, TraceEvent } from '../../engine/trace/event.ts';
import type { MachineProfile } from '../../programs/machine-profile.ts';
import type { Selection } from '../store/state.ts';
import type { NextCall } from '../calls/next-call.ts';
import type { PlacedHost } from './arrangement.ts';
import type { Ledger } from './ledger.ts';
import type { Standing } from './standing.ts';

/** All that the panels of the stage draw: one World, what led to it, and what is pointed at. */
export interface Scene {
  /** How many events have happened. */
  readonly step: number;
  readonly world: World;
  readonly ledger: Ledger;
  readonly standing: Readonly<Record<ProcessName, Standing>>;
  /** The whole run's trace, what is still to come included. */
  readonly trace: readonly TraceEvent[];
  readonly placed: readonly PlacedHost[];
  /** What the last step did: it is accented. */
  readonly latest: readonly TraceEvent[];
  /** The call that the script would make next. */
  readonly next: NextCall | null;
  readonly selection: Selection | null;
  /** What belongs to the selection, and is lit with it. */
  readonly ties: Ties;
}

/** What the panels may ask for. */
export interface Hand {
  act(action: Action): void;
  /** Whether a call may be made; when not, that is told. */
  mayCall(call: CallName): boolean;
  select(selection: Selection | null): void;
  /** Gives a machine another TCP; the run begins again. */
  setProfile(host: HostName, profile: MachineProfile): void;
}

/**
 * Virtual time as it runs between two events. Only what moves listens to it, and moves itself without rendering.
 */
export interface Clock {
  now(): Micros;
  /** Calls `moved` whenever the time changes; returns how to stop. */
  subscribe(moved: () => void): () => void;
}

/** Whether the last step did something to a socket. */
export const isTouched = (scene: Scene, host: HostName, socket: SocketId): boolean =>
  scene.latest.some((event) => 'socket' in event && event.host === host && event.socket === socket);

export const placedHost = (scene: Scene, name: HostName): PlacedHost | undefined =>
  scene.placed.find((host) => host.name === name);

/** The machine at an address, for labels. */
export const hostAt = (scene: Scene, address: string): PlacedHost | undefined => {
  const host = Object.values(scene.world.hosts).find((candidate) => candidate.address === address);
  return host && placedHost(scene, host.name);
};
