import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/engine/posix/call.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { act, worldAt } from '../../../src/engine/history/run.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { afterReturn, type Run, renderStage, runScript, script, stepWhere } from '../../support/stage.tsx';

const echo = runScript(DEFAULT_SCRIPT);
const LISTENING = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
  { process: 'S', call: 'listen', fd: 's', backlog: 5 },
] as const;
const toolbar = (name: string) => within(screen.getByRole('toolbar', { name }));
const press = async (bar: string, call: string) => userEvent.click(toolbar(bar).getByRole('button', { name: call }));
const form = () => within(screen.getByRole('form'));

describe('the toolbar', () => {
  it('has every call, none of them disabled', async () => {
    await renderStage(echo, 0);
    for (const name of ['socket', 'bind', 'listen', 'connect', 'accept', 'send', 'recv', 'shutdown', 'close'])
      expect(toolbar('Calls of client').getByRole('button', { name })).toBeEnabled();
    expect(toolbar('Calls of client').queryByRole('button', { name: 'getsockname' })).toBeNull();
    await press('Calls of client', 'More calls');
    for (const name of ['getsockname', 'getpeername', 'setsockopt', 'exit', 'kill'])
      expect(toolbar('Calls of client').getByRole('button', { name })).toBeEnabled();
  });

  it('has the others in groups, by what they are for', async () => {
    await renderStage(echo, 0);
    await press('Calls of client', 'More calls');
    const group = (name: string) => within(toolbar('Calls of client').getByRole('group', { name }));
    const calls = (name: string) =>
      group(name)
        .getAllByRole('button')
        .map((one) => one.textContent);
    expect(calls('waiting')).toEqual(['poll', 'select', 'epoll_create1', 'epoll_ctl', 'epoll_wait']);
    expect(calls('bytes')).toEqual(['read', 'write']);
  });

  it('marks the disclosure while the script’s next call is behind it', async () => {
    const run = runScript(script([...LISTENING, { process: 'S', call: 'poll', fds: [], timeout: 0 }]));
    await renderStage(run, afterReturn(run, 'S', 'listen'));
    expect(toolbar('Calls of server').getByRole('button', { description: /next/ })).toHaveAccessibleName('More calls');
    await press('Calls of server', 'More calls');
    expect(toolbar('Calls of server').getByRole('button', { description: /next/ })).toHaveAccessibleName('poll');
  });

  it('has dup2 take the lowest number that is free, and never the program’s stdin', async () => {
    await renderStage(echo, afterReturn(echo, 'S', 'accept'));
    await press('Calls of server', 'More calls');
    await press('Calls of server', 'dup2');
    expect(form().getByRole('textbox', { name: /new/ })).toHaveValue('5');
  });

  it('suggests the script’s next call, on its process only', async () => {
    await renderStage(echo, afterReturn(echo, 'S', 'socket'));
    expect(toolbar('Calls of server').getByRole('button', { description: /next/ })).toHaveTextContent('bind');
    expect(toolbar('Calls of client').queryByRole('button', { description: /next/ })).toBeNull();
  });
});

it('opens no form for a call that the exercise does not allow', async () => {
  await renderStage(echo, 0, { allowed: ['bind'] });
  await press('Calls of client', 'socket');
  expect(screen.queryByRole('form')).toBeNull();
  expect(toolbar('Calls of client').getByRole('button', { name: 'socket' })).toBeEnabled();
  await press('Calls of client', 'bind');
  expect(screen.getByRole('form')).toBeInTheDocument();
});

describe('after calls by hand', () => {
  const byHand = (run: Run, step: number, call: Call, fd: string | null): Run => {
    const cursor = { step, time: worldAt(run.timeline, step).now };
    const action = { kind: 'call', process: 'S', call, names: { fd, as: null } } as const;
    return { ...run, timeline: act(run.timeline, cursor, action) };
  };
  const suggested = (name: string) => toolbar(name).queryByRole('button', { description: /next/ });
  const bound = afterReturn(echo, 'S', 'bind');

  it('the script’s next is suggested while its socket is fit for it', async () => {
    const run = byHand(echo, bound, { name: 'getsockname', fd: 3 }, 's');
    await renderStage(run, afterReturn(run, 'S', 'getsockname'));
    expect(suggested('Calls of server')).toHaveTextContent('listen');
  });

  it('a socket is suggested when none is open', async () => {
    const run = byHand(echo, bound, { name: 'close', fd: 3 }, 's');
    await renderStage(run, afterReturn(run, 'S', 'close'));
    expect(suggested('Calls of server')).toHaveTextContent('socket');
  });

  it('nothing is suggested that would fail on the sockets there are', async () => {
    const run = byHand(echo, bound, { name: 'connect', fd: 3, address: '10.0.0.2' as Address, port: 8080 }, 's');
    await renderStage(run, run.timeline.steps.length);
    expect(suggested('Calls of server')).toBeNull();
  });
});

describe('a call by hand', () => {
  it('a press, then Enter: with the arguments the script would pass', async () => {
    const { acted } = await renderStage(echo, afterReturn(echo, 'S', 'socket'));
    await press('Calls of server', 'bind');
    expect(screen.getByRole('button', { name: 'Call' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(acted).toEqual([
      {
        kind: 'call',
        process: 'S',
        call: {
          name: 'bind',
          fd: 3,
          address: expect.stringMatching(/^(10\.0\.0\.2|0\.0\.0\.0)$/) as string,
          port: 8080,
        },
        names: { fd: 's', as: null },
      },
    ]);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('waits for all the sockets there are, with a time, unless one says otherwise', async () => {
    const { acted } = await renderStage(echo, afterReturn(echo, 'C', 'connect'));
    await press('Calls of client', 'More calls');
    await press('Calls of client', 'poll');
    expect(form().getByRole('textbox', { name: 'descriptors and events' })).toHaveValue('3:IN');
    await userEvent.keyboard('{Enter}');
    await press('Calls of client', 'select');
    await userEvent.keyboard('{Enter}');
    expect(acted).toMatchObject([
      { call: { name: 'poll', fds: [{ fd: 3, events: ['POLLIN'] }], timeout: 1000 } },
      { call: { name: 'select', nfds: 4, read: [3], write: null, except: null, timeout: 1000 } },
    ]);
  });

  it('epoll_ctl offers what is not watched yet, for the instance there is', async () => {
    const run = runScript(script([...LISTENING, { process: 'S', call: 'epoll_create1', as: 'ep' }]));
    const { acted } = await renderStage(run, afterReturn(run, 'S', 'epoll_create1'));
    await press('Calls of server', 'More calls');
    await press('Calls of server', 'epoll_ctl');
    await userEvent.click(form().getByRole('checkbox', { name: 'EPOLLET' }));
    await userEvent.click(form().getByRole('button', { name: 'Call' }));
    expect(acted).toMatchObject([
      {
        call: { name: 'epoll_ctl', fd: 4, op: 'EPOLL_CTL_ADD', target: 3, events: ['EPOLLIN', 'EPOLLET'] },
        names: { fd: 'ep' },
      },
    ]);
  });

  it('with Shift, at once', async () => {
    const { acted } = await renderStage(echo, 0);
    const user = userEvent.setup();
    await user.keyboard('{Shift>}');
    await user.click(toolbar('Calls of client').getByRole('button', { name: 'connect' }));
    // Nobody has a socket or listens: it is called all the same, and will fail.
    expect(acted).toMatchObject([{ call: { name: 'connect', fd: 3, address: '10.0.0.2', port: 8080 } }]);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('with other arguments, by Enter in a field', async () => {
    const { acted } = await renderStage(echo, afterReturn(echo, 'S', 'accept'));
    await press('Calls of client', 'send');
    expect(form().getByText('send(3, "hello", 5)')).toBeVisible();
    const data = form().getByRole('textbox', { name: 'data' });
    await userEvent.clear(data);
    await userEvent.type(data, 'ola{Enter}');
    expect(acted).toMatchObject([
      { process: 'C', call: { name: 'send', fd: 3, data: 'ola', flags: ['MSG_NOSIGNAL'] } },
    ]);
  });

  it('send leaves the process alive on a broken connection, unless one says otherwise', async () => {
    const { acted } = await renderStage(echo, afterReturn(echo, 'S', 'accept'));
    await press('Calls of client', 'send');
    const box = form().getByRole('checkbox', { name: 'MSG_NOSIGNAL' });
    expect(box).toBeVisible();
    expect(box).toBeChecked();
    expect(box).toHaveAccessibleDescription(/ends the process \(SIGPIPE\)/);
    await userEvent.click(box);
    await userEvent.click(form().getByRole('button', { name: 'Call' }));
    expect(acted).toMatchObject([{ call: { name: 'send', flags: [] } }]);
  });

  it('knows the newest descriptor that fits: accept the listener’s, recv the connection’s', async () => {
    await renderStage(echo, afterReturn(echo, 'S', 'recv'));
    await press('Calls of server', 'accept');
    expect(form().getByRole('combobox', { name: 'descriptor' })).toHaveValue('3');
    await press('Calls of server', 'recv');
    expect(form().getByRole('combobox', { name: 'descriptor' })).toHaveValue('4');
  });

  it('offers where somebody listens, and a port that is free', async () => {
    const run = runScript(
      script([
        { process: 'S', call: 'socket', as: 's' },
        { process: 'S', call: 'bind', fd: 's', address: '0.0.0.0', port: 5000 },
        { process: 'S', call: 'listen', fd: 's', backlog: 1 },
        { process: 'S', call: 'socket', as: 's2' },
        { process: 'S', call: 'bind', fd: 's2', address: '0.0.0.0', port: 8080 },
      ]),
    );
    await renderStage(run, run.timeline.steps.length);
    await press('Calls of client', 'connect');
    expect(form().getByRole('textbox', { name: 'address' })).toHaveValue('10.0.0.2');
    expect(form().getByRole('textbox', { name: 'port' })).toHaveValue('5000');
    await press('Calls of server', 'bind');
    expect(form().getByRole('textbox', { name: 'port' })).toHaveValue('8081');
  });

  it('tells what is wrong beside the field, and calls nothing', async () => {
    const { acted } = await renderStage(echo, 0);
    await press('Calls of client', 'connect');
    const port = form().getByRole('textbox', { name: 'port' });
    await userEvent.clear(port);
    await userEvent.type(port, '70000{Enter}');
    expect(port).toHaveAccessibleDescription('A port is a whole number from 0 to 65535.');
    expect(port).toBeInvalid();
    expect(port).toHaveFocus();
    expect(acted).toEqual([]);
    await userEvent.clear(port);
    await userEvent.type(port, '7000');
    expect(port).toBeValid();
  });

  it('Escape puts the form away, and the focus back', async () => {
    await renderStage(echo, 0);
    await press('Calls of client', 'listen');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('form')).toBeNull();
    expect(toolbar('Calls of client').getByRole('button', { name: 'listen' })).toHaveFocus();
  });

  it('a blocked process may be asked: the run stays as it is, and it is told why until the run goes on', async () => {
    const { acted, goTo } = await renderStage(
      echo,
      stepWhere(echo, ({ kind }) => kind === 'block'),
    );
    await press('Calls of server', 'close');
    expect(form().getByText(/sleeps in a call/)).toBeVisible();
    await userEvent.click(form().getByRole('button', { name: 'Call' }));
    expect(acted).toEqual([]);
    const told = () => within(screen.getByRole('region', { name: 'Server machine' })).getByRole('status');
    expect(told()).toHaveTextContent('close() was not made: the process sleeps in accept()');
    goTo(echo.timeline.steps.length);
    expect(told()).toBeEmptyDOMElement();
  });

  it('kill comes from outside, so it works on a process that sleeps', async () => {
    const { acted } = await renderStage(
      echo,
      stepWhere(echo, ({ kind }) => kind === 'block'),
    );
    await press('Calls of server', 'More calls');
    await press('Calls of server', 'kill');
    await userEvent.click(form().getByRole('button', { name: 'Call' }));
    expect(acted).toMatchObject([{ process: 'S', call: { name: 'kill' } }]);
  });

  it('a process that has ended is told of too', async () => {
    const cursor = { step: 0, time: worldAt(echo.timeline, 0).now };
    const exit = { kind: 'call', process: 'S', call: { name: 'exit' }, names: { fd: null, as: null } } as const;
    const run = { ...echo, timeline: act(echo.timeline, cursor, exit) };
    const { acted } = await renderStage(
      run,
      stepWhere(run, ({ kind }) => kind === 'process-ended'),
    );
    await press('Calls of server', 'socket');
    await userEvent.click(form().getByRole('button', { name: 'Call' }));
    expect(acted).toEqual([]);
    expect(screen.getByText(/socket\(\) was not made: the process has ended/)).toBeVisible();
  });
});

describe('children and threads', () => {
  const family = runScript(
    script([
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'S', call: 'fork', as: 'S2' },
      { process: 'S', call: 'thread', as: 't1' },
      { process: 'S', thread: 't1', call: 'close', fd: 'ls' },
    ]),
  );
  const bars = () => screen.getAllByRole('toolbar').map((bar) => bar.getAttribute('aria-label'));

  it('each has calls of its own, from when it begins', async () => {
    const { unmount } = await renderStage(family, 0);
    expect(bars()).toEqual(['Calls of client', 'Calls of server']);
    unmount();
    await renderStage(family, family.timeline.steps.length);
    expect(bars()).toEqual([
      'Calls of client',
      'Calls of server, process S, thread main',
      'Calls of server, process S, thread t1',
      'Calls of server, process S2',
    ]);
  });

  it('those of one are spread out: whose call is due, or whom the user chooses; the others are a name', async () => {
    await renderStage(family, afterReturn(family, 'S', 'thread'));
    const shown = (name: string) => toolbar(name).queryByRole('button', { name: 'socket' });
    expect(shown('Calls of server, process S, thread t1')).toBeVisible();
    expect(shown('Calls of server, process S2')).toBeNull();
    await userEvent.click(toolbar('Calls of server, process S2').getByRole('button', { name: 'S2', expanded: false }));
    expect(shown('Calls of server, process S2')).toBeVisible();
    expect(shown('Calls of server, process S, thread t1')).toBeNull();
    expect(toolbar('Calls of server, process S, thread t1').getByRole('button', { expanded: false })).toHaveAttribute(
      'data-next',
      'true',
    );
  });

  it('the script’s next call is suggested to the thread that makes it', async () => {
    await renderStage(family, afterReturn(family, 'S', 'thread'));
    const suggested = (name: string) => toolbar(name).queryByRole('button', { description: /next/ });
    expect(suggested('Calls of server, process S, thread main')).toBeNull();
    expect(suggested('Calls of server, process S, thread t1')).toHaveTextContent('close');
  });

  it('a call by hand says which thread makes it; fork and thread propose a name that nobody has', async () => {
    const { acted } = await renderStage(family, afterReturn(family, 'S', 'thread'));
    await press('Calls of server, process S, thread t1', 'More calls');
    await press('Calls of server, process S, thread t1', 'fork');
    await userEvent.keyboard('{Enter}');
    await press('Calls of server, process S, thread t1', 'thread');
    await userEvent.keyboard('{Enter}');
    const names = { fd: null, as: null };
    expect(acted).toEqual([
      { kind: 'call', process: 'S', thread: 1, call: { name: 'fork', child: 'S3' }, names },
      { kind: 'call', process: 'S', thread: 1, call: { name: 'thread', thread: 't2' }, names },
    ]);
  });
});
