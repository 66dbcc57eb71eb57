import type { Micros } from '../../engine/base/time.ts';
import type { Language } from './language.ts';

/** How a language writes numbers, times and lists. The Intl objects behind it are made once a language. */
export interface Format {
  /** `12,345` / `12.345` */
  readonly number: (value: number) => string;
  /** A moment or a span of virtual time, with no more digits than it needs: `50 µs`, `60.1 ms`, `1.02 s`, `60 s`. */
  readonly time: (micros: Micros | number) => string;
  /** The same with a fixed number of decimals, for a clock that must not jump: `60.0 ms`, `1.00 s`. */
  readonly clock: (micros: Micros | number) => string;
  /** `a, b and c` / `a, b e c` */
  readonly list: (items: readonly string[]) => string;
  /** The form for `count`, by the language's own plural rules, with `#` replaced by the number. */
  readonly plural: (count: number, forms: PluralForms) => string;
}

export interface PluralForms {
  /** Instead of `other` for exactly none, where 'no bytes' reads better than '0 bytes'. */
  readonly zero?: string;
  readonly one: string;
  readonly other: string;
}

const made = new Map<Language, Format>();

/** The formatters of `language`; the same object every time. */
export function formatOf(language: Language): Format {
  const known = made.get(language);
  if (known) return known;
  const format = makeFormat(language);
  made.set(language, format);
  return format;
}

function makeFormat(language: Language): Format {
  const whole = new Intl.NumberFormat(language);
  const upTo = [0, 1, 2].map((digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }));
  const fixed = [0, 1, 2].map(
    (digits) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(language);
  const number = (value: number): string => whole.format(value);
  const digits = (from: readonly Intl.NumberFormat[], count: 0 | 1 | 2, value: number): string =>
    (from[count] ?? whole).format(value);
  return {
    number,
    time(micros) {
      if (Math.abs(micros) < 1_000 && micros !== 0) return `${number(Math.round(micros))} µs`;
      // Just under a second would be rounded up to '1,000 ms'.
      if (Math.abs(micros) < 999_950) return `${digits(upTo, 1, micros / 1_000)} ms`;
      return `${digits(upTo, 2, micros / 1_000_000)} s`;
    },
    clock(micros) {
      if (Math.abs(micros) < 999_950) return `${digits(fixed, 1, micros / 1_000)} ms`;
      return `${digits(fixed, 2, micros / 1_000_000)} s`;
    },
    list: (items) => lists.format(items),
    plural(count, forms) {
      const form =
        count === 0
          ? (forms.zero ?? forms.other)
          : plurals.select(count) === 'one' && Number.isInteger(count)
            ? forms.one
            : forms.other;
      return form.replaceAll('#', number(count));
    },
  };
}
