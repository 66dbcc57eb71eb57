import type { StepArguments } from '../step-of-call.ts';
import type { ClassName, OperationId } from './description.ts';
import type { DescriptorClass } from './objects.ts';

/** The operation that makes a call, and the class where it belongs by its nature. */
export interface NaturalOperation {
  readonly owner: ClassName;
  readonly id: OperationId;
}

/**
 * Which operation makes a call on an object of class `on`. Null: none does (a call that no class has, as send on an epoll
 * instance), and the program makes it as C does.
 */
export function naturalOperation(call: StepArguments, on: DescriptorClass): NaturalOperation | null {
  switch (call.call) {
    case 'poll':
      return { owner: 'Poller', id: 'wait' };
    case 'select':
      return { owner: 'Selector', id: call.nfds === undefined ? 'wait' : 'wait-nfds' };
    case 'fork':
    case 'exit':
      return { owner: 'Process', id: call.call };
    case 'thread':
      return { owner: 'std::thread', id: 'thread' };
    case 'kill':
      return null;
    case 'epoll_create1':
      // A constructor from flags would look like the one that takes over a descriptor.
      return on === 'Epoll' && !hasFlags(call) ? { owner: 'Epoll', id: 'open' } : null;
    case 'socket': {
      const isPlain = !hasFlags(call) && (call.family ?? 'AF_INET') === 'AF_INET';
      return on === 'Epoll' ? null : { owner: on, id: isPlain ? 'open' : 'open-as' };
    }
    case 'close':
      return { owner: on === 'Epoll' ? 'Epoll' : 'Socket', id: 'close' };
    case 'dup':
    case 'dup2':
      return { owner: on, id: call.call };
    case 'epoll_ctl': {
      const ids = { EPOLL_CTL_ADD: 'add', EPOLL_CTL_MOD: 'modify', EPOLL_CTL_DEL: 'remove' } as const;
      return on === 'Epoll' && call.op !== undefined ? { owner: 'Epoll', id: ids[call.op] } : null;
    }
    case 'epoll_wait':
      return on === 'Epoll' ? { owner: 'Epoll', id: 'wait' } : null;
    default:
      return on === 'Epoll' ? null : ofSocket(call);
  }
}

const hasFlags = ({ flags }: StepArguments): boolean => flags !== undefined && flags.length > 0;

function ofSocket(call: StepArguments): NaturalOperation | null {
  switch (call.call) {
    case 'bind':
    case 'listen':
      return { owner: 'ServerSocket', id: call.call };
    case 'accept':
      return { owner: 'ServerSocket', id: hasFlags(call) ? 'accept-as' : 'accept' };
    case 'connect':
      return { owner: 'ClientSocket', id: call.family === 'AF_UNSPEC' ? 'disconnect' : 'connect' };
    case 'send':
    case 'recv':
    case 'read':
    case 'write':
    case 'shutdown':
      return { owner: 'ClientSocket', id: call.call };
    case 'getsockname':
      return { owner: 'Socket', id: 'local' };
    case 'getpeername':
      return { owner: 'ClientSocket', id: 'peer' };
    case 'setsockopt':
      return { owner: 'Socket', id: isOfTcp(call) ? 'set-tcp-option' : 'set-option' };
    case 'getsockopt':
      return { owner: 'Socket', id: isOfTcp(call) ? 'get-tcp-option' : 'get-option' };
    case 'fcntl':
      return { owner: 'Socket', id: call.option === 'F_GETFL' ? 'is-non-blocking' : 'set-non-blocking' };
    default:
      return null;
  }
}

const isOfTcp = ({ option }: StepArguments): boolean => option?.startsWith('TCP_') === true;
