import type { Arguments, Pen } from './pen.ts';

export function writePoll(pen: Pen, call: Arguments, fresh: string): void {
  pen.include('<poll.h>');
  const entries = call.fds ?? [];
  if (entries.length === 0) {
    pen.checked(`poll(nullptr, 0, ${call.timeout ?? 0})`, 'poll');
    return;
  }
  const list = entries.map(({ fd, events }) => `{${pen.fd(fd)}, ${events.join(' | ') || '0'}, 0}`);
  pen.line(`pollfd ${fresh}[] = {${list.join(', ')}};`);
  pen.checked(`poll(${fresh}, ${entries.length}, ${call.timeout ?? 0})`, 'poll');
}

/** A set is filled anew before every select, which leaves in it what is ready; so is the time, which Linux shortens. */
export function writeSelect(pen: Pen, call: Arguments): void {
  pen.include('<sys/select.h>');
  const sets = (['read', 'write', 'except'] as const).map((key) => {
    const fds = call[key];
    if (fds === undefined) return 'nullptr';
    const set = pen.variable(`set ${key}`, `${key}fds`, (name) => `fd_set ${name};`);
    pen.line(`FD_ZERO(&${set});`);
    for (const fd of fds) pen.line(`FD_SET(${pen.fd(fd)}, &${set});`);
    return `&${set}`;
  });
  const timeout = call.timeout ?? 0;
  let time = 'nullptr';
  if (timeout >= 0) {
    const name = pen.variable('select timeout', 'timeout', (fresh) => `timeval ${fresh}{};`);
    pen.line(`${name} = {${Math.floor(timeout / 1_000)}, ${(timeout % 1_000) * 1_000}};`);
    time = `&${name}`;
  }
  pen.checked(`select(${nfds(pen, call)}, ${sets.join(', ')}, ${time})`, 'select');
}

/** One more than the highest descriptor: the only one that is in a set, or the largest of several. */
function nfds(pen: Pen, call: Arguments): string {
  if (call.nfds !== undefined) return String(call.nfds);
  const fds = [...new Set([call.read, call.write, call.except].flatMap((set) => set ?? []).map(pen.fd))];
  const [only] = fds;
  if (only === undefined) return '0';
  if (fds.length === 1) return `${only} + 1`;
  pen.include('<algorithm>');
  return `std::max({${fds.join(', ')}}) + 1`;
}

export function writeEpollCtl(pen: Pen, call: Arguments): void {
  pen.include('<sys/epoll.h>');
  const target = pen.fd(call.target);
  if (call.op === 'EPOLL_CTL_DEL') {
    pen.checked(`epoll_ctl(${pen.fd(call.fd)}, ${call.op}, ${target}, nullptr)`, 'epoll_ctl');
    return;
  }
  const event = pen.variable('epoll event', 'ev', (name) => `epoll_event ${name}{};`);
  // EPOLLET is an unsigned number; alone it would be narrowed.
  pen.line(`${event}.events = ${(call.events ?? []).join(' | ') || '0'};`);
  pen.line(`${event}.data.fd = ${target};`);
  pen.checked(`epoll_ctl(${pen.fd(call.fd)}, ${call.op}, ${target}, &${event})`, 'epoll_ctl');
}

/** `ready` has room for `room` reports, the most that any call of the program asks for. */
export function writeEpollWait(pen: Pen, call: Arguments, maxevents: number, room: number): void {
  pen.include('<sys/epoll.h>');
  const ready = pen.variable('epoll ready', 'ready', (name) => `epoll_event ${name}[${room}];`);
  pen.checked(`epoll_wait(${pen.fd(call.fd)}, ${ready}, ${maxevents}, ${call.timeout ?? 0})`, 'epoll_wait');
}
