import { MAIN_THREAD, type Process } from '../../engine/kernel/host.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { Ledger } from './ledger.ts';

/**
 * How the first thread of a process stands: it runs, sleeps in a call, has been woken and is about to return, has come to the end of its
 * program, so that only calls by hand are left, has ended, or is gone: the power took it, and since that is back it has not begun anew.
 */
export type Standing = 'runs' | 'blocked' | 'woken' | 'over' | 'ended' | 'gone';

export function standingOf({ name, ended, threads }: Process, script: CallScript, ledger: Ledger): Standing {
  const activity = threads[0]?.activity.kind ?? 'ended';
  if (ended !== null || activity === 'ended') return 'ended';
  if (activity !== 'running') return activity;
  if (ledger.isGone(name)) return 'gone';
  const last = script.steps.findLastIndex(
    (step) => 'call' in step && step.process === name && (step.thread ?? MAIN_THREAD) === MAIN_THREAD,
  );
  // Whoever took the process in hand goes on writing its program.
  const over = last !== -1 && !ledger.isInHand(name) && (ledger.callOfStep.get(last)?.result ?? null) !== null;
  return over ? 'over' : 'runs';
}
