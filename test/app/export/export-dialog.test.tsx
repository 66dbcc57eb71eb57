import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../../src/app/export/ExportDialog.tsx';
import { pngScale } from '../../../src/app/export/picture-file.ts';
import { type Language, LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import * as saving from '../../../src/app/shell/save-file.ts';
import { type DiagramId, useView } from '../../../src/app/shell/view.ts';
import { useLaboratory } from '../../../src/app/store/laboratory.ts';
import { momentAt } from '../../../src/engine/history/worlds.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { parseXml } from '../../support/strict-xml.ts';

const timeline = (await scenarioRuns()).find(({ id }) => id === 'echo')?.timeline;
if (timeline === undefined) throw new Error('there is no echo');
const END = timeline.steps.length;

beforeEach(() => {
  useLaboratory.setState({ timeline, cursor: { step: END, time: momentAt(timeline, END) } });
});
afterEach(() => vi.restoreAllMocks());

async function open(diagram: DiagramId, language: Language = 'en') {
  // userEvent gives the page a clipboard that can be read.
  const user = userEvent.setup();
  const onClose = vi.fn<() => void>();
  await loadMessages(language);
  // The words of the diagrams are waited for.
  await act(async () => {
    render(
      <LanguageProvider initial={language}>
        <Suspense>
          <ExportDialog diagram={diagram} onClose={onClose} />
        </Suspense>
      </LanguageProvider>,
    );
  });
  await screen.findByRole('dialog');
  return { user, onClose };
}
const button = (name: RegExp | string): HTMLElement => screen.getByRole('button', { name });

it('copies the whole diagram at the cursor as SVG, and says so', async () => {
  const { user } = await open('sequence');
  await user.click(button('Copy: Picture (SVG)'));
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Copied: Picture (SVG)'));
  const svg = parseXml(await navigator.clipboard.readText());
  expect(svg.name).toBe('svg');
  expect(svg.text).toContain('socket()');
  expect(svg.text).toContain('FIN ACK');
  expect(svg.attributes['xml:lang']).toBe('en');
});

it('draws in the colours that are chosen', async () => {
  const { user } = await open('sequence');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Colours' }), 'dark');
  await user.click(button('Copy: Picture (SVG)'));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toContain('fill="#1d2126"'));
});

it('saves under the name of run and diagram', async () => {
  const save = vi.spyOn(saving, 'saveFile').mockImplementation(() => {});
  const { user } = await open('states');
  await user.click(button('Save: PlantUML text'));
  expect(save).toHaveBeenCalledWith('echo-states-client-1.puml', expect.stringMatching(/^@startuml\n/), 'text/plain');
  await user.click(button('Save: Picture (SVG)'));
  expect(save).toHaveBeenLastCalledWith('echo-states-client-1.svg', expect.stringMatching(/^<\?xml /), 'image/svg+xml');
});

it('begins with the one that its panel shows, whatever another panel shows', async () => {
  useView.setState({ choices: { activity: 'C', 'use-case': 'S', states: 'server 2', sequence: 'right' } });
  const shown: string[] = [];
  for (const diagram of ['activity', 'useCase', 'states', 'sequence'] as const) {
    await open(diagram);
    const which = screen.getByRole('combobox', { name: 'Which one' });
    if (which instanceof HTMLSelectElement) shown.push(which.value);
    cleanup();
  }
  useView.setState({ choices: {} });
  expect(shown).toEqual(['activity-C', 'use-case-S', 'states-server-2', 'sequence-server']);
});

describe('draws as the panel does', () => {
  afterEach(() => useView.setState({ choices: {}, unfolded: {} }));

  /** What is saved; the clipboard would still hold what was copied before. */
  const textOf = async (user: ReturnType<typeof userEvent.setup>, format: string): Promise<string> => {
    const save = vi.spyOn(saving, 'saveFile').mockImplementation(() => {});
    await user.click(button(`Save: ${format}`));
    const content = save.mock.lastCall?.[1];
    return typeof content === 'string' ? content : '';
  };

  it('at its level of detail, in pictures and in texts, until another is chosen', async () => {
    useView.setState({ choices: { 'sequence-detail': 'calls' } });
    const { user } = await open('sequence');
    for (const format of ['Picture (SVG)', 'PlantUML text', 'Mermaid text']) {
      const text = await textOf(user, format);
      expect(text, format).toContain('connect(');
      expect(text, format).not.toContain('SYN');
    }
    await user.selectOptions(screen.getByRole('combobox', { name: 'Detail' }), 'Segments');
    for (const format of ['Picture (SVG)', 'PlantUML text', 'Mermaid text'])
      expect(await textOf(user, format), format).toContain('SYN');
  });

  it('to scale where that is chosen', async () => {
    const heightOf = (svg: string): number => Number(parseXml(svg).attributes['height']);
    const { user } = await open('sequence');
    const even = heightOf(await textOf(user, 'Picture (SVG)'));
    cleanup();
    useView.setState({ choices: { 'sequence-spacing': 'time' } });
    const again = await open('sequence');
    expect(screen.getByRole('combobox', { name: 'Rows' })).toHaveValue('time');
    const scaled = heightOf(await textOf(again.user, 'Picture (SVG)'));
    expect(scaled).not.toBe(even);
    await again.user.selectOptions(screen.getByRole('combobox', { name: 'Rows' }), 'rows');
    expect(heightOf(await textOf(again.user, 'Picture (SVG)'))).toBe(even);
  });

  it('with the runs unfolded that are unfolded there, and with none of another run', async () => {
    const { user } = await open('communication');
    expect(await textOf(user, 'Picture (SVG)')).toContain('… ');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Messages' }), 'Every one');
    const all = await textOf(user, 'Picture (SVG)');
    expect(all).not.toContain('… ');
    expect(all).toContain('6.1.1: SYN ACK');
    cleanup();
    const runs = ['client 1', 'server 2', 'c', 'a'];
    useView.setState({ unfolded: { communication: { of: {}, runs } } });
    const again = await open('communication');
    expect(await textOf(again.user, 'Picture (SVG)')).toContain('… ');
  });
});

it('lets one choose among several', async () => {
  const save = vi.spyOn(saving, 'saveFile').mockImplementation(() => {});
  const { user } = await open('states');
  const which = screen.getByRole('combobox', { name: 'Which one' });
  const options = [...which.querySelectorAll('option')];
  expect(options.length).toBeGreaterThan(1);
  await user.selectOptions(which, options.at(-1)?.value ?? '');
  await user.click(button('Save: Picture (SVG)'));
  expect(save.mock.lastCall?.[0]).toBe(`echo-${options.at(-1)?.value}.svg`);
});

describe('what cannot be had', () => {
  it.each([
    ['en', 'communication', 'Mermaid has no communication diagram.'],
    ['pt-BR', 'communication', 'Mermaid não tem diagrama de comunicação.'],
  ] as const)('stays, greyed, and says why: %s', async (language, diagram, reason) => {
    const save = vi.spyOn(saving, 'saveFile').mockImplementation(() => {});
    const { user } = await open(diagram, language);
    expect(screen.getByText(reason)).toBeVisible();
    const refused = button(new RegExp(`^(Save|Salvar): .*Mermaid.*${reason}$`));
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    await user.click(refused);
    expect(save).not.toHaveBeenCalled();
  });

  it('a page without https copies nothing, but saves', async () => {
    vi.stubGlobal('navigator', { language: 'en', languages: ['en'] });
    try {
      await act(async () => {
        render(
          <LanguageProvider initial="en">
            <Suspense>
              <ExportDialog diagram="sequence" onClose={() => {}} />
            </Suspense>
          </LanguageProvider>,
        );
      });
      expect(screen.getAllByText('This browser lets a page copy only when it comes by https.').length).toBeGreaterThan(
        1,
      );
      expect(button(/^Copy: Picture \(SVG\)/)).toHaveAttribute('aria-disabled', 'true');
      expect(button('Save: Picture (SVG)')).not.toHaveAttribute('aria-disabled');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('a refusal of the browser is said', async () => {
    const { user } = await open('sequence');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new Error('denied'));
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await user.click(button('Copy: Picture (SVG)'));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('the browser refused it'));
  });
});

it('the arrows go along its buttons, and its close button closes', async () => {
  const { user, onClose } = await open('sequence');
  button('Copy: Picture (SVG)').focus();
  await user.keyboard('{ArrowDown}');
  expect(button('Save: Picture (SVG)')).toHaveFocus();
  await user.keyboard('{ArrowUp}');
  expect(button('Copy: Picture (SVG)')).toHaveFocus();
  await user.click(button('Close'));
  expect(onClose).toHaveBeenCalled();
});

it('a picture has two pixels to a unit, fewer where a canvas could not hold them, and none where it would not be legible', () => {
  const scale = (width: number, height: number): number | null => pngScale({ picture: { width, height, shapes: [] } });
  expect(scale(700, 1_000)).toBe(2);
  expect(scale(700, 12_000)).toBeCloseTo(16_384 / 12_024);
  expect(scale(700, 100_000)).toBeNull();
});
