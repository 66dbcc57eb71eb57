import {
  type Action,
  type ActivityModel,
  bodyExits,
  exitsOf,
  type Flow,
  type Loop,
  type Node,
  returnsOf,
} from '../../diagrams/activity/model.ts';
import { accountOf, standingOf } from '../../diagrams/activity/standing.ts';
import { actionText } from '../../diagrams/activity/table.ts';
import { often, type Times, timesBefore, timesOf } from '../../diagrams/activity/times.ts';
import type { ActivityWords } from '../../diagrams/activity/words.ts';
import { plantumlDocument } from './document.ts';
import { label } from './escape.ts';

interface Telling {
  readonly title: string;
  /** The machine as the screen calls it. */
  readonly host: string;
  readonly words: ActivityWords;
  /** The cursor: so much of the trace has happened. */
  readonly count: number;
}

/** What is done, what failed, and where a thread sleeps. As in every file, nothing marks where one runs now. */
const COLOUR = { done: '#E8F1FB', failed: '#FDECEA', asleep: '#FFF3D6' };

/** The activity of a program at a cursor, in PlantUML's newer syntax: two swimlanes, `if`, `repeat` and `fork`. */
export const activityPlantuml = (model: ActivityModel, telling: Telling): string =>
  plantumlDocument(telling.title, new Writer(model, telling).lines());

class Writer {
  private readonly model: ActivityModel;
  private readonly told: Telling;
  private readonly out: string[] = [];
  private readonly program: string;
  private readonly kernel: string;
  private current = '';

  constructor(model: ActivityModel, telling: Telling) {
    this.model = model;
    this.told = telling;
    this.program = `|${laneName(telling.words.program(model.process))}|`;
    this.kernel = `|${laneName(telling.words.kernel(telling.host))}|`;
  }

  lines(): readonly string[] {
    const [first] = this.model.flows;
    this.lane(this.program);
    this.out.push('start');
    this.flow(first, first.nodes);
    this.end(first);
    return this.out;
  }

  /** What is left of a flow, without its end: in a fork its branch ends with it. */
  private flow(flow: Flow, [node, ...rest]: readonly Node[]): void {
    if (node === undefined) return;
    this.node(flow, node);
    const child = node.kind === 'action' ? this.model.flows.find(({ key }) => key === node.begins) : undefined;
    if (child === undefined) {
      this.flow(flow, rest);
      return;
    }
    this.out.push('fork');
    this.flow(flow, rest);
    this.out.push('fork again', `-> ${label(child.name)};`);
    this.flow(child, child.nodes);
    if (child.ends !== 'joined') this.out.push('end');
    this.out.push('end fork');
  }

  private end(flow: Flow): void {
    if (flow.ends === 'open') this.out.push(':…;', 'detach');
    else this.out.push('stop');
  }

  private node(flow: Flow, node: Node): void {
    if (node.kind === 'loop') this.loop(flow, node);
    else this.action(flow, node);
  }

  private loop(flow: Flow, loop: Loop): void {
    const exits = bodyExits(loop);
    const again = timesOf(exits.filter((_, pass) => pass % loop.times < loop.times - 1));
    this.out.push('repeat');
    for (const node of loop.nodes) this.node(flow, node);
    const back = this.guard(this.told.words.again, again);
    this.out.push(
      `repeat while () is (${back}) not (${this.guard(this.told.words.otherwise, timesOf(exitsOf(loop)))})`,
    );
  }

  private action(flow: Flow, action: Action): void {
    const { words, count } = this.told;
    const standing = standingOf(this.model, flow, count);
    const here = 'action' in standing && standing.action === action ? standing : null;
    const { made, errors, errno, signal } = accountOf(action, count);
    const asleep = here?.at === 'kernel' && here.until !== null;
    const colour = errors.length > 0 ? COLOUR.failed : made > 0 ? COLOUR.done : '';
    this.lane(this.program);
    this.out.push(`${colour}:${label(actionText(action))};`);
    this.lane(this.kernel);
    this.out.push(
      `${asleep ? COLOUR.asleep : made > 0 ? COLOUR.done : ''}:${label(words.action(action.passes[0].call, action))};`,
    );
    if (signal !== null)
      this.out.push(`if () then (${this.guard(signal, returnsOf(action, ['killed']))})`, 'end', 'endif');
    this.lane(this.program);
    if (action.canFail) {
      this.out.push(
        `if () then (${this.guard(errno === null ? '-1' : `-1: ${errno}`, returnsOf(action, ['failed']))})`,
        ':perror;',
        `else (${this.guard('≥ 0', returnsOf(action, ['ok', 'end']))})`,
      );
    }
    if (action.reads) {
      this.out.push(
        `if () then (${this.guard(`0: ${words.endOfStream}`, returnsOf(action, ['end']))})`,
        `else (${this.guard('> 0', returnsOf(action, ['ok']))})`,
        'endif',
      );
    }
    if (action.canFail) this.out.push('endif');
  }

  private lane(lane: string): void {
    if (this.current !== lane) this.out.push(lane);
    this.current = lane;
  }

  /** `[≥ 0] 2×`: a condition, and how often it was so. */
  private guard(condition: string, taken: Times): string {
    const times = timesBefore(taken, this.told.count);
    return `[${label(condition)}]${times === 0 ? '' : ` ${often(times)}`}`;
  }
}

/** A name between the bars of a swimlane. */
const laneName = (text: string): string => label(text).replaceAll('|', '<U+007C>');
