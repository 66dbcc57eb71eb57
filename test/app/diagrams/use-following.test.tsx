import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useFollowing } from '../../../src/app/diagrams/use-following.ts';

const HEIGHT = 500;

/** A panel of a long diagram, which stands at its top; `scrollTo` is the reader's hand. */
function panel() {
  const element = document.createElement('div');
  Object.defineProperty(element, 'clientHeight', { value: HEIGHT });
  const { result } = renderHook(() => useFollowing({ current: element }, 0, false, HEIGHT));
  const scrollTo = (top: number): void => {
    element.dispatchEvent(new Event('wheel'));
    element.scrollTop = top;
    element.dispatchEvent(new Event('scroll'));
  };
  return { result, scrollTo };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a diagram that is scrolled by hand', () => {
  it('is drawn for its new place before the browser goes on to paint it', () => {
    const { result, scrollTo } = panel();
    let meanwhile: unknown;
    act(() => {
      scrollTo(120);
      meanwhile = { ...result.current };
    });
    expect(meanwhile).toMatchObject({ scrolled: 120, following: false, leaping: false });
  });

  it('leaps while it goes by more than its height at a time', () => {
    const { result, scrollTo } = panel();
    act(() => scrollTo(5000));
    expect(result.current).toMatchObject({ scrolled: 5000, leaping: true });
    act(() => scrollTo(5000 + HEIGHT));
    expect(result.current.leaping).toBe(false);
  });

  it('leaps no more where it stands still', () => {
    const { result, scrollTo } = panel();
    act(() => scrollTo(5000));
    act(() => void vi.advanceTimersByTime(60));
    act(() => scrollTo(10_000));
    act(() => void vi.advanceTimersByTime(60));
    expect(result.current.leaping).toBe(true);
    act(() => void vi.advanceTimersByTime(60));
    expect(result.current).toMatchObject({ scrolled: 10_000, leaping: false });
  });
});
