import { type Citation, citationUrl, showCitation } from '../../../engine/trace/citation.ts';
import { RULES, type Rule } from '../../../engine/trace/rule.ts';
import type { Facts } from './facts.ts';
import type { Narration } from './narration.ts';
import type { NarrationMessages } from './texts.ts';

/** Where the page on the call says more to a reader than the page on the protocol. */
const NEARER: Partial<Record<Rule, Citation>> = {
  // "the request may be ignored so that a later reattempt at connection succeeds"
  'accept-queue-full-syn': { man: 'listen', section: 2 },
  'accept-queue-full-ack': { man: 'listen', section: 2 },
};

/** A 0 after an error that was reported stands in no manual page: Linux does so. */
const AFTER_AN_ERROR: Citation = { linux: 'recv after a reported error', man: 'recv', section: 2 };

/** Where it is written why. */
export function citationOf(rule: Rule, facts: Facts, { own }: NarrationMessages): Narration['citation'] {
  const afterError = rule === 'recv-shut' && facts.state === 'CLOSED';
  const citation: Citation = afterError ? AFTER_AN_ERROR : (NEARER[rule] ?? RULES[rule]);
  if ('own' in citation) return { label: citation.own === 'hand' ? own.hand : own.scenario, url: null };
  return { label: showCitation(citation), url: citationUrl(citation) };
}
