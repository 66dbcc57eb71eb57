// What trying finds that reading a run does not tell.
import { expect, it } from 'vitest';
import { check } from '../../../src/lessons/exercises/check.ts';
import { linearExtensions, precedenceOf } from '../../../src/lessons/exercises/partial-order.ts';
import type { Proposal } from '../../../src/lessons/authoring/propose.ts';
import { withTriedOrder } from '../../../src/lessons/authoring/try-orders.ts';
import { exerciseOf, proposalOf } from '../../support/proposed-exercise.ts';

/** What must come before what between different processes, as `S-listen < C-connect`. */
const across = ({ constraints }: Proposal): string[] =>
  constraints.flatMap((constraint) => {
    if (constraint.kind !== 'before' && constraint.kind !== 'only-after') return [];
    const { first, second } = constraint;
    if (typeof first !== 'string' || typeof second !== 'string' || first.split('-')[0] === second.split('-')[0])
      return [];
    return [`${first} < ${second}`.replaceAll(/-\d+/g, '')];
  });

it('finds by itself that listen comes before connect in the echo, and nothing else across the wire', {
  timeout: 120_000,
}, async () => {
  const read = await proposalOf('echo');
  const without = {
    ...read,
    constraints: read.constraints.filter(({ kind }) => kind !== 'only-after'),
  };
  expect(across(without)).toEqual([]);
  const tried = withTriedOrder(without);
  expect(across(tried)).toEqual(['S-listen < C-connect']);
  const { pieces, constraints } = tried;
  const before = precedenceOf(constraints, pieces.length, (thing, reference) => pieces[thing]?.id === reference);
  const exercise = exerciseOf(tried);
  let count = 0;
  for (const order of linearExtensions(before, 5000)) {
    count += 1;
    const attempt = { kind: 'order', order: order.flatMap((thing) => pieces[thing]?.id ?? []) } as const;
    expect(check(exercise, attempt).verdict.findings, attempt.order.join(' ')).toEqual([]);
  }
  expect(count).toBeGreaterThan(1000);
});

it.each([
  ['half-close', []],
  ['accept-queue', ['C1-connect < C2-connect']],
  ['stream', ['C-send < S-recv']],
  ['unread-data', ['C-send < S-close']],
] as const)(
  'finds for %s what reading does not tell, accepts the run, and every order that was not tried',
  { timeout: 120_000 },
  async (id, lacking) => {
    const read = await proposalOf(id);
    const tried = withTriedOrder(read);
    const known = new Set(across(read));
    expect(across(tried).filter((line) => !known.has(line))).toEqual(lacking);
    const { pieces, constraints } = tried;
    const exercise = exerciseOf(tried);
    const own = { kind: 'order', order: pieces.map((piece) => piece.id) } as const;
    expect(check(exercise, own).verdict.findings).toEqual([]);
    const before = precedenceOf(constraints, pieces.length, (thing, reference) => pieces[thing]?.id === reference);
    for (const order of linearExtensions(before, 60)) {
      const attempt = { kind: 'order', order: order.flatMap((thing) => pieces[thing]?.id ?? []) } as const;
      expect(check(exercise, attempt).verdict.findings, attempt.order.join(' ')).toEqual([]);
    }
  },
);

it('leaves a run as it is that does not reach its own goals', async () => {
  const proposal = await proposalOf('echo');
  const [goal] = proposal.goals;
  if (goal === undefined) throw new Error('no goal');
  const hopeless = { ...proposal, goals: [{ ...goal, on: 'read', process: 'C', text: 'never said' } as const] };
  expect(withTriedOrder(hopeless)).toBe(hopeless);
});
