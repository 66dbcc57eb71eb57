// The laboratory as a person finds it: what is read off the screen, by what a screen reader is told of it.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** One machine as it is shown. */
export interface SeenMachine {
  /** `runs`, `blocked` or `ended`. */
  readonly status: string;
  /** Every socket as `fd 3 c ESTABLISHED, send buffer "hello" 5 bytes acknowledged, receive buffer empty`. */
  readonly sockets: readonly string[];
  /** The marked line of the C++ source: the call up to its first argument, and how it is marked, as `accept(s: blocked here`. */
  readonly line: string | null;
}

/** What stands on the screen at one place of a run. */
export interface Seen {
  readonly sentence: string;
  readonly why: string;
  /** The name of the clause that the sentence rests on, as `bind(2)`. */
  readonly citation: string | null;
  readonly client: SeenMachine;
  readonly server: SeenMachine;
  /** The rows of the sequence diagram, as `client kernel -> server kernel: SYN is sent`. */
  readonly sequence: readonly string[];
  /** The rows of the communication diagram, as `6.1 c -> s: SYN`. */
  readonly communication: readonly string[];
  readonly step: number;
  readonly steps: number;
}

export interface OpenOptions {
  /** Whether the page may move (with `false` it is asked not to). */
  readonly motion?: boolean;
}

/** Opens the laboratory and waits until it can be used. */
export async function openLaboratory(page: Page, { motion = false }: OpenOptions = {}): Promise<void> {
  await page.emulateMedia({ reducedMotion: motion ? 'no-preference' : 'reduce' });
  await page.goto('./');
  await expect(page.getByRole('region', { name: /^(Client|Máquina (do )?cliente|Client 1)/ }).first()).toBeVisible();
  // The sentences and the second diagram come after the first view.
  await expect(status(page)).not.toBeEmpty();
  await secondDiagram(page);
}

/** Waits for the diagram that is loaded after the first view; a narrow screen shows one diagram at a time. */
async function secondDiagram(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < 1100) return;
  await expect(page.getByRole('region', { name: /^(Communication diagram|Diagrama de comunicação)$/ })).toBeVisible();
}

/** The sentence of what happened, in either language. */
export const status = (page: Page): Locator => page.getByRole('status', { name: /^(What happened|O que aconteceu)$/ });

export const slider = (page: Page): Locator => page.getByRole('slider', { name: /^(Timeline|Linha do tempo)$/ });

export const stepOf = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

/** Waits until nothing moves by itself any more. */
export async function standsStill(page: Page): Promise<void> {
  await expect(status(page)).toHaveAttribute('aria-busy', 'false');
  await expect(status(page)).not.toBeEmpty();
  // After a jump the diagrams follow the machines, in a task of their own.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Presses a key and waits until what it set off is over. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await standsStill(page);
}

/** Moves the focus with Tab alone until it is on `target`; the mouse is not used. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`120 presses of ${key} did not reach ${target.toString()}`);
}

/** Opens a scenario by its title; not for the one that is open. */
export async function openScenario(page: Page, title: string): Promise<void> {
  // The header says what the scenario is about.
  const about = page.getByRole('banner').getByRole('status');
  // Its text content, as the expectation below reads it: what is cut off or hidden counts as well.
  const before = (await about.textContent()) ?? '';
  await page.getByRole('combobox', { name: /^(Scenario|Cenário)$/ }).selectOption({ label: title });
  await expect(about).not.toHaveText(before);
  await standsStill(page);
}

/** Reads the whole screen at once, in English. */
export async function look(page: Page): Promise<Seen> {
  await secondDiagram(page);
  return page.evaluate(() => {
    const one = (selector: string, within: ParentNode = document): Element => {
      const found = within.querySelector(selector);
      if (found === null) throw new Error(`The screen has no ${selector}`);
      return found;
    };
    const all = (selector: string, within: ParentNode): Element[] => [...within.querySelectorAll(selector)];
    const textOf = (element: Element | null | undefined): string =>
      (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

    /** A buffer: its name, its bytes as they are seen, and what a screen reader is told became of them. */
    const buffer = (strip: Element): string => {
      const [, name = '', fate = ''] = /^([^:]+): (.*)$/.exec(strip.getAttribute('aria-label') ?? '') ?? [];
      const bytes = all('[data-fate]', strip)
        .map((cell) => (cell.textContent?.trim() === 'FIN' ? ' FIN' : textOf(cell)))
        .join('');
      return `${name}${bytes === '' ? '' : ` "${bytes}"`} ${fate.replace(/, (written|read) by .*/, '')}`;
    };
    const socket = (card: Element): string => {
      const name = all('button[aria-label^="Select"] > span', card)
        .map((held) => [...held.childNodes].map((node) => node.textContent).join(' '))
        .join(', ');
      const state = textOf(one('[data-state]', card));
      return [`${name} ${state}`, ...all('[role="img"]', card).map(buffer)].join(', ');
    };
    const line = (machine: Element): string | null => {
      const marked = machine.querySelector('[aria-current="step"]');
      if (marked === null) return null;
      const [, call = '?'] =
        /\b((?:socket|bind|listen|accept|connect|send|recv|shutdown|close)\([^,)]*)/.exec(textOf(marked)) ?? [];
      const [, how = '?'] = /\(([^()]*)\)$/.exec(textOf(marked)) ?? [];
      return `${call}: ${how}`;
    };
    const machine = (name: string): SeenMachine => {
      const region = one(`section[aria-label="${name}"]`);
      return {
        status: textOf(region.querySelector('[data-status]')),
        sockets: all('ul[aria-label] > li[aria-label]', region).map(socket),
        line: line(region),
      };
    };
    const rows = (name: string): string[][] =>
      all('tbody tr', one(`section[aria-label="${name}"]`)).map((row) => [...row.children].map(textOf));
    // `c : ClientSocket (client)` is the object c.
    const object = (name = ''): string => name.replace(/ : .*/, '');

    const said = one('[role="status"][aria-label="What happened"]');
    const [sentence, why] = all('p', said);
    const citation = said.querySelector('a');
    const range = one('input[type="range"]') as HTMLInputElement;
    return {
      sentence: textOf(sentence),
      why: textOf(why),
      citation: citation === null ? null : (citation.firstChild?.textContent ?? null),
      client: machine('Client machine'),
      server: machine('Server machine'),
      sequence: rows('Sequence diagram').map(([, from, to, message]) => `${from} -> ${to}: ${message}`),
      communication: rows('Communication diagram').map(
        ([number, from, to, message]) => `${number} ${object(from)} -> ${object(to)}: ${message}`,
      ),
      step: range.valueAsNumber,
      steps: Number(range.max),
    };
  });
}
