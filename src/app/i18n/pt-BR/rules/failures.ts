import type { MultiplexRule } from '../../../../engine/trace/multiplex-rules.ts';
import type { FailureRule, TextsOf } from '../../narration/texts.ts';
import { time } from '../phrases.ts';
import { GO_ON } from './go-on.ts';
import { STARTED_ANEW, startedAnew } from './started-anew.ts';

/** Why a call failed, and what to do about it: one cause, one text. */
export const failures: TextsOf<Exclude<FailureRule, MultiplexRule>> = {
  'ebadf-never-open': {
    why: (f) =>
      f.fd.startsWith('-1')
        ? '-1 não é um descritor: é o que uma chamada anterior retornou quando falhou.'
        : `O descritor ${f.fd} nunca esteve aberto neste processo: nem socket() nem accept() retornaram esse número.`,
    remedy:
      'Use o número que socket() ou accept() retornou, e verifique antes se não é -1. Descritores de outro processo não valem aqui.',
  },
  'ebadf-closed': {
    why: (f) => `O descritor ${f.fd} foi fechado: o número está livre e logo pode pertencer a outro socket.`,
    remedy:
      'Feche um descritor uma só vez, depois do último uso. No laço de um servidor, feche o que accept() retornou, não o de escuta.',
  },
  enotsock: {
    why: (f) =>
      `O descritor ${f.fd} está aberto, mas não é um socket: 0, 1 e 2 são os fluxos padrão, e epoll_create1() também não dá um socket.`,
    remedy:
      'Passe o número que socket() ou accept() retornou. Um deslize clássico: if (s = socket(…) < 0) guarda a comparação em s; a atribuição precisa de parênteses.',
  },
  'socket-eafnosupport': {
    why: (f) => `As máquinas daqui só falam IPv4, e a chamada pediu ${f.option}.`,
    remedy: 'Crie o socket com AF_INET.',
  },
  'socket-emfile': {
    why: 'O processo já tem abertos tantos descritores quantos pode ter.',
    remedy: 'Feche os que não servem mais. Um servidor fecha cada descritor aceito quando termina com aquele cliente.',
  },
  'dup-emfile': {
    why: 'Não há número livre: o processo já tem abertos tantos descritores quantos pode ter.',
    remedy: 'Feche os que não são mais necessários.',
  },
  'dup2-ebadf-range': {
    why: 'O segundo número é menor que 0 ou maior do que um processo pode ter (1023).',
    remedy: 'Escolha um número de 0 a 1023, ou deixe dup() escolher.',
  },
  'fork-eagain': {
    why: 'A máquina tem tantos processos quantos pode ter, ou já um com esse nome.',
    remedy: 'Encerre processos que não são mais necessários: um laço com fork() precisa parar em algum ponto.',
  },
  'thread-eagain': {
    why: 'O processo tem tantas threads quantas pode ter, ou já uma com esse nome.',
    remedy: 'Deixe o trabalho para as threads que já existem.',
  },
  'bind-einval-bound': {
    why: (f) => `O descritor ${f.fd} já tem endereço, ${f.local}: um socket recebe o seu endereço uma só vez.`,
    remedy: 'Chame bind() uma vez. Para outro endereço, crie outro socket.',
  },
  'bind-einval-connected': {
    why: (f) => `O descritor ${f.fd} recebeu o seu endereço quando foi conectado, e o conserva.`,
    remedy:
      'Chame bind() antes de connect(). Um cliente pode dispensar bind(): connect() toma sozinho uma porta efêmera livre.',
  },
  'bind-eacces': {
    why: (f) => `A porta ${f.port} está abaixo de 1024: só um processo privilegiado (root) pode usá-la em bind().`,
    remedy: 'Escolha uma porta a partir de 1024, como 8080.',
  },
  'bind-eaddrnotavail': {
    why: (f) => `${f.address} não é endereço desta máquina, portanto o ${f.me} não pode receber nada ali.`,
    remedy:
      'Use em bind() um endereço desta máquina, ou 0.0.0.0 (INADDR_ANY) para todos. O endereço da outra máquina vai em connect().',
  },
  'bind-eaddrinuse-bound': {
    why: (f) =>
      `Outro socket desta máquina já ocupa a porta ${f.port}, no mesmo endereço ou em 0.0.0.0, que abrange todos.`,
    remedy:
      'Feche aquele socket ou escolha outra porta. Com SO_REUSEADDR nos dois, ambos podem chamar bind(), mas só um pode escutar.',
  },
  'bind-eaddrinuse-listening': {
    why: (f) => `Outro socket escuta na porta ${f.port}: já há um servidor em execução ali.`,
    remedy:
      'Encerre aquele servidor ou escolha outra porta. SO_REUSEADDR não ajuda contra um socket que escuta; SO_REUSEPORT nos dois ajudaria.',
  },
  'bind-eaddrinuse-connection': {
    why: (f) =>
      `Ninguém mais escuta na porta ${f.port}, mas uma conexão aceita ali continua aberta e mantém a porta ocupada.`,
    remedy:
      'Feche essa conexão, ou ligue SO_REUSEADDR antes de bind() no novo socket e no antigo socket de escuta: os aceitos o herdam.',
  },
  'bind-eaddrinuse-time-wait': {
    why: (f) =>
      `Uma conexão que este lado fechou primeiro está em TIME-WAIT e mantém a porta ${f.port} ocupada${f.timeWaitLeft === null ? '' : ` por mais ${time(f.timeWaitLeft)}`}.`,
    remedy:
      'Ligue SO_REUSEADDR entre socket() e bind() em toda execução do servidor (o socket antigo também precisava tê-lo), deixe o cliente fechar primeiro, ou espere.',
  },
  'bind-eaddrinuse-other-user': {
    why: (f) =>
      `Um socket de outro usuário ocupa a porta ${f.port}. SO_REUSEPORT só a divide entre sockets de um mesmo usuário, para ninguém tomar as conexões de outro.`,
    remedy: 'Execute os dois servidores com o mesmo usuário, ou escolha outra porta.',
  },
  'bind-eaddrinuse-no-port': {
    why: 'A porta 0 pede qualquer porta efêmera livre (32768–60999), e nenhuma está livre.',
    remedy: 'Feche os sockets que não são mais usados, ou indique uma porta.',
  },
  'listen-eaddrinuse': {
    why: (f) => `Outro socket já escuta em ${f.local}: SO_REUSEADDR deixa os dois chamarem bind(), mas só um escutar.`,
    remedy: 'Feche o outro socket de escuta ou escolha outra porta.',
  },
  'listen-einval-connected': {
    why: (f) => `O descritor ${f.fd} já foi usado para uma conexão; um socket assim não pode escutar.`,
    remedy:
      'Escute com um socket próprio: socket(), bind(), listen(). O socket de escuta e o conectado são dois sockets diferentes.',
  },
  'connect-econnrefused': {
    why: (f) => `Ninguém escuta em ${f.target}, então o kernel do ${f.peer} respondeu ao SYN com um reset.`,
    remedy: 'Inicie primeiro o servidor (socket, bind, listen), ou confira o endereço e a porta.',
  },
  'connect-etimedout': {
    why: (f) =>
      `O SYN para ${f.target} foi repetido várias vezes${f.blocked ? ` durante ${time(f.took)}` : ''}, e não veio resposta.`,
    remedy:
      'Confira o endereço, e se aquela máquina está ligada e acessível. Um firewall, ou uma fila de aceitação cheia, também descarta SYNs sem aviso.',
  },
  'connect-eisconn': {
    why: (f) => `O descritor ${f.fd} já está conectado, a ${f.remote}.`,
    remedy: 'Um socket TCP se conecta uma vez. Para outra conexão, crie outro socket.',
  },
  'connect-eisconn-listening': {
    why: (f) => `O descritor ${f.fd} escuta: recebe conexões e não pode fazer uma. O Linux informa isso como EISCONN.`,
    remedy: 'Crie outro socket para connect().',
  },
  'connect-eisconn-ended': {
    why: (f) => `A conexão do descritor ${f.fd} acabou, mas o Linux continua considerando o socket conectado.`,
    remedy: 'Feche-o e crie um novo socket para a nova conexão.',
  },
  'connect-einprogress': {
    why: 'O socket é não bloqueante: o SYN foi enviado, e o handshake continua sem o programa.',
    remedy:
      'Isto não é um engano. Espere POLLOUT com poll(), depois pergunte a getsockopt(SO_ERROR) ou a connect() o resultado.',
  },
  'connect-ealready': {
    why: 'O handshake que um connect() anterior deste socket não bloqueante começou ainda está em andamento.',
    remedy: 'Espere POLLOUT com poll(), em vez de chamar connect() repetidas vezes.',
  },
  'connect-einprogress-timeout': {
    why: 'SO_SNDTIMEO também limita connect(). O tempo acabou, e o handshake continua sem a chamada.',
    remedy: 'Espere POLLOUT com poll() e depois consulte SO_ERROR, ou feche o descritor e desista.',
  },
  'connect-ealready-timeout': {
    why: 'O handshake que um connect() anterior começou ainda está em andamento, e o tempo de SO_SNDTIMEO acabou outra vez.',
    remedy: 'Espere POLLOUT com poll(), ou feche o descritor e desista.',
  },
  'connect-econnaborted': {
    why: 'A tentativa anterior falhou, e o seu erro já foi lido. O Linux diz isso ao próximo connect(), uma vez.',
    remedy: 'Chame connect() de novo: ele recomeça. Outros sistemas exigem um novo socket.',
  },
  'connect-econnreset': {
    why: (f) => `O ${f.peer} reinicializou a conexão com um reset antes que connect() pudesse informá-la.`,
    remedy:
      'Veja por que o outro lado aborta: o seu socket de escuta foi fechado, ou o seu processo terminou. Depois tente com um novo socket.',
  },
  'connect-eaddrnotavail-no-port': {
    why: (f) =>
      `Nenhuma porta efêmera (32768–60999) está livre para uma conexão com ${f.target}; TIME-WAIT também as ocupa.`,
    remedy: 'Faça menos conexões, mais longas, ou espere TIME-WAIT passar.',
  },
  'connect-eaddrnotavail-in-use': {
    why: (f) =>
      `Já existe uma conexão de ${f.local} para ${f.target}, e duas não podem ter o mesmo par de endereços e portas.`,
    remedy: 'Não prenda um cliente a uma porta fixa com bind(): connect() toma sozinho uma livre.',
  },
  'connect-enetunreach': {
    why: (f) => `Nenhuma rota leva a ${f.address}.`,
    remedy: 'Confira o endereço: deve ser o de uma máquina desta rede.',
  },
  'connect-ehostunreach': {
    why: (f) =>
      `${f.address} está inacessível: nenhuma máquina tem esse endereço, ou um filtro de pacotes ali rejeita todos.`,
    remedy: 'Confira o endereço, e se essa máquina existe e está ligada.',
  },
  'accept-einval': {
    why: (f) => `O descritor ${f.fd} não escuta, portanto não tem fila de onde tirar uma conexão.`,
    remedy:
      'Chame listen() nele antes. accept() quer o descritor de escuta, não um que connect() ou accept() tenha dado.',
  },
  'accept-eagain': {
    why: 'A chamada não pode esperar, e a fila de aceitação está vazia.',
    remedy: 'Isto não é um engano. Espere POLLIN com poll(), ou dispense O_NONBLOCK se accept() deve esperar.',
  },
  'accept-eagain-timeout': {
    why: 'Nenhuma conexão veio dentro do tempo de SO_RCVTIMEO, então accept() desistiu.',
    remedy:
      'Isto não é um engano: EAGAIN aqui quer dizer que o tempo acabou. Chame accept() de novo, ou faça outra coisa.',
  },
  'accept-emfile': {
    why: 'O processo já tem abertos tantos descritores quantos pode ter; a conexão continua na fila.',
    remedy: 'Feche cada descritor aceito quando o seu cliente estiver atendido, e chame accept() de novo.',
  },
  'send-enotconn-handshake': {
    why: 'O handshake não está completo: ainda não há conexão por onde enviar.',
    remedy: 'Espere connect() ter sucesso.',
  },
  'send-epipe-never-connected': {
    why: (f) => `O descritor ${f.fd} nunca foi conectado: não há outra ponta que possa receber.`,
    remedy: 'Um cliente chama connect() antes; um servidor envia pelo descritor que accept() retornou.',
  },
  'send-epipe-listening': {
    why: (f) => `O descritor ${f.fd} escuta: recebe conexões e não transporta bytes.`,
    remedy: 'Envie pelo descritor que accept() retornou: é outro.',
  },
  'send-epipe-shutdown': {
    why: 'Este lado encerrou o próprio sentido com shutdown(); nada pode vir depois do FIN.',
    remedy: 'Envie tudo antes de shutdown(SHUT_WR). A recepção continua.',
  },
  'send-epipe-reset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `A conexão foi reinicializada por um reset: no ${f.peer} não havia mais quem recebesse bytes.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Pare de enviar quando recv() retornar 0 ou um send() falhar. Feche o descritor; para tentar de novo, crie um novo socket.',
  },
  'send-epipe-ended': {
    why: 'A conexão acabou nos dois sentidos.',
    remedy: 'Feche o descritor; para uma nova conexão, crie um novo socket.',
  },
  'send-econnreset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `Veio um reset do ${f.peer}: ele abortou, recomeçou do zero, ou fechou com bytes ainda não lidos. O que estava a caminho pode ter se perdido.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Feche o descritor e conecte de novo. Se isso não devia acontecer, olhe o outro lado: ele precisa ler até o fim antes de fechar.',
  },
  'send-econnrefused': {
    why: (f) => `A conexão que este socket não bloqueante pediu foi recusada: ninguém escuta em ${f.remote}.`,
    remedy: 'Inicie primeiro o servidor. Depois de um connect() não bloqueante, consulte SO_ERROR antes de enviar.',
  },
  'send-etimedout': {
    why: 'O que foi enviado foi repetido muitas vezes e nunca confirmado, então o TCP desistiu da conexão.',
    remedy: 'Verifique se a outra máquina e a rede ainda funcionam, depois conecte com um novo socket.',
  },
  'send-econnrefused-unreachable': {
    why: 'O que foi enviado nunca foi confirmado, e o ICMP avisou que nada mais o aceita naquela porta. O TCP desistiu da conexão.',
    remedy: 'Olhe o filtro de pacotes da outra máquina; depois conecte com um novo socket.',
  },
  'send-ehostunreach': {
    why: 'O que foi enviado nunca foi confirmado, e o ICMP avisou que a outra máquina está inacessível. O TCP desistiu da conexão.',
    remedy: 'Verifique se a outra máquina está ligada, e o filtro de pacotes dela; depois conecte com um novo socket.',
  },
  'send-eagain': {
    why: 'A chamada não pode esperar, e o buffer de envio não tem espaço, ou a conexão ainda não foi feita.',
    remedy: 'Isto não é um engano. Espere POLLOUT com poll(), depois envie o resto.',
  },
  'send-eagain-timeout': {
    why: 'O buffer de envio não teve espaço dentro do tempo de SO_SNDTIMEO, então send() desistiu. Nada foi aceito.',
    remedy: 'Veja por que o outro lado não lê. Se uma parte foi aceita, não é erro: então vem o retorno menor.',
  },
  'send-sigpipe': {
    why: 'A conexão não aceita mais bytes (EPIPE). Sem MSG_NOSIGNAL o kernel então envia SIGPIPE, que encerra o processo sem mensagem.',
    remedy: `Passe MSG_NOSIGNAL a send(): EPIPE é retornado, e o processo continua vivo. ${GO_ON}`,
  },
  'recv-enotconn': {
    why: (f) => `O descritor ${f.fd} não está conectado, portanto nada pode chegar por ele.`,
    remedy: 'Um cliente chama connect() antes; um servidor lê do descritor que accept() retornou.',
  },
  'recv-enotconn-listening': {
    why: (f) => `O descritor ${f.fd} escuta: por ele chegam conexões, nunca bytes.`,
    remedy: 'Leia do descritor que accept() retornou: é outro.',
  },
  'recv-eagain': {
    why: 'A chamada não pode esperar, e não há nada para ler.',
    remedy:
      'Isto não é um engano. Espere POLLIN com poll(), ou dispense O_NONBLOCK e MSG_DONTWAIT se recv() deve esperar.',
  },
  'recv-eagain-timeout': {
    why: 'Nada veio dentro do tempo de SO_RCVTIMEO, então recv() desistiu. A conexão continua.',
    remedy:
      'Isto não é um engano: EAGAIN aqui quer dizer que o tempo acabou. Chame recv() de novo, ou faça outra coisa.',
  },
  'recv-econnreset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `Veio um reset do ${f.peer}: ele abortou, recomeçou do zero, ou fechou com bytes ainda não lidos. Bytes que não tinham chegado se perderam.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Feche o descritor. Para terminar sem perdas, cada lado chama shutdown(SHUT_WR), lê até recv() retornar 0, e só então fecha.',
  },
  'recv-econnrefused': {
    why: (f) => `A conexão que este socket não bloqueante pediu foi recusada: ninguém escuta em ${f.remote}.`,
    remedy:
      'Inicie primeiro o servidor e chame connect() de novo; depois de um connect() não bloqueante, consulte SO_ERROR.',
  },
  'recv-etimedout': {
    why: 'O TCP desistiu da conexão: muitas repetições ficaram sem resposta.',
    remedy: 'Verifique se a outra máquina e a rede ainda funcionam, depois conecte com um novo socket.',
  },
  'recv-econnrefused-unreachable': {
    why: 'O TCP desistiu da conexão: muitas repetições ficaram sem resposta, e o ICMP avisou que nada mais as aceita naquela porta.',
    remedy: 'Olhe o filtro de pacotes da outra máquina; depois conecte com um novo socket.',
  },
  'recv-ehostunreach': {
    why: 'O TCP desistiu da conexão: muitas repetições ficaram sem resposta, e o ICMP avisou que a outra máquina está inacessível.',
    remedy: 'Verifique se a outra máquina está ligada, e o filtro de pacotes dela; depois conecte com um novo socket.',
  },
  'shutdown-enotconn': {
    why: (f) => `O descritor ${f.fd} não tem conexão, ou não tem mais, da qual se pudesse encerrar um sentido.`,
    remedy: 'Chame shutdown() só em um socket conectado. Para devolver um descritor basta close().',
  },
  'shutdown-einval': {
    why: (f) => `${f.how} não é SHUT_RD (0), nem SHUT_WR (1), nem SHUT_RDWR (2).`,
    remedy: 'Use um dos três nomes.',
  },
  'getpeername-enotconn': {
    why: (f) => `O descritor ${f.fd} não tem outro lado: não está conectado, ou não está mais, ou escuta.`,
    remedy:
      'Pergunte enquanto a conexão existe, no descritor conectado. Para o endereço do próprio socket use getsockname().',
  },
  'setsockopt-edom': {
    why: 'Os microssegundos de um limite de tempo vão de 0 a 999.999; os segundos inteiros ficam no outro número.',
    remedy: 'Passe, por exemplo, {0, 500000} para meio segundo. {0, 0} significa: sem limite.',
  },
  'setsockopt-einval': {
    why: (f) => `${f.value} está fora do intervalo que ${f.option} aceita.`,
    remedy: 'TCP_KEEPIDLE e TCP_KEEPINTVL vão de 1 a 32767 s, TCP_KEEPCNT de 1 a 127, TCP_MAXSEG de 88 a 32767.',
  },
  'setsockopt-enoprotoopt': {
    why: (f) => `${f.option} não pode ser definida: não existe, ou só pode ser lida.`,
    remedy: 'Confira o nome da opção e o seu nível (SOL_SOCKET ou IPPROTO_TCP).',
  },
  'getsockopt-enoprotoopt': {
    why: (f) => `Não há aqui uma opção ${f.option} para ser lida.`,
    remedy: 'Confira o nome da opção e o seu nível (SOL_SOCKET ou IPPROTO_TCP).',
  },
};
