import { memo } from 'react';
import { pathOf, shortened } from '../../diagrams/path.ts';
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
    case 'ellipse':
      return (
        <ellipse
          className={styles.box}
          data-fill={shape.fill}
          data-dashed={shape.dashed}
          style={shape.fill === 'hatched' ? { fill: `url(#${hatch})` } : undefined}
          cx={shape.x}
          cy={shape.y}
          rx={shape.rx}
          ry={shape.ry}
        />
      );
    case 'polygon':
      return (
        <path
          className={styles.box}
          data-fill={shape.fill}
          data-dashed={shape.dashed}
          style={shape.fill === 'hatched' ? { fill: `url(#${hatch})` } : undefined}
          d={`${pathOf(shape.points)}z`}
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
              d={pathOf(shortened(shape), shape.bend)}
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
          data-italic={shape.italic}
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

const round = (value: number): number => Math.round(value * 100) / 100;

/** How long and how wide (to one side) an arrow head is. */
const HEAD = { length: 12, half: 5 };
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
    case 'triangle':
      return <path className={styles.hollowEnd} transform={transform} d="M0 0L-14 -8V8z" />;
    case 'diamond':
      return <path className={styles.hollowEnd} transform={transform} d="M0 0L-9 -5.5L-18 0L-9 5.5z" />;
    case 'filled-diamond':
      return <path className={styles.solidEnd} transform={transform} d="M0 0L-9 -5.5L-18 0L-9 5.5z" />;
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
