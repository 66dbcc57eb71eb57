import type { Micros } from '../base/time.ts';
import type { Profile } from '../kernel/host.ts';
import type { Injection } from '../network/injection.ts';
import type { Fault, Link } from '../network/network.ts';
import type { TcpConfig } from '../tcp/index.ts';
import type { HostName, ProcessName } from '../trace/event.ts';
import type { Address } from '../wire/address.ts';
import type { Change } from './action.ts';

/** A change at its hour. */
export interface Planned {
  readonly at: Micros;
  readonly change: Change;
}

/** What a World begins with: machines, processes, links. What a scenario file says, checked and complete. */
export interface Setting {
  readonly hosts: readonly {
    readonly name: HostName;
    readonly address: Address;
    readonly profile: Profile;
    /** What its administrator set otherwise than the profile has it. */
    readonly tuning?: Partial<TcpConfig>;
  }[];
  readonly processes: readonly { readonly name: ProcessName; readonly host: HostName; readonly root: boolean }[];
  /** Delay and bandwidth of every pair of hosts that `links` does not name. */
  readonly delay: Micros;
  readonly bandwidth: number | null;
  readonly links: readonly (Pick<Link, 'from' | 'to' | 'delay' | 'bandwidth'> & {
    readonly faults: readonly Omit<Fault, 'matched'>[];
  } & Partial<Pick<Link, 'loss' | 'jitter' | 'queueLimit' | 'mtu' | 'blackHole' | 'synAhead'>>)[];
  readonly injections?: readonly Injection[];
  /** What becomes different, and when. */
  readonly plan?: readonly Planned[];
}
