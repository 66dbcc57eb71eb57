import type { Heap } from '../base/heap.ts';
import type { RandomState } from '../base/random.ts';
import type { Micros } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import type { Host } from '../kernel/host.ts';
import type { Network } from '../network/network.ts';
import type { CallId, FlightId, HostName, ProcessName, SocketId } from '../trace/event.ts';
import type { IcmpMessage } from '../wire/icmp.ts';
import type { Action, Change } from './action.ts';
import type { ProgramState } from './programs.ts';

/**
 * Everything there is at one moment of virtual time. An immutable plain value: JSON carries it, a step shares most of it
 * with the World before.
 */
export interface World {
  readonly now: Micros;
  /** How many events have happened. */
  readonly steps: number;
  readonly random: RandomState;
  readonly hosts: Readonly<Record<HostName, Host>>;
  readonly network: Network;
  readonly queue: Heap<Event>;
  /** Orders events of one moment. */
  readonly nextInsertion: number;
  readonly nextCall: CallId;
  /** Threads that are woken and have not yet looked again. */
  readonly woken: number;
  readonly programs: ProgramsRecord;
}

/** The next World in the making: an event writes into it, and it is finished when the event is over. */
export type WorkingWorld = Working<World>;

/** Field by field for speed, as the copies of `../tcp/copies.ts` are. */
export const copyOfWorld = (of: World): WorkingWorld => ({
  now: of.now,
  steps: of.steps,
  random: of.random,
  hosts: of.hosts,
  network: of.network,
  queue: of.queue,
  nextInsertion: of.nextInsertion,
  nextCall: of.nextCall,
  woken: of.woken,
  programs: of.programs,
});

/** The programs' own state and where they stand between two turns. */
export interface ProgramsRecord {
  readonly state: ProgramState;
  /** The earliest moment of the next turn; a turn also waits until the World is quiet. */
  readonly notBefore: Micros;
  /** Insertion number of the scheduled turn, null when none is. */
  readonly scheduled: number | null;
  readonly ended: boolean;
}

/** The next version of the programs' record, already in its place, to be written into. */
export function renewPrograms(world: WorkingWorld): Working<ProgramsRecord> {
  const { state, notBefore, scheduled, ended } = world.programs;
  const next: Working<ProgramsRecord> = { state, notBefore, scheduled, ended };
  world.programs = next;
  return next;
}

/** What can happen next. */
export type Event =
  /** A flight ends: the segment arrives, or vanishes. */
  | { readonly kind: 'flight-ends'; readonly flight: FlightId }
  /** A connection's timer is due. */
  | { readonly kind: 'deadline'; readonly host: HostName; readonly socket: SocketId }
  /** A woken thread looks again at what it waited for. */
  | { readonly kind: 'resume'; readonly host: HostName; readonly process: ProcessName; readonly thread: number }
  /** The time of a sleeping call is over. */
  | { readonly kind: 'timeout'; readonly process: ProcessName; readonly thread: number; readonly callId: CallId }
  /** A segment that no host sent reaches one. */
  | { readonly kind: 'injection'; readonly injection: number }
  /** An ICMP message arrives. `from` '': from a router between the hosts, or the kernel of `to` itself. */
  | {
      readonly kind: 'icmp';
      readonly from: HostName;
      readonly to: HostName;
      readonly message: IcmpMessage;
      readonly sentAt: Micros;
    }
  /** The scenario changes the network or a machine. */
  | { readonly kind: 'planned'; readonly change: Change }
  /** The programs take their next turn. */
  | { readonly kind: 'turn' }
  /** The user does something. Not queued: it comes from the recording. */
  | { readonly kind: 'action'; readonly time: Micros; readonly action: Action };
