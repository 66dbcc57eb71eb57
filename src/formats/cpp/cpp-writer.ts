import { MOST_REPORTS } from '../../programs/call-of-step.ts';
import type { FdReference } from '../../programs/call-script.ts';
import { Addresses } from './addresses.ts';
import { begunBy, type Caller, callsByCaller, keyOf, MAIN } from './callers.ts';
import { type CppCall, dataLength } from './cpp-call.ts';
import type { CppInput } from './cpp-input.ts';
import { namesUsedEarly } from './early-names.ts';
import { Identifiers } from './identifiers.ts';
import { writeEpollCtl, writeEpollWait, writePoll, writeSelect } from './multiplexing.ts';
import { writeNameOfEnd, writeOption } from './names-and-options.ts';
import type { Pen } from './pen.ts';
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

/**
 * Writes one program: what its calls need first, then call after call, each on a line of its own. A thread's calls stand in
 * the function that it is started with, a child's in the branch that fork() returned 0 to.
 */
export class CppWriter {
  private readonly input: CppInput;
  private readonly names = new Identifiers();
  private readonly addresses: Addresses;
  private readonly headers = new Set(['<sys/socket.h>']);
  private readonly body: WrittenLine[] = [];
  /** Variables that can be used where the writer stands. */
  private declared = new Set<string>();
  /** How deep it stands. */
  private depth = 1;
  /** What each thread calls, by its process and name. */
  private readonly callers: ReadonlyMap<string, readonly CppCall[]>;

  constructor(input: CppInput) {
    this.input = input;
    // The names of descriptors first: they are the ones a reader looks for.
    for (const { call } of input.calls) {
      if (call.as !== undefined && call.call !== 'fork' && call.call !== 'thread') this.fd(call.as);
    }
    this.addresses = new Addresses(input, this.names);
    this.callers = callsByCaller(input.calls);
  }

  write(): readonly WrittenLine[] {
    // A child has a copy of it; a thread gets its own.
    const buffer = this.buffer(this.input.calls.filter(({ thread }) => thread === undefined));
    const early = this.namesUsedEarly();
    const set = this.addresses.lines();
    this.block(MAIN);
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
      ...this.body,
      ...plain(['}']),
    ];
  }

  /** How to make and run it; with both ends on one machine, every address is 127.0.0.1. */
  private headline(): string {
    const file = this.input.process;
    const here = ' 127.0.0.1'.repeat(this.addresses.hostParameters);
    const threads = this.headers.has('<thread>') ? ' -pthread' : '';
    return `// g++ -std=c++17${threads} ${file}.cpp -o ${file} && ./${file}${here}`;
  }

  private fd(reference: FdReference | undefined): string {
    return typeof reference === 'string' ? this.names.of(`fd ${reference}`, reference) : String(reference ?? -1);
  }

  private namesUsedEarly(): string[] {
    return namesUsedEarly(this.callers).map((name) => {
      this.declared.add(this.fd(name));
      return `int ${this.fd(name)} = -1;`;
    });
  }

  private callsOf(caller: Caller): readonly CppCall[] {
    return this.callers.get(keyOf(caller)) ?? [];
  }

  /** The calls of one thread, and of what they begin. */
  private block(caller: Caller): void {
    const calls = this.callsOf(caller);
    const joined: string[] = [];
    for (const made of calls) {
      const begun = begunBy(caller, made.call);
      if (begun === null) this.call(made);
      else if (made.call.call === 'fork') this.fork(made.key, begun);
      else joined.push(this.thread(made.key, begun));
    }
    if (calls.at(-1)?.call.call === 'exit') return;
    for (const thread of joined) this.line(`${thread}.join();`);
  }

  private fork(key: string, child: Caller): void {
    this.headers.add('<unistd.h>').add('<cstdlib>').add('<cstdio>');
    const pid = this.names.of(`process ${child.process}`, child.process ?? 'child');
    this.assign('pid_t', pid, 'fork()', key);
    this.line(`if (${pid} < 0) perror("fork");`);
    this.line(`if (${pid} == 0) {`);
    this.nested(this.declared, () => this.block(child));
    if (this.callsOf(child).at(-1)?.call.call !== 'exit') this.line('    exit(0);');
    this.line('}');
  }

  /** Starts a thread; returns the variable that stands for it. */
  private thread(key: string, begun: Caller): string {
    this.headers.add('<thread>');
    const name = this.names.of(`thread ${keyOf(begun)}`, begun.thread ?? 'worker');
    this.line(`std::thread ${name}([&] {`, key);
    // What a thread works with is its own; only the descriptors are everybody's.
    const descriptors = [...this.declared].filter((variable) => this.isDescriptor(variable));
    this.nested(new Set(descriptors), () => {
      for (const line of this.buffer(this.callsOf(begun))) this.line(line);
      this.block(begun);
    });
    this.line('});');
    return name;
  }

  private nested(declared: ReadonlySet<string>, write: () => void): void {
    const outside = this.declared;
    this.declared = new Set(declared);
    this.depth++;
    write();
    this.depth--;
    this.declared = outside;
  }

  private isDescriptor(variable: string): boolean {
    return this.input.calls.some(({ call }) => call.as !== undefined && this.fd(call.as) === variable);
  }

  /** Where recv puts what it reads. */
  private buffer(calls: readonly CppCall[]): string[] {
    if (!calls.some(({ call }) => isReading(call))) return [];
    const size = Math.max(1, this.largestRecv());
    if (size <= LARGEST_ARRAY) return [`char buf[${size}];`];
    this.headers.add('<vector>');
    return [`std::vector<char> buf(${size});`];
  }

  private line(text: string, key: string | null = null): void {
    this.body.push({ text: `${'    '.repeat(this.depth)}${text}`, keys: key === null ? [] : [key] });
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
        const type = ['SOCK_STREAM', ...(call.flags ?? [])].join(' | ');
        this.opens(key, `socket(${call.family ?? 'AF_INET'}, ${type}, 0)`, 'socket', call.as);
        break;
      }
      case 'accept': {
        const flags = call.flags ?? [];
        const name = flags.length > 0 ? 'accept4' : 'accept';
        this.opens(
          key,
          `${name}(${[fd, 'nullptr', 'nullptr', ...(flags.length > 0 ? [flags.join(' | ')] : [])].join(', ')})`,
          name,
          call.as,
        );
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
      case 'write':
        this.send(key, call, fd, echoes === true);
        break;
      case 'recv':
      case 'read':
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
        writeNameOfEnd(this.pen(key), call.call, fd);
        break;
      case 'setsockopt':
      case 'getsockopt':
        writeOption(this.pen(key), call, fd);
        break;
      case 'fcntl': {
        this.headers.add('<fcntl.h>');
        if (call.option === 'F_GETFL') {
          this.headers.add('<cstdio>');
          this.assign('int', this.names.of('flags', 'flags'), `fcntl(${fd}, F_GETFL)`, key);
          this.line(`printf("O_NONBLOCK: %d\\n", (${this.names.of('flags', 'flags')} & O_NONBLOCK) != 0);`);
          break;
        }
        const change = call.value === true ? '| O_NONBLOCK' : '& ~O_NONBLOCK';
        this.checked(key, `fcntl(${fd}, F_SETFL, fcntl(${fd}, F_GETFL) ${change})`, 'fcntl');
        break;
      }
      case 'poll':
        writePoll(this.pen(key), call, (call.fds ?? []).length === 0 ? '' : this.names.fresh('fds'));
        break;
      case 'select':
        writeSelect(this.pen(key), call);
        break;
      case 'epoll_create1':
        this.headers.add('<sys/epoll.h>');
        this.opens(key, `epoll_create1(${this.flags(call)})`, 'epoll_create1', call.as);
        break;
      case 'epoll_ctl':
        writeEpollCtl(this.pen(key), call);
        break;
      case 'epoll_wait': {
        const room = this.input.calls.flatMap((one) =>
          one.call.call === 'epoll_wait' ? [one.call.maxevents ?? MOST_REPORTS] : [],
        );
        writeEpollWait(this.pen(key), call, call.maxevents ?? MOST_REPORTS, Math.max(1, ...room));
        break;
      }
      case 'dup':
      case 'dup2': {
        this.headers.add('<unistd.h>');
        const text = call.call === 'dup' ? `dup(${fd})` : `dup2(${fd}, ${this.fd(call.newfd)})`;
        this.opens(key, text, call.call, call.as);
        break;
      }
      case 'fork':
      case 'thread':
        // They are blocks of their own.
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
    const name = call.call === 'write' ? 'write' : 'send';
    if (name === 'write') this.headers.add('<unistd.h>');
    const flags = name === 'send' ? `, ${this.flags(call)}` : '';
    if (echoes) {
      const buffer = this.largestRecv() > LARGEST_ARRAY ? 'buf.data()' : 'buf';
      this.checked(key, `${name}(${fd}, ${buffer}, n${flags})`, name);
      return;
    }
    let data = quote(call.data ?? '');
    if (call.bytes !== undefined) {
      this.headers.add('<string>');
      data = `std::string(${call.bytes}, 'x').data()`;
    }
    this.checked(key, `${name}(${fd}, ${data}, ${dataLength(call)}${flags})`, name);
  }

  private largestRecv(): number {
    return Math.max(...this.input.calls.map(({ call }) => call.length ?? 0));
  }

  private receive(key: string, call: Arguments, fd: string): void {
    this.headers.add('<cstdio>');
    const largest = this.largestRecv();
    const data = largest > LARGEST_ARRAY ? 'buf.data()' : 'buf';
    const name = call.call === 'read' ? 'read' : 'recv';
    if (name === 'read') this.headers.add('<unistd.h>');
    const flags = name === 'recv' ? `, ${this.flags(call)}` : '';
    this.assign('ssize_t', 'n', `${name}(${fd}, ${data}, ${call.length ?? 0}${flags})`, key);
    this.line(`if (n < 0) perror("${name}");`);
    this.line(
      largest > LONGEST_PRINTED
        ? 'else printf("%zd bytes\\n", n);'
        : 'else printf("%zd bytes: %.*s\\n", n, (int)n, buf);',
    );
  }

  private pen(key: string): Pen {
    return {
      fd: (reference) => this.fd(reference),
      include: (header) => this.headers.add(header),
      line: (text) => this.line(text),
      assigned: (type, wish, value) => {
        const name = this.names.of(wish, wish);
        this.assign(type, name, value);
        return name;
      },
      checked: (call, name) => this.checked(key, call, name),
      variable: (thing, wish, declare) => {
        const name = this.names.of(thing, wish);
        if (!this.declared.has(name)) this.line(declare(name));
        this.declared.add(name);
        return name;
      },
    };
  }
}

const isReading = ({ call }: Arguments): boolean => call === 'recv' || call === 'read';
