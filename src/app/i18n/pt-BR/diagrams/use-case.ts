import type { Failure, Status } from '../../../../diagrams/use-case/model.ts';
import type { Fault } from '../../../../diagrams/use-case/occurrences.ts';
import type { UseCaseWords } from '../../../../diagrams/use-case/words.ts';
import { formatOf } from '../../format.ts';

const format = formatOf('pt-BR');

const fault = (by: Fault): string => (by === 'power-loss' ? 'sem energia' : by);
const before = (failure: Failure | null): string => (failure === null ? '' : `, falhou antes: ${fault(failure.by)}`);

function status(s: Status): string {
  switch (s.kind) {
    case 'not-begun':
      return 'não iniciado';
    case 'under-way':
      return `${s.blocked ? 'em andamento, o programa dorme' : 'em andamento'}${before(s.before)}`;
    case 'achieved':
      return `realizado${before(s.before)}`;
    case 'failed':
      return `falhou: ${fault(s.by)}`;
  }
}

export const useCase: UseCaseWords = {
  title: 'Diagrama de caso de uso',
  system: (host) => `programa ${host}`,
  actor(kind, hosts) {
    switch (kind) {
      case 'user':
        return 'Usuário';
      case 'operator':
        return 'Operador';
      case 'clients':
        return hosts.length === 1 ? `programa ${hosts[0]}` : `${hosts.length} clientes`;
      case 'server':
        return hosts.length === 1 ? `programa ${hosts[0]}` : `${hosts.length} servidores`;
    }
  },
  names: {
    connect: 'Conectar-se ao servidor',
    create: 'Criar um socket',
    options: 'Definir opções',
    bind: 'Vincular o endereço',
    handshake: 'Completar o handshake',
    'connect-failed': 'Relatar a falha',
    'retry-connect': 'Tentar de novo',
    exchange: 'Trocar dados',
    send: 'Enviar dados',
    receive: 'Receber dados',
    watch: 'Vigiar os descritores',
    'end-of-stream': 'Notar o fim do fluxo',
    'half-close': 'Encerrar o seu sentido',
    later: 'Voltar mais tarde',
    broken: 'Relatar a ruptura',
    names: 'Consultar endereços',
    threads: 'Usar várias threads',
    fork: 'Atender por um filho',
    close: 'Encerrar a conexão',
    offer: 'Oferecer o serviço',
    listen: 'Aguardar conexões',
    'bind-failed': 'Relatar a falha',
    'retry-bind': 'Tentar de novo',
    accept: 'Aceitar um cliente',
    serve: 'Atender o cliente',
    stop: 'Encerrar o serviço',
  },
  conditions: {
    'connect-failed': '{connect() = -1}',
    'retry-connect': '{connect() = -1}',
    'bind-failed': '{bind() = -1}',
    'retry-bind': '{bind() = -1}',
    'end-of-stream': '{recv() = 0}',
    later: '{errno = EAGAIN}',
    'half-close': '{tudo enviado}',
    broken: '{conexão rompida}',
    threads: '{vários clientes}',
    fork: '{vários clientes}',
  },
  table: {
    columns: { name: 'Caso de uso', relation: 'Pertence a', status: 'Situação', calls: 'Chamadas' },
    includedBy: (goal) => `incluído em “${goal}”`,
    extends: (goal, condition) => `estende “${goal}”${condition === null ? '' : ` se ${condition}`}`,
    status,
    calls: (counts) =>
      format.list(counts.map(({ call, times }) => (times === 1 ? call : `${call} ${times}×`))) || 'nenhuma',
    summary: ({ system, useCases, actors, achieved, underWay, failed }) =>
      `Diagrama de caso de uso do ${system}: ${format.plural(useCases, { one: '# caso de uso', other: '# casos de uso' })} e ${format.plural(actors, { one: '# ator', other: '# atores' })}; ${format.plural(achieved, { one: '# realizado', other: '# realizados' })}, ${underWay} em andamento, ${failed} com falha.`,
  },
};
