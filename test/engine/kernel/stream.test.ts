import { describe, expect, test } from 'vitest';
import { eventsOf, play, returnOf } from '../../support/play.ts';
import { LISTENER, PAIR } from './scenes.ts';

describe('send', () => {
  test('never connected, or listening: EPIPE (F10, F11)', () => {
    play(`${LISTENER}
      S send ls x MSG_NOSIGNAL   -> EPIPE send-epipe-listening
      C socket c
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-never-connected
    `);
  });

  test('without MSG_NOSIGNAL the signal ends the process, and its descriptors close (F10)', () => {
    const timeline = play(`${PAIR}
      C socket other
      C send other x
      S recv a 10                -> 0 recv-end-of-stream
    `);
    expect(eventsOf(timeline, 'process-ended')).toMatchObject([{ process: 'C', by: 'SIGPIPE' }]);
    expect(eventsOf(timeline, 'return').find(({ call }) => call.name === 'send')?.result.signal).toBe('SIGPIPE');
  });

  test('0 bytes: 0, and no segment (F47)', () => {
    const timeline = play(`${PAIR}
      C send c #0                -> 0 send-nothing
    `);
    expect(eventsOf(timeline, 'sent')).toHaveLength(3);
  });

  test('after the own shutdown: EPIPE (F28)', () => {
    play(`${PAIR}
      C shutdown c SHUT_WR       -> 0 shutdown-write
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-shutdown
    `);
  });

  test('after the peer closed: the first succeeds and draws a reset, the second fails (F33, F34)', () => {
    play(`${PAIR}
      S close a                  -> 0
      C send c x MSG_NOSIGNAL    -> 1
      C getsockopt c SO_ERROR    -> 0 =32
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-reset
      C recv c 10                -> 0
    `);
  });

  test('after a reset: ECONNRESET first, then EPIPE (F35)', () => {
    play(`${PAIR}
      S setsockopt a SO_LINGER 0
      S close a                  -> 0
      C send c x                 -> ECONNRESET send-econnreset
      C send c x MSG_NOSIGNAL    -> EPIPE send-epipe-reset
    `);
  });

  test('more than the buffers hold: it sleeps until the reader makes room, and returns the whole count', () => {
    const timeline = play(`${PAIR}
      C send c #400000           -> blocked
      S recv a 400000 MSG_WAITALL -> 400000
    `);
    expect(eventsOf(timeline, 'return').find(({ call }) => call.name === 'send')?.result.returns).toBe(400_000);
  });

  test('nonblocking: takes what fits, then EAGAIN; a reset ends a sleeping send with the count so far (F70, F72)', () => {
    const timeline = play(`${PAIR}
      C send c #1000000 MSG_DONTWAIT
      C send c #1000000 MSG_DONTWAIT
      C send c #1000000 MSG_DONTWAIT
      C send c #1000000 MSG_DONTWAIT -> EAGAIN send-eagain
      C send c #1000000          -> blocked
      S close a                  -> 0 close-reset
    `);
    const first = returnOf(timeline, 6)?.result.returns ?? 0;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(1_000_000);
  });
});

describe('recv', () => {
  test('gives bytes of a stream, not messages: two sends, one recv; a short recv leaves the rest (F46)', () => {
    play(`${PAIR}
      C send c ab                -> 2
      C send c cde               -> 3
      S recv a 4                 -> 4 recv-data "abcd"
      S recv a 100               -> 1 "e"
    `);
  });

  test('never connected, or listening: ENOTCONN (F11)', () => {
    play(`${LISTENER}
      S recv ls 10               -> ENOTCONN recv-enotconn-listening
      C socket c
      C recv c 10                -> ENOTCONN recv-enotconn
    `);
  });

  test('sleeps, and is woken by data, by the end, by a reset (F37)', () => {
    const ends = ['C send c hi', 'C close c', 'C connect c AF_UNSPEC'];
    const results = ends.map((end) => {
      const timeline = play(`${PAIR}
        S recv a 10              -> blocked
        ${end}
      `);
      const { result } = eventsOf(timeline, 'return').find(({ call }) => call.name === 'recv') ?? {};
      return result?.errno ?? result?.returns;
    });
    expect(results).toEqual([2, 0, 'ECONNRESET']);
  });

  test('0 at the end of the stream, again and again (F27)', () => {
    play(`${PAIR}
      C close c
      S recv a 10                -> 0 recv-end-of-stream
      S recv a 10                -> 0 recv-end-of-stream
    `);
  });

  test('nothing there: EAGAIN with MSG_DONTWAIT or O_NONBLOCK (F44)', () => {
    play(`${PAIR}
      S recv a 10 MSG_DONTWAIT   -> EAGAIN recv-eagain
      S fcntl a on
      S recv a 10                -> EAGAIN recv-eagain
    `);
  });

  test('MSG_PEEK leaves the bytes; MSG_WAITALL waits for all of them, or the end (F45, F86)', () => {
    play(`${PAIR}
      C send c abc
      S recv a 10 MSG_PEEK       -> 3 "abc"
      S recv a 10 MSG_WAITALL MSG_DONTWAIT -> 3 "abc"
      C send c abc
      S recv a 6 MSG_WAITALL     -> blocked
      C send c def
      S recv a 6 MSG_WAITALL     -> blocked
      C send c gh
      C close c
    `);
  });

  test('bytes that came before a reset are not lost; then ECONNRESET once, then 0 (F31)', () => {
    play(`${PAIR}
      C send c early             -> 5
      C connect c AF_UNSPEC      -> 0
      S recv a 10                -> 5 "early"
      S recv a 10                -> ECONNRESET
      S recv a 10                -> 0
    `);
  });

  test('length 0: 0 when data is there, else it sleeps (F47)', () => {
    play(`${PAIR}
      C send c x
      S recv a 0                 -> 0
      S recv a 10                -> 1
      S recv a 0                 -> blocked
    `);
  });

  test('after SHUT_RD: 0, yet what still comes can be read (F52, F91)', () => {
    play(`${PAIR}
      S shutdown a SHUT_RD       -> 0 shutdown-read
      S recv a 10                -> 0 recv-shut
      C send c abc               -> 3
      S recv a 10                -> 3 "abc"
      S recv a 10                -> 0
    `);
  });
});
