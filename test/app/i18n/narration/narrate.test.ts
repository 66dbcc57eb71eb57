import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../../src/app/i18n/load.ts';
import { narrate } from '../../../../src/app/i18n/narration/narrate.ts';
import { act, traceEndAt, worldAt } from '../../../../src/engine/history/run.ts';
import type { Granularity, Timeline } from '../../../../src/engine/history/timeline.ts';
import type { Address } from '../../../../src/engine/wire/address.ts';
import { play } from '../../../support/play.ts';
import { headlines, scenario, told, toldOf } from './told.ts';

const PAIR = `
  S socket ls
  S bind ls 10.0.0.2:8080
  S listen ls 1
  C socket c
  C connect c 10.0.0.2:8080
  S accept ls a`;

describe('by call: what a call did, and what came of it', () => {
  it('tells the echo', async () => {
    const lines = headlines(await told(await scenario('echo'), 'call')).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'The server’s accept() sleeps until a connection is complete.',
        'The client has a socket: socket() returned descriptor 3 (c). The server sleeps in accept().',
        'The client’s connect() returned 0: both sides are ESTABLISHED. The server’s accept() returned 4 (a).',
        'The server’s recv() sleeps until bytes arrive.',
        'The client’s send() gave the kernel 5 bytes. The server’s recv() returned 5 bytes: "hello".',
      ]),
    );
  });

  it('tells it in Portuguese', async () => {
    const lines = headlines(await told(await scenario('echo'), 'call', 'pt-BR')).split('\n');
    expect(lines).toContain(
      'O connect() do cliente retornou 0: os dois lados estão em ESTABLISHED. O accept() do servidor retornou 4 (a).',
    );
  });

  it('explains a send by the copying into the buffer, and by Nagle only where it holds bytes back', async () => {
    const sent = await toldOf(play(`${PAIR}\nC send c "hello"`), 6);
    expect(sent).toMatchObject({
      why: 'send() copied the bytes into the kernel’s send buffer and returned; it does not wait for the peer.',
      rule: 'send-all',
      tone: 'success',
      remedy: null,
      citation: { label: 'send(2)', url: 'https://man7.org/linux/man-pages/man2/send.2.html' },
    });
  });

  it('explains the call by which TIME-WAIT begins with TIME-WAIT, and names who is in it', async () => {
    const closing = await toldOf(play(`${PAIR}\nC close c\nS close a\nS close ls`), 7);
    expect(closing.headline).toBe('The server closed descriptor 4 (a). The server is CLOSED, the client in TIME-WAIT.');
    expect(closing.rule).toBe('time-wait-start');
    expect(closing.why).toContain('the client keeps its port');
  });

  it('says that a segment was lost, and later that the timer sent it again', async () => {
    const presses = await told(await scenario('lost-segment'), 'call');
    const lost = presses.find(({ narration }) => narration?.rule === 'link-drops-by-pattern')?.narration;
    expect(lost?.headline).toBe('The client’s send() gave the kernel 5 bytes. The PSH ACK with 5 bytes was lost.');
    expect(lost?.tone).toBe('failure');
    expect(lost?.citation).toEqual({ label: 'the scenario', url: null });
    const again = presses.find(({ narration }) => narration?.rule === 'rto-expired')?.narration;
    expect(again?.headline).toContain('The server’s recv() returned');
  });

  it('says that the accept queue is full, not only that connect sleeps', async () => {
    const presses = await told(await scenario('backlog-full'), 'call');
    const full = presses.find(({ narration }) => narration?.rule === 'accept-queue-full-syn')?.narration;
    expect(full?.headline).toBe(
      'Client 2’s connect() sleeps until the SYN is answered. The server’s accept queue is full (2 of 2).',
    );
    expect(full?.remedy).toContain('backlog');
    expect(full?.citation?.label).toBe('listen(2)');
  });

  it('tells a send that the peer answers with a reset as a failure, and what comes next', async () => {
    const timeline = play(`${PAIR}\nS close a\nC send c "x"\nC send c "x" MSG_NOSIGNAL -> EPIPE`);
    const sent = await toldOf(timeline, 7);
    expect(sent).toMatchObject({
      headline:
        'The client’s send() gave the kernel 1 byte. The server’s kernel sent RST. The connection is over on both sides.',
      why: 'send() only fills the send buffer. The server no longer has this connection, so its kernel answered with RST; the next send() will fail with EPIPE.',
      tone: 'failure',
    });
    expect(sent.remedy).toContain('MSG_NOSIGNAL');
    const enviado = await toldOf(timeline, 7, 'pt-BR');
    expect(enviado.why).toContain('o seu kernel respondeu com RST; o próximo send() falhará com EPIPE');
  });

  it('tells a send to a machine that started anew by the new kernel, which has closed nothing', async () => {
    for (const [language, anew, blamesAClose] of [
      [
        'en',
        'The server started anew and knows nothing of this connection',
        /closed|unread|recv\(\) returns 0|shutdown/,
      ],
      [
        'pt-BR',
        'O servidor recomeçou do zero e nada sabe dessa conexão',
        /fech|não lidos|recv\(\) retornar 0|shutdown/,
      ],
    ] as const) {
      const presses = await told(await scenario('power-loss'), 'call', language);
      const sent = presses.find(({ narration }) => narration?.rule === 'closed-reset')?.narration;
      const received = presses.find(({ narration }) => narration?.rule === 'recv-econnreset')?.narration;
      for (const narration of [sent, received]) {
        expect(narration?.why).toContain(anew);
        expect(narration?.remedy).toMatch(/SO_KEEPALIVE.*TCP_USER_TIMEOUT/);
        expect(`${narration?.why} ${narration?.remedy}`).not.toMatch(blamesAClose);
      }
    }
  });

  it('cites for a descriptor that is not open the page of the call', async () => {
    for (const [call, page] of [
      ['recv 9 10', 'recv(2)'],
      ['connect -1 10.0.0.2:8080', 'connect(2)'],
      ['dup2 9 7', 'dup(2)'],
    ] as const) {
      const narration = await toldOf(play(`C ${call} -> EBADF`), 0);
      expect(narration).toMatchObject({ rule: 'ebadf-never-open', citation: { label: page } });
    }
  });

  it('tells a close that resets the connection as a failure', async () => {
    const closed = await toldOf(play(`${PAIR}\nC send c "unread"\nS close a`), 7);
    expect(closed).toMatchObject({ tone: 'failure', rule: 'close-reset' });
  });

  it('cites for a 0 after a reported reset what Linux does', async () => {
    const timeline = play(`${PAIR}\nC send c "unread"\nS close a\nC recv c 9 -> ECONNRESET\nC recv c 9 -> 0`);
    const again = await toldOf(timeline, 9);
    expect(again.citation?.label).toBe('Linux, recv(2)');
    expect(again.why).toContain('its error has been reported');
  });

  it('tells of all connections that leave TIME-WAIT in the last moment', async () => {
    const last = (await told(await scenario('accept-queue'), 'call')).at(-1)?.narration;
    expect(last?.headline).toBe('Client 1 and client 2 go from TIME-WAIT to CLOSED.');
    const ultimo = (await told(await scenario('accept-queue'), 'call', 'pt-BR')).at(-1)?.narration;
    expect(ultimo?.headline).toBe('O cliente 1 e o cliente 2 passam de TIME-WAIT a CLOSED.');
  });

  it('tells which of two processes on one host it was', async () => {
    const timeline = play(`
      S socket a
      S2 socket b
      S2 bind b 10.0.0.2:80
    `);
    expect((await toldOf(timeline, 2)).headline).toBe(
      'The bind() of process S2 on the server failed: EACCES (permission denied).',
    );
    expect((await toldOf(timeline, 2, 'pt-BR')).headline).toBe(
      'O bind() do processo S2 no servidor falhou: EACCES (permissão negada).',
    );
  });

  it('tells of the signal as well as of the error', async () => {
    const timeline = play(`
      C socket c
      C send c "x"
    `);
    const narration = await toldOf(timeline, 1);
    expect(narration.headline).toBe(
      'The client’s send() failed with EPIPE (broken pipe), and SIGPIPE ended the process.',
    );
    expect(narration.rule).toBe('send-epipe-never-connected');
    expect(narration.remedy).toContain('connect()');
    expect(narration.remedy).toContain('MSG_NOSIGNAL');
  });
});

describe('what to do next', () => {
  it.each([
    ['accept', `${PAIR}\nS accept ls b\nS recv a 9`, 'connect on a client', 'connect em um cliente'],
    ['recv', `${PAIR}\nS recv a 9\nS recv a 9`, 'send on the other side', 'send no outro lado'],
    ['send', `${PAIR}\nC send c #900000\nC recv c 9`, 'recv on the other side', 'recv no outro lado'],
    [
      'connect',
      `${PAIR}\nC socket d\nC connect d 10.0.0.2:8080\nC socket e\nC connect e 10.0.0.2:8080\nC recv c 9`,
      'Let time pass',
      'Deixe o tempo passar',
    ],
  ])('for a process that sleeps in %s fits that call', async (call, scene, remedy, remedio) => {
    const timeline = play(scene.replace('listen ls 1', 'listen ls 0'));
    const at = timeline.trace.items.findIndex(({ kind }) => kind === 'refused');
    const english = narrate(timeline.trace.items, at, at + 1, 'call', await loadMessages('en'));
    expect(english?.headline).toContain(`it sleeps in ${call}()`);
    expect(english?.why).toMatch(/^The (client|server) sleeps inside/);
    expect(english?.remedy).toContain(remedy);
    const portuguese = narrate(timeline.trace.items, at, at + 1, 'call', await loadMessages('pt-BR'));
    expect(portuguese?.headline).toContain(`ele dorme em ${call}()`);
    expect(portuguese?.remedy).toContain(remedio);
  });

  it('for an address that no machine has: nobody answers, and the SYN is repeated', async () => {
    const before = play('C socket c');
    const last = worldAt(before, before.steps.length);
    const timeline = act(
      before,
      { step: before.steps.items.length, time: last.now },
      {
        kind: 'call',
        process: 'C',
        call: { name: 'connect', fd: 3, address: '10.0.0.9' as Address, port: 80 },
        names: { fd: 'c', as: null },
      },
    );
    const { items } = timeline.trace;
    const from = items.findIndex((event) => event.kind === 'call' && event.call.name === 'connect');
    const to = items.findIndex((event, k) => k > from && event.kind === 'timer' && event.change === 'expired');
    const connecting = narrate(items, from, to, 'call', await loadMessages('en'));
    if (connecting === null) throw new Error('nothing is told of connect');
    expect(connecting.rule).toBe('no-such-host');
    expect(connecting.why).toContain('nobody answers');
    expect(connecting.why).toContain('EHOSTUNREACH');
    expect(connecting.remedy).toContain('Check the address');
  });

  it('for a process that SIGPIPE ended: how to go on', async () => {
    const ended = await toldOf(play('C socket c\nC send c "x"'), 1);
    expect(ended.remedy).toContain('MSG_NOSIGNAL');
    expect(ended.remedy).toContain('Undo (Ctrl+Z)');
  });
});

describe('what has ended', () => {
  const onWindow = async (timeline: Timeline, name: 'exit' | 'kill', by: Granularity) => {
    const { items } = timeline.trace;
    const from = items.findLastIndex((event) => event.kind === 'call' && event.call.name === name);
    return narrate(items, from, items.length, by, await loadMessages('en'));
  };

  it('goes on by itself where the script ended its program', async () => {
    const timeline = play('C socket c\nC exit');
    const ended = await onWindow(timeline, 'exit', 'call');
    expect(ended?.headline).toBe('The process of the client ended with exit().');
    expect(ended?.remedy).toBeNull();
    expect((await onWindow(timeline, 'exit', 'event'))?.remedy).toBeNull();
  });

  it.each(['exit', 'kill'] as const)('goes on with Undo where the hand made the %s', async (name) => {
    const before = play('C socket c');
    const at = { step: before.steps.items.length, time: worldAt(before, before.steps.length).now };
    const names = { fd: null, as: null };
    const timeline = act(before, at, { kind: 'call', process: 'C', call: { name }, names });
    expect((await onWindow(timeline, name, 'call'))?.remedy).toContain('Undo (Ctrl+Z)');
    expect((await onWindow(timeline, name, 'event'))?.remedy).toContain('Undo (Ctrl+Z)');
  });
});

it('says of fork() that it returns twice', async () => {
  for (const [language, twice] of [
    ['en', 'returned 3001 (S2). In the child the same fork() returns 0.'],
    ['pt-BR', 'retornou 3001 (S2). No filho, o mesmo fork() retorna 0.'],
  ] as const) {
    expect(headlines(await told(await scenario('fork-server'), 'call', language))).toContain(twice);
  }
});

it.each(['call', 'segment'] as const)('by %s, counts the repeats that a packet filter drops', async (by) => {
  const dropped = (await told(await scenario('firewall'), by)).flatMap(({ narration }) =>
    narration?.headline.startsWith('The packet filter of the server dropped') ? [narration.headline] : [],
  );
  expect(new Set(dropped).size).toBe(dropped.length);
  expect(dropped).toContain(
    'The packet filter of the server dropped the SYN from the client. Repeat 1; timeout in 980 ms.',
  );
  expect(dropped.some((headline) => headline.includes('Repeat 10; timeout in'))).toBe(true);
});

describe('by segment: what became of the last one', () => {
  it('tells an arrival with what it changed and the answer', async () => {
    const lines = headlines(await told(await scenario('echo'), 'segment')).split('\n');
    const first = lines.findIndex((line) => line.includes('On its way: SYN.'));
    expect(lines.slice(first, first + 4)).toEqual([
      'The client’s connect() sleeps until the SYN is answered. On its way: SYN. The client is in SYN-SENT.',
      'The client’s SYN reached the server. The server has a new connection in SYN-RECEIVED. The server answers with SYN ACK.',
      'The server’s SYN ACK reached the client. The client goes from SYN-SENT to ESTABLISHED. The client answers with ACK.',
      'The client’s ACK reached the server. The server goes from SYN-RECEIVED to ESTABLISHED.',
    ]);
  });

  it('tells a loss as a failure', async () => {
    const presses = await told(await scenario('lost-syn'), 'segment');
    const lost = presses.find(({ narration }) => narration?.rule === 'link-drops-by-pattern')?.narration;
    expect(lost?.headline).toBe('The SYN from the client was lost on its way to the server.');
    expect(lost?.tone).toBe('failure');
  });
});

describe('by event: the most telling of what happened at once', () => {
  it('prefers the return to what it set off', async () => {
    const presses = await told(await scenario('echo'), 'event');
    const rules = presses.map(({ narration }) => narration?.rule);
    expect(rules.slice(0, 4)).toEqual(['socket-created', 'bind-done', 'listen-done', 'blocks-connection']);
    expect(rules).toContain('connect-established');
    expect(rules).toContain('accept-done');
  });

  it('tells what the hand did to a segment', async () => {
    const timeline = await scenario('echo');
    const messages = await loadMessages('en');
    const k = timeline.steps.items.findIndex((_, index) => worldAt(timeline, index + 1).network.flights.size > 0) + 1;
    const forked = act(timeline, { step: k, time: worldAt(timeline, k).now }, { kind: 'drop', flight: 1 });
    const { items } = forked.trace;
    const at = items.findIndex((event) => event.kind === 'lost');
    expect(at).toBe(traceEndAt(timeline, k));
    expect(narrate(items, at, at + 1, 'event', messages)).toMatchObject({
      headline: 'You dropped the SYN on its way to the server.',
      rule: 'dropped-by-hand',
      citation: { label: 'your hand', url: null },
    });
  });
});

it('has nothing to say where nothing happened', async () => {
  const { trace } = await scenario('echo');
  const messages = await loadMessages('en');
  expect(narrate(trace.items, 4, 4, 'call', messages)).toBeNull();
  expect(narrate([], 0, 3, 'event', messages)).toBeNull();
});
