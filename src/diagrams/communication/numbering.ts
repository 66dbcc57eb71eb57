import type { CallId, FlightId, HostName } from '../../engine/trace/event.ts';

/**
 * The sequence numbers of messages (UML 2.5.1 §17.9.3): a call is 6; the segments it sends 6.1, 6.2; what the arrival of
 * 6.1 draws from its receiver 6.1.1, 6.1.2, and so on as far as one causes the other. Returns are replies and have none.
 */
export class Numbering {
  private calls = 0;
  private readonly numbers = new Map<CallId, string>();
  private readonly counts = new Map<string, number>();
  /** Under which number the answers to a flight stand, and the number above the flight itself. */
  private readonly flights = new Map<FlightId, { readonly answers: string; readonly above: string }>();
  private readonly lastOf = new Map<string, string>();
  private cause: { readonly host: HostName; readonly number: string } | null = null;

  called(call: CallId, host: HostName): void {
    const number = String(++this.calls);
    this.numbers.set(call, number);
    this.cause = { host, number };
  }

  ofCall(call: CallId): string {
    return this.numbers.get(call) ?? '';
  }

  /** A segment came to `host`, where a socket, the kernel or its packet filter may answer it. */
  arrived(flight: FlightId, host: HostName): void {
    const answers = this.flights.get(flight)?.answers;
    if (answers !== undefined) this.cause = { host, number: answers };
  }

  /** The number of a segment sent by `sender` because of what happened last on its host; a repeat stands beside what it repeats. */
  sent(flight: FlightId, host: HostName, sender: string, repeats: FlightId | null): string {
    const repeated = repeats === null ? undefined : this.flights.get(repeats);
    const current = this.cause?.host === host ? this.cause.number : undefined;
    const above = repeated?.above ?? current ?? this.lastOf.get(sender) ?? '0';
    const number = this.next(above);
    this.flights.set(flight, { answers: number, above });
    this.lastOf.set(sender, above);
    return number;
  }

  /** The number of a message that a segment draws from whoever could not deliver it. */
  below(flight: FlightId): string {
    return this.next(this.flights.get(flight)?.answers ?? '0');
  }

  /** Such a message came to `host`: what it sends now, it sends because of that. */
  told(number: string | undefined, host: HostName): void {
    if (number !== undefined) this.cause = { host, number };
  }

  private next(above: string): string {
    const count = (this.counts.get(above) ?? 0) + 1;
    this.counts.set(above, count);
    return `${above}.${count}`;
  }
}
