import { describe, test } from 'vitest';
import { play } from '../../support/play.ts';

describe('bind', () => {
  test('gives a name; getsockname tells it', () => {
    play(`
      S socket s
      S getsockname s            -> 0 0.0.0.0:0
      S bind s 10.0.0.2:8080     -> 0 bind-done
      S getsockname s            -> 0 10.0.0.2:8080
    `);
  });

  test('port 0 lets the kernel choose (F21)', () => {
    play(`
      S socket s
      S bind s 0.0.0.0:0         -> 0 bind-ephemeral
      S getsockname s            -> 0 0.0.0.0:*
    `);
  });

  test('a second name is refused, the same or another (F13)', () => {
    play(`
      S socket s
      S bind s 10.0.0.2:8080     -> 0
      S bind s 10.0.0.2:8080     -> EINVAL bind-einval-bound
      S bind s 10.0.0.2:8081     -> EINVAL bind-einval-bound
    `);
  });

  test('after connect it is refused (F13)', () => {
    play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 1
      C socket c
      C connect c 10.0.0.2:8080
      C bind c 10.0.0.1:6000     -> EINVAL bind-einval-connected
    `);
  });

  test("an address that is not the host's is refused (F18)", () => {
    play(`
      S socket s
      S bind s 10.0.0.1:8080     -> EADDRNOTAVAIL bind-eaddrnotavail
    `);
  });

  test('ports below 1024 are for root (F18, F19)', () => {
    play(`
      S socket s
      S bind s 10.0.0.2:80       -> EACCES bind-eacces
      ROOT socket s
      ROOT bind s 10.0.0.2:80    -> 0
    `);
  });

  test('a port that another socket has bound is refused; the socket can then be bound elsewhere (F14)', () => {
    play(`
      S socket a
      S bind a 10.0.0.2:8080     -> 0
      S socket b
      S bind b 10.0.0.2:8080     -> EADDRINUSE bind-eaddrinuse-bound
      S bind b 0.0.0.0:8080      -> EADDRINUSE bind-eaddrinuse-bound
      S bind b 10.0.0.2:8081     -> 0
    `);
  });

  test('SO_REUSEADDR on both: they share the port until one listens (F15, F16, F76)', () => {
    play(`
      S socket a
      S setsockopt a SO_REUSEADDR
      S bind a 10.0.0.2:8080     -> 0
      S socket b
      S setsockopt b SO_REUSEADDR
      S bind b 10.0.0.2:8080     -> 0
      S listen a 1               -> 0
      S listen b 1               -> EADDRINUSE listen-eaddrinuse
      S socket d
      S setsockopt d SO_REUSEADDR
      S bind d 0.0.0.0:8080      -> EADDRINUSE bind-eaddrinuse-listening
    `);
  });

  test('SO_REUSEPORT on both: both listen (F17)', () => {
    play(`
      S socket a
      S setsockopt a SO_REUSEPORT
      S bind a 10.0.0.2:8080
      S listen a 1               -> 0
      S socket b
      S setsockopt b SO_REUSEPORT
      S bind b 10.0.0.2:8080     -> 0
      S listen b 1               -> 0
    `);
  });

  const timeWaitAtServer = `
      S listen ls 5
      C socket c
      C connect c 10.0.0.2:8080
      S accept ls a
      S close a
      C close c
      S close ls
      S socket l2`;

  test('TIME-WAIT at the server holds the port, even against SO_REUSEADDR when the first listener had it not (F57)', () => {
    play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      ${timeWaitAtServer}
      S bind l2 10.0.0.2:8080    -> EADDRINUSE bind-eaddrinuse-time-wait
      S setsockopt l2 SO_REUSEADDR
      S bind l2 10.0.0.2:8080    -> EADDRINUSE bind-eaddrinuse-time-wait
      wait 61000
      S bind l2 10.0.0.2:8080    -> 0
    `);
  });

  test('with SO_REUSEADDR on the first listener and on the new one the port can be bound at once (F58)', () => {
    play(`
      S socket ls
      S setsockopt ls SO_REUSEADDR
      S bind ls 10.0.0.2:8080
      ${timeWaitAtServer}
      S bind l2 10.0.0.2:8080    -> EADDRINUSE bind-eaddrinuse-time-wait
      S setsockopt l2 SO_REUSEADDR
      S bind l2 10.0.0.2:8080    -> 0
      S listen l2 1              -> 0
    `);
  });

  test('an open accepted connection keeps the port (F60)', () => {
    play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 5
      C socket c
      C connect c 10.0.0.2:8080
      S accept ls a
      S close ls                 -> 0
      S socket l2
      S bind l2 10.0.0.2:8080    -> EADDRINUSE bind-eaddrinuse-connection
      C send c still             -> 5
      S recv a 10                -> 5 "still"
    `);
  });
});
