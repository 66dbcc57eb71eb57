import type { CallPattern, Constraint, Piece } from '../exercises/exercise.ts';
import { implies } from './needed-rules.ts';
import type { Proposal } from './propose.ts';
import { callsOfRule } from './tell-rule.ts';

/** Calls without which the kernel refuses the next one on the same descriptor. */
const ENABLING: ReadonlySet<Piece['step']['call']> = new Set<Piece['step']['call']>(['bind', 'listen', 'connect']);

/** Who ends something too early is told by what is no longer reached. */
const ENDING: ReadonlySet<Piece['step']['call']> = new Set<Piece['step']['call']>(['close', 'shutdown', 'exit']);

/**
 * Those of the proposed rules that can be asked of calls made by hand, which have other descriptors than the run's and need not be as many: who calls
 * what, whatever on. A rule is among them when it holds of every such call of the run, so that none forbids what the run itself does.
 */
export function rulesByHand({ pieces, constraints, reasons }: Proposal): readonly Constraint[] {
  const pieceOf = (id: string): Piece | undefined => pieces.find((piece) => piece.id === id);
  const told = new Set<string>();
  return constraints.filter((rule) => {
    const calls = callsOfRule(rule);
    const [first, second] = [pieceOf(calls?.first ?? ''), pieceOf(calls?.second ?? '')];
    if (first === undefined || second === undefined || ENDING.has(second.step.call)) return false;
    const reason = reasons[rule.id];
    // An order that the run happened to have is no rule for another run.
    if (reason === 'tried' || (reason === 'same-descriptor' && !ENABLING.has(first.step.call))) return false;
    const one = JSON.stringify([patternOf(first), patternOf(second)]);
    if (told.has(one) || isAlike(first, second) || !holdsForAll(constraints, pieces, first, second)) return false;
    told.add(one);
    return true;
  });
}

/** The rule as it is asked of calls made by hand. */
export function ruleByHand(rule: Constraint, pieces: readonly Piece[]): Constraint {
  if (rule.kind !== 'before' && rule.kind !== 'only-after') return rule;
  const patterned = (id: unknown): CallPattern => {
    const piece = pieces.find((one) => one.id === id);
    return piece === undefined ? {} : patternOf(piece);
  };
  return { ...rule, first: patterned(rule.first), second: patterned(rule.second) };
}

const patternOf = ({ step: { process, call } }: Piece): CallPattern => ({ process, call });

const isAlike = (a: Piece, b: Piece): boolean => a.step.process === b.step.process && a.step.call === b.step.call;

const holdsForAll = (rules: readonly Constraint[], pieces: readonly Piece[], first: Piece, second: Piece): boolean =>
  pieces
    .filter((piece) => isAlike(piece, second))
    .every((later) =>
      pieces.some((earlier) => isAlike(earlier, first) && implies(rules, { first: earlier.id, second: later.id })),
    );
