import { MOST_REPORTS } from '../../programs/call-of-step.ts';
import type { FdReference } from '../../programs/call-script.ts';
import { Addresses } from './addresses.ts';
import { begunBy, type Caller, callsByCaller, keyOf, MAIN } from '../../programs/callers.ts';
import type { CppCall } from './cpp-call.ts';
import type { CppInput } from './cpp-input.ts';
import { namesUsedEarly } from '../../programs/early-names.ts';
import { foldCalls, type Folded, type Item } from '../../programs/repeats.ts';
import { Identifiers } from './identifiers.ts';
import { writeEpollCtl, writeEpollWait, writePoll, writeSelect } from './multiplexing.ts';
import { writeNameOfEnd, writeOption } from './names-and-options.ts';
import type { Arguments, Pen } from './pen.ts';
import { flagsOf, isReading, LARGEST_ARRAY, writeReceive, writeSend } from './sending-and-receiving.ts';
import { plain, type WrittenLine } from './written-line.ts';

/** A check on the call's own line makes it at most this wide; a wider one gets a line of its own. */
const WIDEST_CHECKED_LINE = 52;
/**
 * Writes one program: what its calls need first, then call after call, each on a line of its own. A thread's calls stand in
 * the function that it is started with, a child's in the branch that fork() returned 0 to.
 */
export class CppWriter {
  protected readonly input: CppInput;
  protected readonly names: Identifiers;
  protected readonly addresses: Addresses;
  protected readonly headers = new Set(['<sys/socket.h>']);
  protected readonly body: WrittenLine[] = [];
  /** Variables that can be used where the writer stands. */
  protected declared = new Set<string>();
  /** How deep it stands. */
  protected depth = 1;
  /** In how many loops it stands. */
  private loops = 0;
  /** The keys of all the times that a call in a loop is made, by that of the first. */
  private readonly rounds = new Map<string, readonly string[]>();
  /** What each thread calls, by its process and name. */
  protected readonly callers: ReadonlyMap<string, readonly CppCall[]>;
  /** Whose calls are written or being written. */
  private readonly begun = new Set<string>();

  constructor(input: CppInput, names = new Identifiers()) {
    this.input = input;
    this.names = names;
    // The names of descriptors first: they are the ones a reader looks for.
    for (const { call } of input.calls) {
      if (call.as !== undefined && call.call !== 'fork' && call.call !== 'thread') this.variable(call.as);
    }
    this.addresses = new Addresses(input, this.names);
    this.callers = callsByCaller(input.calls);
  }

  write(): readonly WrittenLine[] {
    const setUp = this.setUp().map((text) => `    ${text}`);
    this.block(MAIN);
    const definitions = this.definitions();
    if (this.addresses.used) {
      this.headers.add('<arpa/inet.h>');
      this.headers.add('<netinet/in.h>');
      if (this.addresses.needsNumbers) this.headers.add('<cstdlib>');
    }
    return [
      ...plain([this.headline()]),
      ...plain([...this.headers].toSorted().map((header) => `#include ${header}`)),
      ...definitions,
      ...plain(['', this.addresses.parameters === 0 ? 'int main() {' : 'int main(int argc, char* argv[]) {']),
      ...plain(setUp.length === 0 ? [] : [...setUp, '']),
      ...this.body,
      ...plain(['}']),
    ];
  }

  /** What stands before main. */
  protected definitions(): readonly WrittenLine[] {
    return [];
  }

  /** What main does before the first call. */
  protected setUp(): readonly string[] {
    // A child has a copy of it; a thread gets its own.
    const buffer = this.buffer(this.input.calls.filter(({ thread }) => thread === undefined));
    const early = namesUsedEarly(this.callers).map((name) => {
      this.declared.add(this.variable(name));
      return `int ${this.variable(name)} = -1;`;
    });
    return [...this.addresses.lines(), ...buffer, ...early];
  }

  /** How to make and run it; with both ends on one machine, every address is 127.0.0.1. */
  protected headline(): string {
    const file = this.input.process;
    const here = ' 127.0.0.1'.repeat(this.addresses.hostParameters);
    const threads = this.headers.has('<thread>') ? ' -pthread' : '';
    return `// g++ -std=c++17${threads} ${file}.cpp -o ${file} && ./${file}${here}`;
  }

  /** The variable that stands for a descriptor, whether or not it is one. */
  protected variable(name: string): string {
    return this.names.of(`fd ${name}`, name);
  }

  /** A descriptor as an argument. */
  protected fd(reference: FdReference | undefined): string {
    return typeof reference === 'string' ? this.variable(reference) : String(reference ?? -1);
  }

  protected callsOf(caller: Caller): readonly CppCall[] {
    return this.callers.get(keyOf(caller)) ?? [];
  }

  /** The calls of one thread, and of what they begin. */
  protected block(caller: Caller): void {
    this.begun.add(keyOf(caller));
    const calls = this.callsOf(caller);
    const joined: string[] = [];
    for (const item of foldCalls(calls)) {
      const made = item.kind === 'call' ? item.passes[0] : undefined;
      const begun = made === undefined ? null : begunBy(caller, made.call);
      if (made === undefined || begun === null) this.item(item, calls);
      else if (this.begun.has(keyOf(begun))) this.beganBefore(made.key, made.call.as ?? '');
      else if (made.call.call === 'fork') this.fork(made.key, begun);
      else joined.push(this.thread(made.key, begun));
    }
    if (calls.at(-1)?.call.call === 'exit') return;
    for (const thread of joined) this.line(`${thread}.join();`);
  }

  /** A call, or a loop of them. */
  private item(item: Item<CppCall>, calls: readonly CppCall[]): void {
    if (item.kind === 'loop') {
      this.loop(item, calls);
      return;
    }
    const [made] = item.passes;
    if (made === undefined) return;
    if (item.passes.length > 1)
      this.rounds.set(
        made.key,
        item.passes.map(({ key }) => key),
      );
    this.call(made);
  }

  private loop(loop: Folded<CppCall>, calls: readonly CppCall[]): void {
    const own = new Set(callsIn(loop));
    // What a round reads last may be sent back after the loop.
    if (calls.some((made, at) => made.echoes === true && !own.has(made) && own.has(calls[at - 1] ?? made))) {
      if (!this.declared.has('n')) this.line('ssize_t n = 0;');
      this.declared.add('n');
    }
    const counter = this.names.of(`counter ${this.loops}`, 'ijkl'[this.loops] ?? 'round');
    this.line(`for (int ${counter} = 0; ${counter} < ${loop.times}; ${counter}++) {`);
    this.loops++;
    this.nested(this.declared, () => {
      for (const item of loop.items) this.item(item, calls);
    });
    this.loops--;
    this.line('}');
  }

  protected fork(key: string, child: Caller): void {
    this.headers.add('<unistd.h>').add('<cstdlib>');
    const pid = this.names.of(`process ${child.process}`, child.process ?? 'child');
    this.forks(key, pid);
    this.line(`if (${pid} == 0) {`);
    this.nested(this.declared, () => this.block(child));
    if (this.callsOf(child).at(-1)?.call.call !== 'exit') this.line('    exit(0);');
    this.line('}');
  }

  /** A child or thread of a name that there is: it did not begin once more, and would here. */
  private beganBefore(key: string, name: string): void {
    this.line(
      this.input.language === 'en' ? `// EAGAIN: ${name} is there already` : `// EAGAIN: ${name} já existe`,
      key,
    );
  }

  /** The line that forks, and what is said when it fails. */
  protected forks(key: string, pid: string): void {
    this.headers.add('<cstdio>');
    this.assign('pid_t', pid, 'fork()', key);
    this.line(`if (${pid} < 0) perror("fork");`);
  }

  /** Starts a thread; returns the variable that stands for it. */
  protected thread(key: string, begun: Caller): string {
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

  protected nested(declared: ReadonlySet<string>, write: () => void): void {
    const outside = this.declared;
    this.declared = new Set(declared);
    this.depth++;
    write();
    this.depth--;
    this.declared = outside;
  }

  protected isDescriptor(variable: string): boolean {
    return this.input.calls.some(({ call }) => call.as !== undefined && this.variable(call.as) === variable);
  }

  /** Where recv puts what it reads. */
  protected buffer(calls: readonly CppCall[]): string[] {
    if (!calls.some(({ call }) => isReading(call))) return [];
    const size = Math.max(1, this.largestRecv());
    if (size <= LARGEST_ARRAY) return [`char buf[${size}];`];
    this.headers.add('<vector>');
    return [`std::vector<char> buf(${size});`];
  }

  protected line(text: string, key: string | null = null): void {
    const keys = key === null ? [] : (this.rounds.get(key) ?? [key]);
    this.body.push({ text: `${'    '.repeat(this.depth)}${text}`, keys });
  }

  /** `name = value;`, with the type the first time. */
  protected assign(type: string, name: string, value: string, key: string | null = null): void {
    this.line(`${this.declared.has(name) ? '' : `${type} `}${name} = ${value};`, key);
    this.declared.add(name);
  }

  /** A call whose result only matters when it is -1. */
  protected checked(key: string, call: string, name: string): void {
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
  protected opens(key: string, call: string, name: string, as: string | undefined): void {
    if (as === undefined) {
      this.checked(key, call, name);
      return;
    }
    this.headers.add('<cstdio>');
    this.assign('int', this.variable(as), call, key);
    this.line(`if (${this.variable(as)} < 0) perror("${name}");`);
  }

  protected call({ key, call, echoes }: CppCall): void {
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
        writeSend(this.pen(key), call, fd, echoes === true ? this.largestRecv() : null);
        break;
      case 'recv':
      case 'read':
        writeReceive(this.pen(key), call, fd, this.largestRecv());
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
        this.opens(key, `epoll_create1(${flagsOf(call)})`, 'epoll_create1', call.as);
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

  protected largestRecv(): number {
    return Math.max(...this.input.calls.map(({ call }) => call.length ?? 0));
  }

  protected pen(key: string): Pen {
    return {
      fd: (reference) => this.fd(reference),
      include: (header) => this.headers.add(header),
      line: (text) => this.line(text),
      assigned: (type, wish, value) => {
        const name = this.names.of(wish, wish);
        this.assign(type, name, value);
        return name;
      },
      returns: (type, name, value) => this.assign(type, name, value, key),
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

const callsIn = <T>(item: Item<T>): readonly T[] => (item.kind === 'call' ? item.passes : item.items.flatMap(callsIn));
