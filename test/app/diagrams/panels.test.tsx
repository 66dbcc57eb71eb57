import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CommunicationView } from '../../../src/app/diagrams/CommunicationView.tsx';
import { SequenceView } from '../../../src/app/diagrams/SequenceView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import { useView } from '../../../src/app/shell/view.ts';
import type { Subject } from '../../../src/diagrams/shape.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { echo, givenAt } from '../../support/diagram-given.ts';

const pt = await loadMessages('pt-BR');

/** The step whose events include the first that `is` accepts. */
const stepOf = (is: (event: Timeline['trace']['items'][number]) => boolean): number => {
  const index = echo.trace.items.findIndex(is);
  return echo.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1;
};

function panels(...at: Parameters<typeof givenAt>) {
  const given = givenAt(...at);
  return (
    <>
      <SequenceView {...given} playing={false} />
      <CommunicationView {...given} />
    </>
  );
}

beforeEach(() => useView.setState({ choices: {} }));

const END = echo.steps.length;
const region = (name: string) => within(screen.getByRole('region', { name }));

describe('both diagrams', () => {
  it('keep the side that was chosen, each its own, when they are gone for a while', async () => {
    const side = (name: string) => region(name).getByRole('combobox', { name: 'Whose view' });
    const { unmount } = render(panels(END));
    await userEvent.selectOptions(side('Sequence diagram'), 'Server');
    unmount();
    render(panels(END));
    expect(side('Sequence diagram')).toHaveDisplayValue('Server');
    expect(side('Communication diagram')).toHaveDisplayValue('Both');
  });

  it('are regions by name, in both languages', () => {
    const { unmount } = render(panels(END));
    expect(screen.getByRole('region', { name: 'Sequence diagram' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Communication diagram' })).toBeVisible();
    unmount();
    render(panels(END, { messages: pt }));
    expect(screen.getByRole('region', { name: 'Diagrama de sequência' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Diagrama de comunicação' })).toBeVisible();
  });

  it('say the same as a table that grows and shrinks with the cursor', () => {
    const messages = () => region('Sequence diagram').getAllByRole('row').length - 1;
    const { rerender } = render(panels(0));
    expect(messages()).toBe(0);
    rerender(panels(3));
    const before = messages();
    expect(before).toBeGreaterThan(0);
    rerender(panels(END));
    expect(messages()).toBeGreaterThan(before);
    rerender(panels(3));
    expect(messages()).toBe(before);
  });

  it('show the table itself when asked, and then a row selects', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    const user = userEvent.setup();
    render(panels(END, { onSelect }));
    const communication = region('Communication diagram');
    await user.click(communication.getByRole('button', { name: 'As a table' }));
    await user.click(communication.getByRole('button', { name: 'connect(:8080)' }));
    expect(onSelect).toHaveBeenCalledExactlyOnceWith({ kind: 'call', callId: expect.any(Number) });
  });
});

describe('the sequence diagram', () => {
  it('has segments, and without them on request', async () => {
    const user = userEvent.setup();
    render(panels(stepOf((event) => event.kind === 'sent')));
    const sequence = region('Sequence diagram');
    expect(sequence.getByRole('button', { name: /client kernel, server kernel: SYN is sent/ })).toBeInTheDocument();
    await user.click(sequence.getByRole('radio', { name: 'Calls' }));
    expect(sequence.queryByRole('button', { name: /SYN/ })).toBeNull();
    expect(
      sequence.getByRole('button', { name: /connect\(3, :8080\), blocks until the handshake is done/ }),
    ).toBeInTheDocument();
  });

  it('shows states and numbers in the most detailed level', async () => {
    const user = userEvent.setup();
    render(panels(END));
    const sequence = region('Sequence diagram');
    await user.click(sequence.getByRole('radio', { name: 'All' }));
    expect(sequence.getByRole('cell', { name: 'state SYN-SENT becomes ESTABLISHED' })).toBeInTheDocument();
  });

  it('selects a message by click and by Enter, and lets it go again', async () => {
    const onSelect = vi.fn<(subject: Subject | null) => void>();
    const user = userEvent.setup();
    const step = stepOf((event) => event.kind === 'sent');
    const { rerender } = render(panels(step, { onSelect }));
    const syn = region('Sequence diagram').getByRole('button', { name: /SYN is sent/ });
    await user.click(syn);
    const subject = { kind: 'flight', flight: expect.any(Number) };
    expect(onSelect).toHaveBeenLastCalledWith(subject);
    const [selected] = onSelect.mock.lastCall ?? [];
    rerender(panels(step, { onSelect, selection: selected as Subject }));
    expect(region('Sequence diagram').getByRole('button', { name: /SYN is sent/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    region('Sequence diagram')
      .getByRole('button', { name: /SYN is sent/ })
      .focus();
    await user.keyboard('{Enter}');
    expect(onSelect).toHaveBeenLastCalledWith(null);
  });

  it('has one stop for Tab; Up and Down go on from there', async () => {
    const user = userEvent.setup();
    render(panels(stepOf((event) => event.kind === 'sent')));
    const buttons = region('Sequence diagram')
      .getAllByRole('button')
      .filter((each) => each.tagName === 'g');
    expect(buttons.filter((each) => each.tabIndex === 0)).toHaveLength(1);
    const last = buttons.find((each) => each.tabIndex === 0);
    last?.focus();
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(buttons[buttons.indexOf(last as HTMLElement) - 1]);
  });

  it('is scrolled away from by hand, and then offers to follow', async () => {
    const user = userEvent.setup();
    render(panels(END));
    const sequence = region('Sequence diagram');
    expect(sequence.queryByRole('button', { name: /Follow/ })).toBeNull();
    const scroller = screen.getByRole('region', { name: 'Sequence diagram' }).children[1]
      ?.firstElementChild as HTMLElement;
    scroller.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    scroller.dispatchEvent(new Event('scroll'));
    await user.click(await sequence.findByRole('button', { name: /Follow/ }));
    expect(sequence.queryByRole('button', { name: /Follow/ })).toBeNull();
  });

  it('zooms, and fits again', async () => {
    const user = userEvent.setup();
    render(panels(END));
    const sequence = region('Sequence diagram');
    const width = () => Number(screen.getByRole('group', { name: 'Sequence diagram' }).getAttribute('width'));
    const usual = width();
    await user.click(sequence.getByRole('button', { name: 'Zoom in' }));
    expect(width()).toBeGreaterThan(usual);
    await user.click(sequence.getByRole('button', { name: 'Zoom out' }));
    await user.click(sequence.getByRole('button', { name: 'Zoom out' }));
    expect(width()).toBeLessThan(usual);
    await user.click(sequence.getByRole('button', { name: 'Fit to width' }));
    expect(width()).toBe(usual);
  });
});

describe('a side that does not show what is selected', () => {
  const call = echo.trace.items.find((event) => event.kind === 'call' && event.host === 'server');
  const selection: Subject = { kind: 'call', callId: call?.kind === 'call' ? call.callId : 0 };

  it.each(['sequence', 'communication'])('is left in one press: %s', async (diagram) => {
    useView.setState({ choices: { [diagram]: 'left' } });
    render(panels(echo.steps.length, { selection }));
    await userEvent.click(screen.getByRole('button', { name: 'Selected: Server' }));
    expect(useView.getState().choices[diagram]).toBe('right');
    expect(screen.queryByRole('button', { name: /^Selected/ })).toBeNull();
  });

  it('is not offered where both or the right one is shown', () => {
    useView.setState({ choices: { sequence: 'right' } });
    render(panels(echo.steps.length, { selection }));
    expect(screen.queryByRole('button', { name: /^Selected/ })).toBeNull();
  });
});
