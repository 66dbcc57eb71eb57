import { memo } from 'react';
import { endMark } from '../../diagrams/line-end.ts';
import { pathOf, shortened } from '../../diagrams/path.ts';
import type { LineEnd, Point, Shape } from '../../diagrams/shape.ts';
import styles from './scene.module.css';

interface Props {
  readonly shape: Shape;
  /** The pattern that hatches: its id in this document. */
  readonly hatch: string;
}

/** One shape, without what makes it selectable. Colours come from the tone, by the stylesheet; what is usual needs no attribute. */
export const ShapeView = memo(function ShapeView({ shape, hatch }: Props) {
  switch (shape.kind) {
    case 'box':
      return (
        <rect
          className={styles.box}
          data-fill={shape.fill}
          data-dashed={shape.dashed || undefined}
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
          data-dashed={shape.dashed || undefined}
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
          data-dashed={shape.dashed || undefined}
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
              data-weight={shape.weight === 2 ? undefined : shape.weight}
              data-dashed={shape.dashed || undefined}
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
          data-underline={shape.underline || undefined}
          data-italic={shape.italic || undefined}
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

const PAINTS = { solid: styles.solidEnd, hollow: styles.hollowEnd, open: styles.openEnd, cross: styles.crossEnd };

function End({ end, points }: { readonly end: LineEnd; readonly points: readonly Point[] }) {
  const mark = endMark(end, points);
  return mark && <path className={PAINTS[mark.paint]} transform={mark.transform} d={mark.path} />;
}
