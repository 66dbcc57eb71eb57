import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../src/engine/trace/rule.ts';
import { play } from '../../../support/play.ts';
import { toldOf } from './told.ts';

const LISTENING = `
  S socket ls
  S bind ls 10.0.0.2:8080
  S listen ls 1`;
const PAIR = `${LISTENING}
  C socket c
  C connect c 10.0.0.2:8080
  S accept ls a`;
const SERVER_CLOSED_FIRST = `${PAIR}
  S close a
  C close c
  S close ls
  S socket l2`;

/** A wrong call at the end of a scene, the rule it runs into, and words that only its own sentence has. */
const CASES: readonly (readonly [rule: Rule, scene: string, why: string, porque: string])[] = [
  ['ebadf-never-open', 'C recv 7 10', 'Descriptor 7 was never open', 'O descritor 7 nunca esteve aberto'],
  ['ebadf-never-open', 'C recv -1 10', '-1 is no descriptor', '-1 não é um descritor'],
  ['ebadf-closed', 'C socket c\nC close c\nC close 3', 'Descriptor 3 has been closed', 'O descritor 3 foi fechado'],
  [
    'enotsock',
    'C recv 0 10',
    'Descriptor 0 is open but is no socket',
    'O descritor 0 está aberto, mas não é um socket',
  ],
  ['socket-eafnosupport', 'C socket c AF_INET6', 'the call asked for AF_INET6', 'a chamada pediu AF_INET6'],
  [
    'bind-einval-bound',
    `S socket s\nS bind s 10.0.0.2:8080\nS bind s 10.0.0.2:8081`,
    '(s) is bound already, to 10.0.0.2:8080',
    '(s) já tem endereço, 10.0.0.2:8080',
  ],
  ['bind-einval-connected', `${PAIR}\nC bind c 10.0.0.1:6000`, 'when it was connected', 'quando foi conectado'],
  ['bind-eacces', 'S socket s\nS bind s 10.0.0.2:80', 'Port 80 is below 1024', 'A porta 80 está abaixo de 1024'],
  [
    'bind-eaddrnotavail',
    'S socket s\nS bind s 10.0.0.1:8080',
    '10.0.0.1 is no address of this machine',
    '10.0.0.1 não é endereço desta máquina',
  ],
  [
    'bind-eaddrinuse-bound',
    'S socket a\nS bind a 10.0.0.2:8080\nS socket b\nS bind b 10.0.0.2:8080',
    'is bound to port 8080',
    'já ocupa a porta 8080',
  ],
  [
    'bind-eaddrinuse-listening',
    `${LISTENING}\nS socket l2\nS bind l2 10.0.0.2:8080`,
    'listens on port 8080',
    'escuta na porta 8080',
  ],
  [
    'bind-eaddrinuse-connection',
    `${PAIR}\nS close ls\nS socket l2\nS bind l2 10.0.0.2:8080`,
    'Nobody listens on port 8080 any more',
    'Ninguém mais escuta na porta 8080',
  ],
  [
    'bind-eaddrinuse-time-wait',
    `${SERVER_CLOSED_FIRST}\nS bind l2 10.0.0.2:8080`,
    'keeps port 8080 for another 59.9',
    'mantém a porta 8080 ocupada por mais 59,9',
  ],
  [
    'listen-eaddrinuse',
    'S socket a\nS setsockopt a SO_REUSEADDR\nS bind a 10.0.0.2:8080\nS socket b\nS setsockopt b SO_REUSEADDR\nS bind b 10.0.0.2:8080\nS listen a 1\nS listen b 1',
    'listens at 10.0.0.2:8080 already',
    'já escuta em 10.0.0.2:8080',
  ],
  [
    'listen-einval-connected',
    `${PAIR}\nC listen c 1`,
    'such a socket cannot listen',
    'um socket assim não pode escutar',
  ],
  [
    'connect-econnrefused',
    'C socket c\nC connect c 10.0.0.2:8080',
    'Nobody listens on 10.0.0.2:8080, so the server’s kernel answered the SYN with a reset',
    'Ninguém escuta em 10.0.0.2:8080, então o kernel do servidor respondeu ao SYN com um reset',
  ],
  [
    'connect-eisconn',
    `${PAIR}\nC connect c 10.0.0.2:8080`,
    'is connected already, to 10.0.0.2:8080',
    'já está conectado, a 10.0.0.2:8080',
  ],
  ['connect-eisconn-listening', `${LISTENING}\nS connect ls 10.0.0.1:8080`, 'cannot make one', 'não pode fazer uma'],
  [
    'connect-eisconn-ended',
    `${PAIR}\nS setsockopt a SO_LINGER 0\nS close a\nC connect c 10.0.0.2:8080`,
    'goes on counting the socket as connected',
    'continua considerando o socket conectado',
  ],
  [
    'connect-einprogress',
    `${LISTENING}\nC socket c SOCK_NONBLOCK\nC connect c 10.0.0.2:8080`,
    'the SYN is sent',
    'o SYN foi enviado',
  ],
  ['accept-einval', 'S socket s\nS accept s a', '(s) does not listen', '(s) não escuta'],
  [
    'accept-eagain',
    `${LISTENING}\nS fcntl ls O_NONBLOCK\nS accept ls a`,
    'the accept queue is empty',
    'a fila de aceitação está vazia',
  ],
  ['send-epipe-never-connected', 'C socket c\nC send c "x" MSG_NOSIGNAL', 'was never connected', 'nunca foi conectado'],
  ['send-epipe-listening', `${LISTENING}\nS send ls "x" MSG_NOSIGNAL`, 'carries no bytes', 'não transporta bytes'],
  [
    'send-epipe-shutdown',
    `${PAIR}\nC shutdown c SHUT_WR\nC send c "x" MSG_NOSIGNAL`,
    'nothing can follow the FIN',
    'nada pode vir depois do FIN',
  ],
  [
    'send-epipe-reset',
    `${PAIR}\nS close a\nC send c "x"\nC send c "x" MSG_NOSIGNAL`,
    'the server had no one left',
    'no servidor não havia mais quem',
  ],
  [
    'send-econnreset',
    `${PAIR}\nS setsockopt a SO_LINGER 0\nS close a\nC send c "x"`,
    'A reset came from the server',
    'Veio um reset do servidor',
  ],
  ['recv-enotconn', 'C socket c\nC recv c 10', 'is not connected', 'não está conectado'],
  [
    'recv-enotconn-listening',
    `${LISTENING}\nS recv ls 10`,
    'connections arrive on it, never bytes',
    'por ele chegam conexões, nunca bytes',
  ],
  ['recv-eagain', `${PAIR}\nC recv c 10 MSG_DONTWAIT`, 'nothing is there to read', 'não há nada para ler'],
  [
    'recv-econnreset',
    `${PAIR}\nC send c "unread"\nS close a\nC recv c 10`,
    'A reset came from the server',
    'Veio um reset do servidor',
  ],
  ['shutdown-enotconn', 'C socket c\nC shutdown c SHUT_WR', 'has no connection', 'não tem conexão'],
  ['shutdown-einval', 'C socket c\nC shutdown c 7', '7 is none of SHUT_RD', '7 não é SHUT_RD'],
  ['getpeername-enotconn', 'C socket c\nC getpeername c', 'has no peer', 'não tem outro lado'],
  [
    'setsockopt-enoprotoopt',
    'C socket c\nC setsockopt c SO_ERROR 1',
    'SO_ERROR cannot be set',
    'SO_ERROR não pode ser definida',
  ],
];

describe.each(CASES)('%s', (rule, scene, why, porque) => {
  const timeline = play(scene);
  const line = scene.split('\n').filter((each) => each.trim() !== '').length - 1;
  const { items } = timeline.trace;
  const returned = items.find((event) => event.kind === 'return' && event.step === line);
  const errno = returned?.kind === 'return' ? returned.result.errno : null;

  it('has its own cause and remedy in English', async () => {
    const narration = await toldOf(timeline, line);
    expect(narration.rule).toBe(rule);
    expect(narration.headline).toContain(errno);
    expect(narration.why).toContain(why);
    expect(narration.remedy).not.toBeNull();
  });

  it('has them in Portuguese', async () => {
    const narration = await toldOf(timeline, line, 'pt-BR');
    expect(narration.headline).toContain(errno);
    expect(narration.why).toContain(porque);
    expect(narration.remedy).not.toBeNull();
  });
});
