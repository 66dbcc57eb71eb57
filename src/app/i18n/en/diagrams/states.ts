import type { Cause } from '../../../../diagrams/states/model.ts';
import type { Chance } from '../../../../diagrams/states/possible.ts';
import type { Names, StatesWords } from '../../../../diagrams/states/words.ts';
import { formatOf } from '../../format.ts';
import { bytes } from '../phrases.ts';
import { terms } from '../terms.ts';

const format = formatOf('en');

function chance(c: Chance, { host, program }: Names): string {
  const peer = (from: string | null): string => (from === null ? 'the peer' : host(from));
  switch (c.kind) {
    case 'listen':
      return `${program(c.by.process)} calls listen(${c.by.fd}, …)`;
    case 'connect':
      return `${program(c.by.process)} calls connect(${c.by.fd}, …): a SYN is sent`;
    case 'close-listener':
      return `${program(c.by.process)} calls close(${c.by.fd})`;
    case 'close':
      return `${program(c.by.process)} calls close(${c.by.fd}) or shutdown(${c.by.fd}, SHUT_WR): a FIN is sent`;
    case 'shutdown':
      return `${program(c.by.process)} calls shutdown(${c.by.fd}, SHUT_WR): a FIN is sent`;
    case 'close-unread':
      return `${program(c.by.process)} calls close(${c.by.fd}) with ${bytes(c.bytes)} unread: an RST is sent`;
    case 'give-up':
      return `${program(c.by.process)} closes fd ${c.by.fd} before there is an answer`;
    case 'syn':
      return 'a SYN arrives: the kernel answers SYN,ACK on a new socket; this one stays in LISTEN';
    case 'syn-ack':
      return `a SYN,ACK from ${peer(c.from)} arrives: an ACK is sent`;
    case 'syn-crosses':
      return `a SYN from ${peer(c.from)} arrives: both open at the same time`;
    case 'handshake-ack':
      return `the ACK of ${peer(c.from)} arrives: the handshake is complete`;
    case 'fin':
      return `a FIN from ${peer(c.from)} arrives: an ACK is sent`;
    case 'ack-of-fin':
      return `${peer(c.from)} acknowledges the FIN`;
    case 'reset':
      return `an RST from ${peer(c.from)} arrives`;
    case 'unanswered':
      return 'the last retransmission stays without an answer';
    case 'time-wait-over':
      return `the TIME-WAIT timer runs out at ${format.time(c.deadline)}`;
    case 'fin-wait-2-over':
      return `the FIN-WAIT-2 timer runs out at ${format.time(c.deadline)}`;
  }
}

function cause(c: Cause, { host, program }: Names): string {
  switch (c.kind) {
    case 'call':
      return `${program(c.process)} calls ${c.label}`;
    case 'segment':
      return `${c.flags} from ${host(c.from)} arrives`;
    case 'timer':
      return `the ${terms.timers[c.timer]} ran out`;
    case 'power':
      return 'the machine lost its power';
    case 'other':
      return 'the kernel ended it';
  }
}

export const states: StatesWords = {
  title: 'State machine',
  follow: 'Newest change',
  connection: 'connection',
  labels: {
    listen: ['listen()'],
    'stop-listening': ['close()'],
    connect: ['connect()', '/ send SYN'],
    syn: ['SYN arrives', '/ send SYN,ACK'],
    'syn-crosses': ['SYN arrives', '/ send SYN,ACK'],
    'syn-ack': ['SYN,ACK arrives', '/ send ACK'],
    'handshake-ack': ['ACK', 'arrives'],
    'close-early': ['close()', '/ send FIN'],
    'active-close': ['close() or shutdown()', '/ send FIN'],
    'first-fin': ['FIN arrives', '/ send ACK'],
    'fin-acknowledged': ['ACK of FIN', 'arrives'],
    'fin-crosses': ['FIN arrives', '/ send ACK'],
    'second-fin': ['FIN arrives', '/ send ACK'],
    'crossing-acknowledged': ['ACK of FIN', 'arrives'],
    'passive-close': ['close()', '/ send FIN'],
    'last-ack': ['ACK of FIN', 'arrives'],
    'wait-over': ['2 MSL over'],
    abort: ['RST, timeout', 'or abort'],
  },
  meanings: terms.states,
  at: (deadline) => `at ${format.time(deadline)}`,
  holder: ({ host, fd }) => (fd === null ? `${host}, no fd` : `${host}, fd ${fd}`),
  gone: 'the socket is gone',
  none: 'no socket yet',
  next: 'It leaves this state when',
  nothing: 'Nothing leads out of it any more.',
  chance,
  cause,
  table: {
    columns: { order: 'Order', from: 'From', to: 'To', time: 'Time', cause: 'Cause' },
    possible: 'possible',
    time: (at) => format.time(at),
    summary: ({ socket, state, passed, possible }) =>
      state === null
        ? 'State machine of TCP (RFC 9293): the socket has not been made yet.'
        : `State machine of TCP (RFC 9293) for ${socket}: it is in ${state} after ${format.plural(passed, { zero: 'no transition', one: '# transition', other: '# transitions' })}, and ${format.plural(possible, { zero: 'nothing leads on', one: '# way leads on', other: '# ways lead on' })}.`,
  },
};
