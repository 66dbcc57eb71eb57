import { describe, expect, it } from 'vitest';
import type { ProgramCall } from '../../../src/programs/classes/objects.ts';
import { signature } from '../../../src/programs/classes/description.ts';
import { programClasses, type ProgramClasses } from '../../../src/programs/classes/program-classes.ts';
import type { StepArguments } from '../../../src/programs/step-of-call.ts';

const classesOf = (...calls: StepArguments[]): ProgramClasses =>
  programClasses(calls.map((call): ProgramCall => ({ call })));
const shown = ({ classes }: ProgramClasses): Record<string, string[]> =>
  Object.fromEntries(
    classes.map(({ name, attributes, operations }) => [
      name,
      [...attributes, ...operations].map((one) => `${one.visibility} ${signature(one)}`),
    ]),
  );

const SOCKET: StepArguments = { call: 'socket', as: 'c' };
const CONNECT: StepArguments = { call: 'connect', fd: 'c', address: '10.0.0.2', port: 80 };

it('a client has a ClientSocket, its base class and the endpoint that it connects to, and of these what it uses', () => {
  const found = classesOf(SOCKET, CONNECT, { call: 'recv', fd: 'c', length: 10 }, { call: 'close', fd: 'c' });
  expect(shown(found)).toEqual({
    Endpoint: ['+ address : string', '+ port : int', '+ toSockaddr() : sockaddr_in'],
    Socket: [
      '# fd_ : int',
      '+ /local : Endpoint',
      '+ /state : TcpState',
      '# Socket(fd : int)',
      '+ ~Socket()',
      '+ close() : int',
    ],
    ClientSocket: [
      '+ /remote : Endpoint',
      '+ /sendBuffer : size_t',
      '+ /receiveBuffer : size_t',
      '- data_ : string',
      '+ ClientSocket()',
      '+ connect(to : Endpoint) : int',
      '+ recv(length : size_t) : ssize_t',
      '+ data() : string',
    ],
  });
  expect(found.dependencies).toEqual([{ from: 'ClientSocket', to: 'Endpoint' }]);
  expect(found.associations).toEqual([]);
});

it('a server knows the ClientSockets that it accepts', () => {
  const found = classesOf(
    { call: 'socket', as: 's' },
    { call: 'bind', fd: 's', port: 80 },
    { call: 'listen', fd: 's', backlog: 1 },
    { call: 'accept', fd: 's', as: 'a' },
  );
  expect(found.classes.map(({ name }) => name)).toEqual(['Endpoint', 'Socket', 'ClientSocket', 'ServerSocket']);
  expect(found.associations).toEqual([{ from: 'ServerSocket', to: 'ClientSocket', role: '/accepted' }]);
  expect([found.classOf('s'), found.classOf('a')]).toEqual(['ServerSocket', 'ClientSocket']);
});

describe('the class of a descriptor', () => {
  it.each<[string, StepArguments[], string]>([
    ['nothing but socket', [], 'ClientSocket'],
    ['connects', [CONNECT], 'ClientSocket'],
    ['only binds', [{ call: 'bind', fd: 'c' }], 'ServerSocket'],
    ['binds and connects', [{ call: 'bind', fd: 'c' }, CONNECT], 'ClientSocket'],
    ['listens and connects', [{ call: 'listen', fd: 'c' }, CONNECT], 'ServerSocket'],
    [
      'is also what accept gives',
      [
        { call: 'listen', fd: 'c' },
        { call: 'accept', fd: 'c', as: 'c' },
      ],
      'ClientSocket',
    ],
    [
      'a copy of it listens',
      [
        { call: 'dup', fd: 'c', as: 'd' },
        { call: 'listen', fd: 'd' },
      ],
      'ServerSocket',
    ],
  ])('%s', (_, calls, expected) => {
    expect(classesOf(SOCKET, ...calls).classOf('c')).toBe(expected);
  });

  it('is Epoll where it waits for others', () => {
    const found = classesOf(
      { call: 'epoll_create1', as: 'ep' },
      { call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_ADD', target: 'c', events: [] },
      { call: 'send', fd: 'ep', data: 'x' },
    );
    expect(found.classOf('ep')).toBe('Epoll');
    expect(found.operationOf({ call: 'send', fd: 'ep', data: 'x' })).toBeNull();
  });
});

it('what objects of both classes are asked for stands in their base class', () => {
  const found = classesOf(SOCKET, CONNECT, { call: 'bind', fd: 'c', port: 1 });
  expect(found.operationOf({ call: 'bind', fd: 'c', port: 1 })).toEqual({ owner: 'Socket', id: 'bind' });
  expect(shown(found)['Socket']).toContain('+ bind(local : Endpoint) : int');
});

it('flags are a parameter where the program gives any', () => {
  const plain: StepArguments = { call: 'send', fd: 'c', data: 'x' };
  expect(shown(classesOf(SOCKET, plain))['ClientSocket']).toContain('+ send(data : string) : ssize_t');
  expect(shown(classesOf(SOCKET, { ...plain, flags: ['MSG_NOSIGNAL'] }))['ClientSocket']).toContain(
    '+ send(data : string, flags : int = 0) : ssize_t',
  );
});

it('variables that are used before they are given, or outlive the thread that gives them, stand before the first call', () => {
  const { early } = programClasses([
    { call: { call: 'close', fd: 'x' } },
    { call: { call: 'thread', as: 't' } },
    { thread: 't', call: { call: 'socket', as: 'kept' } },
    { thread: 't', call: { call: 'socket', as: 'closed' } },
    { thread: 't', call: { call: 'close', fd: 'closed' } },
  ]);
  expect(early).toEqual(['x', 'kept']);
});
