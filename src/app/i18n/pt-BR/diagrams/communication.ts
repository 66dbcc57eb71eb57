import type { CommunicationWords } from '../../../../diagrams/communication/words.ts';
import { formatOf } from '../../format.ts';
import { terms } from '../terms.ts';
import { lifeline } from './lifeline.ts';

const format = formatOf('pt-BR');

export const communication: CommunicationWords = {
  program: 'Programa',
  kernel: 'Kernel',
  router: 'Roteador',
  unaccepted: 'ainda não aceito',
  queued: 'na fila',
  closed: 'fechado',
  icmp: (code) => `ICMP: ${terms.icmp[code]}`,
  again: 'de novo',
  againShort: 'rep.',
  lost: 'perdido',
  dropped: 'descartado pelo firewall',
  rejected: 'rejeitado',
  earlier: (count) => `… ${format.plural(count, { one: '# anterior', other: '# anteriores' })}`,
  gather: '▴ menos',
  participant: lifeline,
  table: {
    columns: { number: 'Número', from: 'De', to: 'Para', message: 'Mensagem' },
    returns: (result) => `retorna ${result}`,
    earlier: (one, other) => `mensagens anteriores entre ${one} e ${other}: todas ou as últimas`,
    lost: (label) => `${label} (perdido no caminho)`,
    dropped: (label) => `${label} (descartado pelo firewall)`,
    rejected: (label) => `${label} (rejeitado pelo firewall)`,
    again: (label) => `${label} (retransmissão)`,
    summary: ({ objects, links, messages }) =>
      `Diagrama de comunicação com ${format.plural(objects, { one: '# objeto', other: '# objetos' })}, ${format.plural(links, { zero: 'nenhum enlace', one: '# enlace', other: '# enlaces' })} e ${format.plural(messages, { zero: 'nenhuma mensagem', one: '# mensagem', other: '# mensagens' })}.`,
  },
};
