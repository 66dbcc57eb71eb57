import type { CommunicationWords } from '../../../diagrams/communication/words.ts';
import type { SequenceWords } from '../../../diagrams/sequence/words.ts';
import type { NoteEvent } from '../../../diagrams/sequence/model.ts';
import { formatOf } from '../format.ts';
import { terms } from './terms.ts';

const format = formatOf('en');

const WAITS = {
  handshake: 'until the handshake is done',
  connection: 'until a connection is in the accept queue',
  data: 'until data arrive',
  'buffer-space': 'until the send buffer has room',
  linger: 'until what was sent is acknowledged',
  events: 'until one of the descriptors is ready',
} as const;

const lifeline = (host: string, process: string | null): string =>
  process === null ? `${host} kernel` : `${host} program`;

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
      return e.rule === 'address-unresolved' ? `nobody has ${address}` : `ICMP: ${terms.icmp[e.message.code]}`;
    }
  }
}

const sequence: SequenceWords = {
  program: 'program',
  programShort: 'prog.',
  later: (time) => `${time} later`,
  kernel: 'kernel',
  lifeline,
  now: (time) => `now · ${time}`,
  again: 'again',
  copy: 'copy',
  lost: 'lost',
  rejected: 'rejected',
  ended: (by) => (by === 'exit' ? 'exit' : by === 'power-loss' ? 'gone' : by),
  note,
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
    rejected: (label) => `${label} is rejected by a packet filter`,
    lost: (label) => `${label} is lost on the way`,
    state: (from, to) => `state ${from} becomes ${to}`,
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

const communication: CommunicationWords = {
  program: 'Program',
  kernel: 'Kernel',
  unaccepted: 'not yet accepted',
  closed: 'closed',
  again: 'again',
  lost: 'lost',
  rejected: 'rejected',
  earlier: (count) => `… ${format.number(count)} earlier`,
  participant: lifeline,
  table: {
    columns: { number: 'Number', from: 'From', to: 'To', message: 'Message' },
    returns: (result) => `returns ${result}`,
    lost: (label) => `${label} (lost on the way)`,
    rejected: (label) => `${label} (rejected by a packet filter)`,
    again: (label) => `${label} (retransmission)`,
    summary: ({ objects, links, messages }) =>
      `Communication diagram with ${format.plural(objects, { one: '# object', other: '# objects' })}, ${format.plural(links, { zero: 'no links', one: '# link', other: '# links' })} and ${format.plural(messages, { zero: 'no messages', one: '# message', other: '# messages' })}.`,
  },
};

const panel = {
  sequence: 'Sequence diagram',
  communication: 'Communication diagram',
  sequenceTitle: 'Sequence',
  communicationTitle: 'Communication',
  detail: 'Detail',
  details: { calls: 'Calls', segments: 'Segments', detailed: 'All' },
  detailTitles: {
    calls: 'Calls and returns alone',
    segments: 'Calls and segments, without bare ACKs in the midst of a flow, window updates, keep-alives and probes',
    detailed: 'Every segment with sequence numbers, and the states of the connections',
  },
  side: 'Whose view',
  sides: { left: 'Client', both: 'Both', right: 'Server' },
  leftOut: (count: number): string =>
    format.plural(count, {
      one: '# quiet segment is not shown at this level',
      other: '# quiet segments are not shown at this level',
    }),
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to width',
  follow: 'Follow',
  followTitle: 'Go back to the line of now and follow it',
  table: 'As a table',
  earlierRows: (count: number): string =>
    `${format.plural(count, { one: '# earlier row is', other: '# earlier rows are' })} left out. Step back to see them.`,
  empty: 'Nothing has happened yet.',
};

/** The texts of the diagrams. */
export interface DiagramsMessages {
  readonly sequence: SequenceWords;
  readonly communication: CommunicationWords;
  readonly panel: typeof panel;
}

export const diagrams: DiagramsMessages = { sequence, communication, panel };
