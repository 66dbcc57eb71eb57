import type { ClassName } from '../../programs/classes/description.ts';
import type { ProgramClasses } from '../../programs/classes/program-classes.ts';
import { LABEL } from '../fit-text.ts';
import type { LineEnd, Point, Shape } from '../shape.ts';
import { ACCEPTING, type ClassPlaces, GENERALISATION, ROLE } from './class-places.ts';

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
}

/** Between the lines of a dependency and of a generalisation that leave the same class upwards. */
const APART = 28;
/** A line so far to the left has no room for «use» beside it. */
const LEFTMOST = 48;

/** How the classes of a program are related: generalisations, what uses an Endpoint, and who knows whom. */
export function relationShapes(classes: ProgramClasses, places: ClassPlaces): readonly Shape[] {
  const edgesOf = (name: ClassName): Edges | null => {
    const found = places.boxes.get(name);
    if (found === undefined) return null;
    const { box, at } = found;
    const right = at.x + box.width;
    return { left: at.x, right, top: at.y, bottom: at.y + box.height, middle: Math.round((at.x + right) / 2) };
  };
  const socket = edgesOf('Socket');
  const endpoint = edgesOf('Endpoint');
  const shapes: Shape[] = [];
  if (socket) {
    for (const { name, base } of classes.classes) {
      const child = base === null ? null : edgesOf(name);
      if (child) shapes.push(generalisation(name, child, socket, endpoint !== null));
    }
  }
  for (const { from } of classes.dependencies) {
    const user = edgesOf(from);
    if (user && endpoint) shapes.push(...dependency(from, user, endpoint));
  }
  const watching = classes.associations.filter(({ to }) => to === 'Socket');
  for (const [order, { from, role }] of watching.entries()) {
    const watcher = edgesOf(from);
    if (watcher && socket) shapes.push(...watches(from, role, watcher, socket, order, watching.length));
  }
  const accepted = classes.associations.find(({ to }) => to === 'ClientSocket');
  const [server, client] = [edgesOf('ServerSocket'), edgesOf('ClientSocket')];
  if (accepted && server && client) shapes.push(...accepts(accepted.role, server, client));
  return shapes;
}

const COMMON = { tone: 'neutral', subject: null, step: 0 } as const;

const line = (key: string, points: readonly Point[], end: LineEnd, dashed = false): Shape => ({
  kind: 'line',
  ...COMMON,
  key,
  points,
  dashed,
  start: 'none',
  end,
  weight: 1,
});

const label = (key: string, x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): Shape => ({
  kind: 'text',
  ...COMMON,
  key,
  x,
  y,
  text,
  size: LABEL,
  anchor,
  font: 'sans',
  weight: 'normal',
  underline: false,
  turn: 0,
});

/** Upwards, and over to the middle of the base class, where all of them come in through one triangle. */
function generalisation(name: ClassName, child: Edges, base: Edges, hasEndpoint: boolean): Shape {
  const isAbove = child.left + APART <= base.middle && base.middle <= child.right - APART;
  const from = isAbove ? base.middle : child.middle + (hasEndpoint ? APART : 0);
  const bus = base.bottom + GENERALISATION - 30;
  const points = isAbove
    ? [
        { x: from, y: child.top },
        { x: from, y: base.bottom },
      ]
    : [
        { x: from, y: child.top },
        { x: from, y: bus },
        { x: base.middle, y: bus },
        { x: base.middle, y: base.bottom },
      ];
  return line(`generalisation:${name}`, points, 'triangle');
}

/** «use»: straight up, sideways from a class beside it, or around the corner. */
function dependency(name: ClassName, user: Edges, endpoint: Edges): readonly Shape[] {
  const key = `dependency:${name}`;
  if (name === 'Socket') {
    const y = Math.max(user.top, endpoint.top) + 20;
    return [
      line(
        key,
        [
          { x: user.left, y },
          { x: endpoint.right, y },
        ],
        'open',
        true,
      ),
    ];
  }
  const x = endpoint.middle - APART;
  if (user.left <= x && x <= user.right) {
    const ends = [
      { x, y: user.top },
      { x, y: endpoint.bottom },
    ];
    // To the left of its line, unless the edge of the diagram is there.
    const [at, anchor] = x < LEFTMOST ? ([x + 8, 'start'] as const) : ([x - 8, 'end'] as const);
    return [line(key, ends, 'open', true), label(`${key}:use`, at, user.top - 12, '«use»', anchor)];
  }
  // Below the bus of the generalisations, into the far side of the endpoint.
  const [out, lane, far] = [user.left + APART, user.top - 14, endpoint.left + APART];
  const around = [
    { x: out, y: user.top },
    { x: out, y: lane },
    { x: far, y: lane },
    { x: far, y: endpoint.bottom },
  ];
  return [line(key, around, 'open', true)];
}

/** Down into the base class; its ends say the role, and how many there may be. */
function watches(
  name: ClassName,
  role: string,
  watcher: Edges,
  socket: Edges,
  order: number,
  of: number,
): readonly Shape[] {
  const key = `association:${name}`;
  const to = socket.middle + (order - (of - 1) / 2) * ROLE;
  const isOver = watcher.left < to && to < watcher.right;
  const from = isOver ? to : watcher.middle;
  // Those that come from the left turn higher, the farther they go.
  const lane = watcher.bottom + 24 + 10 * order;
  const points = isOver
    ? [
        { x: from, y: watcher.bottom },
        { x: from, y: socket.top },
      ]
    : [
        { x: from, y: watcher.bottom },
        { x: from, y: lane },
        { x: to, y: lane },
        { x: to, y: socket.top },
      ];
  return [
    line(key, points, 'none'),
    label(`${key}:from`, from + 6, watcher.bottom + 17, '0..1', 'start'),
    label(`${key}:many`, to - 6, socket.top - 8, '*', 'end'),
    label(`${key}:role`, to + 6, socket.top - 8, role, 'start'),
  ];
}

/** Below both, from one to the other. */
function accepts(role: string, server: Edges, client: Edges): readonly Shape[] {
  const bottom = Math.max(server.bottom, client.bottom) + ACCEPTING - 8;
  const key = 'association:ServerSocket';
  return [
    line(
      key,
      [
        { x: server.middle, y: server.bottom },
        { x: server.middle, y: bottom },
        { x: client.middle, y: bottom },
        { x: client.middle, y: client.bottom },
      ],
      'none',
    ),
    label(`${key}:from`, server.middle + 6, bottom - 8, '0..1', 'start'),
    label(`${key}:role`, client.middle - 6, bottom - 8, role, 'end'),
    label(`${key}:many`, client.middle + 6, bottom - 8, '*', 'start'),
  ];
}
