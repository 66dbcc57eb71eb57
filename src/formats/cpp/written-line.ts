/** A line of a program, before it is parted into tokens. */
export interface WrittenLine {
  readonly text: string;
  readonly keys: readonly string[];
  /** It stands in the definition of a class, which makes the calls of several lines of main. */
  readonly inClass?: true;
}

/** Lines that make no call. */
export const plain = (texts: readonly string[]): WrittenLine[] => texts.map((text) => ({ text, keys: [] }));
