import type { Process } from '../../engine/kernel/host.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { RefusedEvent } from '../../engine/trace/event.ts';

/** Why a thread cannot make a call just now; null when it can. As the kernel decides: `kill` comes from outside. */
export function refusalOf({ ended, threads }: Process, call: CallName, thread = 0): RefusedEvent['rule'] | null {
  if (ended !== null) return 'call-after-end';
  return threads[thread]?.activity.kind === 'running' || call === 'kill' ? null : 'call-while-blocked';
}
