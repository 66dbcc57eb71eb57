import type { Facts } from '../narration/facts.ts';
import type { NarrationMessages, SegmentFacts } from '../narration/texts.ts';
import { events, processOf } from './events.ts';
import { bytes, capital, segments as countOf, list, number, time } from './phrases.ts';
import { rules } from './rules/index.ts';
import { STARTED_ANEW } from './rules/started-anew.ts';
import { noun, the } from './segments.ts';
import { terms } from './terms.ts';

const WAITING: ReadonlySet<string> = new Set(['EAGAIN', 'EINPROGRESS', 'EALREADY']);
const ROLES: Readonly<Record<string, string>> = { client: 'cliente', server: 'servidor' };

/** `O accept() do servidor`. */
const call = (f: Facts): string => `O ${f.call === null ? 'pedido' : `${f.call}()`} do ${f.me}`;
const error = (f: Facts): string =>
  f.errno in terms.errno ? `${f.errno} (${terms.errno[f.errno as keyof typeof terms.errno]})` : f.errno;

const enumerate = (segments: readonly SegmentFacts[]): string =>
  segments.length > 2 ? countOf(segments.length) : list(segments.map(noun));

const sent = (f: Facts): string =>
  f.bytes < f.asked
    ? `${call(f)} entregou ao kernel só ${number(f.bytes)} de ${bytes(f.asked)}.`
    : `${call(f)} entregou ao kernel ${bytes(f.bytes)}.`;

function received(f: Facts): string {
  if (f.bytes > 0) return `${call(f)} retornou ${bytes(f.bytes)}: ${f.text}.`;
  return f.asked === 0 ? `${call(f)} pediu zero bytes e recebeu zero.` : `${call(f)} retornou 0: não virão mais bytes.`;
}

/** O que achou uma chamada que espera por vários descritores. */
const found = (f: Facts): string =>
  f.ready === ''
    ? `${call(f)} retornou ${f.returns}: nada está pronto.`
    : `${call(f)} retornou ${f.returns}: ${f.ready}.`;

export const narration: NarrationMessages = {
  names: {
    host(name) {
      const known = /^(client|server)[ _-]?(\d*)$/i.exec(name);
      if (known === null) return `host ${name}`;
      const role = ROLES[(known[1] ?? '').toLowerCase()] ?? name;
      return known[2] ? `${role} ${known[2]}` : role;
    },
    process: (process, host) => `processo ${process} no ${host}`,
    thread: (thread, process) => `${process} (thread ${thread})`,
    peer: 'outro lado',
    address: 'seu endereço',
    descriptor: '?',
  },
  rules,
  own: { scenario: 'o cenário', hand: 'a sua mão' },
  returned: {
    socket: (f) => `O ${f.me} tem um socket: socket() retornou o descritor ${f.made}.`,
    bind: (f) => `${call(f)} deu ao descritor ${f.fd} o endereço ${f.local}.`,
    listen: (f) => `O descritor ${f.fd} escuta com backlog ${f.backlog}: o ${f.me} recebe conexões em ${f.local}.`,
    connect: (f) =>
      f.port === ''
        ? `${call(f)} com AF_UNSPEC desfez a conexão do descritor ${f.fd}.`
        : `${call(f)} retornou 0: ele está conectado a ${f.target}.`,
    accept: (f) => `${call(f)} retornou o descritor ${f.made}: a conexão de ${f.name}.`,
    send: sent,
    write: sent,
    recv: received,
    read: received,
    shutdown: (f) => `O ${f.me} chamou shutdown(${f.how}) em ${f.fd}.`,
    close: (f) => `O ${f.me} fechou o descritor ${f.fd}.`,
    getsockname: (f) => `${call(f)} informa: o descritor ${f.fd} tem o endereço ${f.name}.`,
    getpeername: (f) => `${call(f)} informa: o outro lado do descritor ${f.fd} é ${f.name}.`,
    setsockopt: (f) => `O ${f.me} definiu ${f.option} do descritor ${f.fd} como ${f.value}.`,
    getsockopt: (f) => `${call(f)} informa: ${f.option} do descritor ${f.fd} vale ${f.value}.`,
    fcntl: (f) =>
      f.option === 'F_GETFL'
        ? `${call(f)} informa: o descritor ${f.fd} ${f.nonblocking ? 'não bloqueia' : 'bloqueia'}.`
        : `O descritor ${f.fd} do ${f.me} ${f.nonblocking ? 'não bloqueia mais' : 'volta a bloquear'}.`,
    poll: found,
    select: found,
    epoll_create1: (f) => `O ${f.me} tem uma instância epoll: epoll_create1() retornou o descritor ${f.made}.`,
    epoll_ctl: (f) => {
      const which = `A instância epoll ${f.fd} do ${f.me}`;
      if (f.option === 'EPOLL_CTL_DEL') return `${which} não vigia mais o descritor ${f.watched}.`;
      const now = f.option === 'EPOLL_CTL_MOD' ? ' agora' : '';
      return `${which}${now} vigia o descritor ${f.watched} por ${f.events}.`;
    },
    epoll_wait: found,
    dup: (f) => `${call(f)} retornou ${f.made}: refere-se ao mesmo que ${f.fd}.`,
    dup2: (f) => `${call(f)} fez ${f.made} se referir ao mesmo que ${f.fd}.`,
    fork: (f) => `${call(f)} retornou ${f.made}. No filho, o mesmo fork() retorna 0.`,
    thread: (f) => `O ${f.me} iniciou a thread ${f.name}.`,
    exit: (f) => `O ${processOf(f.me)} terminou com exit().`,
    kill: (f) => `SIGKILL encerrou o ${processOf(f.me)}.`,
  },
  failed: (f) =>
    WAITING.has(f.errno) ? `${call(f)} retornou na hora com ${error(f)}.` : `${call(f)} falhou: ${error(f)}.`,
  signalled: (f) => `${call(f)} falhou com ${error(f)}, e ${f.signal} encerrou o processo.`,
  entered: (f) => `O ${f.me} chamou ${f.call === null ? 'o kernel' : `${f.call}()`}.`,
  sleeps: {
    handshake: (f) => `${call(f)} dorme até o SYN ser respondido.`,
    connection: (f) => `${call(f)} dorme até haver uma conexão completa.`,
    data: (f) => `${call(f)} dorme até chegarem bytes.`,
    'buffer-space': (f) => `${call(f)} dorme até haver espaço no buffer de envio.`,
    linger: (f) => `${call(f)} dorme até o que foi enviado ser confirmado.`,
    events: (f) => `${call(f)} dorme até acontecer algo.`,
  },
  woke(f) {
    if (f.call === 'accept') return `${call(f)} retornou ${f.made}.`;
    if (f.call === 'recv' || f.call === 'read') return received(f);
    if (f.call === 'poll' || f.call === 'select' || f.call === 'epoll_wait') return found(f);
    return `${call(f)} retornou ${f.returns}.`;
  },
  stillAsleep(sleepers) {
    const each = sleepers.map((f) => `o ${f.me} dorme em ${f.call === null ? 'uma chamada' : `${f.call}()`}`);
    return `${capital(list(each))}.`;
  },
  events,
  longestHeadline: 130,
  connected: (f) => `${call(f)} retornou 0: os dois lados estão em ESTABLISHED.`,
  repeats: (f, segment) => `O temporizador do ${f.me} expirou: ele repete o ${segment.flags}.`,
  lost: (segments) =>
    segments.length === 1
      ? `${capital(list(segments.map(the)))} se perdeu.`
      : `${capital(enumerate(segments))} se perderam.`,
  dropped: (segments) =>
    `O firewall descartou ${segments.length === 1 ? list(segments.map(the)) : enumerate(segments)}.`,
  lostRepeat: (nth, again) =>
    `Retransmissão ${number(nth)}${again === null ? '' : `; o temporizador expira em ${time(again)}`}.`,
  resets: (f, { flags }) => `O kernel do ${f.me} enviou ${flags}.`,
  sendWasReset: (f, errno) => ({
    why: `send() só preenche o buffer de envio. O ${f.me} já não tem essa conexão, e o seu kernel respondeu com RST; o próximo send() falhará com ${errno}.`,
    remedy:
      'Para notar que o outro lado fechou, leia até recv() retornar 0. Com MSG_NOSIGNAL, um send() tardio retorna EPIPE e não encerra o processo.',
  }),
  sendFoundNewKernel: (f, errno) => ({
    why: `send() só preenche o buffer de envio. O ${f.me} recomeçou do zero e nada sabe dessa conexão, e o seu kernel respondeu com RST; a próxima chamada falhará com ${errno}.`,
    remedy: STARTED_ANEW,
  }),
  together: (hosts, from, to) =>
    `${capital(list(hosts.map((host) => `o ${host}`)))} ${hosts.length === 1 ? 'passa' : 'passam'} de ${from} a ${to}.`,
  onTheWay: (segments) => `A caminho: ${enumerate(segments)}.`,
  answers: (f, segments) =>
    `O ${f.me} responde com ${segments.length > 3 ? countOf(segments.length) : list(segments.map(noun))}.`,
  statesNow(states) {
    const [first, second] = states;
    if (first !== undefined && second !== undefined && states.length === 2 && first.state === second.state) {
      return first.state === 'CLOSED' ? 'A conexão acabou nos dois lados.' : `Os dois lados estão em ${first.state}.`;
    }
    const each = states.map(({ host, state }, k) => (k === 0 ? `o ${host} está em ${state}` : `o ${host} em ${state}`));
    return `${capital(list(each))}.`;
  },
};
