import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiagramTable, type TableText } from '../../../src/app/diagrams/DiagramTable.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = new Map<string, () => TableText>();
/** The same text is the same function. */
function textOf(step: number, left: string | null): () => TableText {
  const key = `${step} ${left}`;
  const text =
    texts.get(key) ??
    (() => ({
      summary: `step ${step}`,
      columns: ['From', 'Message'],
      rows: [{ key: 'a', subject: { kind: 'call', callId: step }, cells: ['client', `message ${step}`] }],
      left,
    }));
  texts.set(key, text);
  return text;
}
const table = (step: number, { shown = false, left = null as string | null } = {}) => (
  <DiagramTable shown={shown} text={textOf(step, left)} selection={null} onSelect={() => undefined} />
);
const told = () => screen.getByRole('cell', { name: /message/ }).textContent;
const wait = (milliseconds: number): void => act(() => void vi.advanceTimersByTime(milliseconds));

describe('a diagram as a table', () => {
  it('changes at once', () => {
    const { rerender } = render(table(1));
    rerender(table(2));
    expect(told()).toBe('message 2');
  });

  it('of a long run, heard alone, changes when the cursor stands still', () => {
    const left = '80 earlier';
    const { rerender } = render(table(1, { left }));
    rerender(table(2, { left }));
    wait(150);
    rerender(table(3, { left }));
    wait(150);
    expect(told()).toBe('message 1');
    expect(screen.getByText('step 1')).toBeInTheDocument();
    wait(100);
    expect(told()).toBe('message 3');
    expect(screen.getByText('step 3')).toBeInTheDocument();
  });

  it('of a long run changes at once when it is seen, and is up to date when it comes to be', () => {
    const left = '80 earlier';
    const { rerender } = render(table(1, { left }));
    rerender(table(2, { left, shown: true }));
    expect(told()).toBe('message 2');
    rerender(table(3, { left, shown: true }));
    expect(told()).toBe('message 3');
  });
});
