import type { TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import { beginStrip, type Building, openCalls, push } from './building.ts';
import type { Mark, SocketSpan } from './spans.ts';

/** So many sockets of one kernel are drawn at once: more would leave the wire no room. */
const MOST = 3;

type Made = TraceEventOf<'socket-created'>;
type About = { readonly host: string; readonly socket: number };

const keyOf = ({ host, socket }: About): string => `${host} ${socket}`;

/** A call makes a socket, which is there when it returns; or a SYN does, and it is there where that arrived. */
export function socketMade(model: Building, event: Made, index: number): void {
  if (model.detail === 'calls') return;
  const maker = openCall(model, event, 'socket');
  const row = rowFor(model, event);
  const strips = model.strips.get(event.host) ?? 0;
  const track = strips < MOST ? model.tracks.take(event.host, row) : null;
  if (track !== null) model.strips.set(event.host, strips + 1);
  const start: Mark = { row, index, at: event.at };
  const span: SocketSpan = {
    kind: 'socket',
    host: event.host,
    socket: event.socket,
    name: maker ? nameFor(maker.event.names.as, event.fd) : '',
    track,
    start,
    held: event.process === null ? null : { ...start, besides: model.tracks.besides(event.host, row) },
    left: null,
    end: null,
  };
  model.sockets.set(keyOf(event), span);
  if (model.detail === 'detailed') {
    push(model, { index, at: event.at, kind: 'made', event, name: span.name, span });
    beginStrip(model, span);
  } else tell(model, row, { index, what: 'made', span });
}

/** `accept` gives it to a program. */
export function socketHeld(model: Building, event: TraceEventOf<'socket-accepted'>, index: number): void {
  const span = model.sockets.get(keyOf(event));
  if (!span) return;
  const taker = openCalls(model).find(
    ({ process, host, event: { call, socket } }) =>
      process === event.process && host === event.host && call.name === 'accept' && socket === event.listener,
  );
  span.name = nameFor(taker?.event.names.as ?? null, event.fd);
  const row = model.rows.length;
  span.held = { row, index, at: event.at, besides: model.tracks.besides(event.host, row) };
  tell(model, row, { index, what: 'held', span });
}

/** Its last descriptor is closed: from the call on, which is the last row, the kernel has it alone. */
export function socketLeft(model: Building, event: TraceEventOf<'socket-orphaned'>, index: number): void {
  const span = model.sockets.get(keyOf(event));
  if (!span) return;
  const row = Math.max(0, model.rows.length - 1);
  span.left = { row, index, at: event.at };
  tell(model, row, { index, what: 'left', span });
}

/** It ends with what ended it; where nothing that is drawn did, in a row of its own. */
export function socketDestroyed(model: Building, event: TraceEventOf<'socket-destroyed'>, index: number): void {
  if (model.detail === 'calls') return;
  const { at, host } = event;
  const span = model.sockets.get(keyOf(event));
  model.sockets.delete(keyOf(event));
  let row = rowFor(model, event);
  const silent = row === model.rows.length && openCall(model, event) === undefined;
  if (silent || model.detail === 'detailed') {
    row = push(model, { index, at, kind: 'destroyed', event, name: span?.name ?? '', span });
  } else if (span) tell(model, row, { index, what: 'destroyed', span });
  if (!span) return;
  span.end = { row, index, at };
  if (span.track === null) return;
  // The cross at its foot stands a little below the row.
  model.tracks.free(host, span.track, row + 1);
  model.strips.set(host, (model.strips.get(host) ?? 1) - 1);
}

/** In a row that stands, or in the next. */
function tell(model: Building, row: number, news: Building['news'][number]): void {
  const standing = model.rows[row];
  if (!standing) {
    model.news.push(news);
    return;
  }
  standing.sockets = [...(standing.sockets ?? []), news];
  if (news.what === 'made') beginStrip(model, news.span);
}

/** The row of what a call is doing right now is that of its return, the next; else it is the last, where that is of this moment. */
function rowFor(model: Building, event: TraceEvent & About): number {
  const { rows, detail } = model;
  if (detail === 'detailed' || rows.at(-1)?.at !== event.at || openCall(model, event)) return rows.length;
  return rows.length - 1;
}

/** A call of the machine that was made at this very moment and has not slept; one by its name. */
const openCall = (model: Building, { host, at }: TraceEvent & About, name?: string) =>
  openCalls(model).find(
    (span) =>
      span.host === host && span.start.at === at && span.blocked === null && (!name || span.event.call.name === name),
  );

/** A socket by the name of its variable, else by its descriptor. */
const nameFor = (as: string | null, fd: number | null): string => as ?? (fd === null ? '' : String(fd));
