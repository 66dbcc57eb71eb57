import type { Citation } from './citation.ts';

/** The rules by which the network carries, or fails to carry, a segment. */
export const NETWORK_RULES = {
  'link-carries': { rfc: 791, section: '2.2' },
  'link-loses': { own: 'scenario' },
  'link-drops-by-pattern': { own: 'scenario' },
  'link-down': { rfc: 9293, section: '3.8.3' },
  'link-queue-full': { own: 'scenario' },
  'link-cut': { rfc: 9293, section: '3.8.3' },
  'link-healed': { rfc: 9293, section: '3.8.1' },
  'link-changed': { rfc: 9293, section: '2.2' },
  'packet-too-big': { rfc: 1191, section: '3' },
  'host-down': { rfc: 9293, section: '3.5.1' },
  'power-lost': { rfc: 9293, section: '3.5.1' },
  'power-back': { rfc: 9293, section: '3.5.1' },
  'filter-set': { man: 'iptables', section: 8 },
  'filter-lifted': { man: 'iptables', section: 8 },
  'filter-drops': { man: 'iptables', section: 8 },
  'filter-rejects': { man: 'iptables-extensions', section: 8 },
  'icmp-tells': { rfc: 1122, section: '3.2.2.1' },
  'address-unresolved': { man: 'arp', section: 7 },
  'checksum-wrong': { rfc: 9293, section: '3.1' },
  'segment-injected': { own: 'scenario' },
  'link-duplicates': { own: 'scenario' },
  'link-reorders': { own: 'scenario' },
  'dropped-by-hand': { own: 'hand' },
  'delayed-by-hand': { own: 'hand' },
  'corrupted-by-hand': { own: 'hand' },
  'moved-ahead-by-hand': { own: 'hand' },
  'moved-behind-by-hand': { own: 'hand' },
  'duplicated-by-hand': { own: 'hand' },
  script: { own: 'scenario' },
  'no-such-host': { rfc: 1122, section: '3.2.2.1' },
} as const satisfies Record<string, Citation>;

export type NetworkRule = keyof typeof NETWORK_RULES;
