/** The languages the product speaks, complete. */
export const LANGUAGES = ['en', 'pt-BR'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text of a scenario or an exercise, in every language. */
export type Localized = Readonly<Record<Language, string>>;

/** What each language calls itself: the labels of the choice of language, the same in every language. */
export const LANGUAGE_NAMES: Localized = { en: 'English', 'pt-BR': 'Português' };

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
