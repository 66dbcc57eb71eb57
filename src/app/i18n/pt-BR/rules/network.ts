import type { NetworkRule } from '../../../../engine/trace/network-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';

/** What the network, the scenario and the user’s hand do to segments. */
export const network: TextsOf<NetworkRule> = {
  'link-carries': { why: 'A rede leva os segmentos como pode, cada um por si, e não promete nada.' },
  'link-loses': { why: 'O enlace deste cenário perde segmentos ao acaso. O TCP notará que não vem ACK.' },
  'link-drops-by-pattern': { why: 'O cenário descarta exatamente este segmento. O TCP notará que não vem ACK.' },
  'link-down': {
    why: 'O enlace está fora do ar, e nada passa. O TCP notará que não vem ACK e tentará de novo e de novo.',
  },
  'link-queue-full': {
    why: 'O enlace é mais lento que o envio, e sua fila estava cheia. O TCP notará que não vem ACK e enviará mais devagar.',
  },
  'checksum-wrong': {
    why: 'Um bit mudou no caminho. A soma de verificação no cabeçalho TCP o revela, e o kernel descarta o segmento em silêncio.',
  },
  'segment-injected': { why: 'No cenário, um estranho no caminho o envia. O TCP o julga por seus números.' },
  'link-duplicates': {
    why: 'O enlace entrega este segmento duas vezes. Pelos números de sequência, o receptor sabe que já o tem.',
  },
  'link-reorders': {
    why: 'O enlace atrasa este segmento, e outros podem ultrapassá-lo. Os números de sequência restabelecem a ordem.',
  },
  'dropped-by-hand': { why: 'Você o descartou. O TCP notará que não vem ACK e enviará de novo.' },
  'delayed-by-hand': { why: 'Você o atrasou: ele chega mais tarde, talvez depois da própria retransmissão.' },
  'duplicated-by-hand': {
    why: 'Você fez uma cópia dele. Pelos números de sequência, o receptor sabe que já o tem.',
  },
  script: { why: 'O cenário não faz chamadas aqui; os kernels e os seus temporizadores continuam.' },
  'no-such-host': {
    why: 'Nenhuma máquina tem esse endereço, então ninguém responde. connect() dorme e repete o SYN; após uns dois minutos falha com ETIMEDOUT.',
    remedy: 'Confira o endereço: deve ser o de uma das máquinas.',
  },
};
