import { describe, expect, test } from 'vitest';
import type { FilterPolicy } from '../../../src/engine/trace/change.ts';
import type { ScriptNetwork } from '../../../src/programs/call-script.ts';
import { eventsOf, play, returnOf } from '../../support/play.ts';
import { LISTENER, PAIR } from '../kernel/scenes.ts';

const filtered = (policy: FilterPolicy, from_ms = 0): ScriptNetwork => ({
  filters: [{ host: 'server', port: 8080, policy, from_ms }],
});

describe('connect to a port that a packet filter guards (observed: Linux 6.18, iptables 1.8)', () => {
  test.each([
    ['tcp-reset', 'ECONNREFUSED connect-econnrefused'],
    ['icmp-port-unreachable', 'ECONNREFUSED connect-econnrefused'],
    ['icmp-host-prohibited', 'EHOSTUNREACH connect-ehostunreach'],
    ['icmp-admin-prohibited', 'EHOSTUNREACH connect-ehostunreach'],
  ] as const)('%s: %s, within one round trip, and the listener sees nothing', (policy, answer) => {
    const timeline = play(
      `${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080  -> ${answer}
      S accept ls a              -> blocked
      `,
      filtered(policy),
    );
    const returned = returnOf(timeline, 4);
    expect((returned?.at ?? 0) - (returned?.called ?? 0)).toBe(100);
    expect(eventsOf(timeline, 'lost').map(({ rule, progress }) => [rule, progress])).toEqual([['filter-rejects', 1]]);
  });

  test('drop: ETIMEDOUT after all repeats of the SYN', () => {
    const timeline = play(
      `${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080
      `,
      filtered('drop'),
    );
    const returned = returnOf(timeline, 4);
    expect(returned?.result.errno).toBe('ETIMEDOUT');
    expect((returned?.at ?? 0) / 1e6).toBeGreaterThan(126);
    expect(eventsOf(timeline, 'lost').every(({ rule }) => rule === 'filter-drops')).toBe(true);
  });

  test('another port is open, and this one too when the filter is lifted', () => {
    play(
      `${LISTENER}
      C socket c
      C connect c 10.0.0.2:9090  -> ECONNREFUSED
      C connect c 10.0.0.2:8080  -> ECONNREFUSED
      wait 300
      C connect c 10.0.0.2:8080  -> 0
      `,
      { filters: [{ host: 'server', port: 8080, policy: 'tcp-reset', to_ms: 200 }] },
    );
  });
});

describe('a connection that a packet filter begins to guard (observed, with TCP_USER_TIMEOUT 2 s)', () => {
  test.each([
    ['drop', 'ETIMEDOUT recv-etimedout'],
    ['icmp-port-unreachable', 'ECONNREFUSED recv-econnrefused-unreachable'],
    ['icmp-host-prohibited', 'EHOSTUNREACH recv-ehostunreach'],
  ] as const)('%s: it goes on trying, then %s, then EPIPE', (policy, answer) => {
    const timeline = play(
      `${PAIR}
      C setsockopt c TCP_USER_TIMEOUT 2000
      wait 100
      C send c hello             -> 5
      C recv c 10                -> blocked
      wait 5000
      C send c x MSG_NOSIGNAL    -> EPIPE
      `,
      filtered(policy, 50),
    );
    const [errno = '', rule = ''] = answer.split(' ');
    const returned = eventsOf(timeline, 'return').find(({ call }) => call.name === 'recv');
    expect([returned?.result.errno, returned?.rule]).toEqual([errno, rule]);
    expect(((returned?.at ?? 0) - (returned?.called ?? 0)) / 1e6).toBeGreaterThan(1.9);
  });

  test('tcp-reset: ECONNRESET at once', () => {
    play(
      `${PAIR}
      wait 100
      C send c hello             -> 5
      C recv c 10                -> ECONNRESET
      C send c x MSG_NOSIGNAL    -> EPIPE
      `,
      filtered('tcp-reset', 50),
    );
  });

  test('an acknowledgement makes it forget what ICMP said', () => {
    const timeline = play(
      `${PAIR}
      C setsockopt c TCP_USER_TIMEOUT 2000
      wait 100
      C send c hello             -> 5
      S recv a 10
      wait 3000
      C send c again
      C recv c 10                -> blocked
      wait 6000
      `,
      {
        filters: [
          { host: 'server', port: 8080, policy: 'icmp-host-prohibited', from_ms: 50, to_ms: 1000 },
          { host: 'server', port: 8080, policy: 'drop', from_ms: 2000 },
        ],
      },
    );
    const recvs = eventsOf(timeline, 'return').filter(({ call }) => call.name === 'recv');
    expect(recvs.map(({ result }) => result.data ?? result.errno)).toEqual(['hello', 'ETIMEDOUT']);
  });
});

describe('a machine without power', () => {
  const outage = (from_ms: number, to_ms?: number): ScriptNetwork => ({
    outages: [{ host: 'server', from_ms, ...(to_ms === undefined ? {} : { to_ms }) }],
  });

  test('takes its processes and sockets along, and sends no FIN and no RST', () => {
    const timeline = play(
      `${PAIR}
      C recv c 10                -> blocked
      wait 100
      S recv a 10
      `,
      outage(50),
    );
    expect(eventsOf(timeline, 'process-ended').map(({ process, by }) => [process, by])).toEqual([['S', 'power-loss']]);
    expect(eventsOf(timeline, 'sent').filter(({ at }) => at >= 50_000)).toEqual([]);
    expect(eventsOf(timeline, 'refused').map(({ rule }) => rule)).toEqual(['call-after-end']);
    expect(returnOf(timeline, 6)).toBeUndefined();
  });

  test('that returns answers old segments with RST: the send is taken, the next one gets ECONNRESET (observed)', () => {
    play(
      `${PAIR}
      wait 300
      C send c x                 -> 1
      C send c y MSG_NOSIGNAL    -> ECONNRESET send-econnreset
      C recv c 9                 -> 0
      C send c y MSG_NOSIGNAL    -> EPIPE send-epipe-reset
      `,
      outage(50, 200),
    );
  });

  test('has processes again that have made no call: old descriptors are unknown, the port is free', () => {
    play(
      `${PAIR}
      wait 300
      S recv a 10                -> EBADF ebadf-never-open
      S socket ls                -> 3
      S bind ls 10.0.0.2:8080    -> 0
      S listen ls 5              -> 0
      C socket d                 -> 4
      C connect d 10.0.0.2:8080  -> 0
      `,
      outage(50, 200),
    );
  });

  test('is noticed without sending only by keep-alive: ETIMEDOUT while it is off, ECONNRESET when it is back', () => {
    for (const [to, errno] of [[undefined, 'ETIMEDOUT'] as const, [2_000, 'ECONNRESET'] as const]) {
      const timeline = play(
        `${PAIR}
        C setsockopt c SO_KEEPALIVE 1
        C setsockopt c TCP_KEEPIDLE 1
        C setsockopt c TCP_KEEPINTVL 1
        C setsockopt c TCP_KEEPCNT 3
        C recv c 10              -> blocked
        wait 10000
        `,
        outage(100, to),
      );
      expect(returnOf(timeline, 10)?.result.errno).toBe(errno);
    }
  });

  test('gets no SYN: ETIMEDOUT; a cable that is out says as little', () => {
    for (const network of [outage(10), { partitions: [{ from_ms: 10, hosts: ['server'] }] }]) {
      const timeline = play(
        `${LISTENER}
        wait 50
        C socket c
        C connect c 10.0.0.2:8080
        `,
        network,
      );
      expect(returnOf(timeline, 5)?.result.errno).toBe('ETIMEDOUT');
    }
  });
});

describe('a link that is cut', () => {
  test('loses what is on it, and carries the repeat when it is whole again', () => {
    const timeline = play(
      `${PAIR}
      wait 100
      C send c hello
      S recv a 10
      `,
      {
        delay_ms: 10,
        partitions: [
          { from_ms: 145, to_ms: 300 },
          { from_ms: 200, to_ms: 400 },
        ],
      },
    );
    const sent = eventsOf(timeline, 'sent').find(({ segment }) => segment.payload === 'hello');
    const lost = eventsOf(timeline, 'lost').find(({ flight }) => flight === sent?.flight);
    expect(lost).toMatchObject({ at: 145_000, rule: 'link-down' });
    expect(lost?.progress).toBeGreaterThan(0);
    expect(lost?.progress).toBeLessThan(1);
    expect(eventsOf(timeline, 'link-changed').map(({ at, rule, peer }) => [at, rule, peer])).toEqual(
      [
        ['link-cut', 145_000],
        ['link-healed', 400_000],
      ].flatMap(([rule, at]) => ['server', 'third', 'third'].map((peer) => [at, rule, peer])),
    );
    expect(returnOf(timeline, 8)?.result.data).toBe('hello');
    expect(returnOf(timeline, 8)?.at).toBeGreaterThan(400_000);
  });
});
