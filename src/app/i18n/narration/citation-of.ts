import { type Citation, citationUrl, showCitation } from '../../../engine/trace/citation.ts';
import { RULES, type Rule } from '../../../engine/trace/rule.ts';
import type { Facts } from './facts.ts';
import type { Narration } from './narration.ts';
import type { NarrationMessages } from './texts.ts';

/** A 0 after an error that was reported stands in no manual page: Linux does so. */
const AFTER_AN_ERROR: Citation = { linux: 'recv after a reported error', man: 'recv', section: 2 };

/** Where it is written why. */
export function citationOf(rule: Rule, facts: Facts, { own }: NarrationMessages): Narration['citation'] {
  const afterError = rule === 'recv-shut' && facts.state === 'CLOSED';
  const citation: Citation = afterError ? AFTER_AN_ERROR : RULES[rule];
  if ('own' in citation) return { label: citation.own === 'hand' ? own.hand : own.scenario, url: null };
  return { label: showCitation(citation), url: citationUrl(citation) };
}
