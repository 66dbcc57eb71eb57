import { describe, expect, test } from 'vitest';
import { eventsOf, play, returnOf } from '../../support/play.ts';
import { LISTENER, PAIR } from './scenes.ts';

describe('connect', () => {
  test('names both ends (F22)', () => {
    play(`${PAIR}
      C getsockname c            -> 0 10.0.0.1:*
      C getpeername c            -> 0 10.0.0.2:8080
      S getpeername a            -> 0 10.0.0.1:*
      S getpeername ls           -> ENOTCONN getpeername-enotconn
    `);
  });

  test('nobody listens: refused at once, and the socket can be used again (F08)', () => {
    play(`
      C socket c
      C connect c 10.0.0.2:8080  -> ECONNREFUSED connect-econnrefused
      C getsockopt c SO_ERROR    -> 0 =0
      C getpeername c            -> ENOTCONN
      C recv c 10                -> ENOTCONN recv-enotconn
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-never-connected
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 1
      C connect c 10.0.0.2:8080  -> 0 connect-established
    `);
  });

  test('port 0 is nobody (F87)', () => {
    play(`
      C socket c
      C connect c 10.0.0.2:0     -> ECONNREFUSED
    `);
  });

  test('a second time: EISCONN, also to another address (F25), also after a reset (F81)', () => {
    play(`${PAIR}
      C connect c 10.0.0.2:8080  -> EISCONN connect-eisconn
      C connect c 10.0.0.2:9999  -> EISCONN connect-eisconn
      S setsockopt a SO_LINGER 0
      S close a
      C connect c 10.0.0.2:8080  -> EISCONN connect-eisconn-ended
      C connect c AF_UNSPEC      -> 0 connect-unspec
      C connect c 10.0.0.2:8080  -> 0
    `);
  });

  test('on a listener: EISCONN (F11)', () => {
    play(`${LISTENER}
      S connect ls 10.0.0.1:9    -> EISCONN connect-eisconn-listening
    `);
  });

  test('AF_UNSPEC resets the connection and frees the socket (F67)', () => {
    play(`${PAIR}
      C connect c AF_UNSPEC      -> 0
      S recv a 10                -> ECONNRESET
      C connect c 10.0.0.2:8080  -> 0
    `);
  });

  test('nonblocking: EINPROGRESS, then 0 once, then EISCONN (F39)', () => {
    play(`${LISTENER}
      C socket c SOCK_NONBLOCK
      C connect c 10.0.0.2:8080  -> EINPROGRESS connect-einprogress
      C connect c 10.0.0.2:8080  -> 0
      C connect c 10.0.0.2:8080  -> EISCONN
    `);
  });

  test('nonblocking into a full queue: EALREADY while it lasts (F40)', () => {
    play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 0
      C1 socket c
      C1 connect c 10.0.0.2:8080
      C socket c SOCK_NONBLOCK
      C connect c 10.0.0.2:8080  -> EINPROGRESS
      C connect c 10.0.0.2:8080  -> EALREADY connect-ealready
      C send c x                 -> EAGAIN send-eagain
      C recv c 10                -> EAGAIN recv-eagain
      C getpeername c            -> ENOTCONN
    `);
  });

  test('nonblocking and refused: who fetches the error decides what the next connect says (F41, F42, F82)', () => {
    play(`
      C socket c SOCK_NONBLOCK
      C connect c 10.0.0.2:8080  -> EINPROGRESS
      C getsockopt c SO_ERROR    -> 0 =111
      C getsockopt c SO_ERROR    -> 0 =0
      C connect c 10.0.0.2:8080  -> ECONNABORTED connect-econnaborted
      C connect c 10.0.0.2:8080  -> EINPROGRESS
      C connect c 10.0.0.2:8080  -> ECONNREFUSED
      C connect c 10.0.0.2:8080  -> EINPROGRESS
      C recv c 10                -> ECONNREFUSED recv-econnrefused
      C connect c 10.0.0.2:8080  -> ECONNABORTED
    `);
  });

  test('two sockets of one port cannot reach the same peer (F68)', () => {
    play(`${LISTENER}
      C socket c
      C setsockopt c SO_REUSEADDR
      C bind c 10.0.0.1:6001
      C connect c 10.0.0.2:8080  -> 0
      C socket d
      C setsockopt d SO_REUSEADDR
      C bind d 10.0.0.1:6001     -> 0
      C connect d 10.0.0.2:8080  -> EADDRNOTAVAIL connect-eaddrnotavail-in-use
    `);
  });

  test('a bound socket takes the place of its own TIME-WAIT (F85)', () => {
    play(`${LISTENER}
      C socket c
      C setsockopt c SO_REUSEADDR
      C bind c 10.0.0.1:6001
      C connect c 10.0.0.2:8080
      S accept ls a
      C close c
      S close a
      C socket d
      C setsockopt d SO_REUSEADDR
      C bind d 10.0.0.1:6001     -> 0
      C connect d 10.0.0.2:8080  -> 0
    `);
  });

  test('a new SYN from a port in TIME-WAIT at the server is welcome (F84)', () => {
    play(`${LISTENER}
      C socket c
      C bind c 10.0.0.1:6001
      C connect c 10.0.0.2:8080
      S accept ls a
      S close a
      C close c
      C socket d
      C bind d 10.0.0.1:6001     -> 0
      C connect d 10.0.0.2:8080  -> 0
    `);
  });

  test('between two processes of one host (F75), and to itself (F55)', () => {
    play(`
      S socket ls
      S bind ls 0.0.0.0:8080
      S listen ls 1
      S2 socket c
      S2 connect c 10.0.0.2:8081 -> ECONNREFUSED
      S2 connect c 10.0.0.2:8080 -> 0
      S2 getpeername c           -> 0 10.0.0.2:8080
      C socket c
      C bind c 10.0.0.1:7007
      C connect c 10.0.0.1:7007  -> 0
      C send c echo              -> 4
      C recv c 10                -> 4 "echo"
    `);
  });

  test('every SYN lost: it sleeps through the repeats and gives up with ETIMEDOUT', () => {
    const timeline = play(
      `${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080  -> blocked
    `,
      { faults: [{ match: 'syn', action: 'drop' }] },
    );
    // tcp_syn_retries 6 and tcp_syn_linear_timeouts 4: ten repeats of the first.
    expect(eventsOf(timeline, 'sent')).toHaveLength(11);
    expect(returnOf(timeline, 4)?.result.errno).toBe('ETIMEDOUT');
  });
});
