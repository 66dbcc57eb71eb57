import type { Cast } from '../cast.ts';
import type { FigureLayout, FigureMoment, Region } from '../figure.ts';
import { cutToFit } from '../fit-text.ts';
import type { Measure, Picture, Point, Shape, Tone } from '../shape.ts';
import { type Columns, columnsOf, TOKEN, tokenName } from './columns.ts';
import { FlowPen } from './flow-pen.ts';
import { BAR, GAP, HEADER, MARGIN } from './measures.ts';
import { type Action, type ActivityModel, exitsOf, firstAction, type Flow, type Node } from './model.ts';
import { activityFinal, box, flowFinal, initialNode } from './node-shapes.ts';
import { lookAt, Sketch, textShape, UNTOUCHED } from './sketch.ts';
import { joinedBy, overAt, type Standing, standingOf } from './standing.ts';
import { type Times, timesOf } from './times.ts';
import { tokenShapes } from './token-shapes.ts';
import type { ActivityWords } from './words.ts';

interface Setting {
  readonly cast: Cast;
  readonly measure: Measure;
  readonly words: ActivityWords;
}

/** The program of a process as an activity: two partitions, program and kernel, and every call goes from one to the other and back. */
export function layOutActivity(model: ActivityModel, setting: Setting): FigureLayout & { readonly heads: Picture } {
  return new Layout(model, setting);
}

class Layout implements FigureLayout {
  readonly width: number;
  readonly height: number;
  private readonly model: ActivityModel;
  private readonly set: Setting;
  private readonly columns: Columns;
  readonly heads: Picture;
  private readonly sketch: Sketch;
  private readonly pens = new Map<string, FlowPen>();
  private readonly tone: Tone;
  /** Where a flow begins, and where it waits at whose join. */
  private readonly starts = new Map<string, Point>();
  private readonly joins = new Map<string, Point>();
  private readonly finals = new Map<string, Point>();

  constructor(model: ActivityModel, setting: Setting) {
    this.model = model;
    this.set = setting;
    this.sketch = new Sketch(setting.measure);
    this.columns = columnsOf(model, setting.measure);
    this.tone = setting.cast.find(({ name }) => name === model.host)?.tone ?? 'neutral';
    this.width = this.columns.width;
    this.height = this.place() + MARGIN;
    this.heads = { width: this.width, height: HEADER + 2, shapes: this.partitions() };
  }

  draw(moment: FigureMoment): { width: number; height: number; shapes: readonly Shape[] } {
    const tokens = this.model.flows.flatMap((flow) => this.token(flow, moment));
    return { width: this.width, height: this.height, shapes: [...this.sketch.draw(moment), ...tokens] };
  }

  focus({ count }: FigureMoment): Region | null {
    let newest = -2;
    let region: Region | null = null;
    for (const flow of this.model.flows) {
      const standing = standingOf(this.model, flow, count);
      const end = overAt(this.model, flow);
      if (standing.at === 'nowhere') {
        const final = this.finals.get(flow.key);
        if (final !== undefined && end !== null && end < count && end > newest) {
          newest = end;
          region = this.around(final.y - 20, final.y + 20);
        }
      } else if (standing.since > newest) {
        newest = standing.since;
        region = this.regionOf(flow, standing);
      }
    }
    return region;
  }

  private regionOf(flow: Flow, standing: Standing): Region | null {
    if (standing.at === 'program' || standing.at === 'kernel') {
      const place = this.pens.get(flow.key)?.places.get(standing.action.id);
      if (place === undefined) return null;
      const left = standing.at === 'program' ? place.program.x - 4 * TOKEN.radius : this.columns.boundary;
      return { ...this.around(place.top, place.bottom), left };
    }
    const point = this.waitingAt(flow, standing);
    return point === undefined ? null : this.around(point.y - 20, point.y + 20);
  }

  private around(top: number, bottom: number): Region {
    return { left: 0, right: this.width, top: top - GAP, bottom: bottom + GAP };
  }

  /** Everything has its place; returns where the last ends. */
  private place(): number {
    const { model, sketch, columns } = this;
    for (const flow of model.flows) {
      const pen = new FlowPen(
        { sketch, ...this.set, kernel: columns.kernel, tone: this.tone },
        columns.of.get(flow.key) ?? 0,
      );
      this.pens.set(flow.key, pen);
    }
    const [first] = model.flows;
    const x = this.pens.get(first.key)?.x ?? 0;
    let y = HEADER + 16;
    const entered = timesOf([firstCall(first)]);
    sketch.node(() => [initialNode('initial', { x, y: HEADER + 25 }, { tone: 'neutral', subject: null, step: 0 })]);
    this.starts.set(first.key, { x: x - 9, y: y + 9 });
    this.pens.get(first.key)?.leave('first', { x, y: y + 18 }, entered);
    y += 18;
    // Each row belongs to one action: the calls of all threads share the kernel's column.
    const waiting = new Map(model.flows.map((flow) => [flow.key, [...flow.nodes]]));
    const begun = new Set([first.key]);
    const ended = new Set<string>();
    for (;;) {
      const next = earliest(model.flows, waiting, begun);
      if (next === null) break;
      const { flow, node } = next;
      waiting.get(flow.key)?.shift();
      const pen = this.pens.get(flow.key);
      if (pen === undefined) continue;
      y = pen.node(node, y + GAP);
      const child = node.kind === 'action' ? this.childOf(node) : null;
      if (node.kind === 'action' && child !== null) {
        y = this.fork(flow, child, node, y + GAP);
        begun.add(child.key);
      }
      y = this.finish(waiting, begun, ended, y);
    }
    return this.finish(waiting, begun, ended, y);
  }

  /** Draws the ends of the flows that are drawn to their ends, those that are waited for first. */
  private finish(
    waiting: ReadonlyMap<string, readonly Node[]>,
    begun: ReadonlySet<string>,
    ended: Set<string>,
    top: number,
  ): number {
    const isDrawn = ({ key }: Flow): boolean => waiting.get(key)?.length === 0;
    let y = top;
    for (const flow of this.model.flows.toReversed()) {
      if (!begun.has(flow.key) || ended.has(flow.key) || !isDrawn(flow)) continue;
      const together = joinedBy(this.model, flow);
      if (together.some((each) => each !== flow && !ended.has(each.key))) continue;
      ended.add(flow.key);
      if (together.length > 1) y = this.join(flow, together, y + GAP + TOKEN.radius * 2);
      if (flow.ends !== 'joined') y = this.end(flow, y + GAP, this.model.flows.every(isDrawn));
    }
    return y;
  }

  private childOf({ begins }: Action): Flow | null {
    return this.model.flows.find(({ key }) => key === begins) ?? null;
  }

  /** One flow becomes two. */
  private fork(parent: Flow, child: Flow, action: Action, y: number): number {
    const [pen, other] = [this.pens.get(parent.key), this.pens.get(child.key)];
    if (pen === undefined || other === undefined) return y;
    const key = `fork:${child.key}`;
    pen.enter(y);
    const exits = timesOf(exitsOf(action));
    const began: Times = child.began === null ? [] : [child.began];
    this.bar(key, [pen.x, other.x], y, exits);
    pen.leave(`${key}:parent`, { x: pen.x, y: y + BAR }, exits);
    other.leave(`${key}:child`, { x: other.x, y: y + BAR }, began, this.nameOf(child));
    this.starts.set(child.key, { x: other.x, y: y + BAR + 14 });
    return y + BAR;
  }

  private bar(key: string, columns: readonly number[], y: number, reached: Times): void {
    const left = Math.min(...columns) - 34;
    const right = Math.max(...columns) + 34;
    const extent = { x: left, y, width: right - left, height: BAR };
    this.sketch.node((moment) => [box(key, extent, 1, lookAt(reached, moment), 'line')]);
  }

  /** A flow waits for others, and goes on alone. */
  private join(flow: Flow, together: readonly Flow[], y: number): number {
    const key = `join:${flow.key}`;
    const over = timesOf([overAt(this.model, flow)]);
    const columns = together.map((each) => {
      const pen = this.pens.get(each.key);
      pen?.enter(y);
      this.joins.set(`${each.key} at ${flow.key}`, { x: pen?.x ?? 0, y: y - 14 });
      return pen?.x ?? 0;
    });
    this.bar(key, columns, y, over);
    this.pens.get(flow.key)?.leave(`${key}:out`, { x: columns[0] ?? 0, y: y + BAR }, over);
    return y + BAR;
  }

  /** Where a flow ends. `last`: no other flow goes on after it. */
  private end(flow: Flow, y: number, last: boolean): number {
    const pen = this.pens.get(flow.key);
    if (pen === undefined) return y;
    const over = timesOf([overAt(this.model, flow)]);
    pen.enter(y);
    const key = `final:${flow.key}`;
    if (flow.ends === 'open') {
      this.sketch.node(() => [
        textShape(key, '…', { x: pen.x, y: y + 12, anchor: 'middle', weight: 'bold' }, UNTOUCHED),
      ]);
      return y + 16;
    }
    const whole = flow.parent === null && (last || flow.ends === 'exit');
    const radius = whole ? 11 : 8;
    const place = { x: pen.x, y: y + radius };
    this.finals.set(flow.key, place);
    this.sketch.node((moment) => {
      const look = lookAt(over, moment, this.tone);
      return whole ? activityFinal(key, place, look) : flowFinal(key, place, look);
    });
    return y + 2 * radius;
  }

  private nameOf(flow: Flow): string {
    return tokenName(this.model, flow) ?? flow.name;
  }

  private token(flow: Flow, moment: FigureMoment): readonly Shape[] {
    const standing = standingOf(this.model, flow, moment.count);
    if (standing.at === 'nowhere') return [];
    const name = tokenName(this.model, flow);
    const process = { kind: 'process', process: flow.process } as const;
    const look = { key: `token:${flow.key}`, name, tone: this.tone, since: standing.since };
    const draw = (at: Point, side: 'left' | 'right', sleeps: boolean, subject: Action['subject'] | null) =>
      tokenShapes(at, side, { ...look, sleeps, subject: subject ?? process }, this.set.measure, moment);
    if (standing.at === 'beginning' || standing.at === 'join') {
      const point = this.waitingAt(flow, standing);
      return point === undefined ? [] : draw({ x: point.x - TOKEN.gap, y: point.y }, 'left', false, null);
    }
    const place = this.pens.get(flow.key)?.places.get(standing.action.id);
    if (place === undefined) return [];
    const { subject } = standing.action;
    return standing.at === 'program'
      ? draw({ x: place.program.x - TOKEN.gap, y: place.program.y }, 'left', false, subject)
      : draw({ x: place.kernel.x, y: place.kernel.y }, 'left', standing.until !== null, subject);
  }

  /** Where a thread stands that is in no call. */
  private waitingAt(flow: Flow, standing: Standing): Point | undefined {
    return standing.at === 'join' ? this.joins.get(`${flow.key} at ${standing.of}`) : this.starts.get(flow.key);
  }

  /** The two partitions: their names, and the line that a call crosses. Returns their heads. */
  private partitions(): readonly Shape[] {
    const { width, height, columns, sketch } = this;
    const { words, measure, cast } = this.set;
    const host = cast.find(({ name }) => name === this.model.host)?.label ?? this.model.host ?? '';
    const look = { tone: this.tone, subject: null, step: 0 } as const;
    const process = { kind: 'process', process: this.model.process } as const;
    const kernel = { tone: 'neutral', subject: null, step: 0 } as const;
    const line = (key: string, from: Point, to: Point, weight: 1 | 2): Shape => ({
      kind: 'line',
      ...kernel,
      key,
      points: [from, to],
      dashed: false,
      start: 'none',
      end: 'none',
      weight,
    });
    const room = (space: number, text: string): string => cutToFit(text, space - 16, measure, 'sans');
    const left = columns.boundary - 1;
    const right = width - columns.boundary - 2;
    const boxes = [
      box('partition:program:head', { x: 1, y: 1, width: left, height: HEADER }, 0, look, 'tinted'),
      box('partition:kernel:head', { x: columns.boundary, y: 1, width: right, height: HEADER }, 0, kernel, 'tinted'),
    ];
    sketch.ground(() => [
      ...boxes,
      box('partition:program', { x: 1, y: 1, width: left, height: height - 2 }, 0, kernel, 'none'),
      box('partition:kernel', { x: columns.boundary, y: 1, width: right, height: height - 2 }, 0, kernel, 'none'),
      line('boundary', { x: columns.boundary, y: 1 }, { x: columns.boundary, y: height - 1 }, 2),
    ]);
    const heading = (key: string, text: string, x: number, tone: Shape['tone']): Shape =>
      textShape(
        key,
        text,
        { x, y: 22, anchor: 'middle', weight: 'normal' },
        { tone, subject: key === 'partition:program:name' ? process : null, step: 0 },
      );
    const names = [
      heading('partition:program:name', room(left, words.program(this.model.process)), 1 + left / 2, this.tone),
      heading('partition:kernel:name', room(right, words.kernel(host)), columns.boundary + right / 2, 'neutral'),
    ];
    sketch.node(() => names);
    return [...boxes, ...names];
  }
}

const firstCall = ({ nodes: [node] }: Flow): number | null =>
  (node === undefined ? null : firstAction(node)?.passes[0].made?.called) ?? null;

/** The node that comes next in the order of the script, of those whose flow has begun. */
function earliest(
  flows: readonly Flow[],
  waiting: ReadonlyMap<string, readonly Node[]>,
  begun: ReadonlySet<string>,
): { readonly flow: Flow; readonly node: Node } | null {
  let found: { flow: Flow; node: Node; order: number } | null = null;
  for (const flow of flows) {
    const [node] = begun.has(flow.key) ? (waiting.get(flow.key) ?? []) : [];
    if (node === undefined) continue;
    const order = firstAction(node)?.passes[0].order ?? 0;
    if (found === null || order < found.order) found = { flow, node, order };
  }
  return found;
}
