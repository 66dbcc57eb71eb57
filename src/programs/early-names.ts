import { begunBy, type Caller, keyOf, MAIN } from './callers.ts';
import type { ProgramCall } from './classes/objects.ts';
import { foldCalls, type Item } from './repeats.ts';

/**
 * The names of descriptors that nothing in reach has given when they are first used: they stand for -1, or another thread
 * gives them. A thread and a child reach what was given before they began; what a round of a loop gives, that round alone.
 */
export function namesUsedEarly(callers: ReadonlyMap<string, readonly ProgramCall[]>): string[] {
  const early = new Set<string>();
  /** Who has begun does not begin again, least of all by its own call: such a call fails. */
  const met = new Set<string>();
  const look = (caller: Caller, inReach: ReadonlySet<string>): void => {
    if (met.has(keyOf(caller))) return;
    met.add(keyOf(caller));
    const given = new Set(inReach);
    const walk = (items: readonly Item<ProgramCall>[], known: Set<string>): void => {
      for (const item of items) {
        if (item.kind === 'loop') {
          walk(item.items, new Set(known));
          continue;
        }
        const call = item.passes[0]?.call;
        if (call === undefined) continue;
        for (const name of namesIn(call)) if (!known.has(name)) early.add(name);
        const begun = begunBy(caller, call);
        if (begun !== null) look(begun, known);
        else if (call.as !== undefined) known.add(call.as);
      }
    };
    walk(foldCalls(callers.get(keyOf(caller)) ?? []), given);
  };
  look(MAIN, new Set());
  return [...early];
}

/** The descriptors that a call uses, where they have names. */
function namesIn(call: ProgramCall['call']): readonly string[] {
  const sets = [call.read, call.write, call.except].flatMap((set) => set ?? []);
  const polled = (call.fds ?? []).map((entry) => entry.fd);
  return [call.fd, call.newfd, call.target, ...polled, ...sets].filter((one) => typeof one === 'string');
}
