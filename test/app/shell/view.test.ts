import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const KEY = 'socketscope.diagrams';

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});
afterEach(() => localStorage.clear());

/** The view of a page that was just opened. */
const opened = async () => (await import('../../../src/app/shell/view.ts')).useView;

it('what was chosen about a diagram outlives the page', async () => {
  (await opened()).getState().choose('sequence-detail', 'calls');
  (await opened()).getState().choose('zoom-docked-class', '1.25');
  vi.resetModules();
  expect((await opened()).getState().choices).toEqual({ 'sequence-detail': 'calls', 'zoom-docked-class': '1.25' });
});

it.each(['', 'no JSON', '[]', 'null', '7'])('%j in its place does no harm', async (kept) => {
  localStorage.setItem(KEY, kept);
  expect((await opened()).getState().choices).toEqual({});
});

it('of what is kept only texts are choices', async () => {
  localStorage.setItem(KEY, '{"sequence-detail":"calls","activity":7,"class":null}');
  expect((await opened()).getState().choices).toEqual({ 'sequence-detail': 'calls' });
});
