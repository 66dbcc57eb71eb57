import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderStage, runScript, script, stepWhere } from '../../support/stage.tsx';

const rejected = runScript(
  script(
    [
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { wait: 100 },
    ],
    { network: { filters: [{ host: 'server', port: 8080, policy: 'icmp-port-unreachable' }] } },
  ),
);

/** What flies to the client. */
const flying = (way: string): (string | null)[] =>
  within(screen.getByRole('list', { name: way }))
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent);

test.each([
  ['en', /server to (the )?client/i, 'ICMPport unreachable'],
  ['pt-BR', /servidor .*cliente/i, 'ICMPporta inacessível'],
] as const)(
  'what ICMP tells flies to whom it is told, and is gone when it is heard (%s)',
  async (language, way, said) => {
    const name = (): string =>
      screen
        .getAllByRole('list')
        .map((list) => list.getAttribute('aria-label') ?? '')
        .find((label) => way.test(label)) ?? '';
    const { goTo } = await renderStage(
      rejected,
      stepWhere(rejected, ({ kind }) => kind === 'icmp-sent'),
      { language },
    );
    expect(flying(name())).toEqual([said]);
    goTo(stepWhere(rejected, ({ kind }) => kind === 'icmp-arrived'));
    expect(flying(name())).toEqual([]);
  },
);
