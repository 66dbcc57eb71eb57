import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { act, worldAt } from '../../../src/engine/history/run.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { afterReturn, renderStage, runScript, script, stepWhere } from '../../support/stage.tsx';

const echo = runScript(DEFAULT_SCRIPT);
const scenario = async (id: string) => {
  const found = SCENARIOS.find((one) => one.id === id);
  if (!found) throw new Error(`no scenario ${id}`);
  return runScript(await found.load());
};

const machine = (name: string) => within(screen.getByRole('region', { name }));
const card = (host: string, fd: string) => within(machine(host).getByRole('listitem', { name: fd }));
const buffers = (host: string, fd: string): (string | null)[] =>
  card(host, fd)
    .getAllByRole('img')
    .map((strip) => strip.getAttribute('aria-label'));
/** The line of source that the program stands on. */
const line = (host: string): string | null =>
  machine(host)
    .getByRole('list', { name: /C\+\+ source/ })
    .querySelector('[aria-current="step"]')?.textContent ?? null;

describe('the echo, call by call', () => {
  it('begins with two machines that have no socket, and a suggestion', async () => {
    await renderStage(echo, 0);
    for (const name of ['Client machine', 'Server machine']) {
      expect(machine(name).getByText(/No open socket/)).toBeVisible();
    }
    expect(screen.getByRole('button', { name: 'socket', description: /next in the script/ })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Network' })).toHaveTextContent('20 ms each way');
  });

  it('socket, bind, listen: a descriptor, its address, its queues', async () => {
    const { goTo } = await renderStage(echo, afterReturn(echo, 'S', 'socket'));
    expect(card('Server machine', 'fd 3').getByText('CLOSED')).toBeVisible();
    expect(card('Server machine', 'fd 3').getByText('not bound to an address')).toBeVisible();
    expect(line('Server machine')).toContain('socket(');
    goTo(afterReturn(echo, 'S', 'listen'));
    expect(card('Server machine', 'fd 3').getByText('LISTEN')).toBeVisible();
    expect(machine('Server machine').getByRole('list', { name: 'accept queue' })).toHaveTextContent('emptyempty');
    expect(line('Server machine')).toContain('listen(');
  });

  it('accept blocks, and says what it waits for', async () => {
    await renderStage(
      echo,
      stepWhere(echo, ({ kind }) => kind === 'block'),
    );
    expect(machine('Server machine').getByText(/^blocked: waits for a connection on fd 3$/)).toBeVisible();
    expect(line('Server machine')).toContain('blocked here');
  });

  it('send: five bytes in flight, then unread there and acknowledged here', async () => {
    const { goTo } = await renderStage(echo, afterReturn(echo, 'C', 'send'));
    expect(buffers('Client machine', 'fd 3')).toEqual([
      'send buffer: 5 bytes in flight, written by 1 send (5); hello',
      'receive buffer: empty',
    ]);
    expect(machine('Client machine').getByText('send(3, "hello", 5)')).toBeVisible();
    goTo(stepWhere(echo, ({ kind }) => kind === 'received'));
    expect(buffers('Server machine', 'fd 4')[1]).toBe('receive buffer: 5 bytes unread, written by 1 send (5); hello');
    goTo(stepWhere(echo, ({ kind }) => kind === 'acknowledged'));
    expect(buffers('Client machine', 'fd 3')[0]).toBe('send buffer: 5 bytes acknowledged, written by 1 send (5)');
  });

  it('recv takes them out', async () => {
    await renderStage(echo, afterReturn(echo, 'S', 'recv'));
    expect(buffers('Server machine', 'fd 4')[1]).toBe(
      'receive buffer: 5 bytes read, written by 1 send (5), read by 1 recv (5)',
    );
    expect(machine('Server machine').getByText('5 "hello"')).toBeVisible();
  });

  it('close: the descriptor leaves, and the kernel finishes alone', async () => {
    const { goTo } = await renderStage(echo, afterReturn(echo, 'C', 'close'));
    expect(machine('Client machine').queryByRole('listitem', { name: 'fd 3' })).toBeNull();
    const alone = within(machine('Client machine').getByRole('list', { name: 'the kernel alone' }));
    expect(alone.getByText('FIN-WAIT-1')).toBeVisible();
    goTo(stepWhere(echo, ({ kind, rule }) => kind === 'timer' && rule === 'time-wait-start'));
    expect(alone.getByText('TIME-WAIT')).toBeVisible();
    expect(alone.getByText('240 s left')).toBeVisible();
    goTo(echo.timeline.steps.length);
    expect(machine('Client machine').queryByText('TIME-WAIT')).toBeNull();
  });
});

describe('the TCP of a machine', () => {
  it('stands beside its name, and another can be chosen', async () => {
    const mixed = runScript({ ...DEFAULT_SCRIPT, profile: { client: 'textbook' }, congestion: { server: 'reno' } });
    const { profiles } = await renderStage(mixed, 0);
    const choice = (name: string) => screen.getByRole('combobox', { name });
    expect(choice('TCP of the client')).toHaveDisplayValue('textbook');
    expect(choice('TCP of the server')).toHaveDisplayValue('Linux, Reno');
    await userEvent.selectOptions(choice('TCP of the client'), 'Linux');
    expect(profiles).toEqual([['client', 'linux-cubic']]);
  });
});

describe('the segments so far', () => {
  it('leave out what is quiet, say of how many, and show them when asked', async () => {
    const bulk = runScript(
      script([
        { process: 'S', call: 'socket', as: 's' },
        { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
        { process: 'S', call: 'listen', fd: 's', backlog: 1 },
        { process: 'C', call: 'socket', as: 'c' },
        { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
        { process: 'C', call: 'send', fd: 'c', bytes: 14_000 },
      ]),
    );
    await renderStage(bulk, bulk.timeline.steps.length);
    const list = within(screen.getByRole('list', { name: 'Segments so far' }));
    const briefly = list.getAllByRole('listitem').length;
    const more = screen.getByRole('button', { name: 'Quiet segments, too' });
    const quiet = Number(more.textContent?.slice(1));
    expect(quiet).toBeGreaterThan(3);
    await userEvent.click(more);
    expect(list.getAllByRole('listitem')).toHaveLength(briefly + quiet);
  });
});

describe('a stream is no row of messages', () => {
  it('two sends become one recv, and a part of the third another', async () => {
    const run = await scenario('stream');
    const { goTo } = await renderStage(run, afterReturn(run, 'S', 'recv', 1));
    expect(buffers('Server machine', 'fd 4')[1]).toBe(
      'receive buffer: 12 bytes read, written by 2 sends (5 + 7), read by 1 recv (12)',
    );
    goTo(afterReturn(run, 'S', 'recv', 2));
    expect(buffers('Server machine', 'fd 4')[1]).toContain('written by 3 sends (5 + 7 + 10), read by 2 recvs (12 + 4)');
    expect(buffers('Server machine', 'fd 4')[1]).toContain('16 bytes read, 6 bytes unread');
  });
});

describe('a machine whose power is back', () => {
  it('has no program that ended well, until its process calls anew', async () => {
    const run = await scenario('power-loss');
    const server = () => machine('Server machine');
    const back = stepWhere(run, (event) => event.kind === 'power' && event.on);
    const { goTo } = await renderStage(run, back - 1);
    expect(server().getByText('gone with the power')).toBeVisible();
    goTo(back);
    expect(server().getByText('gone with the power')).toBeVisible();
    expect(server().getByText('gone')).toBeVisible();
    expect(server().queryByText('program over')).toBeNull();
    expect(server().queryByText('5 "hello"')).toBeNull();
    expect(line('Server machine')).toBeNull();
  });

  it('tells of a call that the program makes anew', async () => {
    const run = await scenario('power-loss');
    const back = stepWhere(run, (event) => event.kind === 'power' && event.on);
    const cursor = { step: back, time: worldAt(run.timeline, back).now };
    const socket = { name: 'socket', family: 'AF_INET', nonblocking: false } as const;
    const anew = act(run.timeline, cursor, { kind: 'call', process: 'S', call: socket, names: { fd: null, as: 's' } });
    const after = { script: run.script, timeline: anew };
    const made = stepWhere(after, (event) => event.kind === 'return' && event.process === 'S' && event.step === null);
    await renderStage(after, made);
    expect(machine('Server machine').queryByText('gone with the power')).toBeNull();
    expect(machine('Server machine').getByText('runs')).toBeVisible();
  });
});

describe('two clients', () => {
  it('wait in the accept queue in order of arrival, by name, each with its machine and toolbar', async () => {
    const run = await scenario('accept-queue');
    const { goTo, selected } = await renderStage(run, afterReturn(run, 'C2', 'connect') + 1);
    for (const name of ['Client 1 machine', 'Client 2 machine', 'Server machine'])
      expect(screen.getByRole('region', { name })).toBeVisible();
    expect(screen.getByRole('toolbar', { name: 'Calls of client 2' })).toBeVisible();
    const queue = () => within(machine('Server machine').getByRole('list', { name: 'accept queue' }));
    expect(
      queue()
        .getAllByRole('button')
        .map((entry) => entry.getAttribute('aria-label')),
    ).toEqual(['client 1, 10.0.0.1:40000', 'client 2, 10.0.0.2:40000']);
    queue()
      .getByRole('button', { name: /client 2/ })
      .click();
    expect(selected).toEqual([{ kind: 'socket', host: 'server', socket: expect.any(Number) as number }]);
    goTo(afterReturn(run, 'S', 'accept'));
    expect(queue().getAllByRole('button')).toHaveLength(1);
  });

  it('are told apart in the list of segments, by name for all', async () => {
    const run = await scenario('accept-queue');
    await renderStage(run, afterReturn(run, 'C2', 'connect'));
    const rows = within(screen.getByRole('list', { name: 'Segments so far' })).getAllByRole('button');
    const one = rows.find((row) => row.getAttribute('aria-label')?.startsWith('SYN ACK from server to client 1'));
    const two = rows.find((row) => row.getAttribute('aria-label')?.startsWith('SYN from client 2 to server'));
    expect(one).toHaveTextContent('client 1');
    expect(two).toHaveTextContent('client 2');
  });

  it('a single client needs no label', async () => {
    await renderStage(echo, afterReturn(echo, 'C', 'connect'));
    expect(screen.getByRole('list', { name: 'Segments so far' })).not.toHaveTextContent('client');
  });

  it('a full queue says so', async () => {
    const run = await scenario('backlog-full');
    const full = stepWhere(run, (event) => event.kind === 'queue' && event.change === 'refused');
    await renderStage(run, full);
    expect(machine('Server machine').getByText('full')).toBeVisible();
  });
});

describe('the wire', () => {
  it('carries a segment where time says, without rendering', async () => {
    const sent = stepWhere(echo, (event) => event.kind === 'sent' && event.segment.flags.syn);
    const { tick } = await renderStage(echo, sent);
    const capsule = within(screen.getByRole('list', { name: 'On the wire from client to server' })).getByRole(
      'listitem',
    );
    const start = worldAt(echo.timeline, sent).now;
    expect(capsule.style.getPropertyValue('--along')).toBe('0');
    tick(start + 5_000);
    expect(capsule.style.getPropertyValue('--along')).toBe('0.25');
  });

  it('flies from right to left in the other lane', async () => {
    const sent = stepWhere(echo, (event) => event.kind === 'sent' && event.from === 'server');
    await renderStage(echo, sent);
    const list = within(screen.getByRole('list', { name: 'On the wire from server to client' }));
    expect(list.getByRole('button', { name: 'SYN ACK from server to client, seq 0' })).toBeVisible();
    expect(list.getByRole('listitem').style.getPropertyValue('--along')).toBe('1');
  });

  it('names the scenario’s faults, and marks what was lost until something else flies', async () => {
    const run = await scenario('lost-segment');
    const lost = stepWhere(run, ({ kind }) => kind === 'lost');
    const { goTo } = await renderStage(run, lost);
    const network = within(screen.getByRole('region', { name: 'Network' }));
    expect(network.getByText('loses the 1st data segment from client')).toBeVisible();
    const wire = () => within(screen.getByRole('list', { name: 'On the wire from client to server' }));
    expect(wire().getByRole('button', { name: /\(lost\)/ })).toBeVisible();
    goTo(stepWhere(run, (event) => event.kind === 'sent' && event.repeats !== null));
    expect(wire().queryByRole('button', { name: /\(lost\)/ })).toBeNull();
    expect(wire().getByRole('button', { name: /\(again\)/ })).toBeVisible();
    expect(
      within(network.getByRole('list', { name: 'Segments so far' })).getByRole('button', { name: /lost/ }),
    ).toBeVisible();
  });
});

describe('a segment to an address that no machine has', () => {
  const run = runScript(
    script([
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.77', port: 8080 },
    ]),
  );

  it('flies on a wire of its own, that names the address and comes to nobody', async () => {
    const { goTo } = await renderStage(
      run,
      stepWhere(run, ({ kind }) => kind === 'sent'),
    );
    const network = within(screen.getByRole('region', { name: 'Network' }));
    const wire = within(
      network.getByRole('list', { name: 'On the wire from client to 10.0.0.77, an address that no machine has' }),
    );
    expect(wire.getByRole('button', { name: 'SYN from client to 10.0.0.77, seq 0' })).toBeVisible();
    expect(network.getByText('no machine')).toBeVisible();
    expect(
      within(network.getByRole('list', { name: 'On the wire from client to server' })).queryByRole('button'),
    ).toBeNull();
    goTo(stepWhere(run, ({ kind }) => kind === 'lost'));
    expect(wire.getByRole('button', { name: 'SYN from client to 10.0.0.77, seq 0 (lost)' })).toBeVisible();
  });
});

describe('a call that cannot be made', () => {
  it('is told on the line to the kernel, while the first one still sleeps', async () => {
    const step = stepWhere(echo, ({ kind }) => kind === 'block');
    const cursor = { step, time: worldAt(echo.timeline, step).now };
    const call = { kind: 'call', process: 'S', call: { name: 'close', fd: 3 }, names: { fd: 's', as: null } } as const;
    const run = { ...echo, timeline: act(echo.timeline, cursor, call) };
    await renderStage(
      run,
      stepWhere(run, ({ kind }) => kind === 'refused'),
    );
    expect(machine('Server machine').getByText(/close\(\) not made: the process sleeps/)).toBeVisible();
    expect(machine('Server machine').getByText(/^blocked: waits for a connection/)).toBeVisible();
  });

  it('and when its process has ended', async () => {
    const cursor = { step: 0, time: worldAt(echo.timeline, 0).now };
    const exit = { kind: 'call', process: 'S', call: { name: 'exit' }, names: { fd: null, as: null } } as const;
    const ended = act(echo.timeline, cursor, exit);
    const step = stepWhere({ ...echo, timeline: ended }, ({ kind }) => kind === 'process-ended');
    const again = { step, time: worldAt(ended, step).now };
    const run = { ...echo, timeline: act(ended, again, exit) };
    await renderStage(
      run,
      stepWhere(run, ({ kind }) => kind === 'refused'),
    );
    expect(machine('Server machine').getByText(/exit\(\) not made: the process has ended/)).toBeVisible();
    expect(machine('Server machine').getByText('ended: exit()')).toBeVisible();
  });
});

describe('what is pointed at', () => {
  it('a socket, on its card; a call, on the line to the kernel and in the source', async () => {
    const step = afterReturn(echo, 'C', 'send');
    const entered = echo.timeline.trace.items.find((event) => event.kind === 'call' && event.call.name === 'send');
    if (entered?.kind !== 'call') throw new Error('nothing was sent');
    const { unmount, selected } = await renderStage(echo, step, {
      selection: { kind: 'call', callId: entered.callId },
    });
    expect(machine('Client machine').getByRole('button', { name: /send\(3/, pressed: true })).toBeVisible();
    expect(document.querySelector('[data-selected="true"] code')).toHaveTextContent('send(');
    await userEvent.click(card('Client machine', 'fd 3').getByRole('button', { name: 'Select fd 3' }));
    const socket = selected.at(-1);
    expect(socket).toMatchObject({ kind: 'socket', host: 'client' });
    unmount();
    await renderStage(echo, step, { selection: socket ?? null });
    expect(card('Client machine', 'fd 3').getByRole('button', { name: 'Select fd 3', pressed: true })).toBeVisible();
  });
});

describe('in Portuguese', () => {
  it('the stage speaks it', async () => {
    await renderStage(
      echo,
      stepWhere(echo, ({ kind }) => kind === 'block'),
      { language: 'pt-BR' },
    );
    expect(screen.getByRole('region', { name: 'Máquina do servidor' })).toBeVisible();
    expect(screen.getByText('bloqueado: espera uma conexão no fd 3')).toBeVisible();
    expect(screen.getByRole('toolbar', { name: 'Chamadas do cliente' })).toBeVisible();
  });
});

describe('for everybody', () => {
  it('no axe violation while a segment flies and the inspector is open', async () => {
    const sent = stepWhere(echo, (event) => event.kind === 'sent' && event.segment.payload.length > 0);
    const flight = echo.timeline.trace.items.find((event) => event.kind === 'sent' && event.segment.payload.length > 0);
    if (flight?.kind !== 'sent') throw new Error('nothing was sent');
    const { container } = await renderStage(echo, sent, { selection: { kind: 'flight', flight: flight.flight } });
    // Selectors of what is found would not do in happy-dom; the element itself is in the report.
    const { violations } = await axe.run(container, {
      selectors: false,
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});
