import type { Fd } from '../../engine/posix/call.ts';
import type { CallEvent, HostName, ProcessName, TraceEventOf } from '../../engine/trace/event.ts';
import type { Participant } from './participant.ts';

/** Which descriptors of which processes refer to epoll instances: the trace says it of sockets alone. */
export class Descriptors {
  private readonly byKey = new Map<string, Participant>();

  at({ host, process, call }: CallEvent): Participant | undefined {
    return 'fd' in call ? this.byKey.get(key(host, process, call.fd)) : undefined;
  }

  opened({ host, process, result }: TraceEventOf<'return'>, epoll: Participant): void {
    this.byKey.set(key(host, process, result.returns), epoll);
  }

  /** A call has closed a descriptor, or made another of one. Returns the instances that no descriptor refers to any more. */
  returned(event: TraceEventOf<'return'>): readonly Participant[] {
    const { host, process, call, result } = event;
    if (result.errno !== null || result.signal !== null) return [];
    switch (call.name) {
      case 'close':
        return this.forget([key(host, process, call.fd)]);
      case 'dup':
      case 'dup2': {
        const epoll = this.at(event);
        const made = key(host, process, result.returns);
        if (this.byKey.get(made) === epoll) return [];
        const gone = this.forget([made]);
        if (epoll) this.byKey.set(made, epoll);
        return gone;
      }
      default:
        return [];
    }
  }

  /** A child has all that its parent has. */
  forked({ host, process, parent }: TraceEventOf<'process-started'>): void {
    for (const [each, epoll] of this.keysOf(host, parent)) {
      this.byKey.set(key(host, process, Number(each.slice(key(host, parent, '').length))), epoll);
    }
  }

  /** Returns the instances that no descriptor refers to any more. */
  ended({ host, process }: TraceEventOf<'process-ended'>): readonly Participant[] {
    return this.forget(this.keysOf(host, process).map(([each]) => each));
  }

  private keysOf(host: HostName, process: ProcessName): readonly (readonly [string, Participant])[] {
    return [...this.byKey].filter(([each]) => each.startsWith(key(host, process, '')));
  }

  private forget(keys: readonly string[]): readonly Participant[] {
    const of = keys.flatMap((each) => this.byKey.get(each) ?? []);
    for (const each of keys) this.byKey.delete(each);
    const left = new Set(this.byKey.values());
    return [...new Set(of)].filter((each) => !left.has(each));
  }
}

const key = (host: HostName, process: ProcessName, fd: Fd | ''): string => `${host} ${process} ${fd}`;
