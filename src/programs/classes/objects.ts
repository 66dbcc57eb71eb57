import type { FdReference } from '../call-script.ts';
import type { Written } from '../repeats.ts';

/** A call of a program, and who of its processes and threads makes it; absent: the first. */
export interface ProgramCall extends Written {
  readonly process?: string;
  readonly thread?: string;
}

/** What an object behind a descriptor may be. */
export type DescriptorClass = 'ServerSocket' | 'ClientSocket' | 'Epoll';

/** What is called on one variable of a program, or on those that dup made of it. */
interface Use {
  socket: boolean;
  accepted: boolean;
  listens: boolean;
  binds: boolean;
  connects: boolean;
  epoll: boolean;
}

/**
 * The class of each descriptor of a program, by the name or number by which it is referred to. A variable of C++ has one class
 * for all of its life: what accept gives is a ClientSocket, what listens or accepts a ServerSocket, and what only binds as well.
 */
export function descriptorClasses(calls: readonly ProgramCall[]): (reference: FdReference) => DescriptorClass {
  const parents = new Map<FdReference, FdReference>();
  const rootOf = (reference: FdReference): FdReference => {
    let root = reference;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
    return root;
  };
  for (const { call } of calls) {
    if ((call.call !== 'dup' && call.call !== 'dup2') || call.as === undefined || call.fd === undefined) continue;
    const [of, as] = [rootOf(call.fd), rootOf(call.as)];
    if (of !== as) parents.set(as, of);
  }
  const uses = new Map<FdReference, Use>();
  const noted = (reference: FdReference): Use => {
    const root = rootOf(reference);
    const use = uses.get(root) ?? {
      socket: false,
      accepted: false,
      listens: false,
      binds: false,
      connects: false,
      epoll: false,
    };
    uses.set(root, use);
    return use;
  };
  for (const { call } of calls) {
    if (call.as !== undefined) {
      if (call.call === 'socket') noted(call.as).socket = true;
      if (call.call === 'accept') noted(call.as).accepted = true;
      if (call.call === 'epoll_create1') noted(call.as).epoll = true;
    }
    if (call.fd === undefined) continue;
    const use = noted(call.fd);
    if (call.call === 'listen' || call.call === 'accept') use.listens = true;
    if (call.call === 'bind') use.binds = true;
    if (call.call === 'connect') use.connects = true;
    if (call.call === 'epoll_ctl' || call.call === 'epoll_wait') use.epoll = true;
  }
  return (reference) => {
    const use = uses.get(rootOf(reference));
    if (use === undefined) return 'ClientSocket';
    if (use.accepted) return 'ClientSocket';
    if (use.listens || (use.binds && !use.connects)) return 'ServerSocket';
    return use.epoll && !use.socket && !use.connects ? 'Epoll' : 'ClientSocket';
  };
}
