import type { Micros } from '../base/time.ts';
import type { Call } from '../posix/call.ts';
import type { FilterPolicy, LinkChange } from '../trace/change.ts';
import type { CallNames, FlightId, HostName, ProcessName } from '../trace/event.ts';

/** What the user's hand can do. */
export type Action =
  /** Make a process call the kernel. From then on its script is set aside: the process is in the user's hand. */
  | {
      readonly kind: 'call';
      readonly process: ProcessName;
      /** Absent: the main thread. */
      readonly thread?: number;
      readonly call: Call;
      readonly names: CallNames;
    }
  | { readonly kind: 'drop'; readonly flight: FlightId }
  | { readonly kind: 'delay'; readonly flight: FlightId; readonly by: Micros }
  | { readonly kind: 'duplicate'; readonly flight: FlightId }
  /** Turn a bit of it: the receiver's checksum will find that. */
  | { readonly kind: 'corrupt'; readonly flight: FlightId }
  /** Let it arrive before, or after, all others that go the same way. */
  | { readonly kind: 'reorder'; readonly flight: FlightId; readonly way: 'ahead' | 'behind' }
  | Change;

/** What becomes different about the network or a machine: by the user's hand, or by the scenario at its hour. */
export type Change =
  /** `peer` null: every link of `host`. `both`: the way back as well. */
  | {
      readonly kind: 'link';
      readonly host: HostName;
      readonly peer: HostName | null;
      readonly both: boolean;
      readonly change: LinkChange;
    }
  /** The machine loses its power, with all that was in memory, or has it again and starts anew. */
  | { readonly kind: 'power'; readonly host: HostName; readonly on: boolean }
  /** Its packet filter turns away what arrives for a port; null opens the port again. */
  | {
      readonly kind: 'filter';
      readonly host: HostName;
      readonly port: number;
      readonly policy: FilterPolicy | null;
    };
