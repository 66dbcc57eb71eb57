import { describe, expect, test } from 'vitest';
import { getTable } from '../../../src/engine/base/table.ts';
import { worldAt } from '../../../src/engine/history/run.ts';
import type { Host } from '../../../src/engine/kernel/host.ts';
import { eventsOf, play } from '../../support/play.ts';
import { LISTENER, PAIR } from './scenes.ts';

describe('listen', () => {
  test('without bind the kernel chooses the port, on every address (F20)', () => {
    play(`
      S socket ls
      S listen ls 1              -> 0 listen-unbound
      S getsockname ls           -> 0 0.0.0.0:*
    `);
  });

  test('a second listen changes the backlog (F23); a negative or huge one is cut to 4096 (F05)', () => {
    const timeline = play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls -1             -> 0 listen-done
      S listen ls 1              -> 0 listen-again
      S listen ls 100000         -> 0 listen-again
    `);
    const backlogs = timeline.steps.items.map((_, step) => {
      const server = worldAt(timeline, step + 1).hosts['server'] as Host;
      return getTable(server.sockets, 1);
    });
    expect(JSON.stringify(backlogs)).toContain('"backlog":4096');
    expect(JSON.stringify(backlogs)).toContain('"backlog":1,');
  });

  test('on a connected socket it is refused (F24), and on one whose connection was reset (F81)', () => {
    play(`${PAIR}
      C listen c 1               -> EINVAL listen-einval-connected
      S setsockopt a SO_LINGER 0
      S close a
      C listen c 1               -> EINVAL listen-einval-connected
    `);
  });
});

describe('accept', () => {
  test('gives the oldest complete connection a new descriptor and tells the peer (F38)', () => {
    play(`${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080  -> 0
      S accept ls a              -> 4 accept-done 10.0.0.1:*
    `);
  });

  test('sleeps until a connection is complete', () => {
    const timeline = play(`${LISTENER}
      S accept ls a              -> blocked
      C socket c
      C connect c 10.0.0.2:8080  -> 0
    `);
    expect(eventsOf(timeline, 'return').find(({ call }) => call.name === 'accept')?.result.returns).toBe(4);
  });

  test('on a socket that does not listen it is refused (F12)', () => {
    play(`${PAIR}
      S socket n
      S accept n x               -> EINVAL accept-einval
      S bind n 10.0.0.2:9000
      S accept n x               -> EINVAL accept-einval
      S accept a x               -> EINVAL accept-einval
    `);
  });

  test('with O_NONBLOCK and nobody there: EAGAIN; the flag is not inherited (F43)', () => {
    play(`${LISTENER}
      S fcntl ls on
      S accept ls a              -> EAGAIN accept-eagain
      C socket c
      C connect c 10.0.0.2:8080
      S accept ls a              -> 4
      S recv a 10                -> blocked
    `);
  });

  test('connections from several hosts come in the order of their arrival (F80)', () => {
    play(`
      S socket ls
      S bind ls 0.0.0.0:8080
      S listen ls 5
      T socket t
      C socket c
      T connect t 10.0.0.2:8080  -> 0
      C connect c 10.0.0.2:8080  -> 0
      S accept ls a              -> 4 10.0.0.3:*
      S accept ls b              -> 5 10.0.0.1:*
    `);
  });

  test('a connection that was reset in the queue is still accepted (F63)', () => {
    play(`${LISTENER}
      C socket c
      C setsockopt c SO_LINGER 0
      C connect c 10.0.0.2:8080  -> 0
      C close c                  -> 0
      S accept ls a              -> 4
      S getpeername a            -> ENOTCONN getpeername-enotconn
      S recv a 10                -> ECONNRESET recv-econnreset
    `);
  });
});

describe('the accept queue', () => {
  const FULL = `
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 1
      C1 socket c
      C2 socket c
      C3 socket c
      C1 connect c 10.0.0.2:8080 -> 0
      C2 connect c 10.0.0.2:8080 -> 0
      C3 connect c 10.0.0.2:8080 -> blocked`;

  test('holds backlog + 1 connections; a further SYN is dropped silently (F03)', () => {
    const timeline = play(FULL);
    const refused = eventsOf(timeline, 'queue').find(({ change }) => change === 'refused');
    expect(refused).toMatchObject({ rule: 'accept-queue-full-syn', length: 2, limit: 2 });
  });

  test('a dropped connect completes with the repeated SYN once there is room, not at accept (F06)', () => {
    play(`${FULL}
      S accept ls a              -> 4
      wait 900
      C3 getpeername c
      wait 200
      S accept ls b              -> 5
      S accept ls d              -> 6
    `);
  });

  test('backlog 0 lets exactly one connection wait (F04)', () => {
    play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 0
      C1 socket c
      C2 socket c
      C1 connect c 10.0.0.2:8080 -> 0
      C2 connect c 10.0.0.2:8080 -> blocked
    `);
  });

  test('closing the listener resets who waits in it (F61)', () => {
    play(`${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080  -> 0
      S close ls                 -> 0 close-listener
      C recv c 10                -> ECONNRESET recv-econnreset
      C2 socket d
      C2 connect d 10.0.0.2:8080 -> ECONNREFUSED connect-econnrefused
    `);
  });

  test('the client may send, and close, before anybody accepts (F62, F95)', () => {
    play(`${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080  -> 0
      C send c early             -> 5
      C close c                  -> 0
      S accept ls a              -> 4
      S recv a 100               -> 5 "early"
      S recv a 100               -> 0 recv-end-of-stream
    `);
  });
});
