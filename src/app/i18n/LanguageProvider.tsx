import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LanguageContext } from './context.ts';
import type { Language } from './language.ts';
import { loadedMessages, loadMessages } from './load.ts';
import { preferredLanguage, rememberLanguage } from './preference.ts';

/**
 * Gives everything below it the texts of the chosen language. Draws nothing before they are here, so that no other
 * language flashes up; while another language is being fetched the old one stays.
 *
 * `initial` fixes the first language, for tests; without it the user's preference decides.
 */
export function LanguageProvider({ initial, children }: { readonly initial?: Language; readonly children: ReactNode }) {
  const [wanted] = useState<Language>(() => initial ?? preferredLanguage());
  const [messages, setMessages] = useState(() => loadedMessages(wanted));
  // The last request wins, however late an earlier one arrives.
  const newest = useRef<Language>(wanted);

  const show = useCallback(async (language: Language): Promise<boolean> => {
    newest.current = language;
    const texts = await loadMessages(language);
    if (newest.current !== language) return false;
    setMessages(texts);
    return true;
  }, []);

  useEffect(() => {
    show(wanted).catch(reportFailure);
  }, [show, wanted]);

  const language = messages?.language ?? null;
  useEffect(() => {
    if (language !== null) document.documentElement.lang = language;
  }, [language]);

  const setLanguage = useCallback(
    (language: Language): void => {
      show(language)
        .then((shown) => {
          if (shown) rememberLanguage(language);
        })
        .catch(reportFailure);
    },
    [show],
  );

  const value = useMemo(() => (messages === null ? null : { messages, setLanguage }), [messages, setLanguage]);
  return value === null ? null : <LanguageContext value={value}>{children}</LanguageContext>;
}

/** A chunk that cannot be fetched is an error of the page, not of this component: let the page's own handling see it. */
function reportFailure(error: unknown): void {
  globalThis.reportError(error);
}
