import type { FdReference } from '../../programs/call-script.ts';
import { Addresses } from './addresses.ts';
import { type CppCall, dataLength } from './cpp-call.ts';
import type { CppInput } from './cpp-input.ts';
import { Identifiers } from './identifiers.ts';
import { quote } from './quote.ts';

export interface WrittenLine {
  readonly text: string;
  readonly keys: readonly string[];
}

/** A check on the call's own line makes it at most this wide; a wider one gets a line of its own. */
const WIDEST_CHECKED_LINE = 52;
/** A larger buffer is no local array. */
const LARGEST_ARRAY = 65_536;
/** What recv brought is printed as text when it may be at most this long, else as a count. */
const LONGEST_PRINTED = 4_096;

type Arguments = CppCall['call'];

/** Writes one process: what its calls need first, then call after call, each on a line of its own. */
export class CppWriter {
  private readonly input: CppInput;
  private readonly names = new Identifiers();
  private readonly addresses: Addresses;
  private readonly headers = new Set(['<sys/socket.h>']);
  private readonly body: WrittenLine[] = [];
  /** Variables that have been declared so far. */
  private readonly declared = new Set<string>();

  constructor(input: CppInput) {
    this.input = input;
    // The names of descriptors first: they are the ones a reader looks for.
    for (const { call } of input.calls) if (call.as !== undefined) this.fd(call.as);
    this.addresses = new Addresses(input, this.names);
  }

  write(): readonly WrittenLine[] {
    const buffer = this.buffer();
    const early = this.namesUsedEarly();
    const set = this.addresses.lines();
    for (const call of this.input.calls) this.call(call);
    if (this.addresses.used) {
      this.headers.add('<arpa/inet.h>');
      this.headers.add('<netinet/in.h>');
      if (this.addresses.needsNumbers) this.headers.add('<cstdlib>');
    }
    const plain = (texts: readonly string[]): WrittenLine[] => texts.map((text) => ({ text, keys: [] }));
    const setUp = [...set, ...buffer, ...early].map((text) => `    ${text}`);
    return [
      ...plain([this.headline()]),
      ...plain([...this.headers].toSorted().map((header) => `#include ${header}`)),
      ...plain(['', this.addresses.parameters === 0 ? 'int main() {' : 'int main(int argc, char* argv[]) {']),
      ...plain(setUp.length === 0 ? [] : [...setUp, '']),
      ...this.body.map(({ text, keys }) => ({ text: `    ${text}`, keys })),
      ...plain(['}']),
    ];
  }

  /** How to make and run it; with both ends on one machine, every address is 127.0.0.1. */
  private headline(): string {
    const file = this.input.process;
    const here = ' 127.0.0.1'.repeat(this.addresses.hostParameters);
    return `// g++ -std=c++17 ${file}.cpp -o ${file} && ./${file}${here}`;
  }

  private fd(reference: FdReference | undefined): string {
    return typeof reference === 'string' ? this.names.of(`fd ${reference}`, reference) : String(reference ?? -1);
  }

  /** Names that no call has given when they are first used: they stand for -1. */
  private namesUsedEarly(): string[] {
    const given = new Set<string>();
    const early = new Set<string>();
    for (const { call } of this.input.calls) {
      for (const reference of [call.fd, ...(call.fds ?? []).map((entry) => entry.fd)]) {
        if (typeof reference === 'string' && !given.has(reference)) early.add(reference);
      }
      if (call.as !== undefined) given.add(call.as);
    }
    return [...early].map((name) => {
      this.declared.add(this.fd(name));
      return `int ${this.fd(name)} = -1;`;
    });
  }

  private buffer(): string[] {
    const lengths = this.input.calls.flatMap(({ call }) => (call.call === 'recv' ? [call.length ?? 0] : []));
    if (lengths.length === 0) return [];
    const size = Math.max(1, ...lengths);
    if (size <= LARGEST_ARRAY) return [`char buf[${size}];`];
    this.headers.add('<vector>');
    return [`std::vector<char> buf(${size});`];
  }

  private line(text: string, key: string | null = null): void {
    this.body.push({ text, keys: key === null ? [] : [key] });
  }

  /** `name = value;`, with the type the first time. */
  private assign(type: string, name: string, value: string, key: string | null = null): void {
    this.line(`${this.declared.has(name) ? '' : `${type} `}${name} = ${value};`, key);
    this.declared.add(name);
  }

  /** A call whose result only matters when it is -1. */
  private checked(key: string, call: string, name: string): void {
    this.headers.add('<cstdio>');
    const check = `if (${call} < 0)`;
    const report = `perror("${name}");`;
    if (check.length + report.length < WIDEST_CHECKED_LINE) this.line(`${check} ${report}`, key);
    else {
      this.line(check, key);
      this.line(`    ${report}`);
    }
  }

  /** A call that returns a descriptor. */
  private opens(key: string, call: string, name: string, as: string | undefined): void {
    if (as === undefined) {
      this.checked(key, call, name);
      return;
    }
    this.headers.add('<cstdio>');
    this.assign('int', this.fd(as), call, key);
    this.line(`if (${this.fd(as)} < 0) perror("${name}");`);
  }

  private call({ key, call, echoes }: CppCall): void {
    const fd = this.fd(call.fd);
    switch (call.call) {
      case 'socket': {
        const type = call.flags?.includes('SOCK_NONBLOCK') ? 'SOCK_STREAM | SOCK_NONBLOCK' : 'SOCK_STREAM';
        this.opens(key, `socket(${call.family ?? 'AF_INET'}, ${type}, 0)`, 'socket', call.as);
        break;
      }
      case 'accept': {
        const nonblocking = call.flags?.includes('SOCK_NONBLOCK') ?? false;
        const text = nonblocking
          ? `accept4(${fd}, nullptr, nullptr, SOCK_NONBLOCK)`
          : `accept(${fd}, nullptr, nullptr)`;
        this.opens(key, text, 'accept', call.as);
        break;
      }
      case 'bind':
      case 'connect':
        this.addressed(key, call, fd);
        break;
      case 'listen':
        this.checked(key, `listen(${fd}, ${call.backlog ?? 0})`, 'listen');
        break;
      case 'send':
        this.send(key, call, fd, echoes === true);
        break;
      case 'recv':
        this.receive(key, call, fd);
        break;
      case 'shutdown':
        this.checked(key, `shutdown(${fd}, ${call.how ?? 'SHUT_RDWR'})`, 'shutdown');
        break;
      case 'close':
        this.headers.add('<unistd.h>');
        this.checked(key, `close(${fd})`, 'close');
        break;
      case 'getsockname':
      case 'getpeername':
        this.nameOfEnd(key, call.call, fd);
        break;
      case 'setsockopt':
      case 'getsockopt':
        this.option(key, call, fd);
        break;
      case 'fcntl': {
        this.headers.add('<fcntl.h>');
        const change = call.value === true ? '| O_NONBLOCK' : '& ~O_NONBLOCK';
        this.checked(key, `fcntl(${fd}, F_SETFL, fcntl(${fd}, F_GETFL) ${change})`, 'fcntl');
        break;
      }
      case 'poll':
        this.poll(key, call);
        break;
      case 'dup':
      case 'dup2': {
        this.headers.add('<unistd.h>');
        const text = call.call === 'dup' ? `dup(${fd})` : `dup2(${fd}, ${this.fd(call.newfd)})`;
        this.opens(key, text, call.call, call.as);
        break;
      }
      case 'fork':
      case 'thread':
        this.headers.add('<unistd.h>');
        this.checked(key, call.call === 'fork' ? 'fork()' : 'pthread_create()', call.call);
        break;
      case 'exit':
        this.headers.add('<cstdlib>');
        this.line('exit(0);', key);
        break;
      case 'kill':
        this.line(
          this.input.language === 'en' ? '// SIGKILL from outside: kill -9' : '// SIGKILL vindo de fora: kill -9',
          key,
        );
    }
  }

  private addressed(key: string, call: Arguments, fd: string): void {
    if (call.family === 'AF_UNSPEC') {
      const nobody = this.names.of('nobody', 'nobody');
      if (!this.declared.has(nobody)) this.line(`sockaddr ${nobody}{};  // AF_UNSPEC`);
      this.declared.add(nobody);
      this.checked(key, `connect(${fd}, &${nobody}, sizeof ${nobody})`, 'connect');
      return;
    }
    const address = this.addresses.of(call);
    this.checked(key, `${call.call}(${fd}, (sockaddr*)&${address}, sizeof ${address})`, call.call);
  }

  private flags(call: Arguments): string {
    return call.flags === undefined || call.flags.length === 0 ? '0' : call.flags.join(' | ');
  }

  private send(key: string, call: Arguments, fd: string, echoes: boolean): void {
    if (echoes) {
      this.checked(
        key,
        `send(${fd}, ${this.largestRecv() > LARGEST_ARRAY ? 'buf.data()' : 'buf'}, n, ${this.flags(call)})`,
        'send',
      );
      return;
    }
    let data = quote(call.data ?? '');
    if (call.bytes !== undefined) {
      this.headers.add('<string>');
      data = `std::string(${call.bytes}, 'x').data()`;
    }
    this.checked(key, `send(${fd}, ${data}, ${dataLength(call)}, ${this.flags(call)})`, 'send');
  }

  private largestRecv(): number {
    return Math.max(...this.input.calls.map(({ call }) => call.length ?? 0));
  }

  private receive(key: string, call: Arguments, fd: string): void {
    this.headers.add('<cstdio>');
    const largest = this.largestRecv();
    const data = largest > LARGEST_ARRAY ? 'buf.data()' : 'buf';
    this.assign('ssize_t', 'n', `recv(${fd}, ${data}, ${call.length ?? 0}, ${this.flags(call)})`, key);
    this.line('if (n < 0) perror("recv");');
    this.line(
      largest > LONGEST_PRINTED
        ? 'else printf("%zd bytes\\n", n);'
        : 'else printf("%zd bytes: %.*s\\n", n, (int)n, buf);',
    );
  }

  private nameOfEnd(key: string, call: 'getsockname' | 'getpeername', fd: string): void {
    this.headers.add('<netinet/in.h>').add('<arpa/inet.h>').add('<cstdio>');
    const end = this.names.of(call, call === 'getsockname' ? 'local' : 'peer');
    const size = this.names.of('size', 'size');
    if (!this.declared.has(end)) this.line(`sockaddr_in ${end}{};`);
    this.declared.add(end);
    this.assign('socklen_t', size, `sizeof ${end}`);
    this.checked(key, `${call}(${fd}, (sockaddr*)&${end}, &${size})`, call);
    this.line(`else printf("%s:%d\\n", inet_ntoa(${end}.sin_addr), ntohs(${end}.sin_port));`);
  }

  private option(key: string, call: Arguments, fd: string): void {
    const option = call.option ?? 'SO_ERROR';
    const level = option === 'TCP_NODELAY' ? 'IPPROTO_TCP' : 'SOL_SOCKET';
    if (option === 'TCP_NODELAY') this.headers.add('<netinet/tcp.h>').add('<netinet/in.h>');
    const isLinger = option === 'SO_LINGER';
    if (call.call === 'setsockopt') {
      const value = this.optionValue(call);
      this.checked(key, `setsockopt(${fd}, ${level}, ${option}, &${value}, sizeof ${value})`, 'setsockopt');
      return;
    }
    this.headers.add('<cstdio>');
    const value = this.names.of(isLinger ? 'value linger' : 'value', isLinger ? 'lingering' : 'value');
    const size = this.names.of('size', 'size');
    if (!this.declared.has(value)) this.line(isLinger ? `linger ${value}{};` : `int ${value} = 0;`);
    this.declared.add(value);
    this.assign('socklen_t', size, `sizeof ${value}`);
    this.checked(key, `getsockopt(${fd}, ${level}, ${option}, &${value}, &${size})`, 'getsockopt');
    this.line(`else printf("${option}: %d\\n", ${isLinger ? `${value}.l_onoff` : value});`);
  }

  /** A variable that holds what setsockopt is to set. */
  private optionValue(call: Arguments): string {
    const { value } = call;
    if (typeof value === 'object') {
      const wait = this.names.of(`wait ${value.onoff} ${value.seconds}`, 'wait');
      if (!this.declared.has(wait)) this.line(`linger ${wait}{${value.onoff}, ${value.seconds}};`);
      this.declared.add(wait);
      return wait;
    }
    const number = Number(value ?? 0);
    const wish = number === 1 ? 'on' : number === 0 ? 'off' : 'amount';
    const name = this.names.of(`int ${number}`, wish);
    if (!this.declared.has(name)) this.line(`int ${name} = ${number};`);
    this.declared.add(name);
    return name;
  }

  private poll(key: string, call: Arguments): void {
    this.headers.add('<poll.h>');
    const entries = call.fds ?? [];
    if (entries.length === 0) {
      this.checked(key, `poll(nullptr, 0, ${call.timeout ?? 0})`, 'poll');
      return;
    }
    const fds = this.names.fresh('fds');
    const list = entries.map(({ fd, events }) => `{${this.fd(fd)}, ${events.join(' | ') || '0'}, 0}`);
    this.line(`pollfd ${fds}[] = {${list.join(', ')}};`);
    this.checked(key, `poll(${fds}, ${entries.length}, ${call.timeout ?? 0})`, 'poll');
  }
}
