/** Words that no Portuguese sentence has; 'a', 'as', 'do', 'for', 'me', 'no' and the like are words of both. */
const ENGLISH =
  /\b(the|and|of|with|are|that|from|this|which|not|has|have|sends?|sent|segment|peer|connection|connected|until|while|its|it|been|will|is|to|by|on|client|server|closed|process|nobody|bytes that|waits?|sleeps?|returned|failed|window|queue|lost|link|your|scenario)\b/gi;

/** Quoted data, addresses and names from the API are the same in every language. */
const VERBATIM = /"[^"]*"|\b[A-Z][A-Z0-9_-]+\b|\b[a-z]+\([^)]*\)|\bif \(.*?\)/g;

export const englishWordsIn = (text: string): string[] => text.replace(VERBATIM, '').match(ENGLISH) ?? [];
