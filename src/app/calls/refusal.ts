import type { Process } from '../../engine/kernel/host.ts';
import type { CallName } from '../../engine/posix/call.ts';
import type { RefusedEvent } from '../../engine/trace/event.ts';

/** Why a process cannot make a call just now; null when it can. As the kernel decides: `kill` comes from outside. */
export function refusalOf({ ended, threads }: Process, call: CallName): RefusedEvent['rule'] | null {
  if (ended !== null) return 'call-after-end';
  return threads[0]?.activity.kind === 'running' || call === 'kill' ? null : 'call-while-blocked';
}
