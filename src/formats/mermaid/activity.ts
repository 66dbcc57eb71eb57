import {
  type Action,
  type ActivityModel,
  bodyExits,
  exitsOf,
  firstAction,
  type Flow,
  type Loop,
  type Node,
  returnsOf,
} from '../../diagrams/activity/model.ts';
import { accountOf, joinedBy, overAt, standingOf } from '../../diagrams/activity/standing.ts';
import { actionText } from '../../diagrams/activity/table.ts';
import { often, type Times, timesBefore, timesOf } from '../../diagrams/activity/times.ts';
import type { ActivityWords } from '../../diagrams/activity/words.ts';
import { quoted } from './escape.ts';

interface Telling {
  readonly title: string;
  /** The machine as the screen calls it. */
  readonly host: string;
  readonly words: ActivityWords;
  /** The cursor: so much of the trace has happened. */
  readonly count: number;
}

/** An edge that leads on from a node: its guard, and when it was taken. */
interface Out {
  readonly from: string;
  readonly guard: string;
  readonly taken: Times;
}

/**
 * The activity of a program at a cursor as a flowchart, which is the nearest that Mermaid has: no activity diagram, no partitions (they become
 * subgraphs), and a decision is what a merge is too.
 */
export const activityMermaid = (model: ActivityModel, telling: Telling): string => new Writer(model, telling).text();

class Writer {
  private readonly model: ActivityModel;
  private readonly told: Telling;
  private readonly program: string[] = [];
  private readonly kernel: string[] = [];
  private readonly edges: string[] = [];
  private readonly marks: string[] = [];
  private nodes = 0;
  /** Where each flow has come to. */
  private readonly open = new Map<string, readonly Out[]>();

  constructor(model: ActivityModel, telling: Telling) {
    this.model = model;
    this.told = telling;
  }

  text(): string {
    const { model, told } = this;
    const [first] = model.flows;
    const start = this.node('(( ))');
    const entered = first.nodes[0] === undefined ? null : firstAction(first.nodes[0]);
    this.open.set(first.key, [{ from: start, guard: '', taken: timesOf([entered?.passes[0].made?.called ?? null]) }]);
    for (const flow of model.flows) this.flow(flow);
    // Those that are waited for first.
    for (const flow of model.flows.toReversed()) this.end(flow);
    return [
      '---',
      `title: ${JSON.stringify(told.title)}`,
      '---',
      'flowchart TB',
      `subgraph program[${quoted(told.words.program(model.process))}]`,
      ...this.program.map((line) => `  ${line}`),
      'end',
      `subgraph kernel[${quoted(told.words.kernel(told.host))}]`,
      ...this.kernel.map((line) => `  ${line}`),
      'end',
      ...this.edges,
      'classDef done fill:#e8f1fb,stroke:#0b5cad',
      'classDef failed fill:#fdecea,stroke:#b3261e',
      'classDef asleep fill:#fff3d6,stroke:#8a5a00,stroke-width:3px',
      ...this.marks,
      '',
    ].join('\n');
  }

  /** Declares a node of this shape, with what stands in it. */
  private node(shape: string, into: string[] = this.program): string {
    const id = `n${++this.nodes}`;
    into.push(`${id}${shape}`);
    return id;
  }

  private edge({ from, guard, taken }: Out, to: string): void {
    const times = timesBefore(taken, this.told.count);
    const said = [guard, times === 0 ? '' : often(times)].filter((part) => part !== '');
    const arrow = times === 0 ? '-.->' : '-->';
    this.edges.push(`${from} ${arrow}${said.length === 0 ? '' : `|${quoted(said.join(' '))}|`} ${to}`);
  }

  private enter(flow: Flow, to: string): void {
    for (const out of this.open.get(flow.key) ?? []) this.edge(out, to);
  }

  private flow(flow: Flow): void {
    // One that never began has nowhere to come from.
    if (!this.open.has(flow.key)) return;
    for (const node of flow.nodes) {
      this.put(flow, node);
      const child = node.kind === 'action' ? this.model.flows.find(({ key }) => key === node.begins) : undefined;
      if (child === undefined) continue;
      const bar = this.node('@{ shape: fork }');
      this.enter(flow, bar);
      const began = child.began === null ? [] : [child.began];
      this.open.set(flow.key, [{ from: bar, guard: '', taken: timesOf(exitsOf(node)) }]);
      this.open.set(child.key, [{ from: bar, guard: child.name, taken: began }]);
    }
  }

  private end(flow: Flow): void {
    if (flow.ends === 'open' || !this.open.has(flow.key)) return;
    const together = joinedBy(this.model, flow);
    if (together.length > 1) {
      const bar = this.node('@{ shape: fork }');
      for (const each of together) this.enter(each, bar);
      this.open.set(flow.key, [{ from: bar, guard: '', taken: timesOf([overAt(this.model, flow)]) }]);
    }
    if (flow.ends !== 'joined') this.enter(flow, this.node(flow.parent === null ? '(((" ")))' : '(("×"))'));
  }

  private put(flow: Flow, node: Node): void {
    if (node.kind === 'action') this.action(flow, node);
    else this.loop(flow, node);
  }

  private loop(flow: Flow, loop: Loop): void {
    const merge = this.node('{" "}');
    this.enter(flow, merge);
    const exits = bodyExits(loop);
    const again = timesOf(exits.filter((_, pass) => pass % loop.times < loop.times - 1));
    const before = (this.open.get(flow.key) ?? []).map(({ taken }) => taken);
    this.open.set(flow.key, [{ from: merge, guard: '', taken: timesOf(...before, again) }]);
    for (const node of loop.nodes) this.put(flow, node);
    const decision = this.node('{" "}');
    this.enter(flow, decision);
    this.edge({ from: decision, guard: `[${this.told.words.again}]`, taken: again }, merge);
    this.open.set(flow.key, [
      { from: decision, guard: `[${this.told.words.otherwise}]`, taken: timesOf(exitsOf(loop)) },
    ]);
  }

  private action(flow: Flow, action: Action): void {
    const { words, count } = this.told;
    const call = this.node(`(${quoted(actionText(action))})`);
    this.enter(flow, call);
    const work = this.node(`(${quoted(words.action(action.passes[0].call, action))})`, this.kernel);
    this.edge({ from: call, guard: '', taken: timesOf(action.passes.map(({ made }) => made?.called ?? null)) }, work);
    this.mark(flow, action, call, work);
    const returned = returnsOf(action, ['ok', 'end', 'failed']);
    const { errno, signal } = accountOf(action, count);
    if (signal !== null) {
      this.edge({ from: work, guard: `[${signal}]`, taken: returnsOf(action, ['killed']) }, this.node('(("×"))'));
    }
    if (!action.canFail && !action.reads) {
      this.open.set(flow.key, [{ from: work, guard: '', taken: returned }]);
      return;
    }
    const outs: Out[] = [];
    const decision = this.node('{" "}');
    this.edge({ from: work, guard: '', taken: returned }, decision);
    if (action.canFail) {
      const failed = returnsOf(action, ['failed']);
      const side = this.node('("perror")');
      this.edge({ from: decision, guard: errno === null ? '[-1]' : `[-1: ${errno}]`, taken: failed }, side);
      outs.push({ from: side, guard: '', taken: failed });
    }
    const well = returnsOf(action, ['ok', 'end']);
    if (action.reads) {
      const more = this.node('{" "}');
      this.edge({ from: decision, guard: '[≥ 0]', taken: well }, more);
      outs.push({ from: more, guard: `[0: ${words.endOfStream}]`, taken: returnsOf(action, ['end']) });
      outs.unshift({ from: more, guard: '[> 0]', taken: returnsOf(action, ['ok']) });
    } else outs.unshift({ from: decision, guard: '[≥ 0]', taken: well });
    const merge = this.node('{" "}');
    for (const out of outs) this.edge(out, merge);
    this.open.set(flow.key, [{ from: merge, guard: '', taken: timesOf(exitsOf(action)) }]);
  }

  /** What is done, what failed, where the thread sleeps. As in every file, nothing marks where it runs now. */
  private mark(flow: Flow, action: Action, call: string, work: string): void {
    const { made, errors } = accountOf(action, this.told.count);
    const standing = standingOf(this.model, flow, this.told.count);
    const here = 'action' in standing && standing.action === action ? standing : null;
    if (made === 0) return;
    this.marks.push(
      `class ${call} ${errors.length > 0 ? 'failed' : 'done'}`,
      `class ${work} ${here?.at === 'kernel' && here.until !== null ? 'asleep' : 'done'}`,
    );
  }
}
