import type { SocketRule } from '../../../../engine/trace/socket-rules.ts';
import type { FailureRule, TextsOf } from '../../narration/texts.ts';
import { connections } from '../phrases.ts';
import { GO_ON, goOnByHand } from './go-on.ts';

/** What ends the sleep in a call. */
const WAKE: Readonly<Record<string, string>> = {
  accept: 'Aperte connect em um cliente: accept() retorna quando uma conexão se completa.',
  recv: 'Aperte send no outro lado: recv() retorna quando chegam bytes.',
  connect: 'Deixe o tempo passar: o SYN é repetido até ser respondido, ou connect() desistir.',
  send: 'Aperte recv no outro lado: isso abre espaço, e send() continua.',
  read: 'Aperte send no outro lado: read() retorna quando chegam bytes.',
  write: 'Aperte recv no outro lado: isso abre espaço, e write() continua.',
};

/** What a call that succeeded or sleeps means, and how the listen queues work. */
export const calls: TextsOf<Exclude<SocketRule, FailureRule>> = {
  'call-entered': {
    why: 'Uma chamada leva do programa para dentro do kernel. O programa continua quando o kernel retorna.',
  },
  'call-while-blocked': {
    why: (f) =>
      `O ${f.me} dorme dentro de ${f.asleepIn === null ? 'uma chamada' : `${f.asleepIn}()`} e não pode fazer outra chamada antes que essa retorne.`,
    remedy: (f) =>
      WAKE[f.asleepIn ?? 'exit'] ?? 'Deixe o tempo passar, ou faça o outro lado fornecer o que a chamada espera.',
  },
  'call-after-end': {
    why: 'O processo terminou, e os seus descritores estão fechados.',
    remedy: GO_ON,
  },
  'call-before-start': {
    why: 'Esse processo ou essa thread nunca foi iniciada: o fork() ou o início da thread falhou ou não foi feito.',
    remedy: GO_ON,
  },
  'socket-created': {
    why: 'Um socket é a ponta de uma futura conexão. O descritor, o menor número livre, é o nome dele no processo; o endereço e o outro lado vêm depois.',
  },
  'bind-done': {
    why: 'bind() dá ao socket o endereço e a porta locais, para que os outros o encontrem. Nada passa pela rede.',
  },
  'bind-ephemeral': { why: 'Nenhuma porta foi indicada, então o kernel tomou uma porta efêmera livre (32768–60999).' },
  'listen-done': {
    why: (f) =>
      `A partir de agora o kernel completa handshakes sozinho. Até ${connections(f.backlog + 1)} (backlog + 1, no Linux) podem esperar na fila de aceitação.`,
  },
  'listen-again': { why: 'listen() em um socket que já escuta só muda o backlog.' },
  'listen-unbound': {
    why: 'O socket não tinha endereço, então o kernel o associou a 0.0.0.0 e a uma porta efêmera livre; os clientes precisam descobrir essa porta de algum modo.',
  },
  'connect-started': {
    why: 'connect() fixa as duas pontas da conexão (com uma porta local livre, a menos que bind() tenha escolhido uma) e envia o SYN.',
  },
  'connect-established': {
    why: 'connect() retorna quando o SYN ACK chega. O outro programa nem precisa ter chamado accept(): são os kernels que fazem a conexão.',
  },
  'connect-unspec': {
    why: 'A família AF_UNSPEC desfaz a conexão com um reset; o socket pode ser conectado de novo.',
  },
  'accept-done': {
    why: 'accept() retira da fila a conexão completa mais antiga e lhe dá um novo descritor. O socket de escuta continua escutando.',
  },
  'send-all': {
    why: 'send() copiou os bytes para o buffer de envio do kernel e retornou; não espera pelo outro lado.',
  },
  'send-partial': {
    why: 'O buffer de envio só tinha espaço para uma parte. Um retorno menor não é erro: chame send() de novo com o resto.',
  },
  'send-nothing': { why: 'Zero bytes não são nada a enviar: nenhum segmento sai.' },
  'recv-data': {
    why: 'recv() leva o que houver, até o tamanho pedido. O TCP transporta um fluxo: as fronteiras dos send() não se conservam.',
  },
  'recv-nothing': { why: 'Foram pedidos zero bytes. Este 0 não significa o fim do fluxo.' },
  'recv-end-of-stream': {
    why: 'O FIN do outro lado chegou e tudo o que veio antes foi lido: 0 significa o fim do fluxo. Daqui em diante será sempre 0.',
  },
  'recv-shut': {
    why: (f) =>
      f.state === 'CLOSED'
        ? 'A conexão acabou e o seu erro já foi informado: nunca mais virá nada, então recv() retorna 0.'
        : 'Este lado encerrou a recepção com shutdown(): com o buffer vazio, recv() retorna 0 na hora.',
  },
  'shutdown-write': {
    why: (f) => {
      if (f.state === 'CLOSED') return 'A conexão ainda não existia: a tentativa é abandonada.';
      return f.state === 'LAST-ACK'
        ? 'Um FIN segue o último byte. O outro lado já tinha encerrado o seu sentido, então agora os dois estão encerrados.'
        : 'Um fechamento parcial (half-close): um FIN segue o último byte e avisa que não virá mais nada. A recepção continua.';
    },
  },
  'shutdown-read': { why: 'A recepção termina só deste lado: nada é enviado, e o outro lado não fica sabendo.' },
  'shutdown-both': {
    why: 'Os dois sentidos são encerrados, com um FIN para o outro lado. O descritor fica aberto até close().',
  },
  'shutdown-listener': { why: 'Em um socket de escuta, SHUT_RD encerra a escuta; SHUT_WR sozinho não faz nada.' },
  'shutdown-again': { why: 'Esse sentido já estava encerrado: nada muda.' },
  'close-done': {
    why: (f) =>
      f.state === 'CLOSED' || f.state === 'LISTEN'
        ? 'Era o último descritor do socket, e não resta conexão a encerrar: o kernel o esquece.'
        : 'Era o último descritor do socket: o kernel termina a conexão sozinho.',
  },
  'close-epoll': { why: 'O número fica livre. Com a última cópia somem a instância epoll e a sua lista.' },
  'stream-read': { why: 'Os fluxos padrão destes programas não levam a lugar nenhum: neles não há nada para ler.' },
  'stream-written': { why: 'Os fluxos padrão destes programas não levam a lugar nenhum: o que se escreve desaparece.' },
  'close-shared': { why: 'Outro descritor ainda se refere ao socket, portanto só este número é devolvido.' },
  'close-while-in-use': {
    why: 'O número está livre, mas outra thread dorme em uma chamada sobre ele. O Linux não a acorda: o socket fica aberto até essa chamada retornar.',
    remedy: 'Para acordar a thread, chame shutdown() antes, e close() quando a chamada dela tiver retornado.',
  },
  'close-standard': { why: 'Era um fluxo padrão: o número está livre, e o próximo socket pode recebê-lo.' },
  'dup-done': {
    why: 'O menor número livre agora se refere à mesma descrição de arquivo aberto: uma só conexão, um só O_NONBLOCK. Ela se fecha com o último dos seus descritores.',
  },
  'dup2-done': {
    why: 'O número que o programa escolheu se refere à mesma descrição de arquivo aberto. Assim o inetd repassa uma conexão como 0 e 1.',
  },
  'dup2-replaces': { why: 'Aquilo a que o número se referia foi fechado antes, sem aviso.' },
  'dup2-same': { why: 'Os dois números são o mesmo: nada há a fazer.' },
  'fork-done': {
    why: 'O filho tem uma cópia da tabela de descritores. As duas tabelas se referem aos mesmos sockets abertos, e uma conexão só termina quando o último descritor é fechado.',
    remedy: 'Feche em cada processo o que ele não usa: a conexão no pai, o socket de escuta no filho.',
  },
  'thread-started': {
    why: 'As threads de um processo compartilham tudo, também os descritores. Cada uma pode dormir em uma chamada própria.',
  },
  'close-listener': {
    why: 'A porta deixa de escutar. As conexões que ainda esperavam na fila de aceitação recebem um reset; as já aceitas continuam.',
  },
  'close-reset': {
    why: 'Ainda havia bytes recebidos e não lidos: eles se perdem, e a conexão termina com um reset em vez de um FIN.',
    remedy: 'Para terminar sem perdas: shutdown(SHUT_WR), ler até recv() retornar 0, depois close().',
  },
  'exit-done': {
    why: 'Quando um processo termina, o kernel fecha os seus descritores como close() faria.',
    remedy: goOnByHand,
  },
  killed: {
    why: 'SIGKILL encerra o processo na hora, mesmo dentro de uma chamada; o kernel fecha os seus descritores como close() faria.',
    remedy: goOnByHand,
  },
  'getsockname-done': { why: 'getsockname() informa o endereço e a porta do próprio socket. Nada passa pela rede.' },
  'getpeername-done': { why: 'getpeername() informa o endereço da outra ponta. Nada passa pela rede.' },
  'setsockopt-done': {
    why: 'A opção vale para este socket a partir de agora; os sockets aceitos herdam as opções do socket de escuta.',
  },
  'setsockopt-reuseaddr-late': {
    why: 'SO_REUSEADDR conta quando bind() procura conflitos, e este socket já tem endereço.',
    remedy: 'Defina SO_REUSEADDR entre socket() e bind().',
  },
  'getsockopt-done': { why: 'getsockopt() lê uma opção; ler SO_ERROR também o apaga.' },
  'fcntl-done': {
    why: 'Com O_NONBLOCK, uma chamada que dormiria retorna EAGAIN (connect: EINPROGRESS) em vez disso.',
  },
  'fcntl-getfl': {
    why: 'F_GETFL informa como o descritor foi aberto: O_RDWR (2), e O_NONBLOCK (2048) onde estiver definido.',
  },
  'blocks-handshake': {
    why: (f) =>
      `O handshake não está completo: ${f.call ?? 'connect'}() dorme até o SYN ser respondido, ou ter sido repetido em vão.`,
  },
  'blocks-connection': { why: 'A fila de aceitação está vazia: accept() dorme até um handshake se completar.' },
  'blocks-data': { why: 'Não há nada para ler: recv() dorme até virem bytes, o fim do fluxo ou um erro.' },
  'blocks-buffer-space': {
    why: 'O buffer de envio está cheio: send() dorme até o outro lado confirmar bytes e assim abrir espaço.',
  },
  'blocks-events': {
    why: (f) =>
      `Nenhum dos descritores está pronto: ${f.call ?? 'poll'}() dorme até que um esteja, ou o tempo se esgote.`,
  },
  'blocks-events-edge': {
    why: 'Há bytes (ou conexões) ali sem ler, mas EPOLLET já avisou deles uma vez: epoll_wait() dorme até vir algo novo.',
    remedy: 'Antes do próximo epoll_wait(), leia até EAGAIN. EPOLL_CTL_MOD faria o kernel olhar de novo.',
  },
  'blocks-linger': {
    why: 'SO_LINGER faz close() dormir até tudo o que foi enviado ser confirmado, ou o tempo se esgotar.',
  },
  woken: { why: 'O que o processo esperava chegou: o kernel o acorda, e a chamada verifica de novo.' },
  'syn-queue-entered': { why: 'Uma conexão meio aberta espera na fila de SYN pelo último ACK do seu handshake.' },
  'syn-queue-left': { why: 'A conexão meio aberta sai da fila de SYN: o seu handshake acabou.' },
  'accept-queue-entered': {
    why: 'O handshake está completo: a conexão espera na fila de aceitação por accept(). Ela já pode receber bytes.',
  },
  'accept-queue-left': { why: 'accept() retirou da fila a conexão mais antiga: há lugar para outra.' },
  'syn-queue-full': {
    why: 'A fila de SYN está cheia, então o SYN é descartado sem resposta; o cliente vai repeti-lo.',
  },
  'syn-cookie-sent': {
    why: 'Há tantas conexões meio abertas quanto o backlog permite: o SYN é respondido com um cookie, e nada é guardado. Se o ACK não encontrar lugar, o servidor nunca saberá de uma conexão que o cliente julga aberta.',
  },
  'accept-queue-full-syn': {
    why: 'A fila de aceitação está cheia, então o SYN é descartado sem resposta; o cliente o repete, e connect() continua esperando.',
    remedy: 'O servidor deve chamar accept() com mais frequência, ou listen() com um backlog maior.',
  },
  'accept-queue-full-ack': {
    why: 'O último ACK do handshake encontra a fila de aceitação cheia e é ignorado: o cliente se julga conectado, o servidor ainda não.',
    remedy: 'O servidor deve chamar accept() com mais frequência, ou listen() com um backlog maior.',
  },
  'listener-gone': {
    why: 'O socket de escuta já não existe, então uma conexão que esperava nas suas filas e que ninguém mais pode aceitar é abandonada.',
  },
};
