import type { Call } from '../../engine/posix/call.ts';
import { showCitation } from '../../engine/trace/citation.ts';
import type { FlightId, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import { RULES } from '../../engine/trace/rule.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import { showFlags } from '../../engine/wire/segment.ts';

/**
 * One line for each segment of a run saying why it was sent: the call, the arrival or the timer that led to it, then
 * the rule and where that is written, then what was to become of it. By the number of its flight.
 */
export function causesOf(run: readonly (readonly TraceEvent[])[]): ReadonlyMap<FlightId, string> {
  const causes = new Map<FlightId, string>();
  for (const events of run) {
    const [first] = events;
    for (const event of events) {
      if (event.kind === 'sent') causes.set(event.flight, [occasion(first, events), reason(event)].join('; '));
      if (event.kind === 'injected') causes.set(event.flight, reason(event));
    }
  }
  for (const event of run.flat()) {
    const { kind } = event;
    if (kind !== 'lost' && kind !== 'delayed' && kind !== 'corrupted' && kind !== 'copied') continue;
    const cause = causes.get(kind === 'copied' ? event.original : event.flight);
    if (cause === undefined) continue;
    const fate = kind === 'copied' ? 'doubled' : kind;
    causes.set(event.flight, `${cause}; ${fate}: ${event.rule}`);
    if (kind === 'copied') causes.set(event.original, `${cause}; ${fate}: ${event.rule}`);
  }
  return causes;
}

/**
 * The same for each ICMP message: the arrival of what it is about, why that went no further, and where it is written that its
 * sender is told.
 */
export function icmpCausesOf(run: readonly (readonly TraceEvent[])[]): ReadonlyMap<IcmpMessage, string> {
  const causes = new Map<IcmpMessage, string>();
  for (const events of run) {
    let undelivered: TraceEventOf<'lost'> | null = null;
    for (const event of events) {
      if (event.kind === 'lost') undelivered = event;
      if (event.kind !== 'icmp-sent' || undelivered === null) continue;
      const arrival = `on arrival of ${showFlags(undelivered.segment.flags)} from ${undelivered.from}`;
      causes.set(event.message, [arrival, reason(undelivered), reason(event)].join('; '));
    }
  }
  return causes;
}

/** What began the event of the World in which a segment was sent. */
function occasion(first: TraceEvent | undefined, events: readonly TraceEvent[]): string {
  if (first?.kind === 'call') return `${first.process}: ${showCall(first.call)}`;
  if (first?.kind === 'arrived' || first?.kind === 'injected') {
    return `on arrival of ${showFlags(first.segment.flags)} from ${first.from}`;
  }
  const expired = events.find((event) => event.kind === 'timer' && event.change === 'expired');
  if (expired?.kind === 'timer') return `timer ${expired.timer}`;
  const returned = events.find((event) => event.kind === 'return');
  if (returned?.kind === 'return') return `${returned.process}: ${showCall(returned.call)} wakes`;
  const ended = events.find((event) => event.kind === 'process-ended');
  return ended?.kind === 'process-ended' ? `${ended.process} ends` : 'by itself';
}

function showCall(call: Call): string {
  const fd = 'fd' in call ? String(call.fd) : '';
  if (call.name === 'send') return `send(${fd}, ${call.data.length} bytes)`;
  if (call.name === 'recv') return `recv(${fd}, ${call.length} bytes)`;
  if (call.name === 'connect' && call.address !== null) return `connect(${fd}, ${call.address}:${call.port})`;
  return `${call.name}(${fd})`;
}

const reason = (event: TraceEventOf<'sent' | 'injected' | 'lost' | 'icmp-sent'>): string =>
  `${event.rule} (${showCitation(RULES[event.rule])})`;
