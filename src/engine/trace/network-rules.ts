import type { Citation } from './citation.ts';

/** The rules by which the network carries, or fails to carry, a segment. */
export const NETWORK_RULES = {
  'link-carries': { rfc: 791, section: '2.2' },
  'link-loses': { own: 'scenario' },
  'link-drops-by-pattern': { own: 'scenario' },
  'link-down': { own: 'scenario' },
  'link-queue-full': { own: 'scenario' },
  'checksum-wrong': { rfc: 9293, section: '3.1' },
  'segment-injected': { own: 'scenario' },
  'link-duplicates': { own: 'scenario' },
  'link-reorders': { own: 'scenario' },
  'dropped-by-hand': { own: 'hand' },
  'delayed-by-hand': { own: 'hand' },
  'duplicated-by-hand': { own: 'hand' },
  script: { own: 'scenario' },
  'no-such-host': { rfc: 1122, section: '3.2.2.1' },
} as const satisfies Record<string, Citation>;

export type NetworkRule = keyof typeof NETWORK_RULES;
