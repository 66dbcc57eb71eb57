import type { NoteEvent } from '../../../../diagrams/sequence/model.ts';
import type { SequenceWords } from '../../../../diagrams/sequence/words.ts';
import type { TimerName } from '../../../../engine/trace/connection-note.ts';
import { formatOf } from '../../format.ts';
import { terms } from '../terms.ts';
import { lifeline } from './lifeline.ts';

const format = formatOf('en');

const WAITS = {
  handshake: 'until the handshake is done',
  connection: 'until a connection is in the accept queue',
  data: 'until data arrive',
  'buffer-space': 'until the send buffer has room',
  linger: 'until what was sent is acknowledged',
  events: 'until one of the descriptors is ready',
} as const;

/** `512 B`, `16 KB`. */
const size = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : `${format.number(Math.round(bytes / 100) / 10)} KB`;

const TIMERS: Record<TimerName, string> = {
  retransmission: 'RTO',
  'loss-probe': 'PTO',
  reordering: 'RACK',
  persist: 'persist',
  'time-wait': 'TIME-WAIT',
  'fin-wait-2': 'FIN-WAIT-2',
  'delayed-ack': 'delayed ACK',
  'keep-alive': 'keep-alive',
};

function note(e: NoteEvent, nameOf: (host: string) => string): string {
  switch (e.kind) {
    case 'link-changed':
      return { 'link-cut': 'link cut', 'link-healed': 'link mended', 'link-changed': 'link changed' }[e.rule];
    case 'power':
      return `${nameOf(e.host)}: ${e.on ? 'power back' : 'without power'}`;
    case 'filter':
      return `${nameOf(e.host)}: ${e.policy === null ? `port ${e.port} open` : `port ${e.port} closed`}`;
    case 'icmp-arrived': {
      const { address } = e.message.about.destination;
      return `nobody has ${address}`;
    }
  }
}

export const sequence: SequenceWords = {
  program: 'program',
  programShort: 'prog.',
  later: (time) => `${time} later`,
  kernel: 'kernel',
  lifeline,
  now: (time) => `now · ${time}`,
  again: 'again',
  copy: 'copy',
  lost: 'lost',
  dropped: 'dropped by the firewall',
  droppedShort: 'dropped',
  rejected: 'rejected',
  ended: (by) => (by === 'exit' ? 'exit' : by === 'power-loss' ? 'gone' : by),
  note,
  icmp: (code) => `ICMP: ${terms.icmp[code]}`,
  folded: (segments) => format.plural(segments, { one: '# more data segment', other: '# more data segments' }),
  size,
  timer: (name) => TIMERS[name],
  time: (micros) => format.time(micros),
  table: {
    columns: { time: 'Time', from: 'From', to: 'To', message: 'Message' },
    outside: 'outside',
    returns: (result) => `returns ${result}`,
    blocked: (call, until) => `${call}, blocks ${WAITS[until]}`,
    refused: (call) => `${call} is not made: the process sleeps or has ended`,
    sent: (label) => `${label} is sent`,
    again: (label) => `${label} is sent again (retransmission)`,
    copied: (label) => `${label} is duplicated by the network`,
    arrived: (label) => `${label} arrives`,
    dropped: (label) => `${label} is dropped by the firewall`,
    rejected: (label) => `${label} is rejected by the firewall`,
    lost: (label) => `${label} is lost on the way`,
    state: (from, to) => `state ${from} becomes ${to}`,
    folded: (text, size, open) => `${text} (${size})${open ? ', drawn below' : ', gathered in one row'}`,
    made: (name) => (name === '' ? 'a socket is created, without a name yet' : `the socket ${name} is created`),
    destroyed: (name) => (name === '' ? 'a socket without a name is destroyed' : `the socket ${name} is destroyed`),
    held: (name) => `the program has the socket ${name}`,
    left: (name) =>
      name === ''
        ? 'no program will have a socket without a name'
        : `no program has the socket ${name} any more, only the kernel`,
    timer: (name, time) => `the timer ${name} is set: ${time}`,
    expired: (name) => `the timer ${name} expires`,
    begun: (name) => `${name} begins`,
    ended: (by) =>
      by === 'exit'
        ? 'the process exits'
        : by === 'power-loss'
          ? 'the process is gone with the power'
          : `the process is ended by ${by}`,
    summary: ({ lifelines, messages, underWay, time }) =>
      `Sequence diagram with ${format.plural(lifelines, { one: '# lifeline', other: '# lifelines' })} and ${format.plural(messages, { zero: 'no messages', one: '# message', other: '# messages' })} up to ${time}${underWay === 0 ? '' : `; ${format.plural(underWay, { one: '# segment is', other: '# segments are' })} under way`}.`,
  },
};
