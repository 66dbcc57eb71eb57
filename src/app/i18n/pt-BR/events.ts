import type { LinkChange } from '../../../engine/trace/change.ts';
import type { IcmpMessage } from '../../../engine/wire/icmp.ts';
import { segmentFacts } from '../narration/segment-facts.ts';
import type { NarrationMessages } from '../narration/texts.ts';
import { bytes, capital, list, number, time } from './phrases.ts';
import { a, noun, the } from './segments.ts';
import { terms } from './terms.ts';

/** `processo do cliente`, or the process by its name where there are several. */
export const processOf = (me: string): string => (me.startsWith('processo ') ? me : `processo do ${me}`);

const icmp = ({ code, mtu }: IcmpMessage): string =>
  mtu === null ? terms.icmp[code] : `${terms.icmp[code]}, no máximo ${bytes(mtu)} por pacote`;

/** What is different about a link, each for itself. */
function changes({ loss, delay, jitter, bandwidth, queueLimit, mtu }: LinkChange): string[] {
  return [
    ...(loss === undefined ? [] : [`perda de ${number(loss * 100)} %`]),
    ...(delay === undefined ? [] : [`atraso de ${time(delay)}`]),
    ...(jitter === undefined ? [] : [`variação de ${time(jitter)}`]),
    ...(bandwidth === undefined
      ? []
      : [bandwidth === null ? 'banda sem limite' : `${number(bandwidth / 1000)} kbit/s`]),
    ...(queueLimit === undefined ? [] : [queueLimit === null ? 'fila sem limite' : `fila de ${number(queueLimit)}`]),
    ...(mtu === undefined ? [] : [mtu === null ? 'pacotes de qualquer tamanho' : `pacotes de no máximo ${bytes(mtu)}`]),
  ];
}

/** What each kind of trace event says happened. */
export const events: NarrationMessages['events'] = {
  refused: (f, e) =>
    `O ${f.me} não pode chamar ${e.call.name}(): ${e.rule === 'call-after-end' ? 'o seu processo terminou' : e.rule === 'call-before-start' ? 'ele nunca foi iniciado' : `ele dorme em ${f.asleepIn === null ? 'outra chamada' : `${f.asleepIn}()`}`}.`,
  'process-started': (_, e) => `O processo ${e.process} (${e.pid}) começa como cópia de ${e.parent}.`,
  'thread-started': (_, e) => `A thread ${e.name} do processo ${e.process} começa.`,
  'process-ended': (f, e) =>
    e.by === 'exit'
      ? `O ${processOf(f.me)} terminou.`
      : e.by === 'power-loss'
        ? `O ${processOf(f.me)} se foi com a energia.`
        : `${e.by} encerrou o ${processOf(f.me)}.`,
  'socket-created': (f, e) =>
    e.parent === null
      ? `O ${f.me} tem um novo socket.`
      : `O kernel do ${f.me} criou um socket para uma conexão que está sendo aberta.`,
  'socket-bound': (f, e) => `O socket do ${f.me} tem o endereço ${e.local.address}:${e.local.port}.`,
  'socket-connected-to': (f, e) =>
    `A conexão do ${f.me} vai de ${e.local.address}:${e.local.port} a ${e.remote.address}:${e.remote.port}.`,
  'socket-accepted': (f, e) => `O ${f.me} tem a conexão no descritor ${e.fd}.`,
  'socket-orphaned': (f) => `Nenhum descritor se refere mais ao socket do ${f.me}.`,
  'socket-destroyed': (f) => `O kernel do ${f.me} esqueceu o socket.`,
  written: (f) => `${capital(bytes(f.bytes))} ${f.bytes === 1 ? 'entrou' : 'entraram'} no buffer de envio do ${f.me}.`,
  read: (f) => `O ${f.me} retirou ${bytes(f.bytes)} do seu buffer de recepção.`,
  queue: (f, e) => {
    const queue = terms.queues[e.queue];
    if (e.change === 'refused') return `A ${queue} do ${f.me} está cheia (${e.length} de ${e.limit}).`;
    if (e.change === 'left') return `Uma conexão saiu da ${queue} do ${f.me}: restam ${e.length}.`;
    return `Uma conexão entrou na ${queue} do ${f.me}: agora há ${e.length}.`;
  },
  state: (f, e) =>
    e.from === 'LISTEN' && e.to === 'SYN-RECEIVED'
      ? `O ${f.me} tem uma nova conexão em SYN-RECEIVED.`
      : `O ${f.me} passa de ${e.from} a ${e.to}${e.to === 'CLOSED' ? `: ${terms.states[e.to]}` : ''}.`,
  acknowledged: (f) =>
    `${capital(bytes(f.bytes))} que o ${f.me} enviou ${f.bytes === 1 ? 'foi confirmado' : 'foram confirmados'}.`,
  received: (f) =>
    `${capital(bytes(f.bytes))} ${f.bytes === 1 ? 'pode ser lido' : 'podem ser lidos'} no buffer de recepção do ${f.me}.`,
  'kept-out-of-order': (f) =>
    `O ${f.me} guarda ${bytes(f.bytes)} que ${f.bytes === 1 ? 'chegou' : 'chegaram'} adiante de uma lacuna.`,
  discarded: (f) => `Ele não muda nada para o ${f.me}.`,
  'peer-finished': (f) => `O ${f.me} sabe agora que o ${f.peer} não envia mais nada.`,
  timer: (f, e) => {
    const timer = terms.timers[e.timer];
    if (e.change === 'expired') return `O ${timer} do ${f.me} expirou.`;
    if (e.change === 'stopped') return `O ${f.me} parou o ${timer}.`;
    const ends = e.deadline === null ? '' : `: expira em ${time(e.deadline - e.at)}`;
    return `O ${f.me} ${e.change === 'restarted' ? 'reiniciou' : 'iniciou'} o ${timer}${ends}.`;
  },
  rtt: (f, e) =>
    `O ${f.me} mediu um tempo de ida e volta de ${time(e.sample)}; o seu temporizador agora usa ${time(e.rto)}.`,
  'held-back': (f) =>
    `${capital(bytes(f.bytes))} ${f.bytes === 1 ? 'espera' : 'esperam'} no buffer de envio do ${f.me}.`,
  failed: (f, e) => `A conexão do ${f.me} foi rompida: ${e.errno}, ${terms.errno[e.errno]}.`,
  sent: (f, e) =>
    e.repeats === null
      ? `O ${f.me} enviou ${a(segmentFacts(e.segment))} ao ${f.peer}.`
      : `O ${f.me} enviou de novo ${the(segmentFacts(e.segment))} ao ${f.peer}.`,
  arrived: (f, e) => `${capital(the(segmentFacts(e.segment)))} do ${f.peer} chegou ao ${f.me}.`,
  injected: (f, e) => `Chegou ao ${f.me} ${a(segmentFacts(e.segment))} em nome do ${f.peer}, que nunca o enviou.`,
  lost: (f, e) => {
    const what = the(segmentFacts(e.segment));
    switch (e.rule) {
      case 'dropped-by-hand':
        return `Você descartou ${what} a caminho do ${f.peer}.`;
      case 'filter-drops':
        return `O filtro de pacotes do ${f.peer} descartou ${what} do ${f.me}.`;
      case 'filter-rejects':
        return `O filtro de pacotes do ${f.peer} rejeitou ${what} do ${f.me}.`;
      case 'host-down':
        return `${capital(what)} do ${f.me} encontrou o ${f.peer} sem energia.`;
      case 'packet-too-big':
        return `${capital(what)} do ${f.me} era grande demais para o caminho até o ${f.peer}.`;
      default:
        return `${capital(what)} do ${f.me} se perdeu a caminho do ${f.peer}.`;
    }
  },
  delayed: (f, e) => {
    const what = capital(the(segmentFacts(e.segment)));
    const when = `chega em ${time(e.arrives - e.at)}`;
    if (e.rule === 'moved-ahead-by-hand') return `${what} para o ${f.peer} ultrapassa o que vai à frente: ${when}.`;
    if (e.rule === 'moved-behind-by-hand') return `${what} para o ${f.peer} é ultrapassado pelo que o segue: ${when}.`;
    return `${what} para o ${f.peer} está atrasado: ${when}.`;
  },
  corrupted: (f, e) =>
    `Você trocou um bit do ${noun(segmentFacts(e.segment))} para o ${f.peer}: agora a soma de verificação está errada.`,
  'icmp-sent': (f, e) =>
    `${e.from === '' ? 'Um roteador no caminho' : `O ${f.me}`} responde com ICMP: ${icmp(e.message)}.`,
  'icmp-arrived': (f, e) =>
    e.rule === 'address-unresolved'
      ? `O kernel do ${f.me} não achou nenhuma máquina com o endereço ${e.message.about.destination.address}.`
      : `O ICMP avisa o ${f.me}: ${icmp(e.message)}.`,
  'link-changed': (f, e) => {
    const one = `o enlace ${e.both ? 'entre o' : 'do'} ${f.me} ${e.both ? 'e' : 'para'} o ${f.peer}`;
    const link = e.peer === null ? `todo enlace do ${f.me}` : one;
    if (e.rule === 'link-cut') return e.by === 'hand' ? `Você cortou ${link}.` : `${capital(link)} está cortado.`;
    if (e.rule === 'link-healed')
      return e.by === 'hand' ? `Você consertou ${link}.` : `${capital(link)} está inteiro de novo.`;
    return `${e.by === 'hand' ? `Você mudou ${link}` : `${capital(link)} agora é outro`}: ${list(changes(e.change))}.`;
  },
  power: (f, e) => {
    if (e.on) return `O ${f.me} tem energia de novo: ele começa do zero.`;
    return e.by === 'hand' ? `Você tirou o ${f.me} da tomada.` : `O ${f.me} ficou sem energia.`;
  },
  filter: (f, e) =>
    e.policy === null
      ? `A porta ${e.port} do ${f.me} está aberta de novo.`
      : `O filtro de pacotes do ${f.me} ${terms.policies[e.policy]} o que vem para a porta ${e.port}.`,
  warned: (f, e) => `O ${f.me} anotou ${e.errno} e continua tentando.`,
  'segment-size': (f, e) => `O ${f.me} envia a partir de agora no máximo ${bytes(e.bytes)} por segmento.`,
  copied: (f, e) => `${capital(the(segmentFacts(e.segment)))} para o ${f.peer} está a caminho duas vezes.`,
  wait: (_, e) => `O cenário espera ${time(e.duration)}.`,
  'script-ended': () => 'O cenário chegou ao fim.',
};
