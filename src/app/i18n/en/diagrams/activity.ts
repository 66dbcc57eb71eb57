import type { ActionState, ActionTraits, ActivityWords } from '../../../../diagrams/activity/words.ts';
import type { Call } from '../../../../engine/posix/call.ts';
import { formatOf } from '../../format.ts';

const format = formatOf('en');

const WAITS = {
  handshake: 'until the handshake is done',
  connection: 'until a connection is in the accept queue',
  data: 'until data arrive',
  'buffer-space': 'until the send buffer has room',
  linger: 'until what was sent is acknowledged',
  events: 'until one of the descriptors is ready',
} as const;

function action(call: Call, { on, atOnce }: ActionTraits): string {
  switch (call.name) {
    case 'socket':
      return 'make a socket and a descriptor';
    case 'bind':
      return 'give the socket its address';
    case 'listen':
      return 'set up the SYN queue and the accept queue';
    case 'connect':
      return call.address === null ? 'forget the peer' : atOnce ? 'send a SYN' : 'send a SYN; wait for the SYN ACK';
    case 'accept':
      return atOnce
        ? 'take a connection from the accept queue if there is one'
        : 'take a connection from the accept queue; wait while it is empty';
    case 'send':
    case 'write':
      return atOnce ? 'copy into the send buffer what has room' : 'copy into the send buffer; wait while it is full';
    case 'recv':
    case 'read':
      return atOnce
        ? 'copy from the receive buffer what is there'
        : 'wait until data are there; copy from the receive buffer';
    case 'shutdown':
      return call.how === 'SHUT_RD' || call.how === 0 ? 'take in no more' : 'send a FIN after the last data';
    case 'close':
      return {
        listener: 'free the descriptor; the last one ends listening',
        epoll: 'free the descriptor; the last one ends the instance',
        other: 'free the descriptor; the last one sends a FIN',
      }[on];
    case 'getsockname':
      return 'tell the own address';
    case 'getpeername':
      return 'tell the address of the peer';
    case 'setsockopt':
      return 'set the option';
    case 'getsockopt':
      return 'tell the option';
    case 'fcntl':
      return call.option === 'F_GETFL'
        ? 'tell the flags'
        : call.value
          ? 'no call on it waits any more'
          : 'calls on it wait again';
    case 'poll':
    case 'select':
    case 'epoll_wait':
      return call.timeout === 0 ? 'look which descriptors are ready' : 'wait until a descriptor is ready';
    case 'epoll_create1':
      return 'make an epoll instance';
    case 'epoll_ctl':
      return call.op === 'EPOLL_CTL_ADD'
        ? 'watch the descriptor'
        : call.op === 'EPOLL_CTL_MOD'
          ? 'watch it otherwise'
          : 'watch it no more';
    case 'dup':
    case 'dup2':
      return 'a second descriptor for the same';
    case 'fork':
      return 'copy the process with its descriptors';
    case 'thread':
      return 'begin a thread';
    case 'exit':
      return 'close all descriptors; end the process';
    case 'kill':
      return 'end the process';
  }
}

const times = (count: number): string => format.plural(count, { one: 'once', other: '# times' });

function state({ until, runs, made, times: all, gave, errors }: ActionState): string {
  if (until !== null) return `blocked ${WAITS[until]}`;
  if (made === 0) return 'not begun';
  const often = all === 1 ? '' : ` ${times(made)} of ${format.number(all)}`;
  const came = errors.length > 0 ? `, failed: ${errors.join(', ')}` : gave === null ? '' : `, returned ${gave}`;
  return `${runs ? 'the thread is here' : 'done'}${often}${came}`;
}

/** The texts of the activity diagram. */
export const activity: ActivityWords = {
  title: 'Activity diagram',
  program: (process) => `${process}: program (user space)`,
  kernel: (host) => `kernel of ${host}`,
  action,
  again: 'again',
  otherwise: 'else',
  endOfStream: 'end of stream',
  table: {
    columns: { number: 'No.', action: 'Action', who: 'Thread', kernel: 'In the kernel', state: 'State' },
    state,
    summary: ({ process, actions, done, waits }) =>
      `Activity diagram of ${process}: ${format.plural(actions, { one: '# action', other: '# actions' })} of the program and what each sets going in the kernel; ${format.plural(done, { zero: 'none is done', one: '# is done', other: '# are done' })}${waits.length === 0 ? '' : `; blocked in ${waits.join(' and ')}`}. A pill such as 2× says how often a way was taken.`,
  },
};
