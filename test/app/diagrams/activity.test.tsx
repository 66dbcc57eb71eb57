import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ActivityView } from '../../../src/app/diagrams/ActivityView.tsx';
import { useView } from '../../../src/app/shell/view.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { echo, givenAt } from '../../support/diagram-given.ts';

beforeEach(() => useView.setState({ choices: {}, turned: {} }));

const view = (...at: Parameters<typeof givenAt>) => <ActivityView script={DEFAULT_SCRIPT} {...givenAt(...at)} />;

const summary = (): string => screen.getByRole('region').querySelector('p')?.textContent ?? '';
const action = (name: RegExp): HTMLElement => within(screen.getByRole('region')).getByRole('button', { name });

it('shows the program of the client, and that of the server when it is chosen', async () => {
  const { rerender } = render(view(4));
  expect(summary()).toContain('Activity diagram of C: 5 actions');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server: S');
  expect(summary()).toContain('Activity diagram of S: 8 actions');
  expect(summary()).toContain('3 are done; blocked in accept(s)');
  rerender(view(0));
  expect(summary()).toContain('none is done');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'client: C');
});

const callOf = (process: string): Subject => {
  const call = echo.trace.items.find((event) => event.kind === 'call' && event.process === process);
  return { kind: 'call', callId: call?.kind === 'call' ? call.callId : 0 };
};

it('turns to the program of what is selected, and stays there when nothing is any more', () => {
  const { rerender, unmount } = render(view(4));
  expect(summary()).toContain('of C');
  rerender(view(4, { selection: callOf('S') }));
  expect(summary()).toContain('of S');
  rerender(view(4));
  expect(summary()).toContain('of S');
  unmount();
  render(view(4));
  expect(summary()).toContain('of S');
});

it('does not turn away from what was chosen by hand, but offers to in one press', async () => {
  const { rerender } = render(view(4));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'client: C');
  expect(screen.queryByRole('button', { name: /^Selected/ })).toBeNull();
  rerender(view(4, { selection: callOf('S') }));
  expect(summary()).toContain('of C');
  await userEvent.click(screen.getByRole('button', { name: 'Selected: server: S' }));
  expect(summary()).toContain('of S');
  expect(screen.queryByRole('button', { name: /^Selected/ })).toBeNull();
  rerender(view(4, { selection: callOf('C') }));
  expect(summary()).toContain('of C');
});

it('an action is chosen by keyboard, and lit when its call is selected elsewhere', async () => {
  const onSelect = vi.fn<(subject: Subject | null) => void>();
  const connect = echo.trace.items.find((event) => event.kind === 'call' && event.call.name === 'connect');
  const callId = connect?.kind === 'call' ? connect.callId : 0;
  const { rerender } = render(view(echo.steps.length, { onSelect }));
  action(/connect\(c, :8080\).*done, returned 0/).focus();
  await userEvent.keyboard('{Enter}');
  expect(onSelect).toHaveBeenCalledWith({
    kind: 'calls',
    id: expect.stringContaining('action C') as string,
    calls: [callId],
  });
  rerender(view(echo.steps.length, { onSelect, selection: { kind: 'call', callId } }));
  expect(action(/connect/)).toHaveAttribute('data-lit', 'true');
  expect(action(/recv/)).not.toHaveAttribute('data-lit');
});
