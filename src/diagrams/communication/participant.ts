import type { CallId, HostName, ProcessName, SocketId } from '../../engine/trace/event.ts';
import type { Actor } from '../cast.ts';

/** Something with a place in the diagram: a program, a socket, or the kernel where no socket is concerned. */
export interface Participant {
  readonly key: string;
  readonly host: HostName;
  readonly is:
    | { readonly kind: 'program'; readonly process: Actor }
    | {
        readonly kind: 'socket';
        readonly socket: SocketId;
        readonly maker: ProcessName | null;
        readonly parent: string | null;
      }
    | { readonly kind: 'kernel' }
    /** `calls`: all that were made on it. */
    | { readonly kind: 'epoll'; readonly calls: CallId[] }
    /** Half way between two hosts; `host` is the one that it tells something. */
    | { readonly kind: 'router' };
  /** The trace event that made it; -1: there from the beginning. */
  readonly since: number;
  /** What the program calls it, each from its trace event on. */
  readonly names: { readonly since: number; readonly name: string | null; readonly fd: number }[];
  listensSince: number | null;
  closedSince: number | null;
  goneSince: number | null;
}

export const programKey = (host: HostName, process: Actor): string => `program:${host}:${process}`;
export const socketKey = (host: HostName, socket: SocketId): string => `socket:${host}:${socket}`;
