import type { Cause } from '../../../../diagrams/states/model.ts';
import type { Chance } from '../../../../diagrams/states/possible.ts';
import type { Names, StatesWords } from '../../../../diagrams/states/words.ts';
import { formatOf } from '../../format.ts';
import { bytes } from '../phrases.ts';
import { terms } from '../terms.ts';

const format = formatOf('pt-BR');

function chance(c: Chance, { host, program }: Names): string {
  const peer = (from: string | null): string => (from === null ? 'do outro lado' : `de ${host(from)}`);
  switch (c.kind) {
    case 'listen':
      return `${program(c.by.process)} chama listen(${c.by.fd}, …)`;
    case 'connect':
      return `${program(c.by.process)} chama connect(${c.by.fd}, …): um SYN é enviado`;
    case 'close-listener':
      return `${program(c.by.process)} chama close(${c.by.fd})`;
    case 'close':
      return `${program(c.by.process)} chama close(${c.by.fd}) ou shutdown(${c.by.fd}, SHUT_WR): um FIN é enviado`;
    case 'shutdown':
      return `${program(c.by.process)} chama shutdown(${c.by.fd}, SHUT_WR): um FIN é enviado`;
    case 'close-unread':
      return `${program(c.by.process)} chama close(${c.by.fd}) com ${bytes(c.bytes)} por ler: um RST é enviado`;
    case 'give-up':
      return `${program(c.by.process)} fecha o fd ${c.by.fd} antes de haver resposta`;
    case 'syn':
      return 'chega um SYN: o kernel responde SYN,ACK num socket novo; este fica em LISTEN';
    case 'syn-ack':
      return `chega um SYN,ACK ${peer(c.from)}: um ACK é enviado`;
    case 'syn-crosses':
      return `chega um SYN ${peer(c.from)}: os dois abrem ao mesmo tempo`;
    case 'handshake-ack':
      return `chega o ACK ${peer(c.from)}: o handshake está completo`;
    case 'fin':
      return `chega um FIN ${peer(c.from)}: um ACK é enviado`;
    case 'ack-of-fin':
      return `chega a confirmação do FIN ${peer(c.from)}`;
    case 'reset':
      return `chega um RST ${peer(c.from)}`;
    case 'unanswered':
      return 'a última retransmissão fica sem resposta';
    case 'time-wait-over':
      return `o temporizador de TIME-WAIT se esgota em ${format.time(c.deadline)}`;
    case 'fin-wait-2-over':
      return `o temporizador de FIN-WAIT-2 se esgota em ${format.time(c.deadline)}`;
  }
}

function cause(c: Cause, { host, program }: Names): string {
  switch (c.kind) {
    case 'call':
      return `${program(c.process)} chama ${c.label}`;
    case 'segment':
      return `chega ${c.flags} de ${host(c.from)}`;
    case 'timer':
      return `o ${terms.timers[c.timer]} se esgotou`;
    case 'power':
      return 'a máquina ficou sem energia';
    case 'other':
      return 'o kernel o encerrou';
  }
}

export const states: StatesWords = {
  title: 'Máquina de estados',
  follow: 'Última mudança',
  connection: 'conexão',
  labels: {
    listen: ['listen()'],
    'stop-listening': ['close()'],
    connect: ['connect()', '/ envia SYN'],
    syn: ['chega SYN', '/ envia SYN,ACK'],
    'syn-crosses': ['chega SYN', '/ envia SYN,ACK'],
    'syn-ack': ['chega SYN,ACK', '/ envia ACK'],
    'handshake-ack': ['chega', 'ACK'],
    'close-early': ['close()', '/ envia FIN'],
    'active-close': ['close() ou shutdown()', '/ envia FIN'],
    'first-fin': ['chega FIN', '/ envia ACK'],
    'fin-acknowledged': ['chega ACK', 'do FIN'],
    'fin-crosses': ['chega FIN', '/ envia ACK'],
    'second-fin': ['chega FIN', '/ envia ACK'],
    'crossing-acknowledged': ['chega ACK', 'do FIN'],
    'passive-close': ['close()', '/ envia FIN'],
    'last-ack': ['chega ACK', 'do FIN'],
    'wait-over': ['passaram 2 MSL'],
    abort: ['RST, timeout', 'ou aborto'],
  },
  meanings: terms.states,
  at: (deadline) => `em ${format.time(deadline)}`,
  holder: ({ host, fd }) => (fd === null ? `${host}, sem fd` : `${host}, fd ${fd}`),
  gone: 'o socket não existe mais',
  none: 'ainda sem socket',
  next: 'Sai deste estado quando',
  nothing: 'Nada mais leva para fora dele.',
  chance,
  cause,
  table: {
    columns: { order: 'Ordem', from: 'De', to: 'Para', time: 'Tempo', cause: 'Causa' },
    possible: 'possível',
    time: (at) => format.time(at),
    summary: ({ socket, state, passed, possible }) =>
      state === null
        ? 'Máquina de estados do TCP (RFC 9293): o socket ainda não foi criado.'
        : `Máquina de estados do TCP (RFC 9293) para ${socket}: está em ${state} depois de ${format.plural(passed, { zero: 'nenhuma transição', one: '# transição', other: '# transições' })}, e ${format.plural(possible, { zero: 'nenhum caminho segue', one: '# caminho segue', other: '# caminhos seguem' })} daqui.`,
  },
};
