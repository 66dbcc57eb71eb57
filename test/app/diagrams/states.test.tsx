import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { StatesView } from '../../../src/app/diagrams/StatesView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { echo, givenAt } from '../../support/diagram-given.ts';

const pt = await loadMessages('pt-BR');
const END = echo.steps.length;

const view = (...at: Parameters<typeof givenAt>) => <StatesView {...givenAt(...at)} />;

const summary = (): string => screen.getByRole('region').querySelector('p')?.textContent ?? '';

describe('the state machine', () => {
  it('follows the newest change, shows the socket that is selected, and any that is chosen', async () => {
    const { rerender } = render(view(END));
    expect(summary()).toContain('c : ClientSocket (client): it is in CLOSED after 6 transitions');
    rerender(view(END, { selection: { kind: 'socket', host: 'server', socket: 2 } }));
    expect(summary()).toContain('a : ClientSocket (server): it is in CLOSED after 5 transitions');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server: s : ServerSocket');
    expect(summary()).toContain('s : ServerSocket (server)');
    rerender(view(0));
    expect(summary()).toContain('has not been made yet');
    rerender(view(4));
    expect(summary()).toContain('it is in LISTEN after 1 transition, and 2 ways lead on');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'Newest change');
  });

  it('shows the socket of a call that is selected, and of the segment that it draws', async () => {
    const connect = echo.trace.items.find((event) => event.kind === 'call' && event.call.name === 'connect');
    const answer = echo.trace.items.find((event) => event.kind === 'sent' && event.host === 'server');
    const { rerender } = render(
      view(END, { selection: { kind: 'call', callId: connect?.kind === 'call' ? connect.callId : 0 } }),
    );
    expect(summary()).toContain('c : ClientSocket (client)');
    const flight = { kind: 'flight', flight: answer?.kind === 'sent' ? answer.flight : 0 } as const;
    rerender(view(END, { selection: flight }));
    expect(summary()).toContain('a : ClientSocket (server)');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server: s : ServerSocket');
    await userEvent.click(screen.getByRole('button', { name: 'Selected: server: a : ClientSocket' }));
    expect(summary()).toContain('a : ClientSocket (server)');
    rerender(view(END));
  });

  it('selects the call behind a transition by keyboard', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    render(view(END, { onSelect }));
    const connect = within(screen.getByRole('region')).getByRole('button', { name: /CLOSED, SYN-SENT.*connect/ });
    connect.focus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith({ kind: 'call', callId: 6 });
  });

  it('speaks Portuguese', () => {
    render(view(END, { messages: pt }));
    expect(screen.getByRole('region', { name: 'Máquina de estados' })).toBeVisible();
    expect(summary()).toContain('está em CLOSED depois de 6 transições');
  });
});
