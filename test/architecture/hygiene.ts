import type { Files } from './check.ts';

/** What none of the repository's texts may hold. The words are put together here, so that this file holds none either. */
const FORBIDDEN_TEXTS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: new RegExp(`(?<![\\w.:~/-])/(${['work', 'root', 'home', 'Users'].join('|')})/[\\w.-]`),
    why: 'an absolute path of one machine; nobody else has it',
  },
  {
    pattern: /[a-z]:\\Users\\/i,
    why: 'an absolute path of one machine; nobody else has it',
  },
  {
    pattern: new RegExp(['registry', '(npmjs|yarnpkg|npmmirror)'].join('\\.')),
    why: 'the host of a package registry; whoever installs chooses that',
  },
];

/** `src/a.ts:3: holds …` for every line with something that belongs to one machine or one network. */
export function foreignTexts(files: Files): readonly string[] {
  return linesOf(files).flatMap(({ path, line, text }) =>
    FORBIDDEN_TEXTS.filter(({ pattern }) => pattern.test(text)).map(({ why }) => `${path}:${line}: holds ${why}`),
  );
}

/**
 * Every test that is kept from running without a word about why: `.only` always, `.skip`, `.todo` and `.fixme` unless
 * a reason stands in the call (`test.skip(condition, 'reason')`) or in a comment on the line or the one above it.
 */
export function mutedTests(files: Files): readonly string[] {
  const lines = linesOf(files).filter(({ path }) => /\.(test|spec)\.tsx?$/.test(path));
  return lines.flatMap(({ path, line, text, above }) => {
    const muted = /\b(?:it|test|describe|suite)(?:\.\w+)*\.(only|skip|todo|fixme)\b/.exec(text);
    if (muted === null) return [];
    if (muted[1] === 'only') return [`${path}:${line}: runs alone: .only keeps every other test from running`];
    const explained =
      /\/\/\s*\S/.test(text) || /^\s*(\/\/|\*|\/\*)/.test(above) || /\.skip\([^'"`]+,\s*['"`]/.test(text);
    return explained ? [] : [`${path}:${line}: .${muted[1]} without a reason`];
  });
}

const LONG = 400;

/** Source files that are asking to be two. A reason to look, not a failure. */
export function longFiles(files: Files): readonly string[] {
  return [...files]
    .filter(([path]) => /^src\/.*\.(tsx?|css)$/.test(path))
    .map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONG)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

function linesOf(files: Files): readonly { path: string; line: number; text: string; above: string }[] {
  return [...files].flatMap(([path, all]) => {
    const lines = all.split('\n');
    return lines.map((text, i) => ({ path, line: i + 1, text, above: lines[i - 1] ?? '' }));
  });
}
