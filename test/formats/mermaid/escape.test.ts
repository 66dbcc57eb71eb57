// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { afterColon, label, quoted } from '../../../src/formats/mermaid/escape.ts';
import { parsed } from '../../support/mermaid.ts';

it('leaves what means nothing to Mermaid as it is', () => {
  for (const text of ['bind(3, :8080)', '-1 ECONNREFUSED', 'SO_REUSEADDR', 'não', '…']) expect(label(text)).toBe(text);
});

it('writes by its number what means something', () => {
  expect(label('send(3, "a;b")')).toBe('send(3, #34;a#59;b#34;)');
  expect(label('<b>#1 %% {x}')).toBe('#60;b#62;#35;1 #37;#37; #123;x#125;');
  expect(quoted('a"b')).toBe('"a#34;b"');
  expect(afterColon('SYN: x')).toBe('SYN#58; x');
});

it('lets no control character and no half of a pair through, and breaks no line', () => {
  expect(label('a\0b\u0085c\ud800d\te\nf')).toBe('a\ufffdb\ufffdc\ufffdd e f');
  expect(label('😀')).toBe('😀');
});

const NASTY = [
  'a#b;c"d<e>f&g%%h`i~j{k}[l]\\m**n__o|p',
  'end ()(x) -->',
  '%% no comment',
  '#59; &amp;',
  '10.0.0.2:8080 : x',
  'end',
  '😀 é \0',
];

it.each(NASTY)('Mermaid reads %j wherever a label may stand', async (text) => {
  const said = label(text);
  const named = quoted(text);
  const after = afterColon(text);
  await expect(
    parsed(`sequenceDiagram\n  participant A as ${said}\n  A->>A: ${said}\n  note over A: ${said}`),
  ).resolves.toBe('sequence');
  await expect(parsed(`flowchart TD\n  a[${named}] -->|${named}| b{${named}}`)).resolves.toBe('flowchart-v2');
  await expect(parsed(`classDiagram\n  class A[${named}]\n  A <|-- B : x ${after}`)).resolves.toBe('classDiagram');
  await expect(parsed(`stateDiagram-v2\n  state ${named} as a\n  [*] --> a : ${after}`)).resolves.toBe('stateDiagram');
});

it('Mermaid complains of what is wrong', async () => {
  await expect(parsed('sequenceDiagram\n  A->>B what is this')).rejects.toThrow('Parse error');
});
