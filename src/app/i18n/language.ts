/** The languages the product speaks, complete. */
export const LANGUAGES = ['en', 'pt-BR'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text of a scenario or an exercise, in every language. */
export type Localized = Readonly<Record<Language, string>>;
