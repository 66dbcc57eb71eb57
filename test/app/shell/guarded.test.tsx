import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../../../src/app/i18n/index.ts';
import { BrokenPage } from '../../../src/app/shell/BrokenPage.tsx';
import { Guarded } from '../../../src/app/shell/Guarded.tsx';
import { workFileName } from '../../../src/app/shell/save-file.ts';
import { readWork } from '../../../src/app/store/read-work.ts';

let broken = true;
function Fragile() {
  if (broken) throw new Error('no such lifeline');
  return <p>whole again</p>;
}

describe('what breaks', () => {
  beforeEach(() => {
    broken = true;
    // React tells the console of every error that a boundary catches.
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  it('in a panel leaves the others standing, says so, and can be tried again', async () => {
    render(
      <LanguageProvider initial="en">
        <Guarded>
          <Fragile />
        </Guarded>
        <p>the other panel</p>
      </LanguageProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('no such lifeline');
    expect(screen.getByText('the other panel')).toBeVisible();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('whole again')).toBeVisible();
  });

  it('on the whole page hands the work over as a file that can be opened again', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:work';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    render(
      <LanguageProvider initial="pt-BR">
        <Guarded Instead={BrokenPage}>
          <Fragile />
        </Guarded>
      </LanguageProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('O seu trabalho está guardado');
    await userEvent.click(screen.getByRole('button', { name: 'Salvar em arquivo' }));
    const text = (await files[0]?.text()) ?? '';
    expect(readWork(text)).toMatchObject({ ok: true, value: { scenarioId: 'echo' } });
  });
});

describe('the name of a file of work', () => {
  it.each([
    ['echo', 'echo.socketscope.json'],
    ['eco: as oito/chamadas', 'eco-as-oito-chamadas.socketscope.json'],
    ['../../etc', 'etc.socketscope.json'],
    ['', 'work.socketscope.json'],
  ])('of %j is %s', (name, file) => expect(workFileName(name)).toBe(file));
});
