import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/engine/base/bytes.ts';
import { hexRows } from '../../../src/app/inspector/segment-fields.ts';
import type { TraceEventOf } from '../../../src/engine/trace/event.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { type Run, renderStage, runScript, stepWhere } from '../../support/stage.tsx';

const echo = runScript(DEFAULT_SCRIPT);

const sentLike = (run: Run, isIt: (event: TraceEventOf<'sent'>) => boolean) => {
  const step = stepWhere(run, (event) => event.kind === 'sent' && isIt(event));
  const event = run.timeline.trace.items.find((one) => one.kind === 'sent' && isIt(one));
  if (event?.kind !== 'sent') throw new Error('nothing like it was sent');
  return { step, event, selection: { kind: 'flight', flight: event.flight } as const };
};

const inspector = () => within(screen.getByRole('region', { name: 'Segment inspector' }));
/** A field of the header by its name. */
const field = (name: string): string | null | undefined =>
  inspector().getByText(name).parentElement?.querySelector('dd')?.textContent;

describe('a data segment', () => {
  const data = sentLike(echo, ({ segment }) => segment.payload.length > 0);

  it('shows its header, field by field', async () => {
    await renderStage(echo, data.step, data);
    const { segment } = data.event;
    expect(field('source port')).toBe('40000');
    expect(field('destination port')).toBe('8080');
    expect(field('sequence number')).toBe(`relative 1 ${segment.seq}`);
    expect(field('acknowledgment number')).toBe(`relative 1 ${segment.ack}`);
    expect(field('window')).toBe(segment.window.toLocaleString('en'));
    // The letters of the figure, then what a screen reader says.
    expect(field('flags')).toBe('CEUAPRSFACK, PSH');
    expect(field('checksum')).toMatch(/^0x[0-9a-f]{4}$/);
  });

  it('shows its bytes in hex and as text, and the call that wrote them', async () => {
    const { selected } = await renderStage(echo, data.step, data);
    expect(inspector().getByRole('row')).toHaveTextContent('000068 65 6c 6c 6fhello');
    await userEvent.click(inspector().getByRole('button', { name: 'send(3, "hello", 5)' }));
    expect(selected.at(-1)).toMatchObject({ kind: 'call' });
    expect(await inspector().findByRole('link', { name: /RFC 9293/ })).toHaveAttribute(
      'href',
      expect.stringContaining('rfc9293'),
    );
  });

  it('is dropped, delayed or duplicated while it flies', async () => {
    const { acted } = await renderStage(echo, data.step, data);
    const { flight } = data.event;
    for (const name of ['drop', 'delay', 'duplicate']) await userEvent.click(inspector().getByRole('button', { name }));
    expect(acted).toEqual([
      { kind: 'drop', flight },
      { kind: 'delay', flight, by: 100_000 },
      { kind: 'duplicate', flight },
    ]);
  });

  it('puts itself away after that', async () => {
    const { selected } = await renderStage(echo, data.step, data);
    await userEvent.click(inspector().getByRole('button', { name: 'drop' }));
    expect(selected).toEqual([null]);
  });

  it('stays while the segment flies, and is put away when the run goes on without it', async () => {
    const { goTo, selected } = await renderStage(echo, data.step - 1, data);
    goTo(data.step);
    expect(selected).toEqual([]);
    goTo(echo.timeline.steps.length);
    expect(selected).toEqual([null]);
  });

  it('stays when one steps back to change its fate', async () => {
    const end = echo.timeline.steps.length;
    const { goTo, selected } = await renderStage(echo, end, data);
    goTo(end - 1);
    expect(selected).toEqual([]);
  });

  it('is out of reach once it has arrived', async () => {
    await renderStage(echo, echo.timeline.steps.length, data);
    expect(inspector().queryByRole('button', { name: /drop/ })).toBeNull();
    expect(inspector().getByText(/no longer on the wire/)).toBeVisible();
  });

  it('is put away by Escape', async () => {
    const { selected } = await renderStage(echo, data.step, data);
    await userEvent.keyboard('{Escape}');
    expect(selected).toEqual([null]);
  });
});

describe('other segments', () => {
  it('a SYN has no acknowledgment, and was the connect’s', async () => {
    const syn = sentLike(echo, ({ segment }) => segment.flags.syn && !segment.flags.ack);
    await renderStage(echo, syn.step, syn);
    expect(field('acknowledgment number')).toContain('not used');
    expect(inspector().getByRole('button', { name: 'connect(3, 10.0.0.2:8080)' })).toBeVisible();
    expect(inspector().getByText('No payload')).toBeVisible();
  });

  it('an ACK comes from the kernel itself', async () => {
    const ack = sentLike(echo, ({ segment, rule }) => rule === 'acknowledge' && segment.payload.length === 0);
    await renderStage(echo, ack.step, ack);
    expect(inspector().getByText('the kernel itself')).toBeVisible();
  });

  it('a repeat leads to the one it repeats', async () => {
    const found = SCENARIOS.find(({ id }) => id === 'lost-segment');
    if (!found) throw new Error('no such scenario');
    const run = runScript(await found.load());
    const repeat = sentLike(run, ({ repeats }) => repeats !== null);
    const { selected } = await renderStage(run, repeat.step, repeat);
    await userEvent.click(inspector().getByRole('button', { name: 'Show that one' }));
    expect(selected).toEqual([{ kind: 'flight', flight: repeat.event.repeats }]);
  });
});

describe('a payload in rows', () => {
  it('of eight bytes, what cannot be printed as a dot', () => {
    expect(hexRows('hello\r\n\u00ff!' as Bytes)).toEqual([
      { offset: 0, hex: ['68', '65', '6c', '6c', '6f', '0d', '0a', 'ff'], text: 'hello···' },
      { offset: 8, hex: ['21'], text: '!' },
    ]);
  });

  it('up to a limit', () => {
    expect(hexRows('x'.repeat(1_460) as Bytes, 20).map(({ hex }) => hex.length)).toEqual([8, 8, 4]);
  });
});
