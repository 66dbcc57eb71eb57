import type { MultiplexRule } from '../../../../engine/trace/multiplex-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';

/** Esperar por vários descritores: poll, select e epoll. */
export const multiplex: TextsOf<MultiplexRule> = {
  'poll-done': {
    why: 'poll() examina vários descritores de uma vez e conta os que estão prontos; não lê nem escreve nada.',
  },
  'select-done': {
    why: 'select() deixa em cada conjunto só os descritores que estão prontos. Preencha os conjuntos de novo antes da próxima chamada.',
  },
  'select-ebadf': {
    why: 'Um dos conjuntos contém um descritor que não está aberto neste processo.',
    remedy: 'Tire o descritor dos conjuntos (FD_CLR) quando o fechar. poll() o informaria como POLLNVAL.',
  },
  'select-einval': {
    why: 'O primeiro argumento de select() é negativo.',
    remedy: 'Passe o maior descritor dos conjuntos mais 1.',
  },
  'epoll-created': {
    why: 'Uma instância epoll é uma lista, no kernel, de descritores a vigiar. Ela tem um descritor, mas não é um socket.',
  },
  'epoll-added': {
    why: 'O kernel anota o descritor e o que vigiar nele. O que já for verdade também será informado.',
  },
  'epoll-modified': {
    why: 'EPOLL_CTL_MOD pede outros eventos. O kernel olha de novo: o que vale agora é informado, também no disparo por borda.',
  },
  'epoll-removed': { why: 'O descritor não é mais vigiado. close() da sua última cópia faria o mesmo.' },
  'epoll-told': {
    why: 'Disparo por nível: enquanto um descritor estiver pronto, cada epoll_wait() o informa, em rodízio com os outros.',
  },
  'epoll-told-once': {
    why: 'Disparo por borda (EPOLLET): isto é informado uma vez. O que ficar sem ler só é lembrado quando vier algo novo.',
    remedy: 'Com EPOLLET, torne o descritor não bloqueante e leia até EAGAIN.',
  },
  'epoll-silent': {
    why: 'Nada de novo chegou. Do que está ali sem ler já houve um aviso, e EPOLLET não avisa de novo.',
    remedy: 'Antes do próximo epoll_wait(), leia até EAGAIN. EPOLL_CTL_MOD faria o kernel olhar de novo.',
  },
  'looked-and-nothing': {
    why: (f) => `Com tempo 0, ${f.call ?? 'poll'}() só olha: nada está pronto neste momento.`,
  },
  'time-over': {
    why: (f) => `Nada ficou pronto no tempo dado a ${f.call ?? 'poll'}(), por isso retornou 0.`,
  },
  'epoll-einval': {
    why: (f) => `O descritor ${f.fd} não é uma instância epoll.`,
    remedy: 'O primeiro argumento é o que epoll_create1() retornou; o descritor a vigiar é o terceiro.',
  },
  'epoll-einval-bytes': {
    why: (f) => `O descritor ${f.fd} é uma instância epoll: nela não há bytes para ler ou escrever.`,
    remedy: 'Pergunte a ela com epoll_wait() quais descritores estão prontos, e leia desses.',
  },
  'epoll-wait-einval': {
    why: 'O espaço para os eventos, maxevents, deve ser maior que 0.',
    remedy: 'Passe o tamanho do vetor de epoll_event.',
  },
  'epoll-ctl-ebadf': {
    why: (f) => `O descritor ${f.watched}, que deveria ser vigiado, não está aberto neste processo.`,
    remedy: 'Acrescente um descritor depois que socket() ou accept() o retornou, e verifique antes se não é -1.',
  },
  'epoll-ctl-eexist': {
    why: (f) => `O descritor ${f.watched} já está na lista.`,
    remedy: 'Use EPOLL_CTL_MOD para pedir outros eventos.',
  },
  'epoll-ctl-enoent': {
    why: (f) => `O descritor ${f.watched} não está na lista: nunca foi acrescentado, foi retirado, ou foi fechado.`,
    remedy: 'Acrescente-o com EPOLL_CTL_ADD. close() retira sozinho um descritor da lista.',
  },
  'epoll-ctl-eperm': {
    why: (f) => `O descritor ${f.watched} leva a um arquivo que está sempre pronto: epoll não pode vigiá-lo.`,
    remedy: 'Vigie sockets, pipes e afins. Um arquivo comum dispensa espera; poll() diria que está pronto.',
  },
  'epoll-ctl-eloop': {
    why: 'Instâncias epoll podem vigiar umas às outras, mas não em círculo, e em no máximo cinco níveis.',
    remedy: 'Faça uma só instância vigiar os próprios sockets.',
  },
  'epoll-ctl-einval-itself': {
    why: 'Uma instância epoll não pode vigiar a si mesma.',
    remedy: 'O primeiro argumento é a instância epoll; o terceiro, o descritor a vigiar.',
  },
  'epoll-ctl-einval-exclusive': {
    why: 'EPOLLEXCLUSIVE só vale com EPOLL_CTL_ADD, ao lado de EPOLLIN, EPOLLOUT e EPOLLET, e não para uma instância epoll.',
    remedy: 'Retire o descritor e acrescente-o de novo com os eventos que deve ter.',
  },
};
