import type { Picture } from './shape.ts';

/**
 * A picture for a file or for paper, where nothing happens now: without the colour of the cursor, the line of now and the wash behind what is new.
 * Where an edge marks a state it stays, in the colour of all edges.
 */
export const unmarked = (picture: Picture): Picture => ({
  ...picture,
  shapes: picture.shapes.flatMap((shape) => {
    if (shape.tone !== 'accent') return [shape];
    return shape.kind === 'box' && shape.key.endsWith(':now')
      ? [{ ...shape, tone: 'neutral' as const, fill: 'none' as const }]
      : [];
  }),
});
