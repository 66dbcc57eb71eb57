import type { Constraint } from '../exercises/exercise.ts';
import { callsOfRule } from './tell-rule.ts';

/**
 * The rules without those that others imply: of `socket before bind`, `bind before listen` and `socket before listen` the last says nothing
 * more. A rule that its author struck implies nothing, so that what it implied is there again; one with words of its author's own stays.
 */
export function neededRules(
  constraints: readonly Constraint[],
  struck: ReadonlySet<string>,
  worded: ReadonlyMap<string, unknown> = new Map(),
): readonly Constraint[] {
  let kept = constraints.filter(({ id }) => !struck.has(id));
  for (const rule of kept) {
    // That somebody has succeeded is more than that they were called.
    if (rule.kind !== 'before' || worded.has(rule.id)) continue;
    const others = kept.filter((one) => one !== rule);
    const calls = callsOfRule(rule);
    if (calls !== null && implies(others, calls)) kept = others;
  }
  const needed = new Set(kept);
  return constraints.filter((rule) => struck.has(rule.id) || needed.has(rule));
}

/** Whether rules lead from one call to another, in however many steps. */
export function implies(
  rules: readonly Constraint[],
  wanted: { readonly first: string; readonly second: string },
): boolean {
  const reached = new Set([wanted.first]);
  const open = [wanted.first];
  for (let call = open.pop(); call !== undefined; call = open.pop()) {
    for (const one of rules) {
      const calls = callsOfRule(one);
      if (calls?.first !== call || reached.has(calls.second)) continue;
      reached.add(calls.second);
      open.push(calls.second);
    }
  }
  return reached.has(wanted.second);
}
