import { LABEL, wrapWords } from '../fit-text.ts';
import type { Measure, Point, Tone } from '../shape.ts';
import { depthOf } from './columns.ts';
import { ACTION, BELOW, BYPASS, CROSSING, DIAMOND, GAP, KERNEL, RAIL, SIDE } from './measures.ts';
import { type Action, bodyExits, exitsOf, type Loop, type Node, type Outcome, returnsOf } from './model.ts';
import { actionShapes, box, diamond, flowFinal, kernelShapes, labelOf } from './node-shapes.ts';
import { lookAt, type Sketch, textShape, UNTOUCHED } from './sketch.ts';
import { accountOf } from './standing.ts';
import { type Times, timesOf } from './times.ts';
import type { ActivityWords } from './words.ts';

export interface PenSetting {
  readonly sketch: Sketch;
  readonly measure: Measure;
  readonly words: ActivityWords;
  /** The left edge of the kernel's actions. */
  readonly kernel: number;
  readonly tone: Tone;
}

/** Where an action is drawn, for whoever stands there. */
export interface ActionPlace {
  readonly program: Point;
  readonly kernel: Point;
  readonly top: number;
  readonly bottom: number;
}

/** The edge that leads on from where a flow has come to. */
interface Open {
  readonly key: string;
  readonly points: readonly Point[];
  readonly taken: Times;
  readonly guard: string | null;
}

/** The ways in which a call comes back to the program. */
const CAME_BACK: readonly Outcome[] = ['ok', 'end', 'failed'];

/** Draws the actions of one thread from top to bottom, in its column. */
export class FlowPen {
  readonly places = new Map<string, ActionPlace>();
  /** The edge that leads on; null before the beginning. */
  private open: Open | null = null;
  private readonly set: PenSetting;
  readonly x: number;

  constructor(set: PenSetting, x: number) {
    this.set = set;
    this.x = x;
  }

  /** From here on, an edge leads to what comes next. */
  leave(key: string, from: Point, taken: Times, guard: string | null = null): void {
    this.open = { key, points: [from], taken, guard };
  }

  /** The edge that leads on arrives at this height. */
  enter(y: number, headless = false): Times {
    const { open, x, set } = this;
    if (open === null) return [];
    const from = open.points.at(-1) ?? { x, y };
    const beside = { x: x + 8, y: from.y + 18, anchor: 'start' } as const;
    const after = open.guard === null ? 0 : set.measure(open.guard, LABEL, 'sans', 'normal') + 6;
    set.sketch.edge({
      key: open.key,
      points: [...open.points, { x, y }],
      taken: open.taken,
      headless,
      ...(open.guard === null ? {} : { guard: { ...beside, text: open.guard } }),
      count: { ...beside, x: beside.x + after },
    });
    this.open = null;
    return open.taken;
  }

  /** Draws a node from this height on; returns where it ends. */
  node(node: Node, y: number, inner: Tone = this.set.tone): number {
    return node.kind === 'loop' ? this.loop(node, y, inner) : this.action(node, y, inner);
  }

  private loop(loop: Loop, y: number, tone: Tone): number {
    const { x, set } = this;
    const rail = x - RAIL.first - (depthOf(loop) - 1) * RAIL.next;
    const exits = bodyExits(loop);
    const back = timesOf(exits.filter((_, pass) => pass % loop.times < loop.times - 1));
    const entered = this.enter(y);
    const merge = { x, y: y + DIAMOND.y };
    const all = timesOf(entered, back);
    this.diamond(`${loop.id}:merge`, merge, all);
    this.leave(`${loop.id}:in`, { x, y: merge.y + DIAMOND.y }, all);
    let bottom = merge.y + DIAMOND.y;
    for (const node of loop.nodes) bottom = this.node(node, bottom + GAP, tone);
    this.enter(bottom + GAP);
    const decision = { x, y: bottom + GAP + DIAMOND.y };
    const left = { x: x - DIAMOND.x - 4, anchor: 'end' } as const;
    this.diamond(`${loop.id}:decision`, decision, timesOf(exits));
    set.sketch.edge({
      key: `${loop.id}:back`,
      points: [
        { x: x - DIAMOND.x, y: decision.y },
        { x: rail, y: decision.y },
        { x: rail, y: merge.y },
        { x: x - DIAMOND.x, y: merge.y },
      ],
      taken: back,
      guard: { ...left, y: decision.y - 6, text: `[${set.words.again}]` },
      count: { ...left, y: decision.y + 17 },
    });
    this.leave(`${loop.id}:out`, { x, y: decision.y + DIAMOND.y }, timesOf(exitsOf(loop)), `[${set.words.otherwise}]`);
    return decision.y + DIAMOND.y;
  }

  private action(action: Action, y: number, tone: Tone): number {
    const { x, set } = this;
    const { sketch, measure, words, kernel } = set;
    this.enter(y);
    const label = labelOf(action, measure);
    const decides = action.canFail || action.reads;
    const back = y + label.height + (decides || action.name === 'kill' ? 22 : 14);
    const lines = wrapWords(words.action(action.passes[0].call, action), KERNEL.width - 2 * KERNEL.padding, measure);
    const height = Math.max(lines.length * KERNEL.line + KERNEL.around, back + 12 - y);
    const call = y + ACTION.low / 2;
    this.places.set(action.id, {
      program: { x: x - ACTION.width / 2, y: call },
      kernel: { x: kernel + KERNEL.width - 14, y },
      top: y,
      bottom: y + height,
    });
    const count = { x: x + ACTION.width / 2 + CROSSING / 4, anchor: 'middle' } as const;
    const called = timesOf(action.passes.map(({ made }) => made?.called ?? null));
    sketch.edge({
      key: `${action.id}:call`,
      points: [
        { x: x + ACTION.width / 2, y: call },
        { x: kernel, y: call },
      ],
      taken: called,
      count: { ...count, y: call - 7 },
    });
    sketch.node((moment) => actionShapes(action, { x, y, label }, { tone, measure }, moment));
    sketch.node((moment) =>
      kernelShapes(action, { x: kernel, y, height, lines }, (now) => sleepsIn(action, now), moment),
    );
    const from = { x: kernel, y: back };
    this.killed(action, from);
    if (decides) return Math.max(this.ways(action, from), y + height - 12);
    this.open = {
      key: `${action.id}:out`,
      points: [from, { x, y: back }],
      taken: returnsOf(action, CAME_BACK),
      guard: null,
    };
    return Math.max(back, y + height - 12);
  }

  /** The ways out of a call that may come out in several; returns where they end. */
  private ways(action: Action, from: Point): number {
    const { x, set } = this;
    const when = (...outcomes: readonly Outcome[]): Times => returnsOf(action, outcomes);
    const all = when(...CAME_BACK);
    const first = { x, y: from.y };
    set.sketch.edge({
      key: `${action.id}:return`,
      points: [from, { x: x + DIAMOND.x, y: from.y }],
      taken: all,
      count: { x: x + ACTION.width / 2 + CROSSING / 4, y: from.y - 7, anchor: 'middle' },
    });
    this.diamond(`${action.id}:decision`, first, all);
    const around: { readonly key: string; readonly start: Point; readonly taken: Times; readonly tone?: Tone }[] = [];
    if (action.canFail) {
      const start = { x: x - SIDE.x - SIDE.width / 2, y: first.y };
      around.push({ key: 'failed', start, taken: when('failed'), tone: 'failure' });
      this.failure(action, first, when('failed'));
    }
    let last = first;
    this.leave(`${action.id}:ok`, { x, y: first.y + DIAMOND.y }, when('ok', 'end'), '[≥ 0]');
    if (action.reads) {
      last = { x, y: first.y + 2 * DIAMOND.y + GAP };
      this.enter(last.y - DIAMOND.y);
      this.diamond(`${action.id}:more`, last, when('ok', 'end'));
      around.push({ key: 'end', start: { x: x - SIDE.x, y: last.y }, taken: when('end') });
      this.endOfStream(action, last, when('end'));
      this.leave(`${action.id}:data`, { x, y: last.y + DIAMOND.y }, when('ok'), '[> 0]');
    }
    const merge = { x, y: last.y + DIAMOND.y + GAP + DIAMOND.y };
    this.enter(merge.y - DIAMOND.y);
    const exits = timesOf(exitsOf(action));
    this.diamond(`${action.id}:merge`, merge, exits);
    for (const { key, start, taken, tone } of around) {
      set.sketch.edge({
        key: `${action.id}:${key}:around`,
        points: [start, { x: x - BYPASS, y: start.y }, { x: x - BYPASS, y: merge.y }, { x: x - DIAMOND.x, y: merge.y }],
        taken,
        ...(tone === undefined ? {} : { tone }),
        ...(key === 'end' ? {} : { count: { x: (start.x + x - BYPASS) / 2, y: start.y - 7, anchor: 'middle' } }),
      });
    }
    this.open = { key: `${action.id}:on`, points: [{ x, y: merge.y + DIAMOND.y }], taken: exits, guard: null };
    return merge.y + DIAMOND.y;
  }

  /** To the left, where the call returned -1: `perror`, and from there on. */
  private failure(action: Action, { x, y }: Point, taken: Times): void {
    const { sketch } = this.set;
    const side = { x: x - SIDE.x, y };
    const key = `${action.id}:failed`;
    sketch.edge({
      key,
      points: [
        { x: x - DIAMOND.x, y },
        { x: side.x + SIDE.width / 2, y },
      ],
      taken,
      tone: 'failure',
      guard: { x: x - DIAMOND.x - 3, y: y - 6, anchor: 'end', text: '[-1]' },
    });
    sketch.node((moment) => {
      const seen = lookAt(taken, moment, 'failure');
      const look = seen === UNTOUCHED ? seen : { ...seen, subject: action.subject };
      const { errno } = accountOf(action, moment.count);
      const corner = { x: side.x - SIDE.width / 2, y: y - SIDE.height / 2, width: SIDE.width, height: SIDE.height };
      return [
        box(`${key}:perror`, corner, 9, look, seen === UNTOUCHED ? 'none' : 'tinted'),
        textShape(`${key}:perror:text`, 'perror', { x: side.x, y: y + 5, anchor: 'middle', font: 'mono' }, look),
        ...(errno === null
          ? []
          : [textShape(`${key}:error`, errno, { x: side.x, y: y + BELOW + 1, anchor: 'middle' }, look)]),
      ];
    });
  }

  /** A signal ended the process in the call: the flow comes back from the kernel no more. Drawn once it happened. */
  private killed(action: Action, from: Point): void {
    const key = `${action.id}:killed`;
    const taken = returnsOf(action, ['killed']);
    const final = { x: this.x + ACTION.width / 2 - 18, y: from.y };
    this.set.sketch.node((moment) => {
      const { signal } = accountOf(action, moment.count);
      if (signal === null) return [];
      const look = { ...lookAt(taken, moment, 'failure'), subject: action.subject };
      const points = [from, { x: final.x + SIDE.radius, y: from.y }];
      return [
        { kind: 'line', ...look, key, points, dashed: false, start: 'none', end: 'open', weight: 2 },
        ...flowFinal(`${key}:final`, final, look),
        textShape(`${key}:signal`, signal, { x: final.x - SIDE.radius - 6, y: from.y - 6, anchor: 'end' }, look),
      ];
    });
  }

  /** To the left, where recv returned 0. */
  private endOfStream(action: Action, { x, y }: Point, taken: Times): void {
    const { sketch, words } = this.set;
    const key = `${action.id}:end`;
    const beside = { x: x - DIAMOND.x - 3, y: y - 6, anchor: 'end' } as const;
    sketch.edge({
      key,
      points: [
        { x: x - DIAMOND.x, y },
        { x: x - SIDE.x, y },
      ],
      taken,
      headless: true,
      guard: { ...beside, x: beside.x - 36, text: '[0]' },
      count: { ...beside, y: y - 7 },
    });
    sketch.node((moment) => [
      textShape(
        `${key}:text`,
        words.endOfStream,
        { x: x - SIDE.x, y: y + 18, anchor: 'middle' },
        lookAt(taken, moment),
      ),
    ]);
  }

  private diamond(key: string, place: Point, reached: Times): void {
    this.set.sketch.node((moment) => [diamond(key, place, lookAt(reached, moment))]);
  }
}

/** Whether some thread sleeps in the action. */
const sleepsIn = ({ passes }: Action, count: number): boolean =>
  passes.some(
    ({ made }) =>
      made !== null &&
      made.blocked !== null &&
      made.blocked.index < count &&
      (made.returned === null || made.returned.index >= count),
  );
