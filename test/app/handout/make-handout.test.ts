import { describe, expect, it } from 'vitest';
import { FIGURES } from '../../../src/app/diagrams/figures.ts';
import { GAP, LEAST_SCALE, PAGE, TURNED_PAGE } from '../../../src/app/handout/figure-rows.ts';
import { makeHandout } from '../../../src/app/handout/make-handout.ts';
import { DIAGRAM_IDS } from '../../../src/app/shell/view.ts';
import { loadMessages } from '../../../src/app/i18n/index.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { allElements, parseXml, type XmlElement } from '../../support/strict-xml.ts';

const runs = await scenarioRuns();
const LANGUAGES = ['en', 'pt-BR'] as const;

async function handoutOf(id: string, language: (typeof LANGUAGES)[number]): Promise<XmlElement> {
  const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
  const timeline = runs.find((run) => run.id === id)?.timeline;
  if (script === undefined || timeline === undefined) throw new Error(`there is no scenario ${id}`);
  const messages = await loadMessages(language);
  const html = makeHandout({ script, timeline, messages, measure: fixedMeasure });
  expect(html).toMatch(/^<!doctype html>\n<html lang="(en|pt-BR)">/);
  // What is written is XML as well, but for the doctype: strict where a browser forgives.
  return parseXml(html.replace('<!doctype html>\n', ''));
}

const named = (root: XmlElement, name: string): readonly XmlElement[] =>
  allElements(root).filter((element) => element.name === name);
const texts = (elements: readonly XmlElement[]): readonly string[] => elements.map(({ text }) => text);

it.each([
  ['en', ['The machines', 'The calls, in their order', 'The diagrams, at the end of the run', 'The programs in C++']],
  ['pt-BR', ['As máquinas', 'As chamadas, na sua ordem', 'Os diagramas, no fim da execução', 'Os programas em C++']],
] as const)('the echo in %s has its parts in their order', async (language, titles) => {
  const root = await handoutOf('echo', language);
  expect(texts(named(root, 'h2'))).toEqual(titles);
  expect(texts(named(root, 'h1'))).toEqual([language === 'en' ? 'Echo: the eight calls' : 'Eco: as oito chamadas']);
  expect(named(root, 'table')).toHaveLength(2);
  expect(named(root, 'svg').length).toBeGreaterThanOrEqual(Object.keys(FIGURES).length);
  expect(texts(named(root, 'h3')).slice(-2)).toEqual(
    language === 'en' ? ['client', 'server'] : ['cliente', 'servidor'],
  );
});

const sizeOf = ({ attributes }: XmlElement) => {
  const [, , units = 0] = (attributes['viewBox'] ?? '').split(' ').map(Number);
  const [width, height] = [Number(attributes['width']), Number(attributes['height'])];
  return { width, height, scale: width / units };
};

describe.each(runs)('$id', ({ id }) => {
  it.each(LANGUAGES)('every picture has its place on a page and can be read, in %s', async (language) => {
    const root = await handoutOf(id, language);
    for (const row of named(root, 'div')) {
      const page = row.attributes['class'] === 'row turned' ? TURNED_PAGE : PAGE;
      const sizes = named(row, 'svg').map(sizeOf);
      expect(sizes.reduce((sum, { width }) => sum + width, (sizes.length - 1) * GAP)).toBeLessThanOrEqual(
        page.width + 1,
      );
      for (const { height, scale } of sizes) {
        expect(height).toBeLessThanOrEqual(page.height + 1);
        expect(scale).toBeGreaterThanOrEqual(LEAST_SCALE - 0.001);
      }
    }
    expect(named(root, 'svg').length).toBeGreaterThanOrEqual(2 * DIAGRAM_IDS.length);
  });

  it.each(LANGUAGES)('marks nothing as what happens now, in %s', async (language) => {
    const root = await handoutOf(id, language);
    expect(texts(named(root, 'text')).filter((text) => /^(now|agora) · /.test(text))).toEqual([]);
  });

  it.each(LANGUAGES)('prints from one file that asks for nothing else, in %s', async (language) => {
    const root = await handoutOf(id, language);
    for (const { name, attributes, text } of allElements(root)) {
      expect(['script', 'link', 'img', 'iframe', 'object', 'image', 'use']).not.toContain(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (attribute === 'href') expect(name).toBe('a');
        else if (attribute !== 'xmlns') expect(value, `${name} ${attribute}`).not.toMatch(/https?:|url\((?!#)/);
      }
      if (name === 'style') expect(text).not.toMatch(/@import|url\(/);
    }
    const ids = allElements(root).flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of named(root, 'svg')) {
      for (const referred of (attributes['aria-labelledby'] ?? '').split(' ')) expect(ids).toContain(referred);
    }
  });
});
