import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LanguageProvider, loadMessages } from '../../../src/app/i18n/index.ts';
import { sourceOf } from '../../../src/app/source/process-source.ts';
import { SourceListing } from '../../../src/app/source/SourceListing.tsx';
import { afterReturn, type Run, runScript, sceneAt, script } from '../../support/stage.tsx';

const calling = (times: number): Run =>
  runScript(
    script([
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'C', call: 'socket', as: 'c' },
      // No two alike: those would be a loop, and the program short.
      ...Array.from({ length: times }, (_, k) => ({ process: 'C', call: 'recv', fd: 'c', length: 10 + k }) as const),
    ]),
  );
const long = calling(300);
const short = calling(5);

async function listing(run: Run, step: number) {
  await loadMessages('en');
  const view = (at: number) => (
    <LanguageProvider initial="en">
      <SourceListing label="source" source={sourceOf(run.script, 'C', sceneAt(run, at).ledger, 'en', 'runs')} />
    </LanguageProvider>
  );
  const { rerender } = render(view(step));
  const list = await screen.findByRole('list', { name: 'source' });
  return {
    list,
    lines: () => within(list).getAllByRole('listitem'),
    current: () =>
      within(list)
        .getAllByRole('listitem')
        .filter((line) => line.getAttribute('aria-current') === 'step'),
    goTo: (at: number) => rerender(view(at)),
  };
}

const total = sourceOf(long.script, 'C', sceneAt(long, 0).ledger, 'en', 'runs').lines.length;

describe('the listing of a short program', () => {
  it('has every line', async () => {
    const { lines } = await listing(short, 0);
    expect(lines()).toHaveLength(sourceOf(short.script, 'C', sceneAt(short, 0).ledger, 'en', 'runs').lines.length);
    expect(lines()[0]).not.toHaveAttribute('aria-posinset');
  });
});

describe('the listing of a long program', () => {
  it('has the line that runs and those around it, each told which of how many it is', async () => {
    const { lines, current } = await listing(long, afterReturn(long, 'C', 'recv', 150));
    expect(lines().length).toBeLessThan(30);
    expect(current()).toHaveLength(1);
    expect(current()[0]).toHaveTextContent('recv(');
    expect(current()[0]).toHaveAttribute('aria-setsize', String(total));
    const at = lines().indexOf(current()[0] as HTMLElement);
    expect(at).toBeGreaterThanOrEqual(5);
    const numbers = lines().map((line) => Number(line.getAttribute('aria-posinset')));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('keeps the place of the lines that are not drawn', async () => {
    const { list, lines } = await listing(long, afterReturn(long, 'C', 'recv', 150));
    const gaps = [...list.children].filter((child) => child.getAttribute('aria-hidden') === 'true');
    const left = gaps.map((gap) => Number((gap as HTMLElement).style.getPropertyValue('--rows')));
    expect(left).toHaveLength(2);
    expect(left.reduce((sum, rows) => sum + rows, lines().length)).toBe(total);
  });

  it('follows a jump, and a step keeps the lines that stay', async () => {
    const { lines, current, goTo } = await listing(long, afterReturn(long, 'C', 'recv', 150));
    const before = current()[0]?.textContent;
    goTo(afterReturn(long, 'C', 'recv', 20));
    expect(current()).toHaveLength(1);
    expect(current()[0]?.textContent).not.toBe(before);
    const line = current()[0];
    goTo(afterReturn(long, 'C', 'recv', 21));
    expect(lines()).toContain(line);
    expect(line).not.toHaveAttribute('aria-current');
    expect(line).toHaveAttribute('data-mark', 'done');
  });
});
