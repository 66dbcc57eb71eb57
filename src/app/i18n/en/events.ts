import type { LinkChange } from '../../../engine/trace/change.ts';
import type { IcmpMessage } from '../../../engine/wire/icmp.ts';
import { capital, bytes, list, number, time } from './phrases.ts';
import { a, noun, the } from './segments.ts';
import { terms } from './terms.ts';
import { segmentFacts } from '../narration/segment-facts.ts';
import type { NarrationMessages } from '../narration/texts.ts';

/** `the process of the client`, or the process by its name where there are several. */
export const processOf = (me: string): string => (me.startsWith('process ') ? me : `the process of ${me}`);

const Me = (f: { readonly me: string }): string => capital(f.me);

const icmp = ({ code, mtu }: IcmpMessage): string =>
  mtu === null ? terms.icmp[code] : `${terms.icmp[code]}, at most ${bytes(mtu)} a packet`;

/** What is different about a link, each for itself. */
function changes({ loss, delay, jitter, bandwidth, queueLimit, mtu }: LinkChange): string[] {
  return [
    ...(loss === undefined ? [] : [`${number(loss * 100)} % loss`]),
    ...(delay === undefined ? [] : [`${time(delay)} delay`]),
    ...(jitter === undefined ? [] : [`${time(jitter)} jitter`]),
    ...(bandwidth === undefined ? [] : [bandwidth === null ? 'any bandwidth' : `${number(bandwidth / 1000)} kbit/s`]),
    ...(queueLimit === undefined
      ? []
      : [queueLimit === null ? 'an endless queue' : `a queue of ${number(queueLimit)}`]),
    ...(mtu === undefined ? [] : [mtu === null ? 'packets of any size' : `packets of at most ${bytes(mtu)}`]),
  ];
}

/** What each kind of trace event says happened. */
export const events: NarrationMessages['events'] = {
  refused: (f, e) =>
    `${Me(f)} cannot call ${e.call.name}(): ${e.rule === 'call-after-end' ? 'its process has ended' : e.rule === 'call-before-start' ? 'it was never started' : `it sleeps in ${f.asleepIn === null ? 'another call' : `${f.asleepIn}()`}`}.`,
  'process-started': (_, e) => `Process ${e.process} (${e.pid}) begins as a copy of ${e.parent}.`,
  'thread-started': (_, e) => `Thread ${e.name} of process ${e.process} begins.`,
  'process-ended': (f, e) =>
    e.by === 'exit'
      ? `${capital(processOf(f.me))} has ended.`
      : e.by === 'power-loss'
        ? `${capital(processOf(f.me))} is gone with the power.`
        : `${e.by} has ended ${processOf(f.me)}.`,
  'socket-created': (f, e) =>
    e.parent === null
      ? `${Me(f)} has a new socket.`
      : `The kernel of ${f.me} made a socket for a connection that is being opened.`,
  'socket-bound': (f, e) => `The socket of ${f.me} has the address ${e.local.address}:${e.local.port}.`,
  'socket-connected-to': (f, e) =>
    `The connection of ${f.me} leads from ${e.local.address}:${e.local.port} to ${e.remote.address}:${e.remote.port}.`,
  'socket-accepted': (f, e) => `${Me(f)} has the connection as descriptor ${e.fd}.`,
  'socket-orphaned': (f) => `No descriptor refers to the socket of ${f.me} any more.`,
  'socket-destroyed': (f) => `The kernel of ${f.me} has forgotten the socket.`,
  written: (f) => `${capital(bytes(f.bytes))} went into the send buffer of ${f.me}.`,
  read: (f) => `${Me(f)} took ${bytes(f.bytes)} out of its receive buffer.`,
  queue: (f, e) => {
    const queue = terms.queues[e.queue];
    if (e.change === 'refused') return `${Me(f)}’s ${queue} is full (${e.length} of ${e.limit}).`;
    if (e.change === 'left') return `A connection left the ${queue} of ${f.me}: ${e.length} left in it.`;
    return `A connection entered the ${queue} of ${f.me}: ${e.length} in it.`;
  },
  state: (f, e) =>
    e.from === 'LISTEN' && e.to === 'SYN-RECEIVED'
      ? `${Me(f)} has a new connection in SYN-RECEIVED.`
      : `${Me(f)} goes from ${e.from} to ${e.to}${e.to === 'CLOSED' ? `: ${terms.states[e.to]}` : ''}.`,
  acknowledged: (f) => `${capital(bytes(f.bytes))} that ${f.me} sent ${f.bytes === 1 ? 'is' : 'are'} acknowledged.`,
  received: (f) => `${capital(bytes(f.bytes))} can be read from the receive buffer of ${f.me}.`,
  'kept-out-of-order': (f) => `${Me(f)} keeps ${bytes(f.bytes)} that arrived ahead of a gap.`,
  discarded: (f) => `It changes nothing for ${f.me}.`,
  'peer-finished': (f) => `${Me(f)} knows now that ${f.peer} sends nothing more.`,
  timer: (f, e) => {
    const timer = terms.timers[e.timer];
    if (e.change === 'expired') return `The ${timer} of ${f.me} ran out.`;
    if (e.change === 'stopped') return `${Me(f)} stopped the ${timer}.`;
    const ends = e.deadline === null ? '' : `: it runs out in ${time(e.deadline - e.at)}`;
    return `${Me(f)} ${e.change === 'restarted' ? 'restarted' : 'started'} the ${timer}${ends}.`;
  },
  rtt: (f, e) => `${Me(f)} measured a round trip of ${time(e.sample)}; its timeout is ${time(e.rto)} now.`,
  'held-back': (f) => `${capital(bytes(f.bytes))} wait${f.bytes === 1 ? 's' : ''} in the send buffer of ${f.me}.`,
  failed: (f, e) => `The connection of ${f.me} is broken: ${e.errno}, ${terms.errno[e.errno]}.`,
  sent: (f, e) =>
    e.repeats === null
      ? `${Me(f)} sent ${a(segmentFacts(e.segment))} to ${f.peer}.`
      : `${Me(f)} sent ${the(segmentFacts(e.segment))} to ${f.peer} again.`,
  arrived: (f, e) => `${capital(f.peer)}’s ${noun(segmentFacts(e.segment))} reached ${f.me}.`,
  injected: (f, e) =>
    `${capital(a(segmentFacts(e.segment)))} that ${f.peer} never sent arrived at ${f.me} in its name.`,
  lost: (f, e) => {
    const what = the(segmentFacts(e.segment));
    switch (e.rule) {
      case 'dropped-by-hand':
        return `You dropped ${what} on its way to ${f.peer}.`;
      case 'filter-drops':
        return `The packet filter of ${f.peer} dropped ${what} from ${f.me}.`;
      case 'filter-rejects':
        return `The packet filter of ${f.peer} rejected ${what} from ${f.me}.`;
      case 'host-down':
        return `${capital(what)} from ${f.me} found ${f.peer} without power.`;
      case 'packet-too-big':
        return `${capital(what)} from ${f.me} was too large for the way to ${f.peer}.`;
      default:
        return `${capital(what)} from ${f.me} was lost on its way to ${f.peer}.`;
    }
  },
  delayed: (f, e) => {
    const what = capital(the(segmentFacts(e.segment)));
    const when = `it arrives in ${time(e.arrives - e.at)}`;
    if (e.rule === 'moved-ahead-by-hand') return `${what} to ${f.peer} overtakes what goes before it: ${when}.`;
    if (e.rule === 'moved-behind-by-hand') return `${what} to ${f.peer} is overtaken by what follows it: ${when}.`;
    return `${what} to ${f.peer} is delayed: ${when}.`;
  },
  corrupted: (f, e) => `You turned a bit of ${the(segmentFacts(e.segment))} to ${f.peer}: its checksum is wrong now.`,
  'icmp-sent': (f, e) => `${e.from === '' ? 'A router on the way' : Me(f)} answers with ICMP: ${icmp(e.message)}.`,
  'icmp-arrived': (f, e) =>
    e.rule === 'address-unresolved'
      ? `The kernel of ${f.me} found no machine with the address ${e.message.about.destination.address}.`
      : `ICMP tells ${f.me}: ${icmp(e.message)}.`,
  'link-changed': (f, e) => {
    const link =
      e.peer === null
        ? `every link of ${f.me}`
        : `the link ${e.both ? 'between' : 'from'} ${f.me} ${e.both ? 'and' : 'to'} ${f.peer}`;
    if (e.rule === 'link-cut') return e.by === 'hand' ? `You cut ${link}.` : `${capital(link)} is cut.`;
    if (e.rule === 'link-healed') return e.by === 'hand' ? `You mended ${link}.` : `${capital(link)} is whole again.`;
    return `${e.by === 'hand' ? `You changed ${link}` : `${capital(link)} is another now`}: ${list(changes(e.change))}.`;
  },
  power: (f, e) => {
    if (e.on) return `${Me(f)} has power again: it starts anew.`;
    return e.by === 'hand' ? `You pulled the plug of ${f.me}.` : `${Me(f)} lost its power.`;
  },
  filter: (f, e) =>
    e.policy === null
      ? `Port ${e.port} of ${f.me} is open again.`
      : `The packet filter of ${f.me} ${terms.policies[e.policy]} what comes for port ${e.port}.`,
  warned: (f, e) => `${Me(f)} has noted ${e.errno} and goes on trying.`,
  'segment-size': (f, e) => `${Me(f)} sends at most ${bytes(e.bytes)} in a segment from now on.`,
  copied: (f, e) => `${capital(the(segmentFacts(e.segment)))} to ${f.peer} is under way twice.`,
  wait: (_, e) => `The scenario waits ${time(e.duration)}.`,
  'script-ended': () => 'The scenario is at its end.',
};
