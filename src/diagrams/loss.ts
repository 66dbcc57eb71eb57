import type { Rule } from '../engine/trace/rule.ts';

/**
 * How a segment ended that did not arrive: the network lost it, or it came to the receiver's packet filter, which took it without a
 * word or sent an answer.
 */
export type Loss = 'lost' | 'dropped' | 'rejected';

/** By the rule of the event, or of the record, that says so. */
export function lossOf(rule: Rule | null): Loss {
  if (rule === 'filter-drops') return 'dropped';
  return rule === 'filter-rejects' ? 'rejected' : 'lost';
}
