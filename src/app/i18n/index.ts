export { useLanguage, useMessages } from './context.ts';
export { LANGUAGE_NAMES, LANGUAGES, type Language, type Localized } from './language.ts';
export { LanguageProvider } from './LanguageProvider.tsx';
export { loadMessages } from './load.ts';
export type { AllMessages, Messages } from './messages.ts';
export { type Narrator, useNarrator } from './use-narrator.ts';
export { useDiagramMessages } from './use-diagram-messages.ts';
