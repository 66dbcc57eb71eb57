import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../../src/app/i18n/load.ts';
import { narrate } from '../../../../src/app/i18n/narration/narrate.ts';
import { act } from '../../../../src/engine/history/run.ts';
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
        'The client’s connect() returned 0: it is connected to 10.0.0.2:8080. On the wire: SYN, SYN ACK, and ACK. Both sides are ESTABLISHED now. The server’s accept() woke up and returned descriptor 4 (a).',
        'The server’s recv() sleeps until bytes arrive.',
        'The client’s send() gave the kernel 5 bytes. On the wire: 5 bytes and ACK. The server’s recv() woke up and returned 5 bytes: "hello".',
      ]),
    );
  });

  it('tells it in Portuguese', async () => {
    const lines = headlines(await told(await scenario('echo'), 'call', 'pt-BR')).split('\n');
    expect(lines).toContain(
      'O connect() do cliente retornou 0: ele está conectado a 10.0.0.2:8080. Na rede: SYN, SYN ACK e ACK. Os dois lados estão agora em ESTABLISHED. O accept() do servidor acordou e retornou o descritor 4 (a).',
    );
  });

  it('explains a send by what TCP did with the bytes, not by the copying', async () => {
    const sent = await toldOf(play(`${PAIR}\nC send c "hello"`), 6);
    expect(sent).toMatchObject({
      headline: 'The client’s send() gave the kernel 5 bytes. On the wire: 5 bytes and ACK.',
      rule: 'send-text',
      tone: 'success',
      remedy: null,
      citation: { label: 'RFC 9293 §3.10.2', url: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.10.2' },
    });
    expect(sent.why).toMatch(/^Nothing is unacknowledged, so Nagle’s algorithm/);
  });

  it('explains the call by which TIME-WAIT begins with TIME-WAIT, and names who is in it', async () => {
    const closing = await toldOf(play(`${PAIR}\nC close c\nS close a\nS close ls`), 7);
    expect(closing.headline).toBe(
      'The server closed descriptor 4 (a). On the wire: FIN and ACK. The server is done with the connection and the client is in TIME-WAIT.',
    );
    expect(closing.rule).toBe('time-wait-start');
    expect(closing.why).toContain('the client keeps addresses and ports');
  });

  it('says that a segment was lost, and later that a probe carried it again', async () => {
    const presses = await told(await scenario('lost-segment'), 'call');
    const lost = presses.find(({ narration }) => narration?.rule === 'link-drops-by-pattern')?.narration;
    expect(lost?.headline).toContain('5 bytes, lost.');
    expect(lost?.tone).toBe('failure');
    expect(lost?.citation).toEqual({ label: 'the scenario', url: null });
    const again = presses.find(({ narration }) => narration?.rule === 'loss-probe')?.narration;
    expect(again?.headline).toMatch(/^The loss probe timer of the client ran out\. On the wire: 5 bytes and ACK\./);
  });

  it('says that the accept queue is full, not only that connect sleeps', async () => {
    const presses = await told(await scenario('backlog-full'), 'call');
    const full = presses.find(({ narration }) => narration?.rule === 'accept-queue-full-syn')?.narration;
    expect(full?.headline).toMatch(/^Client 2’s connect\(\) sleeps until the handshake is complete\./);
    expect(full?.remedy).toContain('backlog');
  });

  it('counts the segments when they are many', async () => {
    const timeline = play(`
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 1
      C socket c
      C connect c 10.0.0.2:8080
      C send c #20000
    `);
    expect((await toldOf(timeline, 5)).headline).toMatch(
      /^The client’s send\(\) gave the kernel 20,000 bytes\. On the wire: \d\d segments\./,
    );
    expect((await toldOf(timeline, 5, 'pt-BR')).headline).toMatch(/entregou ao kernel 20\.000 bytes\./);
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
      'The client’s send() failed with EPIPE (broken pipe), and the signal SIGPIPE ended the process.',
    );
    expect(narration.rule).toBe('send-epipe-never-connected');
    expect(narration.remedy).toContain('connect()');
    expect(narration.remedy).toContain('MSG_NOSIGNAL');
  });
});

describe('by segment: what became of the last one', () => {
  it('tells an arrival with what it changed and the answer', async () => {
    const lines = headlines(await told(await scenario('echo'), 'segment')).split('\n');
    const first = lines.findIndex((line) => line.includes('On its way: SYN.'));
    expect(lines.slice(first, first + 4)).toEqual([
      'The client’s connect() sleeps until the handshake is complete. On its way: SYN. The client is in SYN-SENT.',
      'The SYN from the client arrived at the server. A new connection of the server is in SYN-RECEIVED: it has answered a SYN and waits for the last ACK of the handshake. The server answers with a SYN ACK.',
      'The SYN ACK from the server arrived at the client. The client goes from SYN-SENT to ESTABLISHED: the connection is open, and bytes may flow both ways. The client answers with an ACK.',
      'The client’s connect() woke up and returned 0. The ACK from the client arrived at the server. The server goes from SYN-RECEIVED to ESTABLISHED: the connection is open, and bytes may flow both ways.',
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
    const k = timeline.steps.items.findIndex(({ world }) => world.network.flights.size > 0);
    const { world, traceEnd } = timeline.steps.items[k] as (typeof timeline.steps.items)[number];
    const forked = act(timeline, { step: k + 1, time: world.now }, { kind: 'drop', flight: 1 });
    const { items } = forked.trace;
    const at = items.findIndex((event) => event.kind === 'lost');
    expect(at).toBe(traceEnd);
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
