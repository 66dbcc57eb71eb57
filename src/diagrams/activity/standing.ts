import type { WaitCondition } from '../../engine/posix/call.ts';
import type { Tone } from '../shape.ts';
import { type Action, actionsOf, type ActivityModel, type Flow, outcomeOf } from './model.ts';
import type { Pass } from './program.ts';

/** Where a thread stands at a cursor. `since`: the trace event that brought it there. */
export type Standing =
  /** It does not run: it has not begun, its process has ended, or its program is over. */
  | { readonly at: 'nowhere' }
  /** Before its first call. */
  | { readonly at: 'beginning'; readonly since: number }
  /** In the program, having come out of a call. */
  | { readonly at: 'program'; readonly action: Action; readonly since: number }
  | {
      readonly at: 'kernel';
      readonly action: Action;
      /** Null: it runs there. */
      readonly until: WaitCondition | null;
      readonly since: number;
    }
  /** Its program is over, and it waits where the threads are joined that flow `of` waits for. */
  | { readonly at: 'join'; readonly of: string; readonly since: number };

const NOWHERE: Standing = { at: 'nowhere' };

export function standingOf(model: ActivityModel, flow: Flow, count: number): Standing {
  const { began } = flow;
  if (began === null || began >= count) return NOWHERE;
  const last = lastPass(flow, count);
  const since = last?.pass.made?.called ?? began;
  const endings = model.ended.get(flow.process) ?? [];
  if (endings.some((index) => index < count && index > since)) return NOWHERE;
  if (last === undefined) return { at: 'beginning', since: began };
  const { pass, action } = last;
  const { blocked = null, returned = null } = pass.made ?? {};
  if (returned !== null && returned.index < count) {
    if (isBefore(endOf(flow), count)) {
      const of = joinOf(model, flow, count);
      return of === null ? NOWHERE : { at: 'join', of: of.key, since: returned.index };
    }
    return { at: 'program', action, since: returned.index };
  }
  if (blocked !== null && blocked.index < count) {
    return { at: 'kernel', action, until: blocked.until, since: blocked.index };
  }
  return { at: 'kernel', action, until: null, since };
}

interface Called {
  readonly pass: Pass;
  readonly action: Action;
}

const called = new WeakMap<Flow, readonly Called[]>();

/** The call that a flow made last. */
function lastPass(flow: Flow, count: number): Called | undefined {
  let all = called.get(flow);
  if (all === undefined) {
    all = flow.nodes
      .flatMap(actionsOf)
      .flatMap((action) => action.passes.map((pass): Called => ({ pass, action })))
      .filter(({ pass }) => pass.made !== null)
      .toSorted((a, b) => calledAt(a) - calledAt(b));
    called.set(flow, all);
  }
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (calledAt(all[middle]) < count) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

const calledAt = (one: Called | undefined): number => one?.pass.made?.called ?? Number.POSITIVE_INFINITY;

/** When the last call of a flow is done; null: never, or nobody knows whether it is the last. */
export function endOf(flow: Flow): number | null {
  if (flow.ends === 'open') return null;
  const last = flow.nodes.flatMap(actionsOf).flatMap(({ passes }) => passes);
  if (last.length === 0) return flow.began;
  const latest = last.reduce((a, b) => (b.order > a.order ? b : a));
  return outcomeOf(latest) === 'killed' ? null : (latest.made?.returned?.index ?? null);
}

/** A flow, and those that it waits for at its end. */
export const joinedBy = (model: ActivityModel, flow: Flow): readonly Flow[] => [
  flow,
  ...model.flows.filter(({ parent, ends }) => parent === flow.key && ends === 'joined'),
];

/** When a flow and all that it waits for are over; null: never. */
export function overAt(model: ActivityModel, flow: Flow): number | null {
  const ends = joinedBy(model, flow).map((each) => (each === flow ? endOf(each) : overAt(model, each)));
  return ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0));
}

const isBefore = (time: number | null, count: number): boolean => time !== null && time < count;

/** At whose join a flow waits whose own program is over; null: it waits no more. */
function joinOf(model: ActivityModel, flow: Flow, count: number): Flow | null {
  if (!isBefore(overAt(model, flow), count)) return flow;
  const parent = flow.ends === 'joined' ? model.flows.find(({ key }) => key === flow.parent) : undefined;
  return parent === undefined || isBefore(overAt(model, parent), count) ? null : parent;
}

/** What became of an action by a cursor: how often it was made, how it came out last, and with which errors. */
export interface Account {
  readonly made: number;
  readonly returned: number;
  readonly last: Pass | null;
  /** The errors and signals so far, each once, the newest last. */
  readonly errors: readonly string[];
  /** What the newest failure was that the program came out of with -1; null: none. */
  readonly errno: string | null;
  /** The signal that ended the process in it. */
  readonly signal: string | null;
  /** The newest trace event about it; null: none. */
  readonly since: number | null;
}

export function accountOf({ passes }: Action, count: number): Account {
  let made = 0;
  let returned = 0;
  let last: Pass | null = null;
  let since: number | null = null;
  let errno: string | null = null;
  let signal: string | null = null;
  const errors: string[] = [];
  for (const pass of passes) {
    if (pass.made === null || pass.made.called >= count) continue;
    made++;
    since = Math.max(since ?? 0, pass.made.called);
    const { blocked, returned: back } = pass.made;
    if (blocked !== null && blocked.index < count) since = Math.max(since, blocked.index);
    if (back === null || back.index >= count) continue;
    returned++;
    last = pass;
    since = Math.max(since, back.index);
    const error = back.result.signal ?? back.result.errno;
    signal = back.result.signal ?? signal;
    if (back.result.signal === null) errno = back.result.errno ?? errno;
    if (error !== null) {
      if (errors.includes(error)) errors.splice(errors.indexOf(error), 1);
      errors.push(error);
    }
  }
  return { made, returned, last, errors, errno, signal, since };
}

/** The colour of an action that came out so. */
export function toneOf({ last, made }: Account, own: Tone): Tone {
  if (last !== null) {
    const outcome = outcomeOf(last);
    if (outcome === 'failed' || outcome === 'killed') return 'failure';
  }
  return made === 0 ? 'faint' : own;
}
