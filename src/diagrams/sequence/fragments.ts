import { functionOf } from '../../engine/posix/call.ts';
import type { HostName } from '../../engine/trace/event.ts';
import type { Actor } from '../cast.ts';
import type { CallSpan } from './spans.ts';

/**
 * Calls of a program's script that are made again and again, as a combined fragment (UML 2.5.1 §17.6). There is no other operator: a script has no
 * branches, its next call is made whatever became of the one before, and an `alt` or a `break` would tell of a choice that nobody made.
 */
export interface Fragment {
  readonly operator: 'loop';
  readonly host: HostName;
  readonly actor: Actor;
  /** How often: `3×`. */
  readonly guard: string;
  /** Rows, the last one included. */
  readonly first: number;
  readonly last: number;
}

/** Of how many calls a group that repeats has at most. */
const LONGEST = 6;
/** So many repetitions make a loop. */
const LEAST = 3;
/** What a program does when it is done. */
const TIDYING: ReadonlySet<string> = new Set(['close', 'shutdown', 'exit', 'getsockopt']);

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
  /** By host and actor. */
  private readonly histories = new Map<HostName, Map<Actor, History>>();
  private readonly fresh = new Set<History>();
  /** By the row with which they begin. */
  readonly byFirst = new Map<number, Fragment>();

  returned(span: CallSpan): void {
    const history = this.historyOf(span);
    history.calls.push(span);
    history.names.push(isScripted(span) ? nameOf(span) : null);
    this.fresh.add(history);
  }

  private historyOf({ host, actor }: CallSpan): History {
    let ofHost = this.histories.get(host);
    if (!ofHost) this.histories.set(host, (ofHost = new Map()));
    let history = ofHost.get(actor);
    if (!history) ofHost.set(actor, (history = { calls: [], names: [], fragments: [], decided: 0, kept: 0 }));
    return history;
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
    for (const { fragments } of [...this.histories.values()].flatMap((ofHost) => [...ofHost.values()])) {
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
const same = (a: Fragment, b: Fragment | undefined): boolean => a.first === b?.first && a.last <= b.last;

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
    const next = loop ? at + loop.group * loop.times : at + 1;
    const found = loop && fragmentOf(calls, at, next, loop.times);
    if (found) fragments.push(found);
    // What comes may prolong a loop, or begin one here.
    settled &&= loop ? next + loop.group <= calls.length : at + LEAST * LONGEST <= calls.length;
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

function fragmentOf(calls: readonly CallSpan[], from: number, to: number, times: number): Fragment | null {
  const first = calls[from];
  const last = calls[to - 1];
  if (!first || !last?.end) return null;
  return {
    operator: 'loop',
    host: first.host,
    actor: first.actor,
    guard: `${times}×`,
    first: first.start.row,
    last: last.end.row,
  };
}
