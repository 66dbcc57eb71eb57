/** Texts of which some are the same, told apart: those that come more than once say the how many-th each is. */
export function toldApart(texts: readonly string[], nth: (text: string, count: number) => string): readonly string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return texts.indexOf(text) === texts.lastIndexOf(text) ? text : nth(text, count);
  });
}
