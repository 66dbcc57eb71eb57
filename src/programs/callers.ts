import type { ProgramCall } from './classes/objects.ts';

/** Who makes calls: a thread of the process that began, or of a child. */
export type Caller = Pick<ProgramCall, 'process' | 'thread'>;

/** The first thread of the process that the program begins as. */
export const MAIN: Caller = {};
export const keyOf = ({ process = '', thread = '' }: Caller): string => `${process} ${thread}`;

/** Who begins with a call; null where nobody does. */
export function begunBy({ process }: Caller, call: ProgramCall['call']): Caller | null {
  if (call.as === undefined) return null;
  if (call.call === 'fork') return { process: call.as };
  return call.call === 'thread' ? { ...(process === undefined ? {} : { process }), thread: call.as } : null;
}

/** The calls of each caller, in their order. */
export function callsByCaller<C extends ProgramCall>(calls: readonly C[]): ReadonlyMap<string, readonly C[]> {
  const groups = new Map<string, C[]>();
  for (const call of calls) {
    const group = groups.get(keyOf(call));
    if (group === undefined) groups.set(keyOf(call), [call]);
    else group.push(call);
  }
  return groups;
}
