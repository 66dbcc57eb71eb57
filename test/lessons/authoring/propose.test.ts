import { describe, expect, it } from 'vitest';
import { check } from '../../../src/lessons/exercises/check.ts';
import { anyExtension, precedenceOf } from '../../../src/lessons/exercises/partial-order.ts';
import { type Proposal, proposeExercise } from '../../../src/lessons/authoring/propose.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { exerciseOf, proposalOf } from '../../support/proposed-exercise.ts';
import { prng } from '../../support/prng.ts';

const orderOf = ({ constraints }: Proposal): string[] =>
  constraints.flatMap((constraint) =>
    (constraint.kind === 'before' || constraint.kind === 'only-after') &&
    typeof constraint.first === 'string' &&
    typeof constraint.second === 'string'
      ? [`${constraint.first} < ${constraint.second}`]
      : [],
  );

describe('what is proposed for the echo', () => {
  it('its thirteen calls, in their order', async () => {
    const { pieces } = await proposalOf('echo');
    expect(pieces).toHaveLength(13);
    expect(
      check(exerciseOf(await proposalOf('echo')), { kind: 'order', order: pieces.map(({ id }) => id) }).verdict
        .findings,
    ).toEqual([]);
  });

  it('what is needed across the wire is one thing alone: listen before connect', async () => {
    const across = orderOf(await proposalOf('echo')).filter((line) => {
      const [first = '', second = ''] = line.split(' < ');
      return first.split('-')[0] !== second.split('-')[0];
    });
    expect(across.map((line) => line.replaceAll(/-\d+/g, ''))).toEqual(['S-listen < C-connect']);
  });

  it('every order that it allows reaches what the run reached', async () => {
    const proposal = await proposalOf('echo');
    const exercise = exerciseOf(proposal);
    const { pieces, constraints } = proposal;
    const before = precedenceOf(constraints, pieces.length, (thing, reference) => pieces[thing]?.id === reference);
    const random = prng(5);
    for (let tries = 0; tries < 150; tries++) {
      const order = anyExtension(before, (count) => Math.floor(random() * count)).flatMap(
        (thing) => pieces[thing]?.id ?? [],
      );
      expect(check(exercise, { kind: 'order', order }).verdict.findings, order.join(' ')).toEqual([]);
    }
  });

  it('goals that hold of the run itself', async () => {
    const { goals } = await proposalOf('echo');
    expect(goals.map(({ id }) => id)).toEqual(['read-C', 'read-S', 'nobody-waits', 'all-closed']);
  });
});

it('of a run that fails first, its error is a goal, and listen stands between the connect that failed and the one that did not', async () => {
  const proposal = await proposalOf('refused');
  expect(proposal.goals.map(({ id }) => id)).toContain('C-connect-ECONNREFUSED');
  const about = orderOf(proposal).filter((line) => line.includes('listen') && line.includes('connect'));
  expect(about.map((line) => line.replaceAll(/-\d+/g, ''))).toEqual(['C-connect < S-listen', 'S-listen < C-connect']);
});

it('descriptors that nobody named are named after what made them, and run again as they ran', async () => {
  const script = await SCENARIOS.find(({ id }) => id === 'echo')?.load();
  if (script === undefined) throw new Error('no echo');
  const numbers: Readonly<Record<string, number>> = { c: 3, s: 3, ls: 3, a: 4 };
  const unnamed = {
    ...script,
    steps: script.steps.map((step) => {
      if (!('call' in step)) return step;
      const { as: _, ...rest } = step;
      return { ...rest, ...(typeof step.fd === 'string' ? { fd: numbers[step.fd] ?? -1 } : {}) };
    }),
  };
  const proposal = proposeExercise(unnamed, runScript(unnamed));
  expect(proposal.pieces.flatMap(({ step }) => step.as ?? [])).toEqual(['s', 'a', 's']);
  const order = proposal.pieces.map(({ id }) => id);
  expect(check(exerciseOf(proposal), { kind: 'order', order }).verdict.findings).toEqual([]);
});
