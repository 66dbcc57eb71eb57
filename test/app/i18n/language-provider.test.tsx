import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider, useLanguage, useMessages } from '../../../src/app/i18n/index.ts';

function Probe() {
  const { language, setLanguage } = useLanguage();
  const { format } = useMessages();
  return (
    <>
      <output>{`${language} ${format.time(60_100)}`}</output>
      <button type="button" onClick={() => setLanguage('pt-BR')}>
        português
      </button>
      <button type="button" onClick={() => setLanguage('en')}>
        English
      </button>
    </>
  );
}

const browserSpeaks = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
const show = () =>
  render(
    <LanguageProvider>
      <Probe />
    </LanguageProvider>,
  );

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the language of the page', () => {
  it('is the browser’s, and the document says so', async () => {
    browserSpeaks('de', 'pt-PT', 'en');
    show();
    expect(await screen.findByText('pt-BR 60,1 ms')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('pt-BR');
  });

  it('is English when the browser speaks none of ours', async () => {
    browserSpeaks('de', 'fr');
    show();
    expect(await screen.findByText('en 60.1 ms')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('en');
  });

  it('is changed at any time, and remembered', async () => {
    browserSpeaks('en');
    const { unmount } = show();
    await userEvent.click(await screen.findByRole('button', { name: 'português' }));
    expect(await screen.findByText('pt-BR 60,1 ms')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('pt-BR');
    unmount();
    show();
    expect(await screen.findByText('pt-BR 60,1 ms')).toBeInTheDocument();
  });

  it('is the last one asked for, when asked twice at once', async () => {
    browserSpeaks('en');
    show();
    const portuguese = await screen.findByRole('button', { name: 'português' });
    portuguese.click();
    screen.getByRole('button', { name: 'English' }).click();
    await new Promise((done) => setTimeout(done));
    expect(await screen.findByText('en 60.1 ms')).toBeInTheDocument();
    expect(localStorage.getItem('socketscope.language')).toBe('en');
  });

  it('does not mind rubbish in the storage', async () => {
    browserSpeaks('en');
    localStorage.setItem('socketscope.language', '{"x":');
    show();
    expect(await screen.findByText('en 60.1 ms')).toBeInTheDocument();
  });

  it('does not mind a browser that denies storage', async () => {
    browserSpeaks('en');
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'português' }));
    expect(await screen.findByText('pt-BR 60,1 ms')).toBeInTheDocument();
  });
});
