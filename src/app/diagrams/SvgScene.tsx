import { type KeyboardEvent, memo, type ReactNode, useId, useState } from 'react';
import { pathOf } from '../../diagrams/path.ts';
import type { Picture, Shape, Subject } from '../../diagrams/shape.ts';
import { isLit, sameSubject, type Ties } from '../../diagrams/ties.ts';
import { drawn, drawnLine, type Wearing } from './ShapeView.tsx';
import styles from './scene.module.css';

interface Props {
  readonly picture: Picture;
  /** How high it is in the picture's units; as high as the picture when absent. */
  readonly height?: number;
  /** Its place grows, and is as high in CSS pixels: it cuts off what is too much. */
  readonly place?: number;
  /** CSS pixels to one unit of the picture. */
  readonly scale: number;
  /** The step at the cursor: its shapes enter softly. */
  readonly step: number;
  /** What is selected, and what belongs to it. */
  readonly ties: Ties;
  readonly onSelect: (subject: Subject | null) => void;
  /** What a shape is called, by its key. Shapes with a name can be reached by the keyboard: Tab to the newest, Up and Down from there. */
  readonly names?: ReadonlyMap<string, string>;
  /** The name of the whole, where shapes have names. */
  readonly label?: string;
  /** The key of the shape at which a search stands. */
  readonly found?: string | null;
}

/** A picture whose place grows does so in steps of so many CSS pixels: between them the browser need not lay out anew what stands. */
const STRETCH = 4000;

/** Draws any diagram from its shapes. */
export const SvgScene = memo(function SvgScene({
  picture,
  height = picture.height,
  place,
  scale,
  step,
  ties,
  onSelect,
  names,
  label,
  found = null,
}: Props) {
  const units = place === undefined ? height : (Math.ceil(place / STRETCH) * STRETCH) / scale;
  const hatch = `hatch${useId().replaceAll(/[^a-z0-9]/gi, '')}`;
  const named = picture.shapes.filter(({ key }) => names?.has(key));
  const stop = named.find(({ subject }) => sameSubject(subject, ties.subject)) ?? named.at(-1);
  return (
    // The keys go from message to message; each message is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <svg
      className={styles.scene}
      viewBox={`0 0 ${picture.width} ${units}`}
      width={picture.width * scale}
      height={units * scale}
      {...(names ? { role: 'group', 'aria-label': label } : { 'aria-hidden': true })}
      onKeyDown={names ? moveAlong : undefined}
    >
      {picture.shapes.some(isHatched) && (
        <defs>
          <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles.hatchGround} width="7" height="7" />
            <rect className={styles.hatchStroke} width="3" height="7" />
          </pattern>
        </defs>
      )}
      {picture.shapes.map((shape) => (
        <Subjected
          key={shape.key}
          shape={shape}
          hatch={hatch}
          isNew={step > 0 && shape.step === step}
          selected={sameSubject(shape.subject, ties.subject)}
          lit={isLit(ties, shape.subject)}
          onSelect={onSelect}
          name={names?.get(shape.key) ?? null}
          isTabStop={shape === stop}
          found={shape.key === found}
        />
      ))}
    </svg>
  );
});

const isHatched = (shape: Shape): boolean => 'fill' in shape && shape.fill === 'hatched';

interface SubjectedProps {
  readonly shape: Shape;
  readonly hatch: string;
  readonly isNew: boolean;
  readonly selected: boolean;
  /** It belongs to what is selected, or is that. */
  readonly lit: boolean;
  readonly onSelect: (subject: Subject | null) => void;
  readonly name: string | null;
  readonly isTabStop: boolean;
  readonly found: boolean;
}

/** A shape with what a click or Enter on it does. */
const Subjected = memo(function Subjected({
  shape,
  hatch,
  isNew,
  selected,
  lit,
  onSelect,
  name,
  isTabStop,
  found,
}: SubjectedProps): ReactNode {
  const { subject } = shape;
  // It has entered; to take that away again would show nothing, and the browser would style it anew.
  const [entered, setEntered] = useState(isNew);
  if (isNew && !entered) setEntered(true);
  const choose = (): void => onSelect(selected ? null : subject);
  const wearing: Wearing = {
    className: styles.shape,
    'data-tone': shape.tone,
    'data-new': isNew || entered || undefined,
    'data-found': found || undefined,
    ...(subject === null || name === null ? { 'aria-hidden': true } : {}),
    ...(subject === null
      ? {}
      : {
          'data-selected': selected || undefined,
          'data-lit': lit || undefined,
          'data-selectable': shape.kind,
          onClick: choose,
        }),
  };
  if (shape.kind !== 'line' && (subject === null || name === null)) return drawn(shape, hatch, wearing);
  const content =
    shape.kind === 'line' ? (
      <>
        {subject !== null && <path className={styles.reach} d={pathOf(shape.points)} />}
        {drawnLine(shape)}
      </>
    ) : (
      drawn(shape, hatch, {})
    );
  if (subject === null || name === null) return <g {...wearing}>{content}</g>;
  return (
    <g
      {...wearing}
      // SVG has no button of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      aria-label={name}
      aria-pressed={selected}
      tabIndex={isTabStop ? 0 : -1}
      onKeyDown={(event: KeyboardEvent): void => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose();
      }}
    >
      {content}
    </g>
  );
});

/** Up and Down go from message to message; Left and Right stay the laboratory's. */
function moveAlong(event: KeyboardEvent<SVGSVGElement>): void {
  const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (direction === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = [...event.currentTarget.querySelectorAll<SVGGElement>('[role="button"]')];
  const here = all.findIndex((each) => each === document.activeElement);
  const next = all[here + direction];
  if (here === -1 || !next) return;
  event.preventDefault();
  next.focus();
}
