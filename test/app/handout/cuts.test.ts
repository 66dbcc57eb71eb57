import { describe, expect, it } from 'vitest';
import { cutsOf } from '../../../src/app/handout/cuts.ts';
import type { Picture } from '../../../src/diagrams/shape.ts';
import { rows, text } from './made-up-pictures.ts';

describe('cuts', () => {
  it('run between rows, through neither text nor message', () => {
    const picture = rows(30);
    const cuts = cutsOf(picture, 0, 500);
    expect(cuts.at(-1)).toBe(1200);
    for (const cut of cuts.slice(0, -1)) {
      const into = cut % 40;
      expect(into === 0 || into >= 30 || into <= 4, `cut at ${cut}`).toBe(true);
    }
    for (const [index, cut] of cuts.entries()) expect(cut - (cuts[index - 1] ?? 0)).toBeLessThanOrEqual(500);
  });

  it('come to an end where nothing is free', () => {
    const wall: Picture = { width: 100, height: 900, shapes: Array.from({ length: 180 }, (_, k) => text(k * 5)) };
    expect(cutsOf(wall, 0, 400).at(-1)).toBe(900);
  });

  it('run between columns as well', () => {
    const words: Picture = {
      width: 900,
      height: 100,
      shapes: Array.from({ length: 10 }, (_, k) => ({ ...text(50, 'word'), key: `w${k}`, x: k * 90 + 20 })),
    };
    for (const cut of cutsOf(words, 0, 400, 'x').slice(0, -1)) {
      const into = cut % 90;
      expect(into <= 20 || into >= 54, `cut at ${cut}`).toBe(true);
    }
  });

  it('are none where all fits', () => {
    expect(cutsOf(rows(5), 0, 500)).toEqual([200]);
  });
});
