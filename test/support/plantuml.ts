// Debian's PlantUML as the reader of what is exported for it: it knows nothing of the laboratory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no PlantUML can be asked here; null: one can. All but sequence diagrams are laid out by Graphviz's dot. */
export const NO_PLANTUML: string | null =
  spawnSync('plantuml', ['-version']).status !== 0
    ? 'there is no plantuml here'
    : spawnSync('dot', ['-V']).status !== 0
      ? 'there is no dot of Graphviz here, without which plantuml draws sequence diagrams alone'
      : null;

/** What PlantUML draws where it cannot draw what it was given. */
const COMPLAINT = /Syntax Error|An error has occurr?ed|Cannot find Graphviz|Dot executable|ERROR|Welcome to PlantUML/;

/**
 * Has PlantUML draw every text, in one process. What it drew, in the same order, as SVG; in place of what it could not draw an Error
 * that says what was wrong.
 */
export function drawn(texts: readonly string[]): readonly (string | Error)[] {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-plantuml-'));
  try {
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.puml`), text);
    const { stdout, stderr, error } = spawnSync(
      'plantuml',
      ['-charset', 'UTF-8', '-tsvg', '-nometadata', '-nbthread', 'auto', join(folder, '*.puml')],
      { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, JAVA_TOOL_OPTIONS: '-Djava.awt.headless=true' } },
    );
    if (error) throw error;
    return texts.map((_, index) => {
      const file = join(folder, `${index}.svg`);
      const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(`/${index}.puml`));
      if (!existsSync(file)) return new Error(`nothing was drawn: ${said.join('; ') || stderr}`);
      const svg = readFileSync(file, 'utf8');
      const complaint = said.find((line) => /error/i.test(line)) ?? COMPLAINT.exec(textOf(svg).join('\n'))?.[0];
      return complaint === undefined ? svg : new Error(complaint);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The texts in a picture that PlantUML drew, in its order. */
export const textOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('\u00a0', ' '),
  );
