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

/** From a box to where «create» goes down beside it, and from the box that it leads to up to the middle of its name. */
const GUTTER = 8;
const BELOW = 38;

/** «create»: a socket that a listening one made when a SYN came. */
export function creationShapes(child: Participant, places: Places, moment: Steps): readonly Shape[] {
  if (child.is.kind !== 'socket' || child.is.parent === null) return [];
  const place = places.of(child);
  const parent = places.ofKey(child.is.parent);
  if (!place || !parent) return [];
  const left = place.side === 'left';
  const edge = (each: Place): number => (left ? each.x + each.width : each.x);
  const gutter = edge(place) + (left ? GUTTER : -GUTTER);
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
      x: gutter + (left ? 13.6 : -4.4),
      y: place.y - BELOW,
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
