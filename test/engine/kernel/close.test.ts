import { describe, expect, test } from 'vitest';
import { eventsOf, play } from '../../support/play.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { LISTENER, PAIR } from './scenes.ts';

/** The state changes of each host, as `client FIN-WAIT-1>FIN-WAIT-2`. */
const states = (timeline: Timeline): string[] =>
  eventsOf(timeline, 'state').map(({ host, from, to }) => `${host} ${from}>${to}`);

const resets = (timeline: Timeline): number =>
  eventsOf(timeline, 'sent').filter(({ segment }) => segment.flags.rst).length;

describe('close', () => {
  test('the first closer goes through FIN-WAIT and TIME-WAIT, the other through CLOSE-WAIT and LAST-ACK (F27)', () => {
    const timeline = play(`${PAIR}
      C close c                  -> 0 close-done
      S recv a 10                -> 0
      S close a                  -> 0
    `);
    expect(states(timeline).slice(-7)).toEqual([
      'client ESTABLISHED>FIN-WAIT-1',
      'server ESTABLISHED>CLOSE-WAIT',
      'client FIN-WAIT-1>FIN-WAIT-2',
      'server CLOSE-WAIT>LAST-ACK',
      'client FIN-WAIT-2>TIME-WAIT',
      'server LAST-ACK>CLOSED',
      'client TIME-WAIT>CLOSED',
    ]);
  });

  test('with unread data it resets instead (F30)', () => {
    const timeline = play(`${PAIR}
      C send c hello
      S close a                  -> 0 close-reset
      C recv c 10                -> ECONNRESET
      C recv c 10                -> 0
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-reset
    `);
    expect(resets(timeline)).toBe(1);
    expect(states(timeline).join()).not.toContain('TIME-WAIT');
  });

  test('with SO_LINGER 0 it resets (F32)', () => {
    const timeline = play(`${PAIR}
      C setsockopt c SO_LINGER 0
      C close c                  -> 0
      S recv a 10                -> ECONNRESET
    `);
    expect(resets(timeline)).toBe(1);
  });

  test('a number that is not open: EBADF, closed already told apart from never open (F02)', () => {
    play(`
      S socket s                 -> 3
      S close s                  -> 0
      S close s                  -> EBADF ebadf-closed
      S recv 99 10               -> EBADF ebadf-never-open
      S listen -1 5              -> EBADF ebadf-never-open
      S send 1 x                 -> ENOTSOCK enotsock
      S socket t                 -> 3
    `);
  });

  test('of a socket in SYN-SENT: gone at once, nothing sent (F65)', () => {
    const timeline = play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 0
      C1 socket c
      C1 connect c 10.0.0.2:8080
      C socket c SOCK_NONBLOCK
      C connect c 10.0.0.2:8080  -> EINPROGRESS
      C close c                  -> 0
    `);
    expect(eventsOf(timeline, 'sent').at(-1)?.segment.flags.syn).toBe(true);
  });

  test('data that comes to a closed socket is answered by a reset (F79)', () => {
    const timeline = play(`${PAIR}
      C close c
      S send a x                 -> 1
      S send a y MSG_NOSIGNAL    -> EPIPE send-epipe-reset
    `);
    expect(resets(timeline)).toBe(1);
  });

  test('with unsent data it returns at once, and the kernel goes on alone (F71)', () => {
    play(`
      S socket ls
      S setsockopt ls SO_RCVBUF 4096
      S bind ls 10.0.0.2:8080
      S listen ls 1
      C socket c
      C connect c 10.0.0.2:8080
      S accept ls a
      C send c #12000            -> 12000
      C close c                  -> 0
      S recv a 12000 MSG_WAITALL -> 12000
      S recv a 10                -> 0
    `);
  });

  test('exit and kill close everything, and kill wakes no sleeper (F64, F66, F94)', () => {
    const timeline = play(`${PAIR}
      C exit
      S recv a 10                -> 0
      S accept ls b              -> blocked
      S kill
      C2 socket c
      C2 connect c 10.0.0.2:8080 -> ECONNREFUSED
      C socket d
    `);
    expect(eventsOf(timeline, 'process-ended').map(({ by }) => by)).toEqual(['exit', 'SIGKILL']);
    expect(eventsOf(timeline, 'refused')).toMatchObject([{ process: 'C', rule: 'call-after-end' }]);
  });
});

describe('shutdown', () => {
  test('half-close: the peer reads the end and can still send (F28, F77)', () => {
    play(`${PAIR}
      C shutdown c SHUT_WR       -> 0 shutdown-write
      S recv a 10                -> 0
      S send a answer            -> 6
      C recv c 10                -> 6 "answer"
      S close a                  -> 0
      C recv c 10                -> 0
      C getpeername c            -> ENOTCONN
      C shutdown c SHUT_WR       -> ENOTCONN shutdown-enotconn
    `);
  });

  test('both sides: TIME-WAIT at the first (F54); repeated: 0 (F53)', () => {
    const timeline = play(`${PAIR}
      C shutdown c SHUT_WR       -> 0
      C shutdown c SHUT_WR       -> 0 shutdown-again
      S shutdown a SHUT_WR       -> 0
      C recv c 10                -> 0
      S recv a 10                -> 0
    `);
    expect(states(timeline)).toContain('client FIN-WAIT-2>TIME-WAIT');
  });

  test('unconnected: ENOTCONN; a wrong direction: EINVAL (F26)', () => {
    play(`
      C socket c
      C shutdown c SHUT_WR       -> ENOTCONN shutdown-enotconn
      C shutdown c 7             -> EINVAL shutdown-einval
    `);
  });

  test('of a listener: SHUT_WR does nothing, SHUT_RD stops it, and it can listen again (F26)', () => {
    play(`${LISTENER}
      S shutdown ls SHUT_WR      -> 0
      C socket c
      C connect c 10.0.0.2:8080  -> 0
      S shutdown ls SHUT_RD      -> 0 shutdown-listener
      S accept ls a              -> EINVAL
      C recv c 10                -> ECONNRESET
      S listen ls 1              -> 0
      C2 socket d
      C2 connect d 10.0.0.2:8080 -> 0
    `);
  });

  test('SHUT_RDWR: data that comes then is answered by a reset (F78)', () => {
    play(`${PAIR}
      C shutdown c SHUT_RDWR     -> 0 shutdown-both
      S send a x                 -> 1
      C recv c 10                -> ECONNRESET
      S send a y MSG_NOSIGNAL    -> EPIPE
    `);
  });
});
