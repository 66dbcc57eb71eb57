import { type KeyboardEvent, memo, type PointerEvent, useDeferredValue, useId, useMemo } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import { type MinimapMark, minimapOf, type Places } from '../../diagrams/sequence/minimap.ts';
import type { SequenceModel } from '../../diagrams/sequence/model.ts';
import type { Tone } from '../../diagrams/shape.ts';
import styles from './minimap.module.css';
import scene from './scene.module.css';

interface Props {
  readonly model: SequenceModel;
  readonly places: Places;
  readonly cast: Cast;
  /** So much of the trace has happened; where the line of now is, in user units. */
  readonly count: number;
  readonly nowY: number;
  /** What it is called, and the id of what it scrolls. */
  readonly name: string;
  readonly controls: string;
  /** In CSS pixels: its height, where the diagram is scrolled to, how much of that is seen. */
  readonly height: number;
  readonly scrolled: number;
  readonly seen: number;
  /** CSS pixels to a user unit. */
  readonly scale: number;
  /** Scrolls to there, in CSS pixels. */
  readonly onMove: (scrolled: number) => void;
}

/** In CSS pixels. */
export const MINIMAP_WIDTH = 32;
const LANE = 11;
const GAP = 2;
const LEAST_WINDOW = 10;
/** How much of what is seen an arrow key goes on. */
const STEP = 0.25;

/** The whole run beside the diagram, what has happened of it drawn, and where in it the reader is. */
export function Minimap(props: Props) {
  const { model, places, cast, count, nowY, name, controls, height, scrolled, seen, scale, onMove } = props;
  // It follows the diagram, in a task of its own: what has happened, and how high the whole is that it is a map of.
  const end = places.end();
  const now = useMemo(() => ({ count, end, nowY }), [count, end, nowY]);
  const drawn = useDeferredValue(now, { count: 0, end, nowY });
  const pixels = Math.max(1, Math.floor(height));
  const whole = drawn.end * scale;
  const toPixels = pixels / Math.max(whole, 1);
  const marks = useMemo(
    () =>
      minimapOf(
        model,
        cast.map((host) => host.name),
        places,
        pixels,
        drawn.count,
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- the model grows: its end tells of more
    [model, cast, places, pixels, drawn],
  );
  const tall = Math.max(LEAST_WINDOW, seen * toPixels);
  const top = Math.min(scrolled * toPixels, pixels - tall);
  const last = Math.max(0, nowY * scale - seen);

  const grab = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const strip = event.currentTarget;
    const box = strip.getBoundingClientRect();
    const at = event.clientY - box.top;
    // The window is held where it was taken; a press beside it takes its middle.
    const held = at >= top && at <= top + tall ? at - top : tall / 2;
    const move = ({ clientY }: { readonly clientY: number }): void => onMove((clientY - box.top - held) / toPixels);
    move(event);
    strip.setPointerCapture(event.pointerId);
    strip.addEventListener('pointermove', move);
    strip.addEventListener('lostpointercapture', () => strip.removeEventListener('pointermove', move), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const goal = {
      ArrowUp: scrolled - seen * STEP,
      ArrowDown: scrolled + seen * STEP,
      PageUp: scrolled - seen,
      PageDown: scrolled + seen,
      Home: 0,
      End: Number.POSITIVE_INFINITY,
    }[event.key];
    if (goal === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onMove(goal);
  };
  return (
    <div
      className={styles.strip}
      role="scrollbar"
      aria-label={name}
      title={name}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={last === 0 ? 0 : Math.round((100 * Math.min(scrolled, last)) / last)}
      tabIndex={0}
      onPointerDown={grab}
      onKeyDown={onKeyDown}
    >
      <svg className={scene.scene} width={MINIMAP_WIDTH} height={pixels} aria-hidden="true">
        {drawn.count > 0 && <Marks marks={marks} cast={cast} />}
        <path className={styles.now} d={`M0 ${drawn.nowY * scale * toPixels}h${MINIMAP_WIDTH}`} />
        <rect className={styles.window} x={1} y={top + 1} width={MINIMAP_WIDTH - 2} height={tall - 2} rx={3} />
      </svg>
    </div>
  );
}

const Marks = memo(function Marks({ marks, cast }: { readonly marks: readonly MinimapMark[]; readonly cast: Cast }) {
  const hatch = `hatch${useId().replaceAll(/[^a-z0-9]/gi, '')}`;
  return (
    <>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={scene.hatchGround} width="5" height="5" />
          <rect className={scene.hatchStroke} width="2" height="5" />
        </pattern>
      </defs>
      {lanesOf(cast).map(({ host, tone, x, width }) => (
        <g key={host} className={scene.shape} data-tone={tone}>
          <path fill={`url(#${hatch})`} d={pathOf(marks, 'waiting', host, x, width)} />
          <path className={styles.mark} d={pathOf(marks, 'call', host, x + GAP, width - 2 * GAP)} />
        </g>
      ))}
      <path
        className={styles.segment}
        d={pathOf(marks, 'segment', null, LANE + GAP, MINIMAP_WIDTH - 2 * (LANE + GAP))}
      />
      {/* Across all lanes, so that it is not told by its colour alone. */}
      <g className={scene.shape} data-tone="failure">
        <path className={styles.mark} d={pathOf(marks, 'failure', null, 0, MINIMAP_WIDTH, 2)} />
      </g>
    </>
  );
});

/** A lane a machine: those of the left side share the left half. */
function lanesOf(cast: Cast): readonly { host: string; tone: Tone; x: number; width: number }[] {
  return (['left', 'right'] as const).flatMap((side) => {
    const hosts = cast.filter((host) => host.side === side);
    const width = LANE / hosts.length;
    const left = side === 'left' ? 0 : MINIMAP_WIDTH - LANE;
    return hosts.map(({ name, tone }, index) => ({ host: name, tone, x: left + index * width, width }));
  });
}

const pathOf = (
  marks: readonly MinimapMark[],
  kind: MinimapMark['kind'],
  host: string | null,
  x: number,
  width: number,
  least = 1,
): string =>
  marks
    .filter((mark) => mark.kind === kind && mark.host === host)
    .map(({ from, to }) => `M${x} ${from}h${width}v${Math.max(least, to - from)}h-${width}z`)
    .join('');
