import { memo } from 'react';
import type { LineEnd, Point, Shape } from '../../diagrams/shape.ts';
import styles from './scene.module.css';

interface Props {
  readonly shape: Shape;
  /** The pattern that hatches: its id in this document. */
  readonly hatch: string;
}

/** One shape, without what makes it selectable. Colours come from the tone, by the stylesheet. */
export const ShapeView = memo(function ShapeView({ shape, hatch }: Props) {
  switch (shape.kind) {
    case 'box':
      return (
        <rect
          className={styles.box}
          data-fill={shape.fill}
          data-dashed={shape.dashed}
          style={shape.fill === 'hatched' ? { fill: `url(#${hatch})` } : undefined}
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.corner}
        />
      );
    case 'line':
      return (
        <>
          {shape.points.length > 1 && (
            <path
              className={styles.line}
              data-weight={shape.weight}
              data-dashed={shape.dashed}
              d={pathOf(shortened(shape.points, shape.end))}
            />
          )}
          <End end={shape.start} points={shape.points.toReversed()} />
          <End end={shape.end} points={shape.points} />
        </>
      );
    case 'text':
      return (
        <text
          className={styles.text}
          data-font={shape.font}
          data-weight={shape.weight}
          data-underline={shape.underline}
          x={shape.x}
          y={shape.y}
          fontSize={shape.size}
          textAnchor={shape.anchor}
          transform={shape.turn === 0 ? undefined : `rotate(${shape.turn} ${shape.x} ${shape.y})`}
        >
          {shape.text}
        </text>
      );
  }
});

export const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');

const round = (value: number): number => Math.round(value * 100) / 100;

/** How long and how wide (to one side) an arrow head is. */
const HEAD = { length: 12, half: 5 };

/** A line that ends in a filled head stops inside it, so that its own width does not blunt the tip. */
function shortened(points: readonly Point[], end: LineEnd): readonly Point[] {
  if (end !== 'filled') return points;
  const tip = points[points.length - 1];
  const from = points[points.length - 2];
  if (!tip || !from) return points;
  const length = Math.hypot(tip.x - from.x, tip.y - from.y);
  if (length < HEAD.length) return points;
  const keep = (length - HEAD.length + 2) / length;
  return [...points.slice(0, -1), { x: from.x + (tip.x - from.x) * keep, y: from.y + (tip.y - from.y) * keep }];
}

function End({ end, points }: { readonly end: LineEnd; readonly points: readonly Point[] }) {
  const tip = points[points.length - 1];
  const from = points[points.length - 2] ?? tip;
  if (!tip || !from || end === 'none') return null;
  const turn = (Math.atan2(tip.y - from.y, tip.x - from.x) * 180) / Math.PI;
  const transform = `translate(${round(tip.x)} ${round(tip.y)}) rotate(${round(turn)})`;
  switch (end) {
    case 'filled':
      return (
        <path
          className={styles.solidEnd}
          transform={transform}
          d={`M0 0L-${HEAD.length} -${HEAD.half}V${HEAD.half}z`}
        />
      );
    case 'open':
      return <path className={styles.openEnd} transform={transform} d="M-10 -5L-1 0L-10 5" />;
    case 'dot':
      return <circle className={styles.solidEnd} transform={transform} r={5.5} />;
    case 'cross':
      return (
        <path
          className={styles.crossEnd}
          transform={`translate(${round(tip.x)} ${round(tip.y)})`}
          d="M-6 -6L6 6M-6 6L6 -6"
        />
      );
  }
}
