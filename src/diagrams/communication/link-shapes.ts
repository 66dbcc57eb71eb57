import { LABEL } from '../fit-text.ts';
import type { Point, Shape } from '../shape.ts';
import type { CommunicationLink, CommunicationModel, Participant } from './model.ts';
import type { Place, Places } from './places.ts';

/** Which step made a trace event. */
interface Steps {
  stepOf(index: number): number;
}

/** Of the two ends of a link the one above whose box its messages stand: a wire's right end, else the socket rather than the program. */
export function hostOfStack(link: CommunicationLink, places: Places): Participant {
  const [a, b] = link.ends;
  const [placeA, placeB] = [places.of(a), places.of(b)];
  if (a.is.kind === 'program') return b;
  if (b.is.kind === 'program') return a;
  if (placeA?.side !== placeB?.side) return placeA?.side === 'right' ? a : b;
  return (placeA?.y ?? 0) > (placeB?.y ?? 0) ? a : b;
}

export const isInner = (link: CommunicationLink): boolean => link.ends.some(({ is }) => is.kind === 'program');

/** How far below a box's top its wires leave it, the first, the second …: elsewhere on the left than on the right, so that two wires never look like one. */
const PORTS = { left: [9, 22, 28, 33], right: [9, 15, 19, 25] } as const;
const portOf = (side: 'left' | 'right', order: number): number => PORTS[side][order % PORTS[side].length] ?? 9;

/** A link: from a program along its trunk, or across the wire in right angles. */
export function linkShapes(
  link: CommunicationLink,
  places: Places,
  model: CommunicationModel,
  moment: Steps,
): readonly Shape[] {
  const [a, b] = link.ends;
  const [from, to] = [places.of(a), places.of(b)];
  if (!from || !to) return [];
  const points = isInner(link)
    ? a.is.kind === 'program'
      ? trunkPoints(from, to)
      : trunkPoints(to, from)
    : wirePoints(link, from, to, places, model);
  return [
    {
      kind: 'line',
      key: `link:${link.key}`,
      tone: 'faint',
      subject: null,
      step: moment.stepOf(link.since),
      points,
      dashed: false,
      start: 'none',
      end: 'none',
      weight: 2,
    },
  ];
}

/** Along the program's own trunk, down or up, and at its own height into the other's box. */
function trunkPoints(program: Place, other: Place): readonly Point[] {
  const end = other.y + other.height / 2 + program.port;
  const edge = other.side === 'left' ? other.x : other.x + other.width;
  return [
    { x: program.trunk, y: program.y < other.y ? program.y + program.height : program.y },
    { x: program.trunk, y: end },
    { x: edge, y: end },
  ];
}

function wirePoints(
  link: CommunicationLink,
  a: Place,
  b: Place,
  places: Places,
  model: CommunicationModel,
): readonly Point[] {
  const wires = model.links.filter((each) => !isInner(each));
  const order = (end: Participant | undefined): number =>
    wires.filter((each) => end !== undefined && each.ends.includes(end)).indexOf(link);
  const [left, right] = a.side === 'left' ? [a, b] : [b, a];
  const endAt = (place: Place): Participant | undefined => link.ends.find((end) => places.of(end) === place);
  const y1 = left.y + portOf('left', order(endAt(left)));
  const y2 = right.y + portOf('right', order(endAt(right)));
  const channel = places.frame.side + 5 + 4 * (wires.indexOf(link) % 4);
  const inner = (place: Place): number => (place.side === 'left' ? place.x + place.width : place.x);
  const turn = left.side === right.side && left.side === 'right' ? places.frame.width - channel : channel;
  const straight = y1 === y2 && left.side !== right.side;
  return straight
    ? [
        { x: inner(left), y: y1 },
        { x: inner(right), y: y2 },
      ]
    : [
        { x: inner(left), y: y1 },
        { x: turn, y: y1 },
        { x: turn, y: y2 },
        { x: inner(right), y: y2 },
      ];
}

/** «create»: a socket that a listening one made when a SYN came. */
export function creationShapes(child: Participant, places: Places, moment: Steps): readonly Shape[] {
  if (child.is.kind !== 'socket' || child.is.parent === null) return [];
  const place = places.of(child);
  const parent = places.ofKey(child.is.parent);
  if (!place || !parent) return [];
  const left = place.side === 'left';
  const edge = (each: Place): number => (left ? each.x + each.width : each.x);
  const gutter = edge(place) + (left ? 10 : -10);
  const common = { tone: 'faint', subject: null, step: moment.stepOf(child.since) } as const;
  return [
    {
      kind: 'line',
      ...common,
      key: `create:${child.key}`,
      points: [
        { x: edge(parent), y: parent.y + 35 },
        { x: gutter, y: parent.y + 35 },
        { x: gutter, y: place.y + 35 },
        { x: edge(place), y: place.y + 35 },
      ],
      dashed: true,
      start: 'none',
      end: 'open',
      weight: 1,
    },
    {
      kind: 'text',
      ...common,
      key: `create:${child.key}:label`,
      x: gutter + (left ? 15 : -5),
      y: (place.stackTop + place.y) / 2,
      text: '«create»',
      size: LABEL,
      anchor: 'middle',
      font: 'sans',
      weight: 'normal',
      underline: false,
      turn: -90,
    },
  ];
}
