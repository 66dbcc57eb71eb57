import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { useView, viewActions } from '../../../src/app/shell/view.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { renderStage, runScript } from '../../support/stage.tsx';

afterEach(() => viewActions.setSource('functions'));

it('writes every program with classes when the reader wants it, remembers it, and goes back', async () => {
  await renderStage(runScript(DEFAULT_SCRIPT), 4);
  const listing = (name: string): HTMLElement => screen.getByRole('list', { name: `C++ source of ${name}` });
  expect(listing('server')).not.toHaveTextContent(/class ServerSocket/);
  const choices = screen.getAllByRole('button', { name: 'Written with classes' });
  expect(choices).toHaveLength(2);
  await userEvent.click(choices[0] as HTMLElement);
  // They are fetched.
  await waitFor(() => expect(listing('server')).toHaveTextContent(/class ServerSocket : public Socket/), {
    timeout: 20_000,
  });
  expect(listing('client')).toHaveTextContent(/class ClientSocket : public Socket/);
  expect(localStorage.getItem('socketscope.source')).toBe('classes');
  expect(choices[1]).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(choices[1] as HTMLElement);
  expect(useView.getState().source).toBe('functions');
  expect(listing('server')).not.toHaveTextContent(/class ServerSocket/);
});
