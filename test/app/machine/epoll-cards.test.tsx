import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { afterReturn, renderStage, runScript, script } from '../../support/stage.tsx';

const run = runScript(
  script([
    { process: 'S', call: 'socket', as: 's' },
    { process: 'S', call: 'listen', fd: 's', backlog: 5 },
    { process: 'S', call: 'socket', as: 't' },
    { process: 'S', call: 'epoll_create1', as: 'ep' },
    { process: 'S', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_ADD', target: 's', events: ['EPOLLIN', 'EPOLLET'] },
    { process: 'S', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_ADD', target: 't', events: ['EPOLLOUT'] },
  ]),
);

it('shows what an epoll instance watches, and what is ready', async () => {
  await renderStage(run, afterReturn(run, 'S', 'epoll_ctl', 2));
  const card = within(await screen.findByRole('listitem', { name: 'fd 5, epoll' }));
  const watched = within(card.getByRole('list', { name: 'Watches' })).getAllByRole('listitem');
  expect(watched.map((each) => each.textContent)).toEqual(['fd 3s IN|ET ', 'fd 4t OUT on the ready list']);
});

it('says so where it watches nothing yet', async () => {
  await renderStage(run, afterReturn(run, 'S', 'epoll_create1'));
  expect(await screen.findByText('watches nothing yet')).toBeVisible();
});
