import type { ClassName } from '../../programs/classes/description.ts';
import type { ProgramClasses } from '../../programs/classes/program-classes.ts';
import type { Point } from '../shape.ts';
import type { ClassBox } from './class-box.ts';

/** Between two classes of a row, with room and without. */
export const GAP = { roomy: 22, narrow: 12 } as const;
/** Between a class and those that specialise it: a triangle, a bus, a label. */
export const GENERALISATION = 52;
/** Between what waits for several and Socket: the ends of an association. */
export const WATCHING = 52;
/** Below the classes of a row: an association from one to the other. */
export const ACCEPTING = 40;
/** Room for the name of a role beside an association's end. */
export const ROLE = 100;

/** Where the classes of a program stand. Its left edge is x = 0, its upper edge y = 0. */
export interface ClassPlaces {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<ClassName, { readonly box: ClassBox; readonly at: Point }>;
}

const HELPERS: readonly ClassName[] = ['Poller', 'Selector', 'Epoll'];
const LONERS: readonly ClassName[] = ['Process', 'std::thread'];
type Sized = { -readonly [Key in 'width' | 'height']: ClassBox[Key] } & Pick<ClassBox, 'of' | 'fullness' | 'head'>;

/**
 * What waits for several stands above Socket, beside which is Endpoint; below them ServerSocket and ClientSocket, below these what has to do
 * with none. A class that stands alone below its base and an endpoint is as wide as both, so that lines to them are straight.
 */
export function placeClasses(given: readonly ClassBox[], classes: ProgramClasses, gap: number): ClassPlaces {
  const sized = new Map<ClassName, Sized>(given.map((box) => [box.of.name, { ...box }]));
  const places = new Map<ClassName, Point>();
  const socket = sized.get('Socket');
  const endpoint = sized.get('Endpoint');
  const helpers = HELPERS.flatMap((name) => sized.get(name) ?? []);
  const children = (['ServerSocket', 'ClientSocket'] as const).flatMap((name) => sized.get(name) ?? []);
  const associated = classes.associations.filter(({ to }) => to === 'Socket').length;
  if (socket) socket.width = Math.max(socket.width, associated * ROLE);

  // From left to right.
  const [first, second] = children;
  let width = 0;
  if (socket && first && second) {
    const leftWidth = Math.max(first.width, endpoint?.width ?? 0);
    const rightFrom = leftWidth + gap;
    const rightWidth = Math.max(second.width, socket.width);
    const middle = (from: number, room: number, { width: own }: Sized): number => Math.round(from + (room - own) / 2);
    places.set(first.of.name, { x: middle(0, leftWidth, first), y: 0 });
    places.set(second.of.name, { x: middle(rightFrom, rightWidth, second), y: 0 });
    places.set('Socket', { x: middle(rightFrom, rightWidth, socket), y: 0 });
    if (endpoint) places.set('Endpoint', { x: middle(0, leftWidth, endpoint), y: 0 });
    width = rightFrom + rightWidth;
  } else if (socket && first) {
    const beside = endpoint ? endpoint.width + gap : 0;
    width = Math.max(beside + socket.width, first.width);
    first.width = width;
    places.set(first.of.name, { x: 0, y: 0 });
    places.set('Socket', { x: endpoint ? width - socket.width : Math.round((width - socket.width) / 2), y: 0 });
    if (endpoint) places.set('Endpoint', { x: 0, y: 0 });
  } else if (socket) {
    places.set('Socket', { x: 0, y: 0 });
    width = socket.width;
  }

  // From top to bottom.
  let y = 0;
  if (helpers.length > 0) {
    const all = helpers.reduce((sum, one) => sum + one.width + gap, -gap);
    const over = socket ? (places.get('Socket')?.x ?? 0) + socket.width / 2 : all / 2;
    let x = Math.max(0, Math.round(over - all / 2));
    const tallest = Math.max(...helpers.map(({ height }) => height));
    for (const one of helpers) {
      places.set(one.of.name, { x, y: tallest - one.height });
      x += one.width + gap;
    }
    width = Math.max(width, x - gap);
    y = tallest + (socket ? WATCHING + (associated > 1 ? 24 : 0) : gap);
  }
  if (socket) {
    const row = Math.max(socket.height, endpoint?.height ?? 0);
    // Their lower edges are level: what leads to them is as long.
    places.set('Socket', { x: places.get('Socket')?.x ?? 0, y: y + row - socket.height });
    if (endpoint) places.set('Endpoint', { x: places.get('Endpoint')?.x ?? 0, y: y + row - endpoint.height });
    y += row;
    if (children.length > 0) {
      y += GENERALISATION;
      for (const child of children) places.set(child.of.name, { x: places.get(child.of.name)?.x ?? 0, y });
      y += Math.max(...children.map(({ height }) => height));
    }
    if (classes.associations.some(({ to }) => to === 'ClientSocket')) y += ACCEPTING;
  }
  const loners = LONERS.flatMap((name) => sized.get(name) ?? []);
  if (loners.length > 0) {
    if (y > 0) y += gap / 2;
    let x = 0;
    for (const one of loners) {
      places.set(one.of.name, { x, y });
      x += one.width + gap;
    }
    width = Math.max(width, x - gap);
    y += Math.max(...loners.map(({ height }) => height));
  }
  return {
    width,
    height: y,
    boxes: new Map([...sized].map(([name, box]) => [name, { box, at: places.get(name) ?? { x: 0, y: 0 } }] as const)),
  };
}
