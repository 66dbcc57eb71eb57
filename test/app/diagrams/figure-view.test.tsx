import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FigureView, type FigureViewProps } from '../../../src/app/diagrams/FigureView.tsx';
import { loadMessages } from '../../../src/app/i18n/index.ts';
import type { FigureLayout, FigureTable } from '../../../src/diagrams/figure.ts';
import type { Shape, Subject } from '../../../src/diagrams/shape.ts';
import { tiesOf } from '../../../src/diagrams/ties.ts';
import { micros } from '../../../src/engine/base/time.ts';

const en = await loadMessages('en');

const text = (key: string, y: number, content: string, subject: Subject | null): Shape => ({
  kind: 'text',
  key,
  tone: 'client',
  subject,
  step: 1,
  x: 10,
  y,
  text: content,
  size: 14,
  anchor: 'start',
  font: 'sans',
  weight: 'normal',
  underline: false,
  turn: 0,
});

const connect: Subject = { kind: 'call', callId: 1 };
const send: Subject = { kind: 'call', callId: 2 };
const layout: FigureLayout = {
  width: 200,
  height: 100,
  draw: () => ({
    width: 200,
    height: 100,
    shapes: [
      text('a', 20, 'connect()', connect),
      text('b', 50, 'ação: send()', send),
      text('c', 80, 'a note on send()', null),
    ],
  }),
  focus: () => null,
};
const table: FigureTable = {
  summary: 'Two calls.',
  columns: ['Number', 'Call'],
  rows: [
    { key: 'a', subject: connect, cells: ['1', 'connect()'] },
    { key: 'b', subject: send, cells: ['2', 'send()'] },
  ],
  left: 0,
};
const layOut = (): FigureLayout => layout;
const moment = { count: 2, time: micros(0), step: 2, stepOf: () => 1 };

function view(selected: Subject | null, more: Partial<FigureViewProps> = {}) {
  return (
    <FigureView
      title="Test diagram"
      layOut={layOut}
      table={table}
      moment={moment}
      ties={tiesOf([], selected)}
      onSelect={() => undefined}
      goTo={null}
      messages={en.diagrams}
      magnification={1}
      {...more}
    />
  );
}

const drawing = () => within(screen.getByRole('group', { name: 'Test diagram' }));
const sizeOf = (): number => Number(screen.getByRole('group', { name: 'Test diagram' }).getAttribute('width'));

describe('a diagram laid out as a whole', () => {
  it('names what the table tells, and selects it by click and by Enter', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    render(view(null, { onSelect }));
    await userEvent.click(drawing().getByRole('button', { name: '1: connect()' }));
    expect(onSelect).toHaveBeenLastCalledWith(connect);
    drawing().getByRole('button', { name: '2: send()' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenLastCalledWith(send);
  });

  it('says what it shows in one sentence, seen as a table or only heard', async () => {
    render(view(null));
    expect(screen.getByText('Two calls.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'As a table' }));
    expect(screen.queryByRole('group', { name: 'Test diagram' })).toBeNull();
    expect(screen.getAllByRole('row')).toHaveLength(3);
  });

  it('finds a text, whatever its case and accents, and goes from one found to the next and round', async () => {
    const { container } = render(view(null));
    const found = () => [...container.querySelectorAll('[data-found="true"]')].map((each) => each.textContent);
    await userEvent.click(screen.getByRole('button', { name: 'Find in the diagram' }));
    await userEvent.keyboard('SEND');
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(found()).toEqual(['ação: send()']);
    await userEvent.keyboard('{Enter}');
    expect(found()).toEqual(['a note on send()']);
    await userEvent.keyboard('{Enter}');
    expect(found()).toEqual(['ação: send()']);
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.keyboard('acao');
    expect(screen.getByText('1 of 1')).toBeInTheDocument();
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.keyboard('nowhere');
    expect(screen.getByText('Nothing found')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(found()).toEqual([]);
  });

  it('gives the focus back when the search is closed', async () => {
    render(view(null));
    const find = screen.getByRole('button', { name: 'Find in the diagram' });
    find.focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(find).toHaveFocus();
  });

  it('is at its beginning again when nothing is to be kept in sight any more', () => {
    const focused = { ...layout, focus: () => ({ left: 0, right: 10, top: 90, bottom: 95 }) };
    const { container, rerender } = render(view(null, { layOut: () => focused }));
    const scroller = container.querySelector('[data-pans]') as HTMLElement;
    scroller.scrollTop = 70;
    rerender(view(null));
    expect(scroller.scrollTop).toBe(0);
    scroller.scrollTop = 30;
    rerender(view(connect));
    expect(scroller.scrollTop, 'who moves it there stays there').toBe(30);
  });

  it('is enlarged, reduced and fitted', async () => {
    render(view(null));
    const usual = sizeOf();
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(sizeOf()).toBeCloseTo(usual * 1.25, 3);
    await userEvent.click(screen.getByRole('button', { name: 'Fit to width' }));
    expect(sizeOf()).toBeCloseTo(usual, 3);
    await userEvent.click(screen.getByRole('button', { name: 'Zoom out' }));
    expect(sizeOf()).toBeCloseTo(usual / 1.25, 3);
  });

  it('goes to where the selected happened; says why it cannot when nothing is selected', async () => {
    const goTo = vi.fn<() => void>();
    const { rerender } = render(view(null));
    const button = screen.getByRole('button', { name: /select something first/ });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    rerender(view(connect, { goTo }));
    await userEvent.click(screen.getByRole('button', { name: /^Go to where the selected happened/ }));
    expect(goTo).toHaveBeenCalledOnce();
  });
});
