import type { ClassName, Operation, OperationId } from '../../../programs/classes/description.ts';

/** What an operation does, in C++. */
export interface Body {
  /** The initialisers of a constructor. */
  readonly initialised?: string;
  readonly lines: readonly string[];
  /** The line that makes the system call; -1: the initialiser; absent: none does. */
  readonly calls?: number;
  readonly headers?: readonly string[];
  /** A template over the type of its value. */
  readonly template?: true;
  readonly isConst?: true;
}

/** `return check(::listen(fd_, backlog), "listen");`: the call, and the report when it fails. */
const checked = (name: string, ...rest: readonly string[]): string => `check(::${name}(${rest.join(', ')}), "${name}")`;
const returns = (name: string, ...rest: readonly string[]): Body => ({
  lines: [`return ${checked(name, ...rest)};`],
  calls: 0,
});
const UNISTD = ['<unistd.h>'];
const IP = ['<arpa/inet.h>', '<netinet/in.h>'];

/** What operation `of` of the class `owner` does. */
export function bodyOf(of: Operation, owner: ClassName): Body {
  return owner === 'Epoll'
    ? ofEpoll(of)
    : owner === 'Poller' || owner === 'Selector'
      ? ofWatcher(of, owner)
      : ofOther(of, owner);
}

function ofOther(of: Operation, owner: ClassName): Body {
  const { id } = of;
  const flags = of.parameters.some(({ name }) => name === 'flags') ? 'flags' : '0';
  switch (id) {
    case 'open':
      return { initialised: `Socket(${checked('socket', 'AF_INET', 'SOCK_STREAM', '0')})`, lines: [], calls: -1 };
    case 'open-as':
      return { initialised: `Socket(${checked('socket', 'family', 'type', '0')})`, lines: [], calls: -1 };
    case 'adopt':
      return { initialised: owner === 'Socket' ? 'fd_(fd)' : 'Socket(fd)', lines: [] };
    case 'destroy':
      return { lines: ['if (fd_ != -1) ::close(fd_);'], headers: UNISTD };
    case 'close':
      return { ...returns('close', 'std::exchange(fd_, -1)'), headers: [...UNISTD, '<utility>'] };
    case 'bind':
    case 'connect': {
      const end = id === 'bind' ? 'local' : 'to';
      const call = `return ${checked(id, 'fd_', '(sockaddr*)&name', 'sizeof name')};`;
      return { lines: [`sockaddr_in name = ${end}.toSockaddr();`, call], calls: 1 };
    }
    case 'disconnect': {
      const call = `return ${checked('connect', 'fd_', '&nobody', 'sizeof nobody')};`;
      return { lines: ['sockaddr nobody{};  // AF_UNSPEC', call], calls: 1 };
    }
    case 'listen':
      return returns('listen', 'fd_', 'backlog');
    case 'accept':
      return { lines: [`return ClientSocket(${checked('accept', 'fd_', 'nullptr', 'nullptr')});`], calls: 0 };
    case 'accept-as':
      return { lines: [`return ClientSocket(${checked('accept4', 'fd_', 'nullptr', 'nullptr', 'flags')});`], calls: 0 };
    case 'send':
      return returns('send', 'fd_', 'data.data()', 'data.size()', flags);
    case 'write':
      return { ...returns('write', 'fd_', 'data.data()', 'data.size()'), headers: UNISTD };
    case 'recv':
      return receives('recv', 'fd_', 'data_.data()', 'length', flags);
    case 'read':
      return { ...receives('read', 'fd_', 'data_.data()', 'length'), headers: UNISTD };
    case 'data':
      return { lines: ['return data_;'], isConst: true, headers: ['<string>'] };
    case 'fd':
      return { lines: ['return fd_;'], isConst: true };
    case 'shutdown':
      return returns('shutdown', 'fd_', 'how');
    case 'dup':
      return { lines: [`return ${owner}(${checked('dup', 'fd_')});`], calls: 0, headers: UNISTD };
    case 'dup2':
      return { lines: [`return ${owner}(${checked('dup2', 'fd_', 'number')});`], calls: 0, headers: UNISTD };
    case 'local':
      return tells('getsockname');
    case 'peer':
      return tells('getpeername');
    case 'set-option':
    case 'set-tcp-option':
      return { ...returns('setsockopt', 'fd_', level(id), 'name', '&value', 'sizeof value'), ...generic(id) };
    case 'get-option':
    case 'get-tcp-option': {
      const call = `return ${checked('getsockopt', 'fd_', level(id), 'name', '&value', '&size')};`;
      return { lines: ['socklen_t size = sizeof value;', call], calls: 1, ...generic(id) };
    }
    case 'set-non-blocking': {
      const change = 'on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK';
      const lines = ['int flags = ::fcntl(fd_, F_GETFL);', `return ${checked('fcntl', 'fd_', 'F_SETFL', change)};`];
      return { lines, calls: 1, headers: ['<fcntl.h>'] };
    }
    case 'is-non-blocking':
      return { lines: ['return (::fcntl(fd_, F_GETFL) & O_NONBLOCK) != 0;'], calls: 0, headers: ['<fcntl.h>'] };
    case 'to-sockaddr':
      return {
        lines: [
          'sockaddr_in name{};',
          'name.sin_family = AF_INET;',
          'name.sin_port = htons(port);',
          'inet_pton(AF_INET, address.c_str(), &name.sin_addr);',
          'return name;',
        ],
        isConst: true,
        headers: [...IP, '<string>'],
      };
    case 'fork':
      return { ...returns('fork'), headers: UNISTD };
    case 'exit':
      return { lines: ['::exit(status);'], calls: 0, headers: ['<cstdlib>'] };
    default:
      throw new Error(`${owner} has no ${id satisfies OperationId}`);
  }
}

/** recv and read: what came is kept. */
const receives = (name: string, ...rest: readonly string[]): Body => ({
  lines: [
    'data_.resize(length);',
    `ssize_t n = ${checked(name, ...rest)};`,
    'data_.resize(n < 0 ? 0 : n);',
    'return n;',
  ],
  calls: 1,
});

const level = (id: OperationId): string => (id.includes('tcp') ? 'IPPROTO_TCP' : 'SOL_SOCKET');
const generic = (id: OperationId): Pick<Body, 'headers' | 'template'> => ({
  template: true,
  headers: id.includes('tcp') ? ['<netinet/in.h>', '<netinet/tcp.h>'] : [],
});

/** getsockname and getpeername: into an endpoint. */
const tells = (name: string): Body => ({
  lines: [
    'sockaddr_in name{};',
    'socklen_t size = sizeof name;',
    `int result = ${checked(name, 'fd_', '(sockaddr*)&name', '&size')};`,
    'end = {inet_ntoa(name.sin_addr), ntohs(name.sin_port)};',
    'return result;',
  ],
  calls: 2,
  headers: IP,
});

function ofEpoll(of: Operation): Body {
  const control = (op: string): Body => ({
    lines: [
      'epoll_event event{};',
      'event.events = events;',
      'event.data.fd = fd;',
      `return ${checked('epoll_ctl', 'fd_', op, 'fd', '&event')};`,
    ],
    calls: 3,
  });
  const headers = ['<sys/epoll.h>', '<vector>'];
  switch (of.id) {
    case 'open':
      return { initialised: `fd_(${checked('epoll_create1', '0')})`, lines: [], calls: -1, headers };
    case 'adopt':
      return { initialised: 'fd_(fd)', lines: [], headers };
    case 'add':
      return control('EPOLL_CTL_ADD');
    case 'modify':
      return control('EPOLL_CTL_MOD');
    case 'remove':
      return returns('epoll_ctl', 'fd_', 'EPOLL_CTL_DEL', 'fd', 'nullptr');
    case 'wait':
      return {
        lines: [
          'ready_.resize(max < 0 ? 0 : max);',
          `int n = ${checked('epoll_wait', 'fd_', 'ready_.data()', 'max', 'timeout')};`,
          'ready_.resize(n < 0 ? 0 : n);',
          'return n;',
        ],
        calls: 1,
      };
    default:
      return ofOther(of, 'Epoll');
  }
}

function ofWatcher({ id }: Operation, owner: 'Poller' | 'Selector'): Body {
  if (owner === 'Poller') {
    if (id === 'watch') return { lines: ['watched_.push_back({fd, events, 0});'], headers: ['<poll.h>', '<vector>'] };
    const call = `int n = ${checked('poll', 'watched_.data()', 'watched_.size()', 'timeout')};`;
    return { lines: [call, 'watched_.clear();', 'return n;'], calls: 0 };
  }
  switch (id) {
    case 'watch-read':
      return { lines: ['read_.push_back(fd);'], headers: ['<sys/select.h>', '<vector>'] };
    case 'watch-write':
      return { lines: ['write_.push_back(fd);'] };
    case 'watch-except':
      return { lines: ['except_.push_back(fd);'] };
    default: {
      const highest = id === 'wait';
      const call = checked('select', 'nfds', '&sets[0]', '&sets[1]', '&sets[2]', 'timeout < 0 ? nullptr : &time');
      return {
        lines: [
          'fd_set sets[3];',
          'std::vector<int>* lists[] = {&read_, &write_, &except_};',
          ...(highest ? ['int nfds = 0;'] : []),
          'for (int i = 0; i < 3; i++) {',
          '    FD_ZERO(&sets[i]);',
          '    for (int fd : *lists[i]) FD_SET(fd, &sets[i]);',
          ...(highest ? ['    for (int fd : *lists[i]) nfds = std::max(nfds, fd + 1);'] : []),
          '    lists[i]->clear();',
          '}',
          'timeval time{timeout / 1000, timeout % 1000 * 1000};',
          `return ${call};`,
        ],
        calls: highest ? 10 : 8,
        headers: highest ? ['<algorithm>'] : [],
      };
    }
  }
}
