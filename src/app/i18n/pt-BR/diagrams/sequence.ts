import type { NoteEvent } from '../../../../diagrams/sequence/model.ts';
import type { SequenceWords } from '../../../../diagrams/sequence/words.ts';
import type { TimerName } from '../../../../engine/trace/connection-note.ts';
import { formatOf } from '../../format.ts';
import { terms } from '../terms.ts';
import { lifeline } from './lifeline.ts';

const format = formatOf('pt-BR');

const WAITS = {
  handshake: 'até o handshake terminar',
  connection: 'até haver uma conexão na fila de aceitação',
  data: 'até chegarem dados',
  'buffer-space': 'até haver espaço no buffer de envio',
  linger: 'até o que foi enviado ser confirmado',
  events: 'até um dos descritores estar pronto',
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
  'delayed-ack': 'ACK atrasado',
  'keep-alive': 'keep-alive',
};

function note(e: NoteEvent, nameOf: (host: string) => string): string {
  switch (e.kind) {
    case 'link-changed':
      return { 'link-cut': 'enlace cortado', 'link-healed': 'enlace consertado', 'link-changed': 'enlace mudado' }[
        e.rule
      ];
    case 'power':
      return `${nameOf(e.host)}: ${e.on ? 'energia de volta' : 'sem energia'}`;
    case 'filter':
      return `${nameOf(e.host)}: ${e.policy === null ? `porta ${e.port} aberta` : `porta ${e.port} fechada`}`;
    case 'icmp-arrived': {
      const { address } = e.message.about.destination;
      return `ninguém tem ${address}`;
    }
  }
}

/** O texto do diagrama de sequência e do de comunicação em português do Brasil. */
export const sequence: SequenceWords = {
  program: 'programa',
  programShort: 'prog.',
  later: (time) => `${time} depois`,
  kernel: 'kernel',
  lifeline,
  now: (time) => `agora · ${time}`,
  again: 'de novo',
  copy: 'cópia',
  lost: 'perdido',
  dropped: 'descartado pelo firewall',
  droppedShort: 'descartado',
  rejected: 'rejeitado',
  ended: (by) => (by === 'exit' ? 'exit' : by === 'power-loss' ? 'se foi' : by),
  note,
  icmp: (code) => `ICMP: ${terms.icmp[code]}`,
  folded: (segments) =>
    format.plural(segments, { one: 'mais # segmento de dados', other: 'mais # segmentos de dados' }),
  size,
  timer: (name) => TIMERS[name],
  time: (micros) => format.time(micros),
  table: {
    columns: { time: 'Tempo', from: 'De', to: 'Para', message: 'Mensagem' },
    outside: 'fora',
    returns: (result) => `retorna ${result}`,
    blocked: (call, until) => `${call}, bloqueia ${WAITS[until]}`,
    refused: (call) => `${call} não é feita: o processo dorme ou já terminou`,
    sent: (label) => `${label} é enviado`,
    again: (label) => `${label} é enviado de novo (retransmissão)`,
    copied: (label) => `${label} é duplicado pela rede`,
    arrived: (label) => `${label} chega`,
    dropped: (label) => `${label} é descartado pelo firewall`,
    rejected: (label) => `${label} é rejeitado pelo firewall`,
    lost: (label) => `${label} se perde no caminho`,
    state: (from, to) => `o estado ${from} passa a ${to}`,
    folded: (text, size, open) => `${text} (${size})${open ? ', desenhados abaixo' : ', reunidos em uma linha'}`,
    made: (name) => (name === '' ? 'um socket é criado, ainda sem nome' : `o socket ${name} é criado`),
    destroyed: (name) => (name === '' ? 'um socket sem nome é destruído' : `o socket ${name} é destruído`),
    held: (name) => `o programa tem o socket ${name}`,
    left: (name) =>
      name === ''
        ? 'nenhum programa terá um socket sem nome'
        : `nenhum programa tem mais o socket ${name}, só o kernel`,
    timer: (name, time) => `o temporizador ${name} é armado: ${time}`,
    expired: (name) => `o temporizador ${name} expira`,
    begun: (name) => `${name} começa`,
    ended: (by) =>
      by === 'exit'
        ? 'o processo termina'
        : by === 'power-loss'
          ? 'o processo se foi com a energia'
          : `o processo é terminado por ${by}`,
    summary: ({ lifelines, messages, underWay, time }) =>
      `Diagrama de sequência com ${format.plural(lifelines, { one: '# linha de vida', other: '# linhas de vida' })} e ${format.plural(messages, { zero: 'nenhuma mensagem', one: '# mensagem', other: '# mensagens' })} até ${time}${underWay === 0 ? '' : `; ${format.plural(underWay, { one: '# segmento está', other: '# segmentos estão' })} a caminho`}.`,
  },
};
