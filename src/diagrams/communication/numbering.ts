import type { CallId, FlightId, HostName } from '../../engine/trace/event.ts';

/**
 * The sequence numbers of messages (UML 2.5.1 §17.9.3): a call is 6; the segments it sends 6.1, 6.2; the answers that a
 * segment draws from either side 6.1.1, 6.1.2, in the order of time and no deeper; its return the next below 6.
 */
export class Numbering {
  private calls = 0;
  private readonly numbers = new Map<CallId, string>();
  private readonly below = new Map<string, number>();
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
    // Answers to an answer are counted with it, so that numbers stay short.
    const answers = above.includes('.') ? above : number;
    this.flights.set(flight, { answers, above });
    this.lastOf.set(sender, above);
    return number;
  }

  /** A further consequence of a call: its return. */
  caused(call: CallId): string {
    return this.next(this.ofCall(call));
  }

  private next(above: string): string {
    const count = (this.below.get(above) ?? 0) + 1;
    this.below.set(above, count);
    return `${above}.${count}`;
  }
}
