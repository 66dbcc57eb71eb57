import { functionOf } from '../../engine/posix/call.ts';
import type { HostName } from '../../engine/trace/event.ts';
import type { Actor } from '../cast.ts';
import type { CallSpan } from './spans.ts';

/** Calls of a program's script that belong together, as a combined fragment (UML 2.5.1 §17.6). */
export interface Fragment {
  /** `alt`: the way that was taken after a call had failed, up to where it is made again; `break`: where nothing but tidying up follows. */
  readonly operator: 'loop' | 'alt' | 'break';
  readonly host: HostName;
  readonly actor: Actor;
  /** How often (`3×`), or the error that led there. */
  readonly guard: string;
  /** Rows, the last one included. */
  readonly first: number;
  readonly last: number;
}

/** Of how many calls a group that repeats has at most. */
const LONGEST = 6;
/** So many repetitions make a loop. */
const LEAST = 3;
/** An `alt` has at most so many calls. */
const DETOUR = 4;
/** What a program does when it gives up. */
const TIDYING: ReadonlySet<string> = new Set(['close', 'shutdown', 'exit', 'getsockopt']);
/** Not failures but answers: the call is to be made again later. */
const LATER: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY', 'EINTR']);

interface History {
  readonly calls: CallSpan[];
  /** What each of them is called; null: a hand made it, and what a hand does is nobody's loop. */
  readonly names: (string | null)[];
  /** In the order of time, none in another. */
  readonly fragments: Fragment[];
  /** How many of the calls and of the fragments can no longer be changed by what follows. */
  decided: number;
  kept: number;
}

/** The combined fragments of a trace while it is read. */
export class Fragments {
  private readonly histories = new Map<string, History>();
  private readonly fresh = new Set<History>();
  /** By the row with which they begin. */
  readonly byFirst = new Map<number, Fragment>();

  returned(span: CallSpan): void {
    const key = `${span.host} ${span.actor}`;
    const history = this.histories.get(key) ?? { calls: [], names: [], fragments: [], decided: 0, kept: 0 };
    this.histories.set(key, history);
    history.calls.push(span);
    history.names.push(isScripted(span) ? nameOf(span) : null);
    this.fresh.add(history);
  }

  /** Finds what is made of the calls since the last time. Whether that changes what was there, in the first `rows` rows. */
  find(rows: number): boolean {
    let changed = false;
    for (const history of this.fresh) {
      const before = history.fragments.splice(history.kept);
      const kept = history.kept;
      for (const { first } of before) this.byFirst.delete(first);
      scan(history);
      const now = history.fragments.slice(kept);
      for (const fragment of now) this.byFirst.set(fragment.first, fragment);
      changed ||= before.some((fragment, index) => !same(fragment, now[index]));
      changed ||= now.slice(before.length).some(({ first }) => first < rows);
    }
    this.fresh.clear();
    return changed;
  }

  /** Those that have something in the rows [from, to). */
  across(from: number, to: number): readonly Fragment[] {
    const found: Fragment[] = [];
    for (const { fragments } of this.histories.values()) {
      let low = 0;
      let high = fragments.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((fragments[middle]?.last ?? 0) < from) low = middle + 1;
        else high = middle;
      }
      for (let each = fragments[low]; each && each.first < to; each = fragments[++low]) found.push(each);
    }
    return found;
  }
}

/** A loop that goes on is the same: neither its number nor its lower edge moves a row. */
const same = (a: Fragment, b: Fragment | undefined): boolean =>
  a.first === b?.first &&
  a.operator === b.operator &&
  (a.operator === 'loop' ? a.last <= b.last : a.last === b.last && a.guard === b.guard);

/** Two calls are alike that have the same name. */
const alike = ({ names }: History, a: number, b: number): boolean =>
  b < names.length && names[a] !== null && names[a] === names[b];

const isScripted = ({ event }: CallSpan): boolean => event.step !== null;
const nameOf = ({ event }: CallSpan): string => functionOf(event.call);

function scan(history: History): void {
  const { calls, fragments } = history;
  let settled = true;
  let at = history.decided;
  while (at < calls.length) {
    const loop = loopAt(history, at);
    const detour = loop ? null : detourAt(history, at);
    const next = loop ? at + loop.group * loop.times : (detour?.next ?? at + 1);
    const found = loop
      ? fragmentOf(calls, at, next, 'loop', `${loop.times}×`)
      : detour && fragmentOf(calls, at + 1, next, detour.operator, errnoOf(calls[at]) ?? '');
    if (found) fragments.push(found);
    // What comes may prolong a loop, begin one here, or show that it was not the end.
    settled &&= loop ? next + loop.group <= calls.length : at + LEAST * LONGEST + DETOUR <= calls.length;
    settled &&= detour?.operator !== 'break';
    if (settled) {
      history.decided = next;
      history.kept = fragments.length;
    }
    at = next;
  }
}

/** The repetition that covers most, of the shortest group. */
function loopAt(history: History, at: number): { readonly group: number; readonly times: number } | null {
  let best: { readonly group: number; readonly times: number } | null = null;
  for (let group = 1; group <= LONGEST; group++) {
    let alikes = 0;
    while (alike(history, at + alikes, at + alikes + group)) alikes++;
    const times = Math.floor(alikes / group) + 1;
    // That one thing is closed after another is no loop.
    if (history.calls.slice(at, at + group).every((call) => TIDYING.has(nameOf(call)))) continue;
    if (times >= LEAST && times * group > (best ? best.times * best.group : 0)) best = { group, times };
  }
  return best;
}

/** Where a program goes on after a failed call: to the same call again, or to its end. */
function detourAt(history: History, at: number): { readonly operator: 'alt' | 'break'; readonly next: number } | null {
  const { calls } = history;
  const failure = calls[at];
  const errno = errnoOf(failure);
  if (!failure || errno === null || LATER.has(errno)) return null;
  for (let next = at + 1; next <= at + DETOUR && next < calls.length; next++) {
    if (loopAt(history, next)) return null;
    if (alike(history, at, next)) return { operator: 'alt', next: next + 1 };
  }
  const rest = calls.slice(at + 1, at + 2 + DETOUR);
  const ends =
    rest.length > 0 && rest.length <= DETOUR && rest.every((call) => isScripted(call) && TIDYING.has(nameOf(call)));
  return ends ? { operator: 'break', next: calls.length } : null;
}

const errnoOf = (call: CallSpan | undefined): string | null =>
  call && isScripted(call) ? (call.end?.result?.errno ?? null) : null;

function fragmentOf(
  calls: readonly CallSpan[],
  from: number,
  to: number,
  operator: Fragment['operator'],
  guard: string,
): Fragment | null {
  const first = calls[from];
  const last = calls[to - 1];
  if (!first || !last?.end) return null;
  return { operator, host: first.host, actor: first.actor, guard, first: first.start.row, last: last.end.row };
}
