import type { CommunicationWords } from '../../../../diagrams/communication/words.ts';
import { formatOf } from '../../format.ts';
import { terms } from '../terms.ts';
import { lifeline } from './lifeline.ts';

const format = formatOf('en');

export const communication: CommunicationWords = {
  program: 'Program',
  kernel: 'Kernel',
  router: 'Router',
  unaccepted: 'not yet accepted',
  queued: 'in queue',
  closed: 'closed',
  icmp: (code) => `ICMP: ${terms.icmp[code]}`,
  again: 'again',
  againShort: 'again',
  lost: 'lost',
  dropped: 'dropped by the firewall',
  rejected: 'rejected',
  earlier: (count) => `… ${format.number(count)} earlier`,
  gather: '▴ fewer',
  participant: lifeline,
  table: {
    columns: { number: 'Number', from: 'From', to: 'To', message: 'Message' },
    returns: (result) => `returns ${result}`,
    earlier: (one, other) => `earlier messages between ${one} and ${other}: all or the last few`,
    lost: (label) => `${label} (lost on the way)`,
    dropped: (label) => `${label} (dropped by the firewall)`,
    rejected: (label) => `${label} (rejected by the firewall)`,
    again: (label) => `${label} (retransmission)`,
    summary: ({ objects, links, messages }) =>
      `Communication diagram with ${format.plural(objects, { one: '# object', other: '# objects' })}, ${format.plural(links, { zero: 'no links', one: '# link', other: '# links' })} and ${format.plural(messages, { zero: 'no messages', one: '# message', other: '# messages' })}.`,
  },
};
