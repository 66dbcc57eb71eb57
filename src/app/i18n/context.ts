import { createContext, useContext } from 'react';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

export interface LanguageChoice {
  readonly messages: Messages;
  readonly setLanguage: (language: Language) => void;
}

/** Filled by LanguageProvider. */
export const LanguageContext = createContext<LanguageChoice | null>(null);

function useChoice(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('useMessages and useLanguage need a LanguageProvider above them');
  return choice;
}

/** The texts of the language shown now. */
export const useMessages = (): Messages => useChoice().messages;

/** The language shown now, and how to choose another; the choice is remembered. */
export function useLanguage(): { readonly language: Language; readonly setLanguage: (language: Language) => void } {
  const { messages, setLanguage } = useChoice();
  return { language: messages.language, setLanguage };
}
