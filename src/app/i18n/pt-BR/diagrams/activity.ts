import type { ActionState, ActionTraits, ActivityWords } from '../../../../diagrams/activity/words.ts';
import type { Call } from '../../../../engine/posix/call.ts';
import { formatOf } from '../../format.ts';

const format = formatOf('pt-BR');

const WAITS = {
  handshake: 'até o handshake terminar',
  connection: 'até haver uma conexão na fila de aceitação',
  data: 'até chegarem dados',
  'buffer-space': 'até haver espaço no buffer de envio',
  linger: 'até o que foi enviado ser confirmado',
  events: 'até um dos descritores estar pronto',
} as const;

function action(call: Call, { on, atOnce }: ActionTraits): string {
  switch (call.name) {
    case 'socket':
      return 'criar um socket e um descritor';
    case 'bind':
      return 'dar ao socket seu endereço';
    case 'listen':
      return 'preparar a fila de SYN e a fila de aceitação';
    case 'connect':
      return call.address === null ? 'esquecer o par' : atOnce ? 'enviar um SYN' : 'enviar um SYN; esperar o SYN ACK';
    case 'accept':
      return atOnce
        ? 'tirar uma conexão da fila de aceitação, se houver'
        : 'tirar uma conexão da fila de aceitação; esperar enquanto vazia';
    case 'send':
    case 'write':
      return atOnce
        ? 'copiar para o buffer de envio o que couber'
        : 'copiar para o buffer de envio; esperar enquanto cheio';
    case 'recv':
    case 'read':
      return atOnce
        ? 'copiar do buffer de recepção o que houver'
        : 'esperar até haver dados; copiar do buffer de recepção';
    case 'shutdown':
      return call.how === 'SHUT_RD' || call.how === 0 ? 'não receber mais nada' : 'enviar um FIN depois dos dados';
    case 'close':
      return {
        listener: 'liberar o descritor; o último encerra a escuta',
        epoll: 'liberar o descritor; o último encerra a instância',
        other: 'liberar o descritor; o último envia um FIN',
      }[on];
    case 'getsockname':
      return 'informar o próprio endereço';
    case 'getpeername':
      return 'informar o endereço do par';
    case 'setsockopt':
      return 'definir a opção';
    case 'getsockopt':
      return 'informar a opção';
    case 'fcntl':
      return call.option === 'F_GETFL'
        ? 'informar os flags'
        : call.value
          ? 'nenhuma chamada nele espera mais'
          : 'as chamadas nele voltam a esperar';
    case 'poll':
    case 'select':
    case 'epoll_wait':
      return call.timeout === 0 ? 'ver quais descritores estão prontos' : 'esperar até um descritor estar pronto';
    case 'epoll_create1':
      return 'criar uma instância de epoll';
    case 'epoll_ctl':
      return call.op === 'EPOLL_CTL_ADD'
        ? 'vigiar o descritor'
        : call.op === 'EPOLL_CTL_MOD'
          ? 'vigiá-lo de outro modo'
          : 'deixar de vigiá-lo';
    case 'dup':
    case 'dup2':
      return 'um segundo descritor para o mesmo';
    case 'fork':
      return 'copiar o processo com seus descritores';
    case 'thread':
      return 'iniciar uma thread';
    case 'exit':
      return 'fechar todos os descritores; encerrar o processo';
    case 'kill':
      return 'encerrar o processo';
  }
}

const times = (count: number): string => format.plural(count, { one: 'uma vez', other: '# vezes' });

function state({ until, runs, made, times: all, gave, errors }: ActionState): string {
  if (until !== null) return `bloqueada ${WAITS[until]}`;
  if (made === 0) return 'não começou';
  const often = all === 1 ? '' : ` ${times(made)} de ${format.number(all)}`;
  const came = errors.length > 0 ? `, falhou: ${errors.join(', ')}` : gave === null ? '' : `, retornou ${gave}`;
  return `${runs ? 'a thread está aqui' : 'feita'}${often}${came}`;
}

/** Os textos do diagrama de atividades. */
export const activity: ActivityWords = {
  title: 'Diagrama de atividades',
  program: (process) => `${process}: programa (espaço de usuário)`,
  kernel: (host) => `kernel de ${host}`,
  action,
  again: 'de novo',
  otherwise: 'senão',
  endOfStream: 'fim do fluxo',
  table: {
    columns: { number: 'Nº', action: 'Ação', who: 'Thread', kernel: 'No kernel', state: 'Estado' },
    state,
    summary: ({ process, actions, done, waits }) =>
      `Diagrama de atividades de ${process}: ${format.plural(actions, { one: '# ação', other: '# ações' })} do programa e o que cada uma põe em marcha no kernel; ${format.plural(done, { zero: 'nenhuma está feita', one: '# está feita', other: '# estão feitas' })}${waits.length === 0 ? '' : `; bloqueado em ${waits.join(' e ')}`}. Uma pílula como 2× diz quantas vezes se passou por ali.`,
  },
};
