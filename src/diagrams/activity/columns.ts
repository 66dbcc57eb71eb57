import type { Measure } from '../shape.ts';
import { LABEL } from '../fit-text.ts';
import { ACTION, BYPASS, CROSSING, KERNEL, MARGIN, RAIL } from './measures.ts';
import { actionsOf, type ActivityModel, type Flow, type Node } from './model.ts';

/** Where the threads stand side by side, and the line between program and kernel. */
export interface Columns {
  /** The middle of each flow's actions, by its key. */
  readonly of: ReadonlyMap<string, number>;
  /** In the order from left to right. */
  readonly order: readonly string[];
  readonly boundary: number;
  /** The left edge of the kernel's actions. */
  readonly kernel: number;
  readonly width: number;
}

/** A thread stands right of the one that begins it, before those that were begun earlier: so no fork runs through a line. */
export function columnsOf(model: ActivityModel, measure: Measure): Columns {
  const order: string[] = [];
  for (const { key, parent } of model.flows) {
    order.splice(parent === null ? order.length : order.indexOf(parent) + 1, 0, key);
  }
  const of = new Map<string, number>();
  let before: number | null = null;
  for (const key of order) {
    const flow = model.flows.find((each) => each.key === key);
    if (flow === undefined) continue;
    const left = leftOf(flow, tokenWidth(model, flow, measure));
    // A row belongs to one action: where one flow has its action, the one beside it has a line alone.
    const middle: number = before === null ? left : before + Math.max(left, ACTION.width / 2 + EDGE);
    of.set(key, middle);
    before = middle;
  }
  const edge = (before ?? 0) + ACTION.width / 2;
  const boundary = edge + CROSSING / 2;
  const kernel = edge + CROSSING;
  return { of, order, boundary, kernel, width: kernel + KERNEL.width + MARGIN };
}

/** What a token is called where there are several: a thread of the first process by its own name. */
export function tokenName({ flows, process }: ActivityModel, flow: Flow): string | null {
  if (flows.length === 1) return null;
  return flow.parent !== null && flow.process === process ? flow.thread : flow.name;
}

export const TOKEN = { radius: 9, gap: 6 };

/** How wide a token with its name is. */
export function tokenWidth(model: ActivityModel, flow: Flow, measure: Measure): number {
  const name = tokenName(model, flow);
  return 2 * TOKEN.radius + (name === null ? 0 : measure(name, LABEL, 'sans', 'bold') + TOKEN.gap + 4);
}

/** From what is outermost to the edge. */
const EDGE = 10;

/** How much room a flow needs left of its middle. */
function leftOf(flow: Flow, token: number): number {
  const actions = flow.nodes.flatMap(actionsOf);
  const depth = Math.max(0, ...flow.nodes.map(depthOf));
  const branches = actions.some(({ canFail, reads }) => canFail || reads);
  return (
    Math.max(
      ACTION.width / 2 + TOKEN.gap + token,
      branches ? BYPASS : 0,
      depth === 0 ? 0 : RAIL.first + (depth - 1) * RAIL.next,
    ) + EDGE
  );
}

/** How many loops lie in each other. */
export const depthOf = (node: Node): number => (node.kind === 'action' ? 0 : 1 + Math.max(...node.nodes.map(depthOf)));
