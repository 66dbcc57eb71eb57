import type { Micros } from '../base/time.ts';
import type { Call } from '../posix/call.ts';
import type { CallNames, FlightId, ProcessName } from '../trace/event.ts';

/** What the user's hand can do. */
export type Action =
  /** Make a process call the kernel. From then on its script is set aside: the process is in the user's hand. */
  | { readonly kind: 'call'; readonly process: ProcessName; readonly call: Call; readonly names: CallNames }
  | { readonly kind: 'drop'; readonly flight: FlightId }
  | { readonly kind: 'delay'; readonly flight: FlightId; readonly by: Micros }
  | { readonly kind: 'duplicate'; readonly flight: FlightId };
