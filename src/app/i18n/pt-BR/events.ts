import { segmentFacts } from '../narration/segment-facts.ts';
import type { NarrationMessages } from '../narration/texts.ts';
import { bytes, capital, time } from './phrases.ts';
import { a, the } from './segments.ts';
import { terms } from './terms.ts';

/** `processo do cliente`, or the process by its name where there are several. */
export const processOf = (me: string): string => (me.startsWith('processo ') ? me : `processo do ${me}`);

/** What each kind of trace event says happened. */
export const events: NarrationMessages['events'] = {
  refused: (f, e) =>
    `O ${f.me} não pode chamar ${e.call.name}(): ${e.rule === 'call-after-end' ? 'o seu processo terminou' : `ele dorme em ${f.asleepIn === null ? 'outra chamada' : `${f.asleepIn}()`}`}.`,
  'process-ended': (f, e) =>
    e.by === 'exit' ? `O ${processOf(f.me)} terminou.` : `${e.by} encerrou o ${processOf(f.me)}.`,
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
  lost: (f, e) =>
    e.rule === 'dropped-by-hand'
      ? `Você descartou ${the(segmentFacts(e.segment))} a caminho do ${f.peer}.`
      : `${capital(the(segmentFacts(e.segment)))} do ${f.me} se perdeu a caminho do ${f.peer}.`,
  delayed: (f, e) =>
    `${capital(the(segmentFacts(e.segment)))} para o ${f.peer} está atrasado: chega em ${time(e.arrives - e.at)}.`,
  copied: (f, e) => `${capital(the(segmentFacts(e.segment)))} para o ${f.peer} está a caminho duas vezes.`,
  wait: (_, e) => `O cenário espera ${time(e.duration)}.`,
  'script-ended': () => 'O cenário chegou ao fim.',
};
