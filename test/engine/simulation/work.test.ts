import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/engine/history/recording.ts';
import { advance } from '../../../src/engine/simulation/advance.ts';
import { createWorld } from '../../../src/engine/simulation/create-world.ts';
import { transfer } from '../../bench/engine/transfer.ts';

/** What a run made: how many events, segments and notes, and how many fields of new objects in its Worlds and trace. */
interface Work {
  readonly steps: number;
  readonly segments: number;
  readonly events: number;
  readonly fields: number;
  /** The most that one step made. */
  readonly most: number;
}

/** Counts the fields of what is new in a value; what has been counted before is shared, and costs nothing. */
function newFields(value: object, seen: WeakSet<object>): number {
  let count = 0;
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const fields: unknown[] = Object.values(next);
    count += fields.length;
    stack.push(...fields);
  }
  return count;
}

function workOf({ setting, seed, programs }: Recording): Work {
  const seen = new WeakSet<object>();
  let world = createWorld(setting, seed, programs);
  newFields(world, seen);
  const work = { steps: 0, segments: 0, events: 0, fields: 0, most: 0 };
  for (;;) {
    const next = advance(world, programs, null);
    if (typeof next === 'string') return work;
    ({ world } = next);
    const made = newFields(world, seen) + newFields(next.trace, seen);
    work.steps++;
    work.events += next.trace.length;
    work.segments += next.trace.filter(({ kind }) => kind === 'sent').length;
    work.fields += made;
    work.most = Math.max(work.most, made);
  }
}

describe.each([
  ['without loss', 0],
  ['with losses', 0.01],
])('the work of a transfer %s', (_, loss) => {
  const short = workOf(transfer(1_500_000, loss));
  const long = workOf(transfer(6_000_000, loss));

  test('grows with its segments, and not faster', () => {
    expect(long.segments).toBeGreaterThan(3 * short.segments);
    expect(long.steps / long.segments).toBeLessThan(1.2 * (short.steps / short.segments));
    expect(long.events / long.segments).toBeLessThan(1.2 * (short.events / short.segments));
    expect(long.fields / long.segments).toBeLessThan(1.2 * (short.fields / short.segments));
  });

  test('is small for each step, however much has gone before', () => {
    expect(long.fields / long.steps).toBeLessThan(400);
    expect(long.most).toBeLessThan(1.5 * short.most);
  });
});
