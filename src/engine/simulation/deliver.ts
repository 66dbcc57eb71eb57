import { getTable } from '../base/table.ts';
import { arrive, connectionFor, receiverOf } from '../kernel/arrive.ts';
import { arriveIcmp, concernedBy } from '../kernel/arrive-icmp.ts';
import type { Host } from '../kernel/host.ts';
import { filtered } from '../kernel/packet-filter.ts';
import { land } from '../network/carry.ts';
import { injectedSegment } from '../network/injection.ts';
import type { Flight } from '../network/network.ts';
import { filterReset } from '../tcp/index.ts';
import type { IcmpCode } from '../wire/icmp.ts';
import { answerTo, ICMP_OF } from './icmp-answer.ts';
import { enterKernel, inKernel, leaveKernel, lose, ownerOf, type Passage, plan } from './passage.ts';
import type { Event } from './world.ts';

/** A flight is at its end: the segment arrives, is turned away, or is lost. */
export function endFlight(passage: Passage, id: number): void {
  const flight = getTable(passage.world.network.flights, id);
  if (flight === undefined) return;
  passage.world.network = land(passage.world.network, id, passage.fresh);
  if (flight.lostBy !== null) {
    lose(passage, flight, flight.lostBy, flight.reaches);
    if (flight.lostBy === 'packet-too-big') sendIcmp(passage, flight, 'fragmentation-needed');
    return;
  }
  const receiver = passage.world.hosts[flight.to] as Host;
  if (receiver.power === 'off') {
    lose(passage, flight, 'host-down', 1);
    return;
  }
  const policy = filtered(receiver, flight.segment);
  if (policy !== null) {
    lose(passage, flight, policy === 'drop' ? 'filter-drops' : 'filter-rejects', 1);
    const reset = policy === 'tcp-reset' ? filterReset(flight.segment) : null;
    if (reset !== null) inKernel(passage, flight.to, (turn) => turn.transmit(null, reset, null));
    const code = ICMP_OF[policy];
    if (code !== null) sendIcmp(passage, flight, code);
    return;
  }
  const { from, to, segment } = flight;
  const turn = enterKernel(passage, to);
  const connection = connectionFor(turn, segment);
  const socket = receiverOf(turn, segment, connection);
  const rule = 'link-carries';
  turn.emit({ at: turn.now, flight: id, from, to, segment, kind: 'arrived', host: to, rule, socket });
  arrive(turn, segment, connection);
  leaveKernel(passage, turn);
}

/** Whoever could not deliver a segment tells its sender so. */
function sendIcmp(passage: Passage, flight: Flight, code: IcmpCode): void {
  const { world } = passage;
  const answer = answerTo(world.network, flight, code, world.now);
  if (answer === null) return;
  const { from, to, message, arrives } = answer;
  passage.trace.push({
    at: world.now,
    host: from === '' ? to : from,
    kind: 'icmp-sent',
    rule: 'icmp-tells',
    from,
    to,
    message,
    arrives,
  });
  plan(passage, arrives, { kind: 'icmp', from, to, message, sentAt: world.now });
}

/** An ICMP message arrives. */
export function takeIcmp(passage: Passage, { from, to, message, sentAt }: Extract<Event, { kind: 'icmp' }>): void {
  if (passage.world.hosts[to]?.power === 'off') return;
  inKernel(passage, to, (turn) => {
    const socket = concernedBy(turn, message);
    const unresolved = from === '' && message.code === 'host-unreachable';
    // The kernel's own failure to find an address is worth a word only to whoever still waits for it.
    if (unresolved && socket === null) return;
    const rule = unresolved ? 'address-unresolved' : 'icmp-tells';
    turn.emit({ at: turn.now, host: to, kind: 'icmp-arrived', rule, from, to, message, socket, sentAt });
    arriveIcmp(turn, message);
  });
}

/** A segment of a stranger's making arrives at once. */
export function inject(passage: Passage, index: number): void {
  const { network, hosts, now } = passage.world;
  const injection = network.injections?.[index];
  const from = injection === undefined ? undefined : hosts[injection.as];
  if (injection === undefined || from === undefined) return;
  const segment = injectedSegment(injection, network.seen ?? [], from.address);
  const to = segment === null ? null : ownerOf(passage.world, from.name, segment.destination.address);
  if (segment === null || to === null || hosts[to]?.power === 'off') return;
  const flight = network.nextFlight;
  passage.world.network = { ...network, nextFlight: flight + 1 };
  inKernel(passage, to, (turn) => {
    const connection = connectionFor(turn, segment);
    const socket = receiverOf(turn, segment, connection);
    const about = { at: now, flight, from: from.name, to, segment, host: to };
    turn.emit({ ...about, kind: 'injected', rule: 'segment-injected', socket });
    arrive(turn, segment, connection);
  });
}
