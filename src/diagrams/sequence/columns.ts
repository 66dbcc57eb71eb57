import type { HostName } from '../../engine/trace/event.ts';
import { type Actor, type Cast, type CastHost, labelOf } from '../cast.ts';
import type { Tone } from '../shape.ts';

/** One lifeline: a program, a thread of it, or the kernel under them. */
export interface Lifeline {
  readonly key: string;
  readonly host: HostName;
  /** Null: the kernel. */
  readonly process: Actor | null;
  readonly tone: Tone;
  readonly x: number;
}

/** A side of the diagram: whose view it is. */
export type Side = CastHost['side'];

/** Where the lifelines stand. It depends on the setting and the width alone, never on what happens. */
export interface Columns {
  readonly width: number;
  readonly headWidth: number;
  readonly lifelines: readonly Lifeline[];
  /** The space between the two sides: from the rightmost kernel of the left side to the leftmost of the right. */
  readonly wire: { readonly left: number; readonly right: number };
  /** Where the frame of the diagram cuts the wire, in the view of one side alone: what lies beyond is outside. */
  readonly gate: { readonly x: number; readonly label: string; readonly tone: Tone } | null;
  /** What a host is called on the screen. */
  nameOf(host: HostName): string;
  kernel(host: HostName): Lifeline | undefined;
  program(process: Actor, host: HostName): Lifeline | undefined;
  /** The space beside a lifeline towards its kernel, or for a kernel towards its programs: [left, right]. */
  callSpace(lifeline: Lifeline): readonly [number, number];
  /** The space beside a kernel away from the wire: where what does not fit on the wire is written. */
  outside(kernel: Lifeline): readonly [number, number];
  /** The space from a kernel towards the wire, up to the next lifeline. */
  inside(kernel: Lifeline): readonly [number, number];
}

type Slot = Pick<Lifeline, 'key' | 'host' | 'process' | 'tone'> & { readonly side: CastHost['side'] };

/** Half the width of an activation bar. */
export const BAR = 6;
const MARGIN = 54;
/** A head at its widest. */
const HEAD = 150;
/** At least this much between two lifelines: within a host, between hosts of one side, over the wire. */
const LEAST = { calls: 128, hosts: 106, wire: 128 };
/** Where that is more than there is room for, as with two clients: labels take more lines then, heads abbreviate. */
const TIGHT = { calls: 86, hosts: 78, wire: 100 };
const TIGHT_MARGIN = 40;
/** At most this much, however wide the screen. */
const MOST = { calls: 230, hosts: 150, wire: 360 };
/** How what is left over is shared out. */
const SHARE = { calls: 1, hosts: 0.3, wire: 2 };

function slotsOf(host: CastHost): readonly Slot[] {
  const common = { host: host.name, tone: host.tone, side: host.side };
  const programs = host.processes.map((process): Slot => ({ ...common, key: `program:${process}`, process }));
  const kernel: Slot = { ...common, key: `kernel:${host.name}`, process: null };
  return host.side === 'left' ? [...programs, kernel] : [kernel, ...programs];
}

/** The scope of a model that is the view of one side, or of both (`null`). */
export const scopeOf = (cast: Cast, side: Side | null): { readonly inside?: readonly HostName[] } =>
  side === null ? {} : { inside: cast.filter((host) => host.side === side).map(({ name }) => name) };

const GATE = 'gate';
const gateSlot = (cast: Cast, side: Side): Slot => ({
  key: GATE,
  host: '',
  process: null,
  tone: cast.find((host) => host.side === side)?.tone ?? 'neutral',
  side,
});
const isBareKernel = (slot: Slot | undefined): boolean => slot?.process === null && slot.key !== GATE;

/** The lifelines of all machines, or of one side alone, spread over `width`, or over as much more as they need. */
export function columnsOf(all: Cast, width: number, alone: Side | null = null): Columns {
  const slotsAt = (side: Side): readonly Slot[] =>
    alone === null || alone === side
      ? all.filter((host) => host.side === side).flatMap(slotsOf)
      : [gateSlot(all, side)];
  const slots = [...slotsAt('left'), ...slotsAt('right')];
  const gaps = slots.slice(1).map((slot, index): keyof typeof LEAST => {
    const before = slots[index];
    if (before?.side !== slot.side) return 'wire';
    return before.host === slot.host ? 'calls' : 'hosts';
  });
  // Beside an outermost kernel there is no program, and yet its segments need a place for their labels.
  const marginsOf = (gap: typeof LEAST, program: number) => ({
    left: isBareKernel(slots[0]) ? gap.calls : program,
    right: isBareKernel(slots[slots.length - 1]) ? gap.calls : program,
  });
  const needed = (gap: typeof LEAST, { left, right }: { readonly left: number; readonly right: number }): number =>
    gaps.reduce((sum, each) => sum + gap[each], left + right);
  const usual = marginsOf(LEAST, MARGIN);
  const tight = needed(LEAST, usual) > width;
  const smallest = tight ? TIGHT : LEAST;
  const margins = tight ? marginsOf(TIGHT, TIGHT_MARGIN) : usual;
  const least = needed(smallest, margins);
  const shares = gaps.reduce((sum, gap) => sum + SHARE[gap], 0);
  const spare = Math.max(0, width - least) / Math.max(1, shares);
  const widths = gaps.map((gap) => Math.min(MOST[gap], Math.floor(smallest[gap] + spare * SHARE[gap])));
  const used = widths.reduce((sum, each) => sum + each, margins.left + margins.right);
  const total = Math.max(width, used);

  let x = margins.left + Math.floor((total - used) / 2);
  const lifelines = slots.map(({ key, host, process, tone }, index): Lifeline => {
    if (index > 0) x += widths[index - 1] ?? 0;
    return { key, host, process, tone, x };
  });
  const between = tight ? 6 : 10;
  const margin = tight ? TIGHT_MARGIN : MARGIN;
  const room = Math.min(2 * margin + total - used - 6, ...widths.map((gap) => gap - between));
  const outside = all.filter(({ side }) => alone !== null && side !== alone).map(({ label }) => label);
  return {
    ...finish(lifelines, slots, total, Math.min(HEAD, room), outside.join(', ')),
    nameOf: (host) => labelOf(all, host),
  };
}

function finish(
  lines: readonly Lifeline[],
  slots: readonly Slot[],
  width: number,
  headWidth: number,
  outside: string,
): Omit<Columns, 'nameOf'> {
  const lifelines = lines.filter(({ key }) => key !== GATE);
  const gate = lines.find(({ key }) => key === GATE);
  const kernelsOn = (side: Side): number[] =>
    lines.filter((line, index) => line.process === null && slots[index]?.side === side).map((line) => line.x);
  const left = Math.max(TIGHT_MARGIN, ...kernelsOn('left'));
  const right = Math.min(width - TIGHT_MARGIN, ...kernelsOn('right'));
  const sideOf = (line: Lifeline): Side => slots[lines.indexOf(line)]?.side ?? 'left';
  const neighbour = (line: Lifeline, step: 1 | -1): number =>
    lines[lines.indexOf(line) + step]?.x ?? (step > 0 ? width : 0);
  const between = (line: Lifeline, step: 1 | -1): readonly [number, number] =>
    step > 0 ? [line.x, neighbour(line, 1)] : [neighbour(line, -1), line.x];
  return {
    width,
    headWidth,
    lifelines,
    gate: gate ? { x: gate.x, tone: gate.tone, label: outside } : null,
    wire: { left, right: Math.max(right, left + 1) },
    kernel: (host) => lifelines.find((line) => line.process === null && line.host === host),
    program: (process, host) => lifelines.find((line) => line.process === process && line.host === host),
    // A program's kernel lies towards the wire; a kernel's programs away from it.
    callSpace: (line) => between(line, (line.process === null) === (sideOf(line) === 'left') ? -1 : 1),
    outside: (line) => between(line, sideOf(line) === 'left' ? -1 : 1),
    inside: (line) => between(line, sideOf(line) === 'left' ? 1 : -1),
  };
}
