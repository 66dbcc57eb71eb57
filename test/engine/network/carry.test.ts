import { describe, expect, it } from 'vitest';
import { type Bytes, filler } from '../../../src/engine/base/bytes.ts';
import { emptyTable } from '../../../src/engine/base/table.ts';
import { micros, milliseconds } from '../../../src/engine/base/time.ts';
import { carry } from '../../../src/engine/network/carry.ts';
import { changeLinks } from '../../../src/engine/network/change-link.ts';
import type { Fault, Link, Network } from '../../../src/engine/network/network.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { NO_OPTIONS, type Segment } from '../../../src/engine/wire/segment.ts';
import { sequenceNumber } from '../../../src/engine/wire/sequence-number.ts';

const CLIENT = { address: '10.0.0.1' as Address, port: 40_000 };
const SERVER = { address: '10.0.0.2' as Address, port: 8_080 };

const segment = (seq: number, length: number, on: Partial<Segment['flags']> = { ack: true }): Segment => ({
  source: CLIENT,
  destination: SERVER,
  seq: sequenceNumber(seq),
  ack: sequenceNumber(0),
  flags: { syn: false, ack: false, fin: false, rst: false, psh: false, ...on },
  window: 1_000,
  options: NO_OPTIONS,
  payload: length === 0 ? ('' as Bytes) : filler(length),
});
const SYN = segment(1_000, 0, { syn: true });

function networkWith(link: Partial<Link>, more: Partial<Network> = {}): Network {
  const plain: Link = {
    from: 'client',
    to: 'server',
    delay: milliseconds(20),
    bandwidth: null,
    busyUntil: micros(0),
    faults: [],
  };
  return { links: [{ ...plain, ...link }], flights: emptyTable(), nextFlight: 1, ...more };
}

const fault = (match: Partial<Fault['match']>, effect: Fault['effect'] = { kind: 'drop' }): Fault => ({
  match: { kind: 'any', nth: null, rate: 1, ...match },
  effect,
  matched: 0,
});

/** Sends these, each at its millisecond; what becomes of each. */
function sendAll(network: Network, segments: readonly (readonly [ms: number, segment: Segment])[], random = () => 0.5) {
  let current = network;
  return segments.map(([ms, item]) => {
    const carried = carry(current, item, 'client', 'server', milliseconds(ms), random);
    current = carried.network;
    return carried;
  });
}

const fates = (network: Network, segments: readonly (readonly [ms: number, segment: Segment])[]) =>
  sendAll(network, segments).map(({ flight }) => flight.lostBy);

describe('which segments a fault means', () => {
  const data = [1, 11, 21, 11].map((seq, index) => [index * 10, segment(1_000 + seq, 10)] as const);

  it('some by their number, or all from one on', () => {
    expect(fates(networkWith({ faults: [fault({ nth: [2] })] }), data).map(Boolean)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    const onwards = fault({ nth: [1], onwards: 3 });
    expect(fates(networkWith({ faults: [onwards] }), data).map(Boolean)).toEqual([true, false, true, true]);
    expect(fates(networkWith({ faults: [fault({ nth: null, onwards: 4 })] }), data).map(Boolean)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('those of a span of time', () => {
    const between = fault({ from: milliseconds(10), to: milliseconds(20) });
    expect(fates(networkWith({ faults: [between] }), data).map(Boolean)).toEqual([false, true, false, false]);
  });

  it('those of a place in the stream, or of one connection, once it has seen where that began', () => {
    const all = [[0, SYN] as const, ...data];
    const place = networkWith({ faults: [fault({ seq: 11 })] }, { seen: [] });
    expect(fates(place, all).map(Boolean)).toEqual([false, false, true, false, true]);
    const second = networkWith({ faults: [fault({ connection: 1 })] }, { seen: [] });
    const other = [5, segment(9_000, 0, { syn: true })] as const;
    expect(fates(second, [[0, SYN], [1, segment(1_001, 10)], other, [6, segment(9_001, 10)]]).map(Boolean)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('what a link does', () => {
  it('brings a damaged segment to the end of its way, where it counts for nothing', () => {
    const [carried] = sendAll(networkWith({ faults: [fault({}, { kind: 'corrupt' })] }), [[0, segment(1, 10)]]);
    expect(carried?.flight).toMatchObject({ lostBy: 'checksum-wrong', reaches: 1, endsAt: 20_000, fault: 'corrupt' });
  });

  it('puts segments on the wire one after the other, lets some wait, and drops what finds the queue full', () => {
    // 1000 bytes on the wire take 8 ms at 1 Mbit/s.
    const link = { bandwidth: 1_000_000, queueLimit: 2, waiting: [] };
    const big = segment(1, 960);
    const carried = sendAll(networkWith(link), [
      [0, big],
      [0, big],
      [0, big],
      [0, big],
      [9, big],
    ]);
    expect(carried.map(({ flight }) => flight.lostBy ?? flight.endsAt / 1_000)).toEqual([
      28,
      36,
      44,
      'link-queue-full',
      52,
    ]);
  });

  it('is late by chance when it has jitter, so that the later may come first', () => {
    const draws = [0.9, 0.1];
    const [first, second] = sendAll(
      networkWith({ jitter: milliseconds(10) }),
      [
        [0, segment(1, 10)],
        [1, segment(11, 10)],
      ],
      () => draws.shift() ?? 0,
    );
    expect([first?.flight.endsAt, second?.flight.endsAt]).toEqual([29_000, 22_000]);
  });

  it('passes nothing while it is cut, and everything when it has healed', () => {
    const choice = { host: 'server', peer: 'client', both: true } as const;
    const cut = changeLinks(networkWith({}), choice, { down: true });
    expect(fates(cut, [[0, segment(1, 10)]])).toEqual(['link-down']);
    expect(fates(changeLinks(cut, choice, { down: false }), [[0, segment(1, 10)]])).toEqual([null]);
  });

  it('loses the share that it is told to lose, of what no fault hits', () => {
    const draws = [0.05, 0.2];
    const lossy = networkWith({ loss: 0.1 });
    const sent = [0, 1].map((ms) => [ms, segment(1, 10)] as const);
    expect(sendAll(lossy, sent, () => draws.shift() ?? 1).map(({ flight }) => flight.lostBy)).toEqual([
      'link-loses',
      null,
    ]);
  });

  it('passes packets up to its MTU, headers included', () => {
    const narrow = networkWith({ mtu: 1_000 });
    expect(
      fates(narrow, [
        [0, segment(1, 960)],
        [0, segment(1, 961)],
      ]),
    ).toEqual([null, 'packet-too-big']);
  });

  it('becomes another only where the change is news', () => {
    const choice = { host: 'client', peer: null, both: false } as const;
    const plain = networkWith({});
    expect(changeLinks(plain, choice, { down: false, loss: 0, mtu: null, delay: milliseconds(20) })).toBe(plain);
    const changed = changeLinks(plain, choice, { mtu: 576, queueLimit: 3, bandwidth: 8_000, jitter: milliseconds(2) });
    expect(changed.links[0]).toMatchObject({ mtu: 576, queueLimit: 3, waiting: [], bandwidth: 8_000, jitter: 2_000 });
    expect(changeLinks(changed, choice, { mtu: null, queueLimit: null }).links[0]).not.toHaveProperty('waiting');
    expect(changeLinks(plain, { host: 'server', peer: 'client', both: false }, { down: true })).toBe(plain);
  });

  it('carries a SYN faster when it is told so, and no other segment', () => {
    const [syn, data] = sendAll(networkWith({ synAhead: milliseconds(3) }), [
      [0, SYN],
      [0, segment(1_001, 10)],
    ]);
    expect([syn?.flight.endsAt, data?.flight.endsAt]).toEqual([17_000, 20_000]);
  });
});
