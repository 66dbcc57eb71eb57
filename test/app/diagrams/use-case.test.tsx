import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { UseCaseView } from '../../../src/app/diagrams/UseCaseView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import { echo, givenAt } from '../../support/diagram-given.ts';

const pt = await loadMessages('pt-BR');
const END = echo.steps.length;

const view = (...at: Parameters<typeof givenAt>) => <UseCaseView {...givenAt(...at)} />;

const summary = (): string => screen.getByRole('region').querySelector('p')?.textContent ?? '';

describe('the use case diagram', () => {
  it('shows the client first, and the server when that is chosen', async () => {
    const { rerender } = render(view(0));
    expect(summary()).toContain('client program: 9 use cases and 2 actors; 0 achieved');
    rerender(view(END));
    expect(summary()).toContain('7 achieved, 0 under way, 0 failed');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'server program');
    expect(summary()).toContain('server program: 11 use cases');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Whose' }), 'client program');
  });

  it('selects the calls of a use case, which a selected call lights up', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    const { container, rerender } = render(view(END, { onSelect }));
    within(screen.getByRole('region'))
      .getByRole('button', { name: /^Close the connection, achieved: close\(\)/ })
      .focus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith({ kind: 'calls', id: 'use-case C close', calls: [11] });
    rerender(view(END, { selection: { kind: 'call', callId: 9 } }));
    const lit = [...container.querySelectorAll('text[data-lit="true"], [data-lit="true"] text')].map(
      (text) => text.textContent,
    );
    expect(lit.join(' ')).toBe('Exchange data Receive data');
  });

  it('speaks Portuguese', () => {
    render(view(END, { messages: pt }));
    expect(screen.getByRole('region', { name: 'Diagrama de caso de uso' })).toBeVisible();
    expect(summary()).toContain('programa client: 9 casos de uso e 2 atores; 7 realizados');
  });
});
