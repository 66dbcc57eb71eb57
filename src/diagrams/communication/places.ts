import type { HostName } from '../../engine/trace/event.ts';
import type { Actor, Cast, CastHost } from '../cast.ts';
import { type Frame, type Route } from './frame.ts';
import type { CommunicationLink, CommunicationModel } from './model.ts';
import type { Participant } from './participant.ts';
import { programKey } from './participant.ts';
import { type Call, type Place, type ProgramPlace, SideColumn } from './side-column.ts';
import { Wires } from './wires.ts';

/** Where everything stands, and how the links run. */
export interface Places {
  of(participant: Participant): Place | undefined;
  ofKey(key: string): Place | undefined;
  routeOf(link: CommunicationLink): Route | undefined;
  /** How high «create» stands above what is made. */
  readonly creation: number;
  /** The bottom of all that stands by the first `count` trace events. */
  bottom(count: number): number;
}

/** Messages of a wire to a socket that listens: its SYN, and that again; all else is said to the socket that it makes. So few also of one between kernels: ICMP. */
const FEW = 2;

/** A machine that the cast does not know. */
const STRANGER = { side: 'left', tone: 'neutral' } as const;

/**
 * Each side holds, from the top: for each of its hosts the programs, those of a family together and below them a place for the first socket it makes; then, in the
 * order of creation, every further object. Wires take what is free between the sides by then. So a place does not depend on what comes later, but for
 * this: that a program will be there, and which programs will work with an object beside the first, is known of the whole run.
 */
export function placesOf(
  cast: Cast,
  model: CommunicationModel,
  frame: Frame,
  /** Messages that a link shows, where they are not as many as usual. */
  linesOf: (link: CommunicationLink) => number | null = () => null,
): Places {
  const { participants, links } = model;
  const places = new Map<string, Place>();
  const programs = new Map<string, ProgramPlace>();
  const routes = new Map<CommunicationLink, Route>();
  const sideOf = (host: HostName): Pick<CastHost, 'side' | 'tone'> =>
    cast.find(({ name }) => name === host) ?? STRANGER;
  const columns = { left: columnOf('left', cast, frame), right: columnOf('right', cast, frame) };
  const isOnLeft = ({ host, is }: Participant): boolean =>
    is.kind === 'socket' && is.parent !== null && sideOf(host).side === 'left';
  const wires = new Wires(frame, participants.some(isOnLeft));

  const callsOf = groupedBy(links.filter(isInner), calleeOf);
  const wiresOf = groupedBy(
    links.filter((link) => !isInner(link)),
    ({ ends: [a, b] }) => (a.since > b.since ? a : b),
  );
  const usualCalls = (link: CommunicationLink, order: number): number =>
    order === 0 ? frame.lines : Math.min(frame.lines, link.messages.length);
  const usualWire = ({ ends, since }: CommunicationLink): number =>
    ends.some(({ listensSince }) => listensSince !== null && listensSince < since) ||
    ends.every(({ is }) => is.kind === 'kernel' || is.kind === 'router')
      ? FEW
      : frame.lines;

  const placeProgram = (host: CastHost, process: Actor, first: boolean): ProgramPlace => {
    const key = programKey(host.name, process);
    const place = columns[host.side].program(host.tone, first);
    programs.set(key, place);
    places.set(key, place);
    return place;
  };
  /** A socket, a kernel or whatever else programs work with; `null`: a socket that is still to be made. */
  const placeObject = (host: HostName, object: Participant | null): Place => {
    const { side, tone } = sideOf(host);
    const called = (object && callsOf.get(object)) ?? [];
    const calls = called.flatMap((link, order): readonly Call[] => {
      const program = programs.get(link.ends.find(({ is }) => is.kind === 'program')?.key ?? '');
      return program ? [{ link, program, lines: linesOf(link) ?? usualCalls(link, order) }] : [];
    });
    const created = object?.is.kind === 'socket' && object.is.parent !== null;
    const first = object && wiresOf.get(object)?.[0];
    // Who is there because of what came over a wire, or to send something over it, is known together with it.
    const wire = first && (created || first.since === object.since) ? first : undefined;
    const from = places.get(wire?.ends.find((end) => end !== object)?.key ?? '');
    const lines = wire ? (linesOf(wire) ?? usualWire(wire)) : 0;
    const placed = columns[side].object(tone, calls, {
      lines: object && object.is.kind !== 'socket' ? 1 : frame.lines,
      created,
      least: side === 'right' && from?.side === 'left' && lines > FEW ? wires.leastFor(from, lines) : 0,
    });
    for (const [link, route] of placed.routes) routes.set(link, route);
    return placed.place;
  };
  for (const host of cast) {
    for (const family of familiesOf(host)) {
      for (const [order, each] of family.entries()) placeProgram(host, each, order === 0);
      const first = participants.find(
        ({ host: home, is }) => home === host.name && is.kind === 'socket' && is.maker === family[0],
      );
      const place = placeObject(host.name, first ?? null);
      if (first) places.set(first.key, place);
    }
  }
  const standing = Math.max(columns.left.bottom, columns.right.bottom);

  const waiting = links.filter((link) => !isInner(link));
  const placeWires = (until: number): void => {
    for (let link = waiting[0]; link && link.since < until; link = waiting[0]) {
      waiting.shift();
      const [a, b] = link.ends.map(({ key }) => places.get(key));
      const lines = linesOf(link) ?? usualWire(link);
      const [kernel] = link.ends.filter(({ is }) => is.kind !== 'router').map(({ key }) => places.get(key));
      const router = link.ends.find(({ is }) => is.kind === 'router');
      if (router && kernel) {
        const { place, route } = wires.router(link, kernel, lines);
        places.set(router.key, place);
        routes.set(link, route);
      } else if (a && b) routes.set(link, wires.route(link, a, b, lines));
    }
  };
  for (const each of participants) {
    placeWires(each.since);
    if (places.has(each.key) || each.is.kind === 'router') continue;
    if (each.is.kind === 'program') {
      // A program that nobody announced.
      const host = { ...sideOf(each.host), name: each.host };
      const place = columns[host.side].program(host.tone, true);
      programs.set(each.key, place);
      places.set(each.key, place);
    } else places.set(each.key, placeObject(each.host, each));
  }
  placeWires(Number.POSITIVE_INFINITY);

  return {
    of: ({ key }) => places.get(key),
    ofKey: (key) => places.get(key),
    routeOf: (link) => routes.get(link),
    creation: frame.sizes.creation,
    bottom(count) {
      const boxes = participants.filter((each) => each.since < count).map(({ key }) => places.get(key));
      const slots = links.filter((each) => each.since < count).map((link) => routes.get(link)?.slot);
      return (
        Math.max(
          standing,
          ...boxes.map((box) => (box ? box.y + box.height : 0)),
          ...slots.map((slot) => slot?.bottom ?? 0),
        ) + frame.sizes.top
      );
    },
  };
}

/** The programs of a host, each with the children and threads that it will have. */
function familiesOf({ processes, later }: CastHost): readonly (readonly Actor[])[] {
  const families: Actor[][] = [];
  for (const process of processes) {
    if (later.includes(process)) families.at(-1)?.push(process);
    else families.push([process]);
  }
  return families;
}

/** Whether one of its ends is a program. */
export const isInner = ({ ends }: CommunicationLink): boolean => ends.some(({ is }) => is.kind === 'program');

const calleeOf = ({ ends: [a, b] }: CommunicationLink): Participant => (a.is.kind === 'program' ? b : a);

function columnOf(side: CastHost['side'], cast: Cast, frame: Frame): SideColumn {
  const programs = cast.filter((host) => host.side === side).map(({ processes }) => processes.length);
  return new SideColumn(
    side,
    frame,
    programs.reduce((sum, each) => sum + each, 0),
  );
}

function groupedBy(
  links: readonly CommunicationLink[],
  keyOf: (link: CommunicationLink) => Participant,
): ReadonlyMap<Participant, readonly CommunicationLink[]> {
  const groups = new Map<Participant, CommunicationLink[]>();
  for (const link of links) {
    const group = groups.get(keyOf(link));
    if (group) group.push(link);
    else groups.set(keyOf(link), [link]);
  }
  return groups;
}
