import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/app/diagrams/in-sight.ts';

describe('what is kept in sight', () => {
  it('moves nothing when it is seen already', () => expect(nearest(100, 500, 300, 340, 96)).toBe(100));
  it('comes from below with what is after it', () => expect(nearest(0, 500, 600, 640, 96)).toBe(640 + 96 - 500));
  it('comes from above with what is before it', () => expect(nearest(400, 500, 300, 340, 96)).toBe(300 - 96));
  it('has less about it in a low place', () => expect(nearest(0, 200, 300, 340, 96)).toBe(340 + 40 - 200));
  it('shows its beginning where it is larger than the place', () => {
    const there = nearest(0, 200, 300, 900, 24);
    expect(there).toBe(300 - 24);
    expect(nearest(there, 200, 300, 900, 24), 'and stays').toBe(there);
  });
  it('never leaves the diagram', () => expect(nearest(50, 500, 10, 40, 96)).toBe(0));
});
