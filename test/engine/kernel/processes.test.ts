import { describe, expect, test } from 'vitest';
import { eventsOf, play, returnOf } from '../../support/play.ts';
import { worldAt } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { tableValues } from '../../../src/engine/base/table.ts';
import type { Host } from '../../../src/engine/kernel/host.ts';
import { LISTENER, PAIR } from './scenes.ts';

/** On which lines a FIN or RST was sent by a host, as `FIN 8`: the line is that of the last call made before. */
function endings(timeline: Timeline, host: string): string[] {
  const out: string[] = [];
  let line = -1;
  for (const event of timeline.trace.items) {
    if (event.kind === 'call') line = event.step ?? line;
    if (event.kind !== 'sent' || event.host !== host) continue;
    if (event.segment.flags.rst) out.push(`RST ${line}`);
    else if (event.segment.flags.fin) out.push(`FIN ${line}`);
  }
  return out;
}

const serverAtEnd = (timeline: Timeline): Host => worldAt(timeline, timeline.steps.length).hosts['server'] as Host;

// What the kernel of Linux answers to scripts of this kind is compared in test/cli/real-kernel.test.ts; here are the
// reasons that the trace gives, and what a kernel's answers cannot show.
describe('dup', () => {
  test('gives the lowest free number for the same description; only the last close ends the connection', () => {
    const timeline = play(`${PAIR}
      S dup a b                  -> 5 dup-done
      S close a                  -> 0 close-shared
      S dup b d                  -> 4
      S close d                  -> 0 close-shared
      S close b                  -> 0 close-done
    `);
    expect(endings(timeline, 'server')).toEqual(['FIN 10']);
  });

  test('dup2 closes what the number was; the same number is no work; out of range is EBADF', () => {
    const timeline = play(`${PAIR}
      S socket n
      S dup2 n a                 -> 4 dup2-replaces
      S dup2 n 9                 -> 9 dup2-done
      S dup2 n n                 -> 5 dup2-same
      S dup2 n 1024              -> EBADF dup2-ebadf-range
      S dup2 n -1                -> EBADF dup2-ebadf-range
      S dup2 77 n                -> EBADF ebadf-never-open
    `);
    expect(endings(timeline, 'server')).toEqual(['FIN 7']);
  });

  test('O_NONBLOCK belongs to the description, and so to both numbers', () => {
    play(`${PAIR}
      S dup a b
      S fcntl b on
      S recv a 10                -> EAGAIN
      S fcntl a off
      S recv b 10                -> blocked
    `);
  });

  test('a standard stream can be closed, and its number is given to the next socket', () => {
    play(`
      S close 0                  -> 0 close-standard
      S close 0                  -> EBADF ebadf-closed
      S socket s                 -> 0
      S dup 2 e                  -> 3
      S recv e 1                 -> ENOTSOCK
    `);
  });
});

describe('fork', () => {
  test('the child has a copy of the table, and the descriptions are counted', () => {
    const timeline = play(`${PAIR}
      S fork S2                  -> fork-done
      S2 close ls                -> 0 close-shared
      S2 socket n                -> 3
      S close a                  -> 0 close-shared
      C recv c 10                -> blocked
      S2 exit
    `);
    expect(endings(timeline, 'server')).toEqual(['FIN 11']);
    expect(returnOf(timeline, 10)?.rule).toBe('recv-end-of-stream');
    const [started] = eventsOf(timeline, 'process-started');
    expect(started).toMatchObject({ process: 'S2', parent: 'S', host: 'server' });
    expect(returnOf(timeline, 6)?.result.returns).toBe(started?.pid);
    expect(tableValues(serverAtEnd(timeline).descriptions).map(({ references }) => references)).toEqual([1]);
  });

  test('what the parent forgets to close keeps the connection open for ever', () => {
    const timeline = play(`${PAIR}
      S fork S2
      S2 send a "bye"
      S2 close a
      S2 exit
      C recv c 10                -> 3 "bye"
      C recv c 10                -> blocked
      wait 60000
    `);
    expect(endings(timeline, 'server')).toEqual([]);
    expect(returnOf(timeline, 11)).toBeUndefined();
  });

  test('SIGPIPE ends the child that wrote, not its parent', () => {
    const timeline = play(`${PAIR}
      S fork S2
      C close c
      S2 send a x                -> 1
      S2 send a x                -> EPIPE
      S getsockname ls           -> 0
    `);
    expect(eventsOf(timeline, 'process-ended').map(({ process, by }) => `${process} ${by}`)).toEqual(['S2 SIGPIPE']);
  });

  test('the host has room for so many processes', () => {
    const forks = Array.from({ length: 32 }, (_, index) => `T fork T${index}`);
    const timeline = play(forks.join('\n'));
    expect(returnOf(timeline, 30)?.rule).toBe('fork-done');
    expect(returnOf(timeline, 31)).toMatchObject({ rule: 'fork-eagain', result: { returns: -1, errno: 'EAGAIN' } });
  });

  test('a step of a child that was never forked is refused', () => {
    const timeline = play(`${LISTENER}
      S accept ls a
      S fork S2
      S2 close ls
    `);
    expect(eventsOf(timeline, 'refused').map(({ rule, process }) => `${process} ${rule}`)).toEqual([
      'S call-while-blocked',
      'S2 call-before-start',
    ]);
  });
});

describe('threads', () => {
  test('one connection wakes one thread in accept: the one that has slept longest', () => {
    const timeline = play(`${LISTENER}
      S thread t1                -> 0 thread-started
      S thread t2
      S/t2 accept ls x           -> blocked
      S/t1 accept ls y           -> blocked
      C socket c
      C connect c 10.0.0.2:8080
      C2 socket d
      C2 connect d 10.0.0.2:8080
    `);
    const accepted = eventsOf(timeline, 'return').filter(({ call }) => call.name === 'accept');
    expect(accepted.map(({ thread, result, step }) => `${thread} ${result.returns} ${step}`)).toEqual([
      '2 4 5',
      '1 5 6',
    ]);
  });

  test('of several threads in recv all wake, the longest sleeper first; who finds nothing sleeps on', () => {
    // On Linux it is up to the scheduler which of them is first: seen both ways.
    const timeline = play(`${PAIR}
      S thread t1
      S/t1 recv a 10
      S recv a 10
      C send c one
      C send c two
    `);
    expect(returnOf(timeline, 7)).toMatchObject({ thread: 1, result: { data: 'one' } });
    expect(returnOf(timeline, 8)).toMatchObject({ thread: 0, result: { data: 'two' } });
    expect(eventsOf(timeline, 'block').filter(({ step }) => step === 8)).toHaveLength(1);
  });

  test('close does not wake a thread that sleeps in the descriptor: it gets the data, and then the connection ends', () => {
    const timeline = play(`${PAIR}
      S thread t1
      S/t1 recv a 10
      S close a                  -> 0 close-while-in-use
      S socket n                 -> 4
      C send c "late"
      C recv c 10                -> 0
    `);
    expect(returnOf(timeline, 7)).toMatchObject({ result: { returns: 4, data: 'late' } });
    expect(endings(timeline, 'server')).toEqual(['FIN 10']);
  });

  test('shutdown wakes it', () => {
    const timeline = play(`${PAIR}
      S thread t1
      S/t1 recv a 10
      S shutdown a SHUT_RD
    `);
    expect(returnOf(timeline, 7)).toMatchObject({ result: { returns: 0 } });
  });

  test('a listener that was closed under an accept takes one more connection, no second', () => {
    play(`${LISTENER}
      S thread t1
      S/t1 accept ls a
      S close ls                 -> 0 close-while-in-use
      C socket c
      C connect c 10.0.0.2:8080  -> 0
      C2 socket d
      C2 connect d 10.0.0.2:8080 -> ECONNREFUSED
    `);
  });

  test('an accept that sleeps has its number already', () => {
    const timeline = play(`${LISTENER}
      S thread t1
      S/t1 accept ls a
      S socket x                 -> 5
      S recv 4 1                 -> EBADF
      C socket c
      C connect c 10.0.0.2:8080
    `);
    expect(returnOf(timeline, 4)?.result.returns).toBe(4);
  });

  test.each(['exit', 'kill'])('%s ends all threads, and what they slept in never returns', (call) => {
    const timeline = play(`${PAIR}
      S thread t1
      S/t1 recv a 10
      S close a
      S ${call}
      C recv c 10                -> 0
      S/t1 socket z
    `);
    expect(returnOf(timeline, 7)).toBeUndefined();
    expect(endings(timeline, 'server')).toEqual(['FIN 9']);
    expect(tableValues(serverAtEnd(timeline).descriptions)).toEqual([]);
    expect(eventsOf(timeline, 'refused').map(({ rule }) => rule)).toEqual(['call-after-end']);
  });

  test('SIGPIPE in one thread ends the whole process', () => {
    const timeline = play(`${PAIR}
      S thread t1
      S accept ls b
      C close c
      S/t1 send a x
      S/t1 send a x              -> EPIPE
      C2 socket d
      C2 connect d 10.0.0.2:8080 -> ECONNREFUSED
    `);
    expect(returnOf(timeline, 7)).toBeUndefined();
  });
});

describe('ports below 1024', () => {
  test('are for root, for its children and its threads', () => {
    play(`
      S socket s
      S bind s 10.0.0.2:80       -> EACCES bind-eacces
      ROOT fork S2
      S2 socket s
      S2 bind s 10.0.0.2:80      -> 0
      ROOT thread t
      ROOT/t socket s
      ROOT/t bind s 10.0.0.2:81  -> 0
    `);
  });
});
