import { copyOfRecord } from '../../base/record.ts';
import type { Call } from '../../posix/call.ts';
import { shareDescription } from '../descriptors.ts';
import { MAIN_THREAD, type Process, STANDARD_STREAM } from '../host.ts';
import { processOf, takePid, type Turn, updateProcess } from '../turn.ts';
import { type Answer, type Caller, done, refuse } from './answer.ts';

/** So many processes live on one host at most, as if by RLIMIT_NPROC, so that a loop of forks ends. */
const PROCESS_LIMIT = 32;
/** So many threads has one process at most. */
const THREAD_LIMIT = 32;

/**
 * fork(2): a new process with a copy of the descriptor table. Both tables refer to the same open file descriptions, which
 * are counted. Of the threads only the caller goes on in the child.
 */
export function callFork(turn: Turn, caller: Caller, { child }: Extract<Call, { readonly name: 'fork' }>): Answer {
  const { processes } = turn.host;
  const alive = Object.values(processes).filter(({ ended }) => ended === null);
  if (Object.hasOwn(processes, child) || alive.length >= PROCESS_LIMIT) return refuse('EAGAIN', 'fork-eagain');
  const { descriptors, everOpened, root } = processOf(turn, caller.process);
  const pid = takePid(turn);
  const process: Process = {
    name: child,
    pid,
    parent: caller.process,
    root,
    ended: null,
    descriptors,
    everOpened,
    threads: [{ id: 0, tid: pid, name: MAIN_THREAD, activity: { kind: 'running' } }],
  };
  const family: Record<string, Process> = copyOfRecord(turn.host.processes);
  family[child] = process;
  turn.host.processes = family;
  for (const entry of descriptors) if (entry !== null && entry !== STANDARD_STREAM) shareDescription(turn, entry);
  const started = { rule: 'fork-done', process: child, parent: caller.process, pid } as const;
  turn.emit({ at: turn.now, host: turn.host.name, kind: 'process-started', ...started });
  return done('fork-done', pid);
}

/** pthread_create(3): one more thread of the process, which shares everything with the others. */
export function callThread(turn: Turn, caller: Caller, call: Extract<Call, { readonly name: 'thread' }>): Answer {
  const { threads } = processOf(turn, caller.process);
  const name = call.thread;
  if (threads.length >= THREAD_LIMIT || threads.some((thread) => thread.name === name)) {
    return refuse('EAGAIN', 'thread-eagain');
  }
  const thread = { id: threads.length, tid: takePid(turn), name, activity: { kind: 'running' } } as const;
  updateProcess(turn, caller.process, { threads: [...threads, thread] });
  const started = {
    rule: 'thread-started',
    process: caller.process,
    thread: thread.id,
    name,
    tid: thread.tid,
  } as const;
  turn.emit({ at: turn.now, host: turn.host.name, kind: 'thread-started', ...started });
  return done('thread-started');
}
