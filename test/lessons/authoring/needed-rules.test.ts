import { expect, it } from 'vitest';
import { neededRules } from '../../../src/lessons/authoring/needed-rules.ts';
import { linearExtensions, precedenceOf } from '../../../src/lessons/exercises/partial-order.ts';
import type { Constraint } from '../../../src/lessons/exercises/exercise.ts';
import { proposalOf } from '../../support/proposed-exercise.ts';

const { constraints, pieces } = await proposalOf('echo');
const short = (rules: readonly Constraint[]): string =>
  rules.map(({ id }) => id.replaceAll(/-\d+/g, '').replace('-before-', ' < ')).join(', ');

it('leaves out what other rules imply, and the orders that are allowed stay the same', () => {
  const needed = neededRules(constraints, new Set());
  expect(needed.length).toBeLessThan(constraints.length * 0.7);
  expect(short(needed)).toContain('S-socket < S-bind, S-bind < S-listen');
  expect(short(needed)).not.toContain('S-socket < S-listen');
  const ordersOf = (rules: readonly Constraint[]): string[] =>
    [
      ...linearExtensions(
        precedenceOf(rules, pieces.length, (thing, reference) => pieces[thing]?.id === reference),
        1500,
      ),
    ].map((order) => order.join(' '));
  expect(ordersOf(needed)).toEqual(ordersOf(constraints));
});

it('what a struck rule implied is there again; a rule that was reworded stays', () => {
  const bindListen = constraints.find(({ id }) => /bind-before-S-\d+-listen/.test(id))?.id ?? '';
  const socketListen = constraints.find(({ id }) => /S-\d+-socket-before-S-\d+-listen/.test(id))?.id ?? '';
  const ids = (rules: readonly Constraint[]): readonly string[] => rules.map(({ id }) => id);
  expect(ids(neededRules(constraints, new Set([bindListen])))).toEqual(
    expect.arrayContaining([bindListen, socketListen]),
  );
  expect(ids(neededRules(constraints, new Set(), new Map([[socketListen, true]])))).toContain(socketListen);
});
