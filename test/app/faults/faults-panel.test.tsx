import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { afterReturn, renderStage, type Run, runScript, script, stepWhere } from '../../support/stage.tsx';

const runOf = async (id: string): Promise<Run> => {
  const scenario = SCENARIOS.find((each) => each.id === id);
  if (!scenario) throw new Error('no such scenario');
  return runScript(await scenario.load());
};
/** The panel is fetched, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };
let echo: Run;
// On a wide screen, where it stays open.
beforeEach(() => {
  vi.spyOn(globalThis, 'matchMedia').mockImplementation((query) =>
    Object.assign(new EventTarget() as MediaQueryList, { media: query, matches: false }),
  );
});
beforeAll(async () => {
  echo = await runOf('echo');
});

async function open(run: Run, step: number) {
  const rendered = await renderStage(run, step);
  await userEvent.click(screen.getByRole('button', { name: 'Disturb…' }));
  const panel = within(await screen.findByRole('region', { name: 'Disturb network and machines' }, PATIENCE));
  return { ...rendered, panel };
}

describe('the panel in which one disturbs the network', () => {
  it('cuts a link, both ways or one, and mends it', async () => {
    const { panel, acted } = await open(echo, 1);
    await userEvent.click(panel.getByRole('button', { name: /Cut it/ }));
    await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Direction' }), 'server → client');
    await userEvent.click(panel.getByRole('button', { name: /Cut it/ }));
    expect(acted).toEqual([
      { kind: 'link', host: 'client', peer: 'server', both: true, change: { down: true } },
      { kind: 'link', host: 'server', peer: 'client', both: false, change: { down: true } },
    ]);
  });

  it('changes what is typed anew, and says what makes no sense', async () => {
    const { panel, acted } = await open(echo, 1);
    const type = async (name: string, text: string): Promise<void> => {
      await userEvent.clear(panel.getByRole('textbox', { name }));
      await userEvent.type(panel.getByRole('textbox', { name }), text);
    };
    await type('MTU, bytes', '40');
    await userEvent.click(panel.getByRole('button', { name: 'Change the link' }));
    expect(panel.getByRole('alert')).toHaveTextContent('A whole number from 576 to 65,535.');
    expect(acted).toEqual([]);
    await type('MTU, bytes', '1000');
    await type('Loss, %', '10');
    await userEvent.click(panel.getByRole('button', { name: 'Change the link' }));
    const change = { loss: 0.1, mtu: 1_000 };
    expect(acted).toEqual([{ kind: 'link', host: 'client', peer: 'server', both: true, change }]);
  });

  it('takes the power of a machine, its cable, and closes the port on which it listens', async () => {
    const { panel, acted } = await open(echo, afterReturn(echo, 'S', 'listen'));
    await userEvent.click(panel.getByRole('button', { name: 'Pull the plug' }));
    await userEvent.click(panel.getByRole('button', { name: 'Unplug the network cable' }));
    await userEvent.selectOptions(panel.getByRole('combobox', { name: /packet filter/ }), 'rejects with RST');
    await userEvent.click(panel.getByRole('button', { name: 'Close the port' }));
    expect(acted).toEqual([
      { kind: 'power', host: 'server', on: false },
      { kind: 'link', host: 'server', peer: null, both: true, change: { down: true } },
      { kind: 'filter', host: 'server', port: 8080, policy: 'tcp-reset' },
    ]);
  });

  it('is put away by Escape', async () => {
    await open(echo, 1);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Disturb network and machines' })).toBeNull();
  });
});

describe('what was disturbed shows on the stage', () => {
  it('a machine without power, and with it again', async () => {
    const run = await runOf('power-loss');
    const off = stepWhere(run, ({ kind }) => kind === 'power');
    const { goTo, panel, acted } = await open(run, off);
    const server = screen.getByRole('region', { name: 'Server machine' });
    expect(server).toHaveTextContent('no power');
    expect(server).toHaveTextContent('Without power nothing is left in memory');
    await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Machine' }), 'server');
    await userEvent.click(panel.getByRole('button', { name: 'Power on' }));
    expect(acted).toEqual([{ kind: 'power', host: 'server', on: true }]);
    goTo(run.timeline.steps.length);
    expect(server).not.toHaveTextContent('no power');
  });

  it('a port that a packet filter guards, and how to open it', async () => {
    const run = await runOf('firewall');
    const { panel, acted } = await open(
      run,
      stepWhere(run, ({ kind }) => kind === 'filter'),
    );
    const server = screen.getByRole('region', { name: 'Server machine' });
    expect(server).toHaveTextContent('port 8080: drops in silence');
    await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Machine' }), 'server');
    await userEvent.click(panel.getByRole('button', { name: 'Open port 8080 again' }));
    expect(acted).toEqual([{ kind: 'filter', host: 'server', port: 8080, policy: null }]);
  });

  it('a link that is cut, and what else is wrong with one', async () => {
    const network = {
      partitions: [{ from_ms: 1, to_ms: 50 }],
      jitter_ms: 5,
      path_mtu: { 'client->server': 1_000 },
    };
    const run = runScript(script([{ wait: 100 }], { network }));
    const { goTo } = await renderStage(
      run,
      stepWhere(run, ({ rule }) => rule === 'link-cut'),
    );
    const region = screen.getByRole('region', { name: 'Network' });
    expect(within(region).getByText('cut')).toBeVisible();
    expect(region).toHaveTextContent('up to 5 ms late by chance');
    expect(region).toHaveTextContent('passes packets up to 1,000 bytes from client');
    goTo(run.timeline.steps.length);
    expect(within(region).queryByText('cut')).toBeNull();
  });
});
