import { type Citation, citationUrl, showCitation } from '../../../engine/trace/citation.ts';
import { RULES, type Rule } from '../../../engine/trace/rule.ts';
import type { Facts } from './facts.ts';
import type { Narration } from './narration.ts';
import type { NarrationMessages } from './texts.ts';

/** A 0 after an error that was reported stands in no manual page: Linux does so. */
const AFTER_AN_ERROR: Citation = { linux: 'recv after a reported error', man: 'recv', section: 2 };

/** Rules that poll shares with select and epoll_wait: each has its own manual page. */
const SHARED: ReadonlySet<Rule> = new Set<Rule>(['blocks-events', 'time-over', 'looked-and-nothing']);
/** What any call with a descriptor may answer: its own manual page has it among its errors. */
const OF_ANY_CALL: ReadonlySet<Rule> = new Set<Rule>(['ebadf-never-open', 'ebadf-closed']);
/** Calls that are told on the page of another. */
const PAGES: Readonly<Record<string, string>> = { dup2: 'dup' };

/** Where it is written why. */
export function citationOf(rule: Rule, facts: Facts, messages: NarrationMessages): Narration['citation'] {
  const afterError = rule === 'recv-shut' && facts.state === 'CLOSED';
  const waits = SHARED.has(rule) && (facts.call === 'select' || facts.call === 'epoll_wait');
  const own: Citation | null =
    (waits || OF_ANY_CALL.has(rule)) && facts.call !== null
      ? { man: PAGES[facts.call] ?? facts.call, section: 2 }
      : null;
  const citation: Citation = afterError ? AFTER_AN_ERROR : (own ?? RULES[rule]);
  if ('own' in citation)
    return { label: citation.own === 'hand' ? messages.own.hand : messages.own.scenario, url: null };
  return { label: showCitation(citation), url: citationUrl(citation) };
}
