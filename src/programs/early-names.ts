import { begunBy, type Caller, keyOf, MAIN } from './callers.ts';
import type { ProgramCall } from './classes/objects.ts';

/**
 * The names of descriptors that nothing in reach has given when they are first used: they stand for -1, or another thread
 * gives them. A thread and a child reach what was given before they began.
 */
export function namesUsedEarly(callers: ReadonlyMap<string, readonly ProgramCall[]>): string[] {
  const early = new Set<string>();
  const look = (caller: Caller, inReach: ReadonlySet<string>): void => {
    const given = new Set(inReach);
    for (const { call } of callers.get(keyOf(caller)) ?? []) {
      const sets = [call.read, call.write, call.except].flatMap((set) => set ?? []);
      const polled = (call.fds ?? []).map((entry) => entry.fd);
      for (const reference of [call.fd, call.newfd, call.target, ...polled, ...sets]) {
        if (typeof reference === 'string' && !given.has(reference)) early.add(reference);
      }
      const begun = begunBy(caller, call);
      if (begun !== null) look(begun, given);
      else if (call.as !== undefined) given.add(call.as);
    }
  };
  look(MAIN, new Set());
  return [...early];
}
