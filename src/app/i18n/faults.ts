import { type FaultsMessages, faults as en } from './en/faults.ts';
import type { Language } from './language.ts';
import { faults as pt } from './pt-BR/faults.ts';

/** The texts of a panel that is fetched when it is opened; they come with it, in every language. */
export const FAULTS: Readonly<Record<Language, FaultsMessages>> = { en, 'pt-BR': pt };
