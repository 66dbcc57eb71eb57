import type { TcpRule } from '../../../../engine/trace/tcp-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';
import { bytes } from '../phrases.ts';

/** Why a connection did what it did. */
export const tcp: TextsOf<TcpRule> = {
  'open-active': {
    why: 'Uma abertura ativa: o TCP escolhe um número de sequência inicial, envia-o em um SYN e aguarda a resposta em SYN-SENT.',
  },
  'listen-syn': {
    why: 'Um SYN para um socket de escuta cria uma nova conexão, meio aberta, que responde SYN ACK com o seu próprio número de sequência inicial.',
  },
  'listen-ack-reset': {
    why: 'Um socket de escuta não enviou nada, portanto não há o que confirmar: um ACK é respondido com um reset.',
  },
  'listen-other-ignored': { why: 'Para um socket de escuta só conta um SYN; o segmento é descartado.' },
  'syn-sent-syn-ack': {
    why: 'O SYN ACK confirma o SYN deste lado e traz o número de sequência inicial do outro. Agora os dois são conhecidos: a conexão está estabelecida.',
  },
  'syn-sent-simultaneous': {
    why: 'Um SYN sem ACK cruzou com o SYN deste lado: os dois abrem ao mesmo tempo. O TCP responde SYN ACK; não é preciso um socket de escuta.',
  },
  'syn-sent-bad-ack': {
    why: 'O segmento confirma algo que nunca foi enviado, como faz um que sobrou de uma conexão antiga. É respondido com um reset, e a abertura continua.',
  },
  'syn-sent-refused': {
    why: 'O reset confirma o SYN, portanto é a resposta a ele: ninguém escuta nessa porta. A abertura termina.',
  },
  'syn-sent-ignored': {
    why: 'Em SYN-SENT só conta um SYN, ou um reset que confirme o próprio SYN; o resto é descartado.',
  },
  'syn-received-ack': {
    why: 'O ACK confirma o SYN deste lado: é o terceiro passo do handshake, e a conexão está estabelecida.',
  },
  'syn-received-bad-ack': {
    why: 'O segmento confirma outra coisa que não o SYN deste lado, então é respondido com um reset.',
  },
  'syn-received-reset': {
    why: 'O outro lado retirou o seu SYN com um reset: a conexão meio aberta deixa de existir. Um socket de escuta continua escutando.',
  },
  'syn-received-new-syn': {
    why: 'Veio outro SYN para uma conexão meio aberta: o outro lado recomeçou, então esta tentativa é abandonada, com um reset.',
  },
  'syn-repeated': {
    why: 'Um SYN já recebido veio de novo: a resposta se perdeu ou atrasou, então ele é respondido outra vez.',
  },
  'closed-reset': {
    why: 'Nenhum socket corresponde a este segmento: ninguém escuta nessa porta, e não há tal conexão. O kernel responde com um reset.',
  },
  'filter-reset': {
    why: 'O filtro de pacotes envia um reset, como se ninguém escutasse nessa porta: o par não distingue os dois casos.',
  },
  'closed-rst-ignored': {
    why: 'Um reset para conexão nenhuma é descartado: nunca se responde a um reset com outro.',
  },
  'unacceptable-segment': {
    why: 'Os seus números de sequência estão fora da janela de recepção (repetido ou adiantado demais): é descartado e, se não for um reset, um ACK diz o que se espera.',
  },
  'timestamp-too-old': {
    why: 'O timestamp dele é mais antigo do que um que já chegou: o segmento é um retardatário, talvez de uma volta anterior dos números de sequência. Não é aceito; um ACK diz o que se espera.',
  },
  'reset-received': {
    why: 'O reset traz exatamente o próximo número de sequência esperado, então é obedecido: a conexão termina na hora, sem FIN e sem TIME-WAIT.',
  },
  'reset-challenged': {
    why: 'O reset está na janela, mas não é exatamente o número esperado: pode ser forjado, então um ACK de desafio pergunta de volta.',
  },
  'syn-challenged': {
    why: 'Um SYN não tem lugar em uma conexão aberta: um ACK de desafio pergunta de volta. Se o outro lado de fato reiniciou, responderá com um reset.',
  },
  'challenge-limited': {
    why: 'Um segmento assim acabou de ser respondido. O número dessas respostas é limitado, para que ninguém provoque uma enxurrada delas.',
  },
  'no-ack-dropped': { why: 'Depois do handshake todo segmento precisa trazer ACK; este não traz e é descartado.' },
  'ack-advances': {
    why: 'O ACK diz que esses bytes chegaram: não precisam mais ser repetidos, e o lugar deles no buffer de envio fica livre.',
  },
  'ack-duplicate': { why: 'O ACK não diz nada de novo: tudo até esse número já estava confirmado.' },
  'ack-unsent': { why: 'O ACK se refere a bytes que nunca foram enviados: é descartado e respondido com um ACK.' },
  'ack-too-old': {
    why: 'O ACK é mais velho do que qualquer um que o outro lado ainda enviaria: pode ser forjado, então um ACK de desafio o responde.',
  },
  'window-update': { why: 'O segmento anuncia para quanto mais o receptor tem espaço.' },
  'text-in-order': {
    why: 'Os bytes começam exatamente no próximo número esperado (RCV.NXT): vão para o buffer de recepção e podem ser lidos.',
  },
  'text-out-of-order': {
    why: 'Faltam bytes anteriores a estes. Estes são guardados, mas só vão para o programa quando a lacuna for preenchida.',
  },
  'text-gap-filled': {
    why: 'Os bytes que faltavam chegaram: os guardados depois da lacuna seguem atrás deles, todos em ordem.',
  },
  'text-repeated': {
    why: 'Esses bytes já tinham sido recebidos: são descartados e confirmados de novo, pois o ACK pode ter se perdido.',
  },
  'text-beyond-window': {
    why: 'Para bytes além da janela de recepção não há espaço: são cortados, e o remetente precisa repeti-los depois.',
  },
  'text-after-fin': { why: 'Depois do seu FIN, um lado não pode enviar bytes novos: estes são ignorados.' },
  'text-after-close': {
    why: 'O programa fechou e nunca lerá esses bytes. O TCP avisa com um reset, em vez de perdê-los em silêncio.',
    remedy: 'Combine quem fecha primeiro: leia até recv() retornar 0 antes de fechar.',
  },
  'fin-received': {
    why: 'FIN significa que o outro lado não envia mais nada. recv() retorna 0 quando todos os bytes anteriores forem lidos; este lado ainda pode enviar.',
  },
  'fin-out-of-order': {
    why: 'O FIN chegou antes de bytes que o precedem: fica anotado e vale quando a lacuna for preenchida.',
  },
  'fin-acknowledged': { why: 'O outro lado confirmou o FIN: sabe que deste lado não vem mais nada.' },
  'fin-repeated': {
    why: 'Um FIN já recebido veio de novo: o ACK dele se perdeu ou atrasou, então ele é confirmado outra vez.',
  },
  acknowledge: {
    why: 'O que chega é confirmado: o número no ACK é o próximo esperado, e tudo antes dele foi recebido.',
  },
  'window-announced': {
    why: 'O programa leu e abriu espaço. O receptor avisa agora que isso já vale um segmento.',
  },
  'ack-delayed': {
    why: 'A confirmação pode esperar companhia: um segundo segmento ou dados do próprio programa que a levem. Se nada vem a tempo, ela vai sozinha.',
  },
  'congestion-window-full': {
    why: 'Ninguém sabe quanto a rede aguenta, então só tantos segmentos podem estar a caminho de uma vez. O próximo sai quando chegar uma confirmação.',
  },
  'fast-retransmit': {
    why: 'Confirmações do que veio depois mostram que este segmento falta: ele é enviado de novo na hora, sem esperar o temporizador.',
  },
  'resend-in-recovery': {
    why: 'O que foi enviado depois chegou e isto não: conta como perdido e é enviado de novo.',
  },
  'loss-probe': {
    why: 'Nenhuma confirmação veio por mais de duas idas e voltas: o último segmento vai como sonda, porque a confirmação dele mostra o que falta.',
  },
  'reordering-timer': {
    why: 'Dados posteriores chegaram, e isto pode estar só atrasado: recebe um momento antes de contar como perdido.',
  },
  'cork-holds': {
    why: 'O socket está com TCP_CORK: menos do que um segmento cheio espera por mais.',
  },
  'keep-alive': {
    why: 'Há muito não se ouve nada: um segmento vazio pergunta se o outro lado ainda está lá.',
  },
  'user-timeout': {
    why: 'O que foi enviado ficou sem confirmação por mais tempo do que o programa permite (TCP_USER_TIMEOUT): a conexão é abandonada.',
  },
  'send-text': {
    why: (f) =>
      f.outstanding === 0
        ? 'A janela do outro lado tem espaço, então os bytes saem na hora. Eles ficam no buffer de envio até serem confirmados.'
        : `A janela do outro lado tem espaço, então isto sai embora ${bytes(f.outstanding)} ${f.outstanding === 1 ? 'anterior ainda não esteja confirmado' : 'anteriores ainda não estejam confirmados'}.`,
  },
  'send-window-closed': {
    why: 'A janela que o receptor anunciou está esgotada: os bytes esperam no buffer de envio até que ele anuncie mais espaço.',
    remedy: 'O programa que recebe deve chamar recv(): isso abre espaço.',
  },
  'window-opened': { why: 'O receptor voltou a ter espaço e a sua janela diz isso: o remetente pode continuar.' },
  'zero-window-probe': {
    why: 'O aviso de novo espaço poderia se perder, e os dois esperariam para sempre. Por isso o remetente pergunta com uma sonda; a resposta informa a janela.',
  },
  'silly-window-avoided': {
    why: 'Só há espaço para poucos bytes. Em vez de trocar migalhas sob cabeçalhos inteiros, o TCP espera até que um segmento valha a pena.',
  },
  'silly-window-override': {
    why: 'O pouco que cabe já esperou bastante: é enviado mesmo assim, para que a conexão não fique parada.',
  },
  'nagle-holds': {
    why: (f) =>
      `Há algo por confirmar, e ${bytes(f.bytes)} ${f.bytes === 1 ? 'é' : 'são'} menos do que um segmento cheio: o algoritmo de Nagle junta mais até o ACK chegar.`,
    remedy: 'Escreva com um só send() o que vai junto, ou ligue TCP_NODELAY onde a espera incomoda.',
  },
  'rto-start': { why: 'Há algo a caminho: se nenhum ACK vier antes de o temporizador expirar, será enviado de novo.' },
  'rto-stop': { why: 'Tudo o que foi enviado está confirmado: não há nada a repetir.' },
  'rto-restart': {
    why: 'O ACK mostra que o caminho funciona, e há mais a caminho: o temporizador recomeça para o resto.',
  },
  'rto-expired': {
    why: (f) =>
      f.state === 'SYN-SENT' || f.state === 'SYN-RECEIVED'
        ? 'Nenhuma resposta veio a tempo: o segmento ou a resposta podem ter se perdido, então ele é enviado de novo.'
        : 'Nenhum ACK veio a tempo: o segmento mais antigo por confirmar é enviado de novo, e a próxima espera é o dobro.',
  },
  'resend-after-timeout': {
    why: 'Depois que o temporizador expira, tudo o que está por confirmar conta como perdido e é enviado de novo a partir do byte mais antigo.',
  },
  'rtt-sample': {
    why: 'O tempo entre o envio e o ACK é uma medida da ida e volta; dela resulta o valor do temporizador.',
  },
  'retransmission-limit': {
    why: 'Depois de tantas repetições sem resposta, o TCP desiste da conexão: o programa recebe ETIMEDOUT.',
    remedy: 'Verifique se a outra máquina e a rede entre as duas ainda funcionam.',
  },
  'icmp-ends-attempt': {
    why: 'Enquanto connect() ainda espera, o Linux acredita na mensagem ICMP: a tentativa termina na hora.',
    remedy: 'Confira o endereço e a porta, e o filtro de pacotes dessa máquina.',
  },
  'icmp-noted': {
    why: 'Uma conexão aberta sobrevive ao ICMP: pode ser um problema passageiro, ou uma falsificação. Só se o TCP acabar desistindo é que o programa recebe este erro em vez de ETIMEDOUT.',
  },
  'path-mtu-lowered': {
    why: 'Descoberta do MTU do caminho: o que era grande demais vai de novo em pedaços menores, e novas conexões a esse endereço já começam com o tamanho menor.',
  },
  'close-syn-sent': {
    why: 'A conexão não chegou a existir e o outro lado não sabe de nada: ela é esquecida sem segmento algum.',
  },
  'close-sends-fin': {
    why: 'O programa encerrou o seu sentido: um FIN segue o último byte. Tudo o que foi escrito antes ainda é entregue.',
  },
  'close-with-unread-data': {
    why: 'O programa fechou com bytes recebidos ainda não lidos: eles se perdem, e um reset em vez de um FIN avisa o outro lado.',
    remedy: 'Leia até recv() retornar 0 antes de chamar close().',
  },
  abort: {
    why: 'A conexão é abandonada na hora: o outro lado, se sabe dela, recebe um reset, e o que ainda esperava envio é jogado fora.',
  },
  'linger-zero': {
    why: 'SO_LINGER com tempo 0 faz close() abandonar a conexão: um reset em vez de um FIN, e nenhum TIME-WAIT.',
  },
  'time-wait-start': {
    why: (f) =>
      `Quem fecha primeiro acaba em TIME-WAIT: o ${f.me} guarda a porta por um tempo, para repetir o último ACK se ele se perder e barrar segmentos atrasados.`,
  },
  'time-wait-expired': {
    why: 'A espera acabou: nenhum segmento da conexão antiga pode estar a caminho, e o par de endereços e portas está livre.',
  },
  'time-wait-reused': {
    why: 'Uma conexão nova claramente posterior à antiga (pelo número de sequência ou pela marca de tempo) pode tomar de TIME-WAIT os endereços e as portas dela.',
  },
  'fin-wait-2-start': {
    why: 'Nenhum programa detém mais este socket, então o kernel só espera o FIN do outro lado por um tempo limitado (60 s).',
  },
  'fin-wait-2-expired': {
    why: 'Nenhum programa detém mais este socket e o outro lado não fechou: o kernel não espera para sempre e o esquece.',
  },
};
