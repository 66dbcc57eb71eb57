import { describe, expect, it } from 'vitest';
import { draftOfLink, readLinkDraft } from '../../../src/app/faults/link-draft.ts';
import { micros, milliseconds } from '../../../src/engine/base/time.ts';
import type { Link } from '../../../src/engine/network/network.ts';

const LINK: Link = {
  from: 'client',
  to: 'server',
  delay: milliseconds(20),
  bandwidth: null,
  busyUntil: micros(0),
  faults: [],
};
const before = draftOfLink(LINK);

describe('what is typed about a link', () => {
  it('begins with what the link is', () => {
    expect(before).toEqual({ loss: '0', delay: '20', jitter: '0', bandwidth: '', queueLimit: '', mtu: '' });
    const other = { ...LINK, loss: 0.07, bandwidth: 56_000, queueLimit: 0, mtu: 576, jitter: micros(1_500) };
    const draft = { loss: '7', delay: '20', jitter: '1.5', bandwidth: '56', queueLimit: '0', mtu: '576' };
    expect(draftOfLink(other)).toEqual(draft);
  });

  it('is a change only where it was typed anew', () => {
    expect(readLinkDraft(before, before)).toEqual({ ok: true, value: {} });
    const typed = { ...before, loss: ' 12,5', bandwidth: '64', queueLimit: '3', mtu: '1000', delay: '0.5' };
    const change = { loss: 0.125, delay: 500, bandwidth: 64_000, queueLimit: 3, mtu: 1_000 };
    expect(readLinkDraft(typed, before)).toEqual({ ok: true, value: change });
  });

  it('nothing stands for no limit, where there may be none', () => {
    const limited = draftOfLink({ ...LINK, bandwidth: 8_000, queueLimit: 2, mtu: 600 });
    const change = { bandwidth: null, queueLimit: null, mtu: null };
    const typed = { ...limited, bandwidth: '', queueLimit: ' ', mtu: '' };
    expect(readLinkDraft(typed, limited)).toEqual({ ok: true, value: change });
    expect(readLinkDraft({ ...before, delay: '' }, before)).toEqual({ ok: false, error: ['delay'] });
  });

  it('names every setting that makes no sense', () => {
    const typed = { loss: '101', delay: '-1', jitter: 'x', bandwidth: '0', queueLimit: '1.5', mtu: '575' };
    expect(readLinkDraft(typed, before)).toEqual({
      ok: false,
      error: ['loss', 'delay', 'jitter', 'bandwidth', 'queueLimit', 'mtu'],
    });
  });
});
