import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { grewFrom, standing } from '../../support/grown.ts';
import { layOut, momentAt } from '../../support/sequence-diagram.ts';
import { calls, received, TraceBuilder } from '../../support/trace-builder.ts';

/** Two clients, one of them with two processes, and a server with two. */
const HOSTS = { C: 'client 1', D: 'client 1', E: 'client 2', S: 'server', T: 'server' } as const;
const CAST = castOf({
  hosts: ['client 1', 'client 2', 'server'].map((name, index) => ({
    name,
    address: `10.0.0.${index + 1}` as Address,
    profile: 'linux',
  })),
  processes: Object.entries(HOSTS).map(([name, host]) => ({ name, host, root: false })),
});

const PROCESSES = Object.keys(HOSTS) as (keyof typeof HOSTS)[];
const FLAGS = ['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK', 'RST ACK'] as const;

const TIMERS = ['retransmission', 'time-wait', 'persist', 'delayed-ack'] as const;

const happening = record({
  what: constantFrom(
    'call',
    'sleep',
    'return',
    'flow',
    'send',
    'send',
    'arrive',
    'arrive',
    'lose',
    'copy',
    'disturb',
    'set',
    'expire',
  ),
  which: nat(20),
  more: nat(20),
});

interface Happened {
  readonly events: readonly TraceEvent[];
  /** How long the trace was after each step. */
  readonly ends: readonly number[];
}

/** Whatever may happen, in an order in which it may: calls overlap, segments overtake each other, are lost, copied and repeated. */
function traceOf(happenings: readonly { what: string; which: number; more: number }[]): Happened {
  const built = new TraceBuilder(HOSTS);
  const inCall = new Set<string>();
  const ends = [0];
  const flying: number[] = [];
  let flights = 0;
  let now = 0;
  const all = [
    calls.socket(),
    calls.bind(3),
    calls.listen(3),
    calls.accept(3),
    calls.connect(3),
    calls.send(3, 'hello world'),
  ];
  for (const { what, which, more } of happenings) {
    now += more % 4;
    built.at(now);
    const process = PROCESSES[which % PROCESSES.length] ?? 'C';
    const flight = flying[which % Math.max(1, flying.length)];
    const land = (): void => void flying.splice(flying.indexOf(flight ?? 0), 1);
    // A call falls asleep in the step in which it enters the kernel.
    if ((what === 'call' || what === 'sleep') && !inCall.has(process)) {
      built.call(process, all[more % all.length] ?? calls.close(3));
      inCall.add(process);
      if (what === 'sleep') built.blocks(process);
    } else if (what === 'return' && inCall.has(process)) {
      built.returns(process, [0, 'EADDRNOTAVAIL' as const, received('hello world')][more % 3] ?? 0);
      inCall.delete(process);
    } else if (what === 'send') {
      const [client, server] = [more % 2 === 0 ? 'client 1' : 'client 2', 'server'];
      const [from, to] = which % 2 === 0 ? [client, server] : [server, client];
      const flags = FLAGS[more % FLAGS.length] ?? 'ACK';
      built.sends(++flights, from, to, flags, {
        arrives: now + 20,
        repeats: more % 5 === 0 && flights > 1 ? flights - 1 : null,
        relative: { seq: more * 1000, ack: which },
        ...(flags === 'PSH ACK' ? { data: 'hello world' } : {}),
      });
      flying.push(flights);
    } else if (what === 'flow') {
      for (let each = 0; each < which % 4; each++) {
        built.sends(++flights, 'client 1', 'server', 'PSH ACK', { arrives: now + 20, data: 'hello world' });
        flying.push(flights);
      }
    } else if (what === 'arrive' && flight !== undefined) {
      built.arrives(flight);
      land();
    } else if (what === 'lose' && flight !== undefined) {
      built.isLost(flight, more / 20);
      land();
    } else if (what === 'copy' && flight !== undefined) {
      built.copies(++flights, flight, now + 30);
      flying.push(flights);
    } else if (what === 'disturb') {
      built.loses(HOSTS[process], more % 2 === 0 ? 'power' : 'link');
    } else if (what === 'set' || what === 'expire') {
      const timer = TIMERS[more % TIMERS.length] ?? 'persist';
      const change = what === 'set' ? 'started' : more % 3 === 0 ? 'stopped' : 'expired';
      built.timer(HOSTS[process], timer, change, what === 'set' ? now + which * 100 : undefined);
    }
    ends.push(built.events.length);
  }
  return { events: built.events, ends };
}

const anyTrace = array(happening, { minLength: 5, maxLength: 60 }).map(traceOf);
const RUNS = { seed: 20250, numRuns: 120 };

test.each(['calls', 'segments', 'detailed'] as const)(
  'whatever happens, no text is covered or run through: %s',
  (detail) => {
    assert(
      property(anyTrace, constantFrom(700, 1100), ({ events }, width) => {
        const layout = layOut(events, { detail, cast: CAST, width });
        expect(overlaps(layout.draw(momentAt(events)), fixedMeasure)).toEqual([]);
        const half = Math.floor(events.length / 2);
        expect(overlaps(layout.draw(momentAt(events, half)), fixedMeasure)).toEqual([]);
      }),
      RUNS,
    );
  },
);

test.each(['calls', 'segments', 'detailed'] as const)('whatever happens, it adds and never moves: %s', (detail) => {
  assert(
    property(anyTrace, ({ events, ends }) => {
      const layout = layOut(events, { detail, cast: CAST, width: 900 });
      let before = standing([]);
      for (const count of ends) {
        const now = standing(layout.draw(momentAt(events, count)).shapes);
        expect([...before].filter(([key, shape]) => !grewFrom(shape, now.get(key)))).toEqual([]);
        before = now;
      }
    }),
    RUNS,
  );
});
