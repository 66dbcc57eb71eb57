import type { HostName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';

/** A segment or an ICMP message that goes by a tap, once for each time that it does. */
export type Captured = TraceEventOf<'sent' | 'arrived' | 'injected' | 'lost' | 'icmp-sent' | 'icmp-arrived'>;

/**
 * Where a capture is made. Null: at every sender. Each segment is there once, when its host sends it, whatever the
 * network does to it then. The name of a host: there, as tcpdump does it. What the host sends is there when it is sent,
 * what comes to it when it arrives, twice if the network doubled it, and not at all if it was lost or damaged; what its own
 * packet filter turns away has arrived.
 */
export type Vantage = HostName | null;

/** What a tap sees of a trace, in the order in which it sees them, each at its own `at`. */
export function capturedIn(trace: readonly TraceEvent[], vantage: Vantage): readonly Captured[] {
  const captured: Captured[] = [];
  for (const event of trace) {
    if (event.kind === 'injected') {
      if (vantage === null || event.to === vantage) captured.push(event);
    } else if (event.kind === 'sent' || event.kind === 'icmp-sent') {
      if (vantage === null || event.from === vantage) captured.push(event);
      // What a host sends to itself is seen once.
    } else if (hasCome(event) && event.to === vantage && event.from !== vantage) captured.push(event);
  }
  return captured;
}

/** It came to the host that it was for, whatever became of it there. */
const hasCome = (event: TraceEvent): event is TraceEventOf<'arrived' | 'lost' | 'icmp-arrived'> =>
  event.kind === 'arrived' ||
  // What a kernel tells itself of an address that nobody has is not on the wire.
  (event.kind === 'icmp-arrived' && event.rule !== 'address-unresolved') ||
  (event.kind === 'lost' && (event.rule === 'filter-drops' || event.rule === 'filter-rejects'));
