import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Minimap } from '../../../src/app/diagrams/Minimap.tsx';
import { castOf } from '../../../src/diagrams/cast.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { play } from '../../support/play.ts';
import { layOut } from '../../support/sequence-diagram.ts';

const { trace, recording } = play(`
  C socket c                  -> 3
  C connect c 10.0.0.2:8080   -> ECONNREFUSED
`);

function map(scrolled: number, onMove: (scrolled: number) => void, count = trace.length) {
  const layout = layOut(trace.items);
  return (
    <Minimap
      model={sequenceOf(trace.items, 'segments')}
      places={layout}
      cast={castOf(recording.setting)}
      count={count}
      nowY={1000}
      name="The whole run"
      controls="diagram"
      height={100}
      scrolled={scrolled}
      seen={200}
      scale={1}
      onMove={onMove}
    />
  );
}

const bar = () => screen.getByRole('scrollbar', { name: 'The whole run' });
/** How much is drawn in the colour of a failure. */
const failures = (): string => bar().querySelector('[data-tone="failure"] path')?.getAttribute('d') ?? '';

it('is a scroll bar that says where one is', () => {
  const { rerender } = render(map(400, vi.fn()));
  expect(bar()).toHaveAttribute('aria-controls', 'diagram');
  expect(bar()).toHaveAttribute('aria-valuenow', '50');
  rerender(map(900, vi.fn()));
  expect(bar()).toHaveAttribute('aria-valuenow', '100');
});

it('moves what is seen by the keys of a scroll bar, and leaves the others alone', async () => {
  const user = userEvent.setup();
  const onMove = vi.fn<(scrolled: number) => void>();
  render(map(400, onMove));
  await user.tab();
  expect(bar()).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowUp}{PageDown}{PageUp}{Home}{End}');
  expect(onMove.mock.calls.flat()).toEqual([450, 350, 600, 200, 0, Number.POSITIVE_INFINITY]);
  await user.keyboard('{ArrowRight} {Shift>}{ArrowUp}{/Shift}');
  expect(onMove).toHaveBeenCalledTimes(6);
});

it('moves it to where it is pressed', async () => {
  const onMove = vi.fn<(scrolled: number) => void>();
  const user = userEvent.setup();
  render(map(0, onMove));
  const whole = layOut(trace.items).end();
  await user.pointer({ keys: '[MouseLeft>]', target: bar(), coords: { clientX: 10, clientY: 90 } });
  expect(onMove).toHaveBeenCalledExactlyOnceWith(expect.closeTo((whole * 90) / 100 - 100, -1));
});

it('shows what has happened', () => {
  const { rerender } = render(map(0, vi.fn()));
  expect(failures()).toMatch(/^M0 \d+h32v/);
  rerender(map(0, vi.fn(), 0));
  expect(failures()).toBe('');
});
