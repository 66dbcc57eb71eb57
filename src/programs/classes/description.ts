/** A class that a program may be made of. `std::thread` is the library's; the others stand in the program. */
export type ClassName =
  | 'Endpoint'
  | 'Socket'
  | 'ServerSocket'
  | 'ClientSocket'
  | 'Poller'
  | 'Selector'
  | 'Epoll'
  | 'Process'
  | 'std::thread';

/** UML's marks: public, protected, private. */
export type Visibility = '+' | '#' | '-';

export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** What the operation writes into. */
  readonly out?: true;
  /** As UML writes it; a parameter that has one need not be given. */
  readonly default?: string;
}

/** `name: type`, and `derived` where the object does not hold it but can find it out: UML's `/`. */
export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly visibility: Visibility;
  readonly derived?: true;
}

/** What tells the operations of a class apart: more than one may have the same name. */
export type OperationId =
  | 'open'
  | 'open-as'
  | 'adopt'
  | 'destroy'
  | 'bind'
  | 'listen'
  | 'accept'
  | 'accept-as'
  | 'connect'
  | 'disconnect'
  | 'send'
  | 'recv'
  | 'write'
  | 'read'
  | 'data'
  | 'shutdown'
  | 'close'
  | 'dup'
  | 'dup2'
  | 'local'
  | 'peer'
  | 'set-option'
  | 'set-tcp-option'
  | 'get-option'
  | 'get-tcp-option'
  | 'set-non-blocking'
  | 'is-non-blocking'
  | 'fd'
  | 'to-sockaddr'
  | 'watch'
  | 'watch-read'
  | 'watch-write'
  | 'watch-except'
  | 'wait'
  | 'wait-nfds'
  | 'add'
  | 'modify'
  | 'remove'
  | 'fork'
  | 'exit'
  | 'thread'
  | 'join';

export interface Operation {
  readonly id: OperationId;
  /** Without parameters; that of a constructor or destructor depends on its class. */
  readonly name: string;
  readonly kind: 'constructor' | 'destructor' | 'operation';
  readonly visibility: Visibility;
  readonly isStatic: boolean;
  readonly parameters: readonly Parameter[];
  /** Null: nothing. */
  readonly returns: string | null;
}

const parameter = (name: string, type: string, more: Partial<Parameter> = {}): Parameter => ({ name, type, ...more });
const FLAGS = parameter('flags', 'int', { default: '0' });
const DATA = parameter('data', 'string');
const LENGTH = parameter('length', 'size_t');
const TIMEOUT = parameter('timeout', 'int');
const FD = parameter('fd', 'int');
const EVENTS = [FD, parameter('events', 'short')];
const EPOLL_EVENTS = [FD, parameter('events', 'uint32_t')];
const OPTION = [parameter('name', 'int'), parameter('value', 'T')];
const ASKED = [parameter('name', 'int'), parameter('value', 'T', { out: true })];
const END = [parameter('end', 'Endpoint', { out: true })];
const SELF = '(its own class)';

/** What each operation looks like: parameters, and what it returns; by itself public and of an object. */
const LOOKS: Readonly<Record<Exclude<OperationId, 'open' | 'open-as' | 'adopt' | 'destroy'>, Look>> = {
  bind: ['bind', [parameter('local', 'Endpoint')], 'int'],
  listen: ['listen', [parameter('backlog', 'int')], 'int'],
  accept: ['accept', [], 'ClientSocket'],
  'accept-as': ['accept', [parameter('flags', 'int')], 'ClientSocket'],
  connect: ['connect', [parameter('to', 'Endpoint')], 'int'],
  disconnect: ['disconnect', [], 'int'],
  send: ['send', [DATA, FLAGS], 'ssize_t'],
  recv: ['recv', [LENGTH, FLAGS], 'ssize_t'],
  write: ['write', [DATA], 'ssize_t'],
  read: ['read', [LENGTH], 'ssize_t'],
  data: ['data', [], 'string'],
  shutdown: ['shutdown', [parameter('how', 'int')], 'int'],
  close: ['close', [], 'int'],
  dup: ['dup', [], SELF],
  dup2: ['dup2', [parameter('number', 'int')], SELF],
  local: ['localEndpoint', END, 'int'],
  peer: ['peerEndpoint', END, 'int'],
  'set-option': ['setOption', OPTION, 'int'],
  'set-tcp-option': ['setTcpOption', OPTION, 'int'],
  'get-option': ['getOption', ASKED, 'int'],
  'get-tcp-option': ['getTcpOption', ASKED, 'int'],
  'set-non-blocking': ['setNonBlocking', [parameter('on', 'bool')], 'int'],
  'is-non-blocking': ['isNonBlocking', [], 'bool'],
  fd: ['fd', [], 'int'],
  'to-sockaddr': ['toSockaddr', [], 'sockaddr_in'],
  watch: ['watch', EVENTS, null],
  'watch-read': ['watchRead', [FD], null],
  'watch-write': ['watchWrite', [FD], null],
  'watch-except': ['watchExcept', [FD], null],
  wait: ['wait', [TIMEOUT], 'int'],
  'wait-nfds': ['wait', [TIMEOUT, parameter('nfds', 'int')], 'int'],
  add: ['add', EPOLL_EVENTS, 'int'],
  modify: ['modify', EPOLL_EVENTS, 'int'],
  remove: ['remove', [FD], 'int'],
  fork: ['fork', [], 'pid_t'],
  exit: ['exit', [parameter('status', 'int')], null],
  thread: ['thread', [parameter('body', 'function')], null],
  join: ['join', [], null],
};
type Look = readonly [name: string, parameters: readonly Parameter[], returns: string | null];

/** An operation as the class `owner` has it. `withFlags`: whether a program that has it ever gives it flags. */
export function operationOf(id: OperationId, owner: ClassName, withFlags: boolean): Operation {
  const common = { id, visibility: '+', isStatic: owner === 'Process' } as const;
  const constructor = (parameters: readonly Parameter[]): Operation => ({
    ...common,
    name: owner.replace('std::', ''),
    kind: 'constructor',
    // What is neither a client's nor a server's is never made by itself.
    visibility: owner === 'Socket' ? '#' : '+',
    parameters,
    returns: null,
  });
  switch (id) {
    case 'open':
      return constructor([]);
    case 'open-as':
      return constructor([parameter('family', 'int'), parameter('type', 'int')]);
    case 'adopt':
      return constructor([FD]);
    case 'thread':
      return constructor(LOOKS.thread[1]);
    case 'destroy':
      return { ...common, name: `~${owner}`, kind: 'destructor', parameters: [], returns: null };
    default: {
      const [name, parameters, returns] = LOOKS[id];
      const shown = withFlags || owner === 'Epoll' ? parameters : parameters.filter((one) => one !== FLAGS);
      const waits = owner === 'Epoll' && id === 'wait' ? [parameter('max', 'int'), ...shown] : shown;
      return { ...common, name, kind: 'operation', parameters: waits, returns: returns === SELF ? owner : returns };
    }
  }
}

const attribute = (visibility: Visibility, name: string, type: string): Attribute => ({ visibility, name, type });
/** What the kernel knows of a socket: an object can ask for it, and does not hold it. */
const derived = (name: string, type: string): Attribute => ({ visibility: '+', name, type, derived: true });

/** The attributes of each class; `data_` goes where recv is. */
export const ATTRIBUTES: Readonly<Record<ClassName, readonly Attribute[]>> = {
  Endpoint: [attribute('+', 'address', 'string'), attribute('+', 'port', 'int')],
  Socket: [attribute('#', 'fd_', 'int'), derived('local', 'Endpoint'), derived('state', 'TcpState')],
  ServerSocket: [derived('acceptQueue', 'size_t')],
  ClientSocket: [derived('remote', 'Endpoint'), derived('sendBuffer', 'size_t'), derived('receiveBuffer', 'size_t')],
  Poller: [],
  Selector: [
    attribute('-', 'read_', 'int[*]'),
    attribute('-', 'write_', 'int[*]'),
    attribute('-', 'except_', 'int[*]'),
  ],
  Epoll: [attribute('-', 'fd_', 'int'), attribute('-', 'ready_', 'epoll_event[*]')],
  Process: [],
  'std::thread': [],
};

/** What was received last, as the object keeps it. */
export const DATA_ATTRIBUTE = { name: 'data_', type: 'string' } as const;

/** How much of a member is written: all, all but what it returns, or names alone. UML leaves it to a diagram what it shows. */
export type Fullness = 'all' | 'no-results' | 'names';

/** An operation or an attribute in UML's notation, without its visibility: `send(data : string) : ssize_t`, `/state : TcpState`. */
export function signature(member: Operation | Attribute, fullness: Fullness = 'all'): string {
  const typed = (name: string, type: string): string => (fullness === 'names' ? name : `${name} : ${type}`);
  if (!('parameters' in member)) return typed(`${member.derived ? '/' : ''}${member.name}`, member.type);
  const parameters = member.parameters.map(
    ({ name, type, out, default: value }) =>
      `${out ? 'out ' : ''}${typed(name, type)}${value === undefined ? '' : ` = ${value}`}`,
  );
  const returns = fullness === 'all' && member.returns !== null ? ` : ${member.returns}` : '';
  return `${member.name}(${parameters.join(', ')})${returns}`;
}
