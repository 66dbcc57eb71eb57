import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { LanguageContext } from './context.ts';
import type { Language } from './language.ts';
import { loadedScreenMessages, loadScreenMessages } from './load.ts';
import { preferredLanguage, rememberLanguage } from './preference.ts';

interface Props {
  /** The first language, where the user's preference is not to decide. */
  readonly initial?: Language;
  readonly children: ReactNode;
}

/**
 * Gives everything below it the texts of the chosen language. Draws nothing before they are here, so that no other
 * language flashes up; while another language is being fetched the old one stays.
 */
export function LanguageProvider({ initial, children }: Props) {
  const [wanted, setWanted] = useState<Language>(() => initial ?? preferredLanguage());
  const [messages, setMessages] = useState(() => loadedScreenMessages(wanted));

  useEffect(() => {
    let overtaken = false;
    async function show(): Promise<void> {
      const texts = await loadScreenMessages(wanted);
      if (overtaken) return;
      document.documentElement.lang = wanted;
      setMessages(texts);
    }
    // A chunk that cannot be fetched is the page's error, not this component's: let the page's own handling see it.
    show().catch(globalThis.reportError);
    return () => {
      overtaken = true;
    };
  }, [wanted]);

  const choice = useMemo(() => {
    if (messages === null) return null;
    const setLanguage = (language: Language): void => {
      rememberLanguage(language);
      setWanted(language);
    };
    return { messages, setLanguage };
  }, [messages]);

  return choice === null ? null : <LanguageContext value={choice}>{children}</LanguageContext>;
}
