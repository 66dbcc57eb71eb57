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
  'link-cut': {
    why: 'Nada passa aqui agora, e o que estava no fio se perdeu. Os kernels não são avisados: o TCP só vê que não vem ACK, e repete, cada vez mais devagar.',
  },
  'link-healed': { why: 'Os segmentos passam de novo. O TCP descobre isso na próxima repetição.' },
  'link-changed': { why: 'O que parte de agora em diante encontra o enlace novo. O TCP tem de descobrir sozinho.' },
  'packet-too-big': {
    why: 'Um roteador no caminho só passa pacotes menores, e o IP não pode cortar este (Don’t Fragment). Se o roteador avisa por ICMP, o TCP envia segmentos menores.',
  },
  'host-down': {
    why: (f) => `O ${f.peer} está sem energia: ninguém recebe o segmento nem responde.`,
    remedy: 'Devolva a energia à máquina, ou faça o cliente desistir depois de um tempo escolhido por ele.',
  },
  'power-lost': {
    why: 'Tudo o que estava na memória se foi, sockets e programas também, e nenhum FIN, nenhum RST avisa ninguém. Os pares ficam com conexões semiabertas.',
  },
  'power-back': {
    why: 'O kernel novo não conhece conexão antiga nenhuma: responde com RST a um segmento delas. Os programas têm de recomeçar com socket().',
  },
  'filter-set': { why: 'O que vem para essa porta é julgado antes que o TCP o veja, também nas conexões abertas.' },
  'filter-lifted': { why: 'Os segmentos para essa porta chegam de novo ao TCP.' },
  'filter-drops': {
    why: (f) =>
      `O filtro de pacotes do ${f.peer} descarta em silêncio o que vem para essa porta. Para quem envia parece uma perda: ele repete até desistir.`,
    remedy: 'Abra a porta no filtro de pacotes dessa máquina, ou use uma porta aberta.',
  },
  'filter-rejects': {
    why: (f) =>
      `O filtro de pacotes do ${f.peer} rejeita o que vem para essa porta e avisa na hora: o programa e o TCP nem chegam a vê-lo.`,
    remedy: 'Abra a porta no filtro de pacotes dessa máquina, ou use uma porta aberta.',
  },
  'icmp-tells': {
    why: 'Quem não consegue entregar um pacote avisa o remetente por ICMP, com o começo daquele pacote na mensagem.',
  },
  'address-unresolved': {
    why: (f) =>
      `O ${f.me} perguntou três vezes pelo endereço de enlace dessa máquina (ARP), com um segundo de intervalo, e ninguém respondeu. O próprio kernel avisa o TCP.`,
    remedy: 'Confira o endereço: deve ser o de uma das máquinas.',
  },
  'corrupted-by-hand': {
    why: 'Você mudou um bit no caminho. O kernel do receptor recalcula a soma de verificação e descarta o segmento em silêncio.',
  },
  'moved-ahead-by-hand': {
    why: 'Você o deixou ultrapassar. Pelos números de sequência, o receptor sabe que falta algo antes dele.',
  },
  'moved-behind-by-hand': {
    why: 'Você deixou outros ultrapassá-lo. O que o ultrapassa espera no buffer do receptor até a lacuna se fechar.',
  },
  'dropped-by-hand': { why: 'O TCP notará que não vem ACK e enviará de novo.' },
  'delayed-by-hand': { why: 'Você o atrasou: ele chega mais tarde, talvez depois da própria retransmissão.' },
  'duplicated-by-hand': {
    why: 'Você fez uma cópia dele. Pelos números de sequência, o receptor sabe que já o tem.',
  },
  script: { why: 'O cenário não faz chamadas aqui; os kernels e os seus temporizadores continuam.' },
  'no-such-host': {
    why: 'Nenhuma máquina tem esse endereço, então ninguém responde. O kernel o procura (ARP) três vezes, com um segundo de intervalo; depois connect() falha com EHOSTUNREACH.',
    remedy: 'Confira o endereço: deve ser o de uma das máquinas.',
  },
};
