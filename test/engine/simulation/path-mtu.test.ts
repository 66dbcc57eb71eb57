import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import type { TraceEventOf } from '../../../src/engine/trace/event.ts';
import { segmentBytes } from '../../../src/engine/wire/segment-size.ts';
import { eventsOf, play, returnOf } from '../../support/play.ts';
import { PAIR } from '../kernel/scenes.ts';

const sentBy = (timeline: Timeline, host: string): TraceEventOf<'sent'>[] =>
  eventsOf(timeline, 'sent').filter((event) => event.host === host);
const texts = (timeline: Timeline): number[] =>
  sentBy(timeline, 'client').flatMap(({ segment }) => (segment.payload.length === 0 ? [] : [segment.payload.length]));

describe('a router that passes packets of 1000 bytes only', () => {
  const stream = `${PAIR}
      C send c #6000
      wait 100
      S recv a 9999              -> 6000
      C socket d
      C connect d 10.0.0.2:8080  -> 0`;

  test('says so; what was too large goes again in pieces of 948 and 500 bytes, and the stream arrives whole (observed: Linux 6.18)', () => {
    const timeline = play(stream, { path_mtu: 1_000 });
    const lost = eventsOf(timeline, 'lost');
    expect(lost.map(({ rule, progress }) => [rule, progress])).toEqual(
      Array.from({ length: 4 }, () => ['packet-too-big', 0.5]),
    );
    const told = eventsOf(timeline, 'icmp-arrived');
    expect(told.map(({ message: { code, mtu }, from }) => [code, mtu, from])).toEqual(
      Array.from({ length: 4 }, () => ['fragmentation-needed', 1_000, '']),
    );
    expect(eventsOf(timeline, 'segment-size').map(({ bytes }) => bytes)).toEqual([948]);
    // The last piece takes the short segment behind it along (tcp_retrans_try_collapse).
    expect(texts(timeline)).toEqual([1448, 1448, 1448, 1448, 208, 948, 500, 948, 500, 948, 500, 948, 708]);
    expect(
      eventsOf(timeline, 'timer').filter(({ change, timer }) => change === 'expired' && timer === 'retransmission'),
    ).toEqual([]);
  });

  test('is remembered: the next connection announces an MSS of 960 (observed)', () => {
    const syns = sentBy(play(stream, { path_mtu: 1_000 }), 'client').filter(({ segment }) => segment.flags.syn);
    expect(syns.map(({ segment }) => segment.options.mss)).toEqual([1_460, 960]);
  });

  test('without a word is a black hole: the text is repeated until TCP gives up', () => {
    const timeline = play(
      `${PAIR}
      C setsockopt c TCP_USER_TIMEOUT 3000
      C send c #3000
      wait 10000
      C send c x MSG_NOSIGNAL    -> ETIMEDOUT
      `,
      { path_mtu: 1_000, black_hole: true },
    );
    expect(eventsOf(timeline, 'icmp-sent')).toEqual([]);
  });

  test('in one direction only is no matter for the other', () => {
    const timeline = play(
      `${PAIR}
      C send c #1400
      S recv a 9999              -> 1400
      S send a #1400
      wait 50
      C recv c 9999              -> 1400
      `,
      { path_mtu: { 'server->client': 700 } },
    );
    expect(texts(timeline)).toEqual([1_400]);
    expect(eventsOf(timeline, 'segment-size').map(({ host, bytes }) => [host, bytes])).toEqual([['server', 648]]);
  });
});

test('the interface of a host decides its MSS, and the smaller one holds for both', () => {
  const timeline = play(
    `${PAIR}
    C send c #3000
    wait 50
    S recv a 9999
    `,
    { mtu: { server: 1_000 } },
  );
  const mss = eventsOf(timeline, 'sent').flatMap(({ segment: { options } }) => options.mss ?? []);
  expect(mss).toEqual([1_460, 960]);
  expect(Math.max(...eventsOf(timeline, 'sent').map(({ segment }) => segmentBytes(segment)))).toBe(1_000);
  expect(returnOf(timeline, 8)?.result.returns).toBe(3_000);
});
