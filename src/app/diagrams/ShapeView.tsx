import type { ReactElement, SVGAttributes } from 'react';
import { endMark } from '../../diagrams/line-end.ts';
import { pathOf, shortened } from '../../diagrams/path.ts';
import type { LineEnd, Point, Shape } from '../../diagrams/shape.ts';
import styles from './scene.module.css';

type Line = Extract<Shape, { readonly kind: 'line' }>;

/** What makes an element a shape that one can tell apart, and select. */
export type Wearing = SVGAttributes<SVGElement> & Readonly<Record<`data-${string}`, string | true | undefined>>;

/** A shape of one element, which wears what makes it a shape. Colours come from the tone, by the stylesheet; what is usual needs no attribute. */
export function drawn(shape: Exclude<Shape, Line>, hatch: string, wearing: Wearing): ReactElement {
  switch (shape.kind) {
    case 'box':
      return (
        <rect
          {...boxed(shape, hatch, wearing)}
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.corner === 0 ? undefined : shape.corner}
        />
      );
    case 'ellipse':
      return <ellipse {...boxed(shape, hatch, wearing)} cx={shape.x} cy={shape.y} rx={shape.rx} ry={shape.ry} />;
    case 'polygon':
      return <path {...boxed(shape, hatch, wearing)} d={`${pathOf(shape.points)}z`} />;
    case 'text':
      return (
        <text
          {...wearing}
          className={worn(styles.text, wearing)}
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
}

const worn = (own: string | undefined, { className }: Wearing): string | undefined =>
  className === undefined ? own : `${className} ${own}`;

const boxed = (
  { fill, dashed }: Extract<Shape, { readonly kind: 'box' | 'ellipse' | 'polygon' }>,
  hatch: string,
  wearing: Wearing,
): Wearing => ({
  ...wearing,
  className: worn(styles.box, wearing),
  'data-fill': fill,
  'data-dashed': dashed || undefined,
  style: fill === 'hatched' ? { fill: `url(#${hatch})` } : undefined,
});

/** A line and what it has at its ends. */
export const drawnLine = (shape: Line): ReactElement => (
  <>
    {shape.points.length > 1 && (
      <path
        className={styles.line}
        data-weight={shape.weight === 2 ? undefined : shape.weight}
        data-dashed={shape.dashed || undefined}
        d={pathOf(shortened(shape), shape.bend)}
      />
    )}
    {shape.start !== 'none' && drawnEnd(shape.start, shape.points.toReversed())}
    {drawnEnd(shape.end, shape.points)}
  </>
);

const PAINTS = { solid: styles.solidEnd, hollow: styles.hollowEnd, open: styles.openEnd, cross: styles.crossEnd };

function drawnEnd(end: LineEnd, points: readonly Point[]): ReactElement | null {
  const mark = endMark(end, points);
  return mark && <path className={PAINTS[mark.paint]} transform={mark.transform} d={mark.path} />;
}
