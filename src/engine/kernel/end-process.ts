import type { ProcessName, SocketId } from '../trace/event.ts';
import type { SocketRule } from '../trace/socket-rules.ts';
import { closeDescriptor, unshareDescription } from './descriptors.ts';
import { type Process, STANDARD_STREAM } from './host.ts';
import { releaseSocket } from './release.ts';
import { stopSleeping } from './sleep.ts';
import { processOf, type Turn, updateProcess } from './turn.ts';

/** How a process ends while its kernel lives. */
type Ending = Exclude<NonNullable<Process['ended']>, 'power-loss'>;

const RULE = { exit: 'exit-done', SIGKILL: 'killed', SIGPIPE: 'send-sigpipe' } as const satisfies Record<
  Ending,
  SocketRule
>;

/** A process ends: its threads are no more, and its descriptors close as close(2) closes them (F64, F66, F73, F94). */
export function endProcess(turn: Turn, name: ProcessName, by: Ending): void {
  const { threads, descriptors } = processOf(turn, name);
  turn.emit({ at: turn.now, host: turn.host.name, kind: 'process-ended', rule: RULE[by], process: name, by });
  for (const { id, activity } of threads) {
    if (activity.kind === 'blocked') stopSleeping(turn, { process: name, thread: id }, activity.on, activity.epolls);
  }
  const held = threads.flatMap(({ activity }) =>
    activity.kind === 'blocked' || activity.kind === 'woken' ? activity.pending.holds : [],
  );
  updateProcess(turn, name, {
    ended: by,
    threads: threads.map((thread) => ({ ...thread, activity: { kind: 'ended' } })),
  });
  const release = (last: SocketId | null): void => {
    if (last !== null) releaseSocket(turn, last);
  };
  descriptors.forEach((entry, fd) => {
    if (entry !== null && entry !== STANDARD_STREAM) release(closeDescriptor(turn, name, fd));
  });
  for (const id of held) release(unshareDescription(turn, id));
}
