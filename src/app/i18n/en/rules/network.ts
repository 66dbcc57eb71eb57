import type { NetworkRule } from '../../../../engine/trace/network-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';
import { capital } from '../phrases.ts';

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
  'link-cut': {
    why: 'Nothing passes here now, and what was on the wire is lost. The kernels are not told: TCP only sees that no ACK comes, and repeats, ever more slowly.',
  },
  'link-healed': { why: 'Segments pass again. TCP finds that out with its next repeat.' },
  'link-changed': { why: 'What sets out from now on meets the new link. TCP has to find out by itself.' },
  'packet-too-big': {
    why: 'A router on the way passes on smaller packets only, and IP may not cut this one (Don’t Fragment). If the router says so by ICMP, TCP sends smaller segments.',
  },
  'host-down': {
    why: (f) => `${capital(f.peer)} has no power, so nobody takes the segment or answers it.`,
    remedy: 'Give the machine its power back, or let the client give up after a time of its own.',
  },
  'power-lost': {
    why: 'All that was in memory is gone, sockets and programs too, and no FIN and no RST tells anybody. The peers keep half-open connections.',
  },
  'power-back': {
    why: 'The new kernel knows no old connection: a segment of one is answered with RST. The programs have to begin with socket() again.',
  },
  'filter-set': { why: 'What comes for that port is judged before TCP sees it, connections that are open included.' },
  'filter-lifted': { why: 'Segments for that port reach TCP again.' },
  'filter-drops': {
    why: (f) =>
      `The packet filter of ${f.peer} drops in silence what comes for that port. To the sender this looks like a loss: it repeats until it gives up.`,
    remedy: 'Open the port in the packet filter of that machine, or use a port that is open.',
  },
  'filter-rejects': {
    why: (f) =>
      `The packet filter of ${f.peer} turns away what comes for that port and says so at once: its program, and TCP, never see it.`,
    remedy: 'Open the port in the packet filter of that machine, or use a port that is open.',
  },
  'icmp-tells': {
    why: 'Whoever cannot deliver a packet tells its sender so by ICMP, with the beginning of that packet in the message.',
  },
  'address-unresolved': {
    why: (f) =>
      `${capital(f.me)} asked three times for the link address of that machine (ARP), a second apart, and nobody answered. Its kernel tells TCP so itself.`,
    remedy: 'Check the address: it must be that of one of the machines.',
  },
  'corrupted-by-hand': {
    why: 'You changed a bit on the way. The receiver’s kernel computes the checksum anew and drops the segment in silence.',
  },
  'moved-ahead-by-hand': {
    why: 'You let it overtake. The sequence numbers tell the receiver that something is missing before it.',
  },
  'moved-behind-by-hand': {
    why: 'You let others overtake it. What overtakes it waits in the receiver’s buffer until the gap is filled.',
  },
  'dropped-by-hand': { why: 'TCP will notice that no ACK comes, and send again.' },
  'delayed-by-hand': { why: 'You delayed it: it arrives later, perhaps after its own repeat.' },
  'duplicated-by-hand': {
    why: 'You made a copy of it. The sequence numbers tell the receiver that it has it already.',
  },
  script: { why: 'The scenario makes no call here; the kernels and their timers go on.' },
  'no-such-host': {
    why: 'No machine has that address, so nobody answers. The kernel looks for it (ARP) three times, a second apart; then connect() fails with EHOSTUNREACH.',
    remedy: 'Check the address: it must be that of one of the machines.',
  },
};
