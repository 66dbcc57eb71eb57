import type { ProcessName } from '../../engine/trace/event.ts';
import type { Point } from '../shape.ts';
import type { ClassModel, ClassObject } from './model.ts';
import type { ObjectBox } from './object-box.ts';

/** Between two objects, one below the other. */
const BELOW = 16;
/** Between the columns: where links run. */
export const GUTTER = 44;
const HEADING = 26;
/** Beside objects that all stand in one column: from the widest to the first link, and from one link to the next. */
const BUS = { first: 6, next: 10, most: 3 } as const;
const GROUPS = 26;

export interface PlacedObject {
  readonly box: ObjectBox;
  readonly at: Point;
}

/** Where the objects of a program stand, all that there ever are. Its left edge is x = 0, its upper edge y = 0. */
export interface ObjectPlaces {
  readonly width: number;
  readonly height: number;
  /** Each process with the place of its heading. */
  readonly groups: readonly { readonly process: ProcessName; readonly at: Point }[];
  readonly objects: readonly PlacedObject[];
  /** Where the links of a listener to what it accepted run up and down. */
  readonly busOf: (listener: ClassObject, to: Point) => number;
}

/**
 * A group for each process: on the left what the program made, on the right what was accepted, in the order in which they come. Where
 * nothing is accepted, objects take turns between the columns. In one column, all stand one below the other, and links run to the right of them.
 */
export function placeObjects(model: ClassModel, boxes: readonly ObjectBox[], most: 1 | 2): ObjectPlaces {
  const groups: { process: ProcessName; at: Point }[] = [];
  const objects: PlacedObject[] = [];
  const columnOf = most === 1 ? new Map<ClassObject, 0 | 1>() : columns(boxes);
  const widthOf = (column: 0 | 1): number =>
    Math.max(0, ...boxes.filter(({ of }) => (columnOf.get(of) ?? 0) === column).map(({ width }) => width));
  const listeners = [...new Set(boxes.map(({ of }) => of.acceptedBy))].filter((one) => one !== null);
  const buses = most === 1 ? Math.min(BUS.most, listeners.length) : 0;
  const right = widthOf(0) === 0 ? 0 : widthOf(0) + GUTTER;
  let top = 0;
  for (const process of model.members) {
    const own = boxes.filter(({ of }) => of.process === process);
    if (own.length === 0) continue;
    groups.push({ process, at: { x: 0, y: top + 15 } });
    const bottoms: [number, number] = [top + HEADING, top + HEADING];
    for (const box of own) {
      const column = columnOf.get(box.of) ?? 0;
      objects.push({ box, at: { x: column === 0 ? 0 : right, y: bottoms[column] } });
      bottoms[column] += box.height + BELOW;
    }
    top = Math.max(...bottoms) - BELOW + GROUPS;
  }
  return {
    width:
      widthOf(1) === 0 ? widthOf(0) + (buses === 0 ? 0 : BUS.first + BUS.next * (buses - 1) + 2) : right + widthOf(1),
    busOf: (listener, to) => {
      const order = Math.max(0, listeners.indexOf(listener)) % BUS.most;
      return most === 1 ? widthOf(0) + BUS.first + BUS.next * order : to.x - GUTTER + 12 + BUS.next * order;
    },
    height: Math.max(0, top - GROUPS),
    groups,
    objects,
  };
}

function columns(boxes: readonly ObjectBox[]): ReadonlyMap<ClassObject, 0 | 1> {
  const anyAccepted = new Set(boxes.filter(({ of }) => of.acceptedBy !== null).map(({ of }) => of.process));
  const taken = new Map<ProcessName, [number, number]>();
  return new Map(
    boxes.map(({ of, height }) => {
      if (anyAccepted.has(of.process)) return [of, of.acceptedBy === null ? 0 : 1] as const;
      const filled = taken.get(of.process) ?? [0, 0];
      taken.set(of.process, filled);
      const column = filled[0] <= filled[1] ? 0 : 1;
      filled[column] += height;
      return [of, column] as const;
    }),
  );
}
