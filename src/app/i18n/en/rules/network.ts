import type { NetworkRule } from '../../../../engine/trace/network-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';

/** What the network, the scenario and the user’s hand do to segments. */
export const network: TextsOf<NetworkRule> = {
  'link-carries': { why: 'The network carries segments as well as it can, each on its own, and promises nothing.' },
  'link-loses': { why: 'The link of this scenario loses segments at random. TCP will notice that no ACK comes.' },
  'link-drops-by-pattern': { why: 'The scenario drops exactly this segment. TCP will notice that no ACK comes.' },
  'link-down': {
    why: 'The link is out, and nothing passes. TCP will notice that no ACK comes, and try again and again.',
  },
  'link-queue-full': {
    why: 'The link is slower than what is sent, and its queue was full. TCP will notice that no ACK comes, and slow down.',
  },
  'checksum-wrong': {
    why: 'A bit changed on the way. The checksum in the TCP header shows it, and the kernel drops the segment in silence.',
  },
  'segment-injected': { why: 'The scenario has a stranger on the path send it. TCP judges it by its numbers.' },
  'link-duplicates': {
    why: 'The link delivers this segment twice. The sequence numbers tell the receiver that it has it.',
  },
  'link-reorders': {
    why: 'The link delays this segment, and others may overtake it. The sequence numbers restore the order.',
  },
  'dropped-by-hand': { why: 'You dropped it. TCP will notice that no ACK comes, and send again.' },
  'delayed-by-hand': { why: 'You delayed it: it arrives later, perhaps after its own repeat.' },
  'duplicated-by-hand': {
    why: 'You made a copy of it. The sequence numbers tell the receiver that it has it already.',
  },
  script: { why: 'The scenario makes no call here; the kernels and their timers go on.' },
  'no-such-host': {
    why: 'No machine has that address, so nobody answers. connect() sleeps and repeats the SYN; after about two minutes it fails with ETIMEDOUT.',
    remedy: 'Check the address: it must be that of one of the machines.',
  },
};
