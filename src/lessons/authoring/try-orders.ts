import { drawRandom, seedRandom } from '../../engine/base/random.ts';
import { worldAt } from '../../engine/history/worlds.ts';
import type { Constraint, Piece } from '../exercises/exercise.ts';
import { reachedGoals } from '../exercises/judge-goals.ts';
import { brokenConstraints } from '../exercises/judge-order.ts';
import { anyExtension, type Precedence, precedenceOf } from '../exercises/partial-order.ts';
import { runScript } from '../exercises/run-attempt.ts';
import { nameCalls } from './call-naming.ts';
import { type Proposal, ruleOf } from './propose.ts';

type Order = readonly number[];

/** More pieces than these have too many orders to try. */
const MOST_PIECES = 40;

/** So many orders are tried by chance. */
const TRIES = 100;
/** The same proposal finds the same constraints. */
const SEED = 1;

/**
 * What a proposal's constraints still lack, found by trying: orders that they allow are run, above all those in which two calls
 * have changed places; one that does not reach what the run reached is led back to the run's own order, one exchange of
 * neighbours at a time, and the exchange that mends it is the constraint that was missing. Yields the proposal as it stands
 * after each order, so that whoever waits can do something else meanwhile. A run that does not pass itself stays as it is.
 */
export function* tryOrders(proposal: Proposal): Generator<Proposal, Proposal> {
  const { pieces } = proposal;
  if (pieces.length > MOST_PIECES || !passes(proposal, ownOrder(pieces))) return proposal;
  let tightened = proposal;
  /** Until an order of this kind passes, or there is none any more. */
  function* settle(next: (precedence: Precedence) => Order | null): Generator<Proposal, void> {
    for (;;) {
      const order = next(precedence(tightened));
      if (order === null || passes(tightened, order)) return;
      const missing = missingIn(tightened, order);
      if (missing === null) return;
      tightened = {
        ...tightened,
        constraints: insert(tightened.constraints, missing),
        reasons: { ...tightened.reasons, [missing.id]: 'tried' },
      };
      yield tightened;
    }
  }
  for (const second of pieces.keys()) {
    for (let first = 0; first < second; first++) {
      yield* settle((before) => exchanged(before, first, second));
      yield tightened;
    }
  }
  let state = seedRandom(SEED);
  const choose = (count: number): number => {
    const drawn = drawRandom(state);
    state = drawn.state;
    return Math.floor(drawn.value * count);
  };
  for (let tried = 0; tried < TRIES; tried++) {
    yield* settle((before) => anyExtension(before, choose));
    yield tightened;
  }
  return tightened;
}

/** The same, all at once. */
export function withTriedOrder(proposal: Proposal): Proposal {
  const tries = tryOrders(proposal);
  for (;;) {
    const { done, value } = tries.next();
    if (done === true) return value;
  }
}

const precedence = ({ constraints, pieces }: Proposal): Precedence =>
  precedenceOf(constraints, pieces.length, (thing, reference) => pieces[thing]?.id === reference);

const ownOrder = (pieces: readonly Piece[]): Order => pieces.map((_, index) => index);

/** Whether the calls in this order keep all constraints and reach all goals. */
function passes({ script, pieces, constraints, goals }: Proposal, order: Order): boolean {
  const placed = order.flatMap((index) => pieces[index] ?? []);
  const timeline = runScript({ ...script, steps: [...script.steps, ...placed.map(({ step }) => step)] });
  const trace = timeline.trace.items;
  const pieceOf = (step: number): Piece | undefined => placed[step - script.steps.length];
  return (
    reachedGoals(goals, trace, worldAt(timeline, timeline.steps.length)).size === goals.length &&
    brokenConstraints({ kind: 'order', script, pieces, constraints }, trace, pieceOf).length === 0
  );
}

/** The order of the run, but that `second` and what it needs come before `first`; null when the precedence forbids it. */
function exchanged(before: Precedence, first: number, second: number): Order | null {
  const needed = new Set<number>();
  const need = (thing: number): void => {
    if (needed.has(thing)) return;
    needed.add(thing);
    for (const earlier of before[thing] ?? []) need(earlier);
  };
  need(second);
  if (needed.has(first)) return null;
  const all = before.map((_, index) => index);
  return [...all.filter((thing) => needed.has(thing)), ...all.filter((thing) => !needed.has(thing))];
}

/** Which two neighbours of an order that fails have to stand as they do in the run. */
function missingIn(proposal: Proposal, failing: Order): Constraint | null {
  let order = failing;
  for (;;) {
    const place = order.findIndex((thing, index) => thing > (order[index + 1] ?? Number.POSITIVE_INFINITY));
    const [later, earlier] = [order[place], order[place + 1]];
    if (later === undefined || earlier === undefined) return null;
    order = order.with(place, earlier).with(place + 1, later);
    if (!passes(proposal, order)) continue;
    const [first, second] = [proposal.pieces[earlier], proposal.pieces[later]];
    return first && second ? ruleOf(first, second, 'tried', nameCalls(proposal.script, proposal.pieces)) : null;
  }
}

/** Before what asks for all calls: what was exchanged is told first. */
const insert = (constraints: readonly Constraint[], one: Constraint): readonly Constraint[] => {
  const end = constraints.findIndex(({ kind }) => kind === 'each-once');
  return end === -1 ? [...constraints, one] : constraints.toSpliced(end, 0, one);
};
