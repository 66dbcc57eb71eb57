import { LABEL } from '../fit-text.ts';
import type { Shape } from '../shape.ts';
import type { CommunicationLink } from './model.ts';
import type { Participant } from './participant.ts';
import type { Places } from './places.ts';
import type { Place } from './side-column.ts';

/** Which step made a trace event. */
interface Steps {
  stepOf(index: number): number;
}

/** A link: a line of right angles. */
export function linkShapes(link: CommunicationLink, places: Places, moment: Steps): readonly Shape[] {
  const route = places.routeOf(link);
  if (!route) return [];
  return [
    {
      kind: 'line',
      key: `link:${link.key}`,
      tone: 'faint',
      subject: null,
      step: moment.stepOf(link.since),
      points: route.points,
      dashed: false,
      start: 'none',
      end: 'none',
      weight: 2,
    },
  ];
}

/** From a box to where «create» goes down beside it; and from the lower edge of a box to where it leaves, or arrives. */
const GUTTER = 8;
const FOOT = 3;

/** «create»: a socket that a listening one made when a SYN came. */
export function creationShapes(child: Participant, places: Places, moment: Steps): readonly Shape[] {
  if (child.is.kind !== 'socket' || child.is.parent === null) return [];
  const place = places.of(child);
  const parent = places.ofKey(child.is.parent);
  if (!place || !parent) return [];
  const left = place.side === 'left';
  const edge = (each: Place): number => (left ? each.x + each.width : each.x);
  const foot = ({ y, height }: Place): number => y + height - FOOT;
  const gutter = edge(place) + (left ? GUTTER : -GUTTER);
  const common = { tone: 'faint', subject: null, step: moment.stepOf(child.since) } as const;
  return [
    {
      kind: 'line',
      ...common,
      key: `create:${child.key}`,
      points: [
        { x: edge(parent), y: foot(parent) },
        { x: gutter, y: foot(parent) },
        { x: gutter, y: foot(place) },
        { x: edge(place), y: foot(place) },
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
      x: gutter + (left ? 13.6 : -4.4),
      y: place.y - places.creation / 2 - 1,
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
