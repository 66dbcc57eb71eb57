import { capital, bytes, time } from './phrases.ts';
import { a, noun, the } from './segments.ts';
import { terms } from './terms.ts';
import { segmentFacts } from '../narration/segment-facts.ts';
import type { NarrationMessages } from '../narration/texts.ts';

/** `the process of the client`, or the process by its name where there are several. */
export const processOf = (me: string): string => (me.startsWith('process ') ? me : `the process of ${me}`);

const Me = (f: { readonly me: string }): string => capital(f.me);

/** What each kind of trace event says happened. */
export const events: NarrationMessages['events'] = {
  refused: (f, e) =>
    `${Me(f)} cannot call ${e.call.name}(): ${e.rule === 'call-after-end' ? 'its process has ended' : `it sleeps in ${f.asleepIn === null ? 'another call' : `${f.asleepIn}()`}`}.`,
  'process-ended': (f, e) =>
    e.by === 'exit' ? `${capital(processOf(f.me))} has ended.` : `${e.by} has ended ${processOf(f.me)}.`,
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
  lost: (f, e) =>
    e.rule === 'dropped-by-hand'
      ? `You dropped ${the(segmentFacts(e.segment))} on its way to ${f.peer}.`
      : `${capital(the(segmentFacts(e.segment)))} from ${f.me} was lost on its way to ${f.peer}.`,
  delayed: (f, e) =>
    `${capital(the(segmentFacts(e.segment)))} to ${f.peer} is delayed: it arrives in ${time(e.arrives - e.at)}.`,
  copied: (f, e) => `${capital(the(segmentFacts(e.segment)))} to ${f.peer} is under way twice.`,
  wait: (_, e) => `The scenario waits ${time(e.duration)}.`,
  'script-ended': () => 'The scenario is at its end.',
};
