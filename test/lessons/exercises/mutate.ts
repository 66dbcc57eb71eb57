// One seeded damage to a JSON value, as a slip of the hand or a wrong editor makes it.

type Container = Record<string, unknown> | unknown[];

export interface Mutated {
  readonly value: unknown;
  /** Where, and what was done. */
  readonly path: string;
  readonly what: string;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  3,
  1.5,
  70_000,
  2 ** 53,
  -(2 ** 40),
  '',
  ' ',
  'x',
  'S',
  'recv',
  '10.0.0.2',
  '__proto__',
  'constructor',
  'ação\u0000',
  [],
  [[]],
  {},
  { en: '' },
  { wait: 1 },
];

/** Changes one place of a value, in place. `random`: from 0 to below 1. */
export function mutate(value: unknown, random: () => number): Mutated {
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const places: { readonly within: Container; readonly key: string; readonly path: string }[] = [];
  const walk = (within: unknown, path: string): void => {
    if (typeof within !== 'object' || within === null) return;
    for (const key of Object.keys(within)) {
      const at = `${path}.${key}`;
      places.push({ within: within as Container, key, path: at });
      walk((within as Record<string, unknown>)[key], at);
    }
  };
  walk(value, '');
  const { within, key, path } = among(places);
  const members = within as Record<string, unknown>;
  const old = members[key];
  const done = (what: string): Mutated => ({ value, path, what });
  const put = (what: string, replacement: unknown): Mutated => {
    members[key] = replacement;
    return done(what);
  };
  const remove = (): void => {
    if (Array.isArray(within)) within.splice(Number(key), 1);
    else Reflect.deleteProperty(members, key);
  };
  switch (Math.floor(random() * 8)) {
    case 0:
      remove();
      return done('dropped');
    case 1:
      if (Array.isArray(within)) within.push(structuredClone(old));
      else own(members, `${key}${among(['s', 'X', ' '])}`, old);
      remove();
      return done('renamed, or moved to the end');
    case 2:
      if (Array.isArray(within)) within.splice(Number(key), 0, structuredClone(old));
      else own(members, among(['extra', '__proto__', 'id', 'times']), structuredClone(old));
      return done('added');
    case 3:
      if (typeof old === 'string') return put('cut', old.slice(0, Math.floor(random() * old.length)));
      if (typeof old === 'number') return put('out of range', among([-old - 1, old * 1e6, old + 0.5, 1e300]));
      return put('emptied', Array.isArray(old) ? [] : {});
    case 4:
      return put('taken from elsewhere', structuredClone(elsewhere(among(places))));
    default:
      return put('strange', structuredClone(among(STRANGE)));
  }
}

/** Also a key `__proto__`, which assignment would take for something else; JSON.parse does not. */
const own = (members: Record<string, unknown>, key: string, value: unknown): unknown =>
  Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true });

const elsewhere = ({ within, key }: { readonly within: Container; readonly key: string }): unknown =>
  (within as Record<string, unknown>)[key];
