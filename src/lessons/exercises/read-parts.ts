import type { ScriptText } from '../../programs/call-script.ts';
import { memberPath } from '../../programs/read-json.ts';
import { has, readList, readObject, readText, refuse } from '../../programs/readers.ts';

export type Members = Readonly<Record<string, unknown>>;

/** The path of an item of a list. */
export const at = (path: string, index: number): string => `${path}[${index}]`;

/** A text in both languages, neither of them empty. */
export function readTexts(value: unknown, path: string): ScriptText {
  const members = readObject(value, path, ['en', 'pt-BR']);
  const read = (language: keyof ScriptText): string => {
    const within = memberPath(path, language);
    const text = readText(members[language], within);
    return text.trim() === '' ? refuse('out-of-range', within, text, { kind: 'text' }) : text;
  };
  return { en: read('en'), 'pt-BR': read('pt-BR') };
}

/** A name by which parts of the file refer to each other: letters, digits and hyphens. */
export function readId(value: unknown, path: string): string {
  return typeof value === 'string' && /^[A-Za-z][\w-]{0,63}$/.test(value)
    ? value
    : refuse(typeof value === 'string' ? 'out-of-range' : 'wrong-type', path, value, { kind: 'new-name' });
}

/** A list of things with ids, no two the same; empty where the key is missing. */
export function readDistinct<T extends { readonly id: string }>(
  members: Members,
  key: string,
  most: number,
  read: (item: unknown, path: string) => T,
  within = '',
): readonly T[] {
  if (!has(members, key)) return [];
  const path = memberPath(within, key);
  const list = readList(members[key], path);
  if (list.length > most) refuse('out-of-range', path, list, { kind: 'count', min: 0, max: most });
  const seen = new Set<string>();
  return list.map((item, index) => {
    const one = read(item, at(path, index));
    if (seen.has(one.id)) refuse('duplicate', memberPath(at(path, index), 'id'), one.id, { kind: 'new-name' });
    seen.add(one.id);
    return one;
  });
}
