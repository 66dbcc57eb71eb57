// Shows that the architecture check can fail: each rule is broken on purpose, in files that exist only here.
import { describe, expect, it } from 'vitest';
import { violations } from './check.ts';

/** What the check finds in these files; each folder gets a README unless the files say otherwise. */
function found(files: Readonly<Record<string, string>>): readonly string[] {
  const all = new Map(Object.entries(files));
  for (const path of Object.keys(files)) {
    const folders = path.split('/').slice(1, -1);
    for (const i of folders.keys()) {
      const readme = `src/${folders.slice(0, i + 1).join('/')}/README.md`;
      if (!all.has(readme)) all.set(readme, 'What this room is for.');
    }
  }
  return violations(all);
}

describe('the direction of imports', () => {
  it('lets the whole house stand', () => {
    const files = {
      'src/engine/base/time.ts': 'export type Micros = number;',
      'src/engine/wire/segment.ts': "import type { Micros } from '../base/time.ts'; export type T = Micros;",
      'src/engine/tcp/index.ts': "export * from '../wire/segment.ts'; export * from '../trace/log.ts';",
      'src/engine/trace/log.ts': "import '../posix/call.ts';",
      'src/engine/posix/call.ts': "import '../base/time.ts';",
      'src/engine/kernel/host.ts': "import '../tcp/index.ts';",
      'src/engine/network/link.ts': "import '../wire/segment.ts';",
      'src/engine/simulation/step.ts': "import '../kernel/host.ts'; import '../network/link.ts';",
      'src/engine/history/timeline.ts': "import '../simulation/step.ts';",
      'src/programs/hand.ts': "import '../engine/history/timeline.ts'; import * as v from 'valibot';",
      'src/diagrams/sequence/model.ts': "import '../../programs/hand.ts';",
      'src/formats/svg.ts': "import '../diagrams/sequence/model.ts';",
      'src/lessons/echo.ts': "import '../programs/hand.ts';",
      'src/cli/simulate.ts': "import 'node:fs'; import '../lessons/echo.ts'; import '../formats/svg.ts';",
      'src/app/main.tsx': "import 'react'; import './main.css'; import '../lessons/echo.ts'; const p = <p>don't</p>;",
      'src/app/main.css': 'p {}',
    };
    expect(found(files)).toEqual([]);
  });

  it.each([
    ['src/engine/wire/segment.ts', '../tcp/receive.ts', 'engine/wire may import engine/base, not engine/tcp'],
    ['src/engine/base/time.ts', '../wire/segment.ts', 'engine/base may import no other room, not engine/wire'],
    ['src/engine/kernel/host.ts', '../network/link.ts', 'not engine/network'],
    ['src/engine/network/link.ts', '../kernel/host.ts', 'not engine/kernel'],
    ['src/engine/simulation/step.ts', '../history/cursor.ts', 'not engine/history'],
    ['src/engine/tcp/send.ts', '../index.ts', 'not engine: imports run one way'],
    ['src/engine/history/save.ts', '../../programs/hand.ts', 'not programs'],
    ['src/programs/hand.ts', '../diagrams/shape.ts', 'programs may import engine, not diagrams'],
    ['src/diagrams/shape.ts', '../formats/svg.ts', 'not formats'],
    ['src/lessons/echo.ts', '../diagrams/shape.ts', 'not diagrams'],
    ['src/lessons/echo.ts', '../app/main.tsx', 'not app'],
    ['src/cli/simulate.ts', '../app/main.tsx', 'not app'],
    ['src/app/main.tsx', '../cli/simulate.ts', 'not cli'],
    ['src/formats/svg.ts', '../attic/x.ts', 'not what is in no room'],
    ['src/app/store/store.ts', '../../../test/support/harness.ts', 'the product never needs its tests'],
    ['src/engine/tcp/send.ts', '../../../package.json', 'what it needs is in src'],
  ])('%s may not import %s', (path, specifier, why) => {
    expect(found({ [path]: `// the second line is at fault\nimport '${specifier}';` })).toEqual([
      expect.stringMatching(new RegExp(`^${path}:2: imports '${specifier}': .*${why}`)),
    ]);
  });

  it.each([
    ["export { x } from '../tcp/x.ts';", 'a re-export'],
    ["import type { X } from '../tcp/x.ts';", 'a type'],
    ["const x = await import('../tcp/x.ts');", 'a dynamic import'],
    ["type X = import('../tcp/x.ts').X;", 'a type taken in passing'],
  ])('sees %s as well (%s)', (source) => {
    expect(found({ 'src/engine/wire/a.ts': source })).toEqual([expect.stringContaining("imports '../tcp/x.ts'")]);
  });

  it('knows every room: a folder that nobody planned is reported', () => {
    expect(found({ 'src/attic/a.ts': '', 'src/engine/attic/b.ts': '' })).toEqual([
      expect.stringContaining('src/attic/a.ts:1: is in no room'),
      expect.stringContaining('src/engine/attic/b.ts:1: is in no room'),
    ]);
  });
});

describe('the headless rooms', () => {
  const rooms = ['src/engine/tcp', 'src/programs', 'src/diagrams/sequence', 'src/formats', 'src/lessons'];

  it.each(rooms)('%s may not import React', (room) => {
    expect(found({ [`${room}/a.ts`]: "import { useState } from 'react';\nuseState();" })).toEqual([
      expect.stringMatching(/a\.ts:1: imports 'react': /),
    ]);
  });

  it.each(rooms)('%s may not use the DOM', (room) => {
    expect(found({ [`${room}/a.ts`]: '\n\ndocument.title = window.name;' })).toEqual([
      expect.stringContaining(`${room}/a.ts:3: uses 'document'`),
      expect.stringContaining(`${room}/a.ts:3: uses 'window'`),
    ]);
  });

  it.each(rooms)('%s may not hold JSX', (room) => {
    expect(found({ [`${room}/a.tsx`]: 'export const a = <p />;' })).toEqual([expect.stringContaining('is JSX')]);
  });

  it.each(rooms)('%s may not bring the DOM in by a reference', (room) => {
    expect(found({ [`${room}/a.ts`]: '/// <reference types="react" />' })).toEqual([
      expect.stringContaining("a.ts:1: imports 'react'"),
    ]);
  });

  it('may use the words window, event and node for their own things', () => {
    const source = `
      import type { Node } from './node.ts';
      interface Segment { readonly window: number; event(document: string): void }
      export const advertised = ({ window }: Segment, [screen, ...history]: number[]) => ({ window, screen, history });
      export const read = (segment: Segment, node: Node) => segment.window + node.left.window;
      export function scale(window: number, { location = 1 }) { return window << location; }
      export type Keys = { [fetch in 'a']: Segment['window'] };
    `;
    expect(found({ 'src/engine/tcp/a.ts': source, 'src/engine/tcp/node.ts': '' })).toEqual([]);
  });

  it('may not take a global as a type, a default or a shorthand either', () => {
    const source = 'export const f = (a: HTMLElement, b = navigator) => ({ a, b, performance, c: [setTimeout] });';
    expect(found({ 'src/diagrams/a.ts': source }).map((line) => /'(\w+)'/.exec(line)?.[1])).toEqual([
      'HTMLElement',
      'navigator',
      'performance',
      'setTimeout',
    ]);
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()'])('may not let %s into a result', (source) => {
    expect(found({ 'src/engine/base/a.ts': `export const a = ${source};` })).toEqual([
      expect.stringContaining('the same recording must give the same trace'),
    ]);
  });
});

it.each(['valibot', 'node:crypto', 'zustand/vanilla'])('the engine depends on no package, such as %s', (name) => {
  expect(found({ 'src/engine/base/a.ts': `import '${name}';` })).toEqual([
    expect.stringContaining('the engine depends on no package'),
  ]);
});

it('no headless room needs node', () => {
  expect(found({ 'src/formats/a.ts': "import 'node:fs';" })).toEqual([expect.stringContaining('which has no node')]);
});

describe('cycles', () => {
  it('are reported as a way round, once', () => {
    const files = {
      'src/app/a.ts': "\nimport './b.ts';",
      'src/app/b.ts': "import type { C } from './store/c.ts';",
      'src/app/store/c.ts': "export * from '../a.ts';",
    };
    expect(found(files)).toEqual([
      expect.stringContaining(
        'src/app/a.ts:2: imports in a cycle: src/app/a.ts -> src/app/b.ts -> src/app/store/c.ts -> src/app/a.ts;',
      ),
    ]);
  });

  it('may be a file that imports itself', () => {
    expect(found({ 'src/app/a.ts': "import './a.ts';" })).toEqual([expect.stringContaining('in a cycle')]);
  });

  it('are not two ways to one file', () => {
    const files = {
      'src/app/a.ts': "import './b.ts'; import './c.ts';",
      'src/app/b.ts': "import './c.ts';",
      'src/app/c.ts': '',
    };
    expect(found(files)).toEqual([]);
  });
});

it('every folder has a README with something in it', () => {
  const files = { 'src/app/store/a.ts': '', 'src/app/store/README.md': '\n', 'src/app/README.md': 'The app.' };
  expect(found(files)).toEqual([expect.stringContaining('src/app/store/README.md:1: is missing or empty')]);
  expect(violations(new Map([['src/app/store/a.ts', '']]))).toHaveLength(2);
});

it.each(['src/app/utils.ts', 'src/engine/base/helper.ts', 'src/app/misc/a.ts', 'src/app/Helpers/a.ts'])(
  '%s has a name that says nothing',
  (path) => {
    expect(found({ [path]: '' })).toEqual([expect.stringContaining('a name that says nothing')]);
  },
);

it('a file that cannot be parsed is reported, not passed over', () => {
  expect(found({ 'src/app/a.ts': 'const = ;' })).toEqual([expect.stringContaining('src/app/a.ts:1: cannot be parsed')]);
});
