import type { ScriptMatch } from './call-script.ts';

/** Which of the segments that match are meant, counted from 1. */
export interface Ordinals {
  readonly nth: readonly number[] | null;
  readonly onwards?: number;
}

/** `3`, `"3-8"`, `"3-"` or a list of them; absent: all. Null for a text that is no range. */
export function ordinalsOf(nth: ScriptMatch['nth']): Ordinals | null {
  if (nth === undefined) return { nth: null };
  const numbers: number[] = [];
  let onwards: number | undefined;
  for (const part of typeof nth === 'object' ? nth : [nth]) {
    if (typeof part === 'number') {
      numbers.push(part);
      continue;
    }
    const range = /^(\d{1,6})-(\d{1,6})?$/.exec(part);
    const first = Number(range?.[1]);
    if (range === null || first < 1) return null;
    if (range[2] === undefined) {
      onwards = Math.min(onwards ?? first, first);
      continue;
    }
    const last = Number(range[2]);
    if (last < first) return null;
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return onwards === undefined ? { nth: numbers } : { nth: numbers, onwards };
}
