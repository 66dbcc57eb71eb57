import { describe, expect, it } from 'vitest';
import { plantumlDocument } from '../../../src/formats/plantuml/document.ts';
import { label, quoted } from '../../../src/formats/plantuml/escape.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';

it('leaves what is no markup as it is', () => {
  for (const text of [
    'send(3, "hello")',
    'bind(3, :8080)',
    '-1 ECONNREFUSED',
    'SO_REUSEADDR',
    'não: {1, 0}',
    '4 IN|OUT',
    '…',
  ]) {
    expect(label(text)).toBe(text);
  }
});

it('writes markup by its number', () => {
  expect(label('<b>x')).toBe('<U+003C>b>x');
  expect(label('a**b**')).toBe('a<U+002A>*b<U+002A>*');
  expect(label('c:\\new')).toBe('c:<U+005C>new');
  expect(quoted('c "x"')).toBe('"c <U+0022>x<U+0022>"');
});

it('lets no control character and no half of a pair through, and breaks no line', () => {
  expect(label('a\0b\u0085c\ud800d\te\nf')).toBe('a\ufffdb\ufffdc\ufffdd e\\nf');
  expect(label('😀')).toBe('😀');
});

/** What a payload or a name may hold, and PlantUML would take for something else. */
const NASTY = [
  '<b>bold</b>',
  '<&star>',
  '<color:red>',
  '**b** //i// __u__ --s-- ""m"" ~~w~~',
  '***',
  '////',
  '[[http://x]]',
  '{{x}}',
  '~~x',
  'a\\nb \\t',
  '%date()',
  '%n',
  '&#65; &amp;',
  '$x',
  '@enduml',
  "' no comment",
  "/' no comment '/",
  '!include x',
  'http://10.0.0.2:8080',
  'a : b :: c',
  'x; | > / ]',
  '....',
  'x"y',
  '😀 é',
];

describe.skipIf(NO_PLANTUML !== null)(`plantuml${NO_PLANTUML === null ? '' : ` (skipped: ${NO_PLANTUML})`}`, () => {
  it('shows any text as it is, in messages, titles and names', { timeout: 120_000 }, () => {
    const pictures = drawn([
      ...NASTY.map((text) => plantumlDocument(text, [`A -> B : x${label(text)}`])),
      ...NASTY.map((text) => plantumlDocument('x', [`participant ${quoted(`n ${text}`)} as A`, 'A -> B'])),
      ...NASTY.map((text) =>
        plantumlDocument('x', [`usecase ${quoted(`n ${text}`)} as A`, `A --> B : x${label(text)}`]),
      ),
    ]);
    const flat = (text: string): string => text.replaceAll(/\s+/g, '');
    for (const [index, picture] of pictures.entries()) {
      const text = NASTY[index % NASTY.length] ?? '';
      const shown = flat(picture instanceof Error ? `(${picture.message})` : textOf(picture).join(' '));
      expect(shown, text).toContain(flat(text));
    }
  });

  it('complains of what is wrong, each for itself', { timeout: 60_000 }, () => {
    const [good, bad, next] = drawn([
      plantumlDocument('x', ['A -> B : fine']),
      plantumlDocument('x', ['A ->', 'what is this']),
      plantumlDocument('x', ['B -> A']),
    ]);
    expect(good).toContain('fine');
    expect(bad).toBeInstanceOf(Error);
    expect(next).toContain('<svg');
  });
});
