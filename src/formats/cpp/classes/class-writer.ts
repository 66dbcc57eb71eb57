import { MOST_REPORTS } from '../../../programs/call-of-step.ts';
import type { FdReference } from '../../../programs/call-script.ts';
import type { ClassName, OperationId } from '../../../programs/classes/description.ts';
import { programClasses, type ProgramClasses } from '../../../programs/classes/program-classes.ts';
import { dataLength } from '../../../programs/data-length.ts';
import type { CppCall } from '../cpp-call.ts';
import type { CppInput } from '../cpp-input.ts';
import { CppWriter } from '../cpp-writer.ts';
import { flagsOf, isReading, LONGEST_PRINTED } from '../sending-and-receiving.ts';
import { Identifiers } from '../identifiers.ts';
import { quote } from '../quote.ts';
import type { WrittenLine } from '../written-line.ts';
import { defineClasses } from './define-class.ts';

/** What this writer's programs use beside what the others do. */
const TAKEN = 'Endpoint Socket ServerSocket ClientSocket Poller Selector Epoll Process check poller selector T'.split(
  ' ',
);

/**
 * Writes the program that makes the same calls with objects: the classes first, each with what the program uses of it, then a
 * main in which a call is an operation of an object. What no class has (send on an epoll instance) is called as C does.
 */
export class ClassWriter extends CppWriter {
  private readonly classes: ProgramClasses;
  /** Objects whose descriptor is open where the writer stands. */
  private readonly open = new Set<string>();
  /** Variables that took another's name, because that still holds an open descriptor. */
  private renamed = new Map<string, string>();
  private moves = false;

  constructor(input: CppInput) {
    super(input, new Identifiers(TAKEN));
    this.classes = programClasses(input.calls);
  }

  protected override definitions(): readonly WrittenLine[] {
    this.headers.add('<cstdio>');
    return defineClasses({
      classes: this.classes,
      language: this.input.language,
      moves: this.moves,
      keysOf: (owner, id) => this.keysOf(owner, id),
      include: (header) => void this.headers.add(header),
    });
  }

  protected override setUp(): readonly string[] {
    const raw = this.input.calls.filter(
      ({ call, thread }) => thread === undefined && this.classes.operationOf(call) === null,
    );
    return [
      ...this.addresses.endpoints(),
      ...super.buffer(raw),
      ...this.classes.early.map((name) => {
        this.declared.add(this.variable(name));
        return `${this.classes.classOf(name)} ${this.variable(name)}(-1);`;
      }),
      ...this.classes.numbers.map((number) => `${this.classes.classOf(number)} ${this.object(number)}(${number});`),
    ];
  }

  private keysOf(owner: ClassName, id: OperationId): readonly string[] {
    return this.input.calls.flatMap(({ call, key }) => {
      const operation = this.classes.operationOf(call);
      return operation?.owner === owner && operation.id === id ? [key] : [];
    });
  }

  protected override variable(name: string): string {
    return this.renamed?.get(name) ?? super.variable(name);
  }

  /** The object on which a call is made. */
  private object(reference: FdReference | undefined): string {
    if (typeof reference === 'string') return this.variable(reference);
    const number = String(reference ?? -1).replace('-', '_');
    return this.names.of(`number ${number}`, `fd${number}`);
  }

  /** The number of a descriptor. */
  protected override fd(reference: FdReference | undefined): string {
    return typeof reference === 'string' ? `${this.variable(reference)}.fd()` : super.fd(reference);
  }

  protected override nested(declared: ReadonlySet<string>, write: () => void): void {
    const outside = this.renamed;
    this.renamed = new Map(outside);
    super.nested(declared, write);
    this.renamed = outside;
  }

  /** A thread that makes calls as C does needs a buffer of its own. */
  protected override buffer(calls: readonly CppCall[]): string[] {
    return super.buffer(calls.filter(({ call }) => isReading(call) && this.classes.operationOf(call) === null));
  }

  protected override forks(key: string, pid: string): void {
    this.assign('pid_t', pid, 'Process::fork()', key);
  }

  /** What C's call has opened is taken over by an object. */
  protected override opens(key: string, call: string, name: string, as: string | undefined): void {
    const opened = `check(${call}, "${name}")`;
    this.give(key, as, as === undefined ? 'ClientSocket' : this.classes.classOf(as), opened);
  }

  /** An object of class `type` for the name `as`: made by `value`, or by the class's own constructor. */
  private give(key: string, as: string | undefined, type: ClassName, value: string | null): void {
    if (as === undefined) {
      // Without a name it would be closed at once.
      this.declare(key, type, this.names.fresh('unnamed'), value);
      return;
    }
    let name = this.variable(as);
    if (this.open.has(name)) {
      name = this.names.fresh(as);
      this.renamed.set(as, name);
    }
    this.open.add(name);
    if (!this.declared.has(name)) this.declare(key, type, name, value);
    else {
      this.moves = true;
      this.line(`${name} = ${value === null ? `${type}()` : made(type, value)};`, key);
    }
    this.declared.add(name);
  }

  private declare(key: string, type: ClassName, name: string, value: string | null): void {
    if (value === null) this.line(`${type} ${name};`, key);
    else if (value.startsWith('(')) this.line(`${type} ${name}${value};`, key);
    else if (value.startsWith('check(')) this.line(`${type} ${name}(${value});`, key);
    else this.line(`${type} ${name} = ${value};`, key);
  }

  protected override call(made: CppCall): void {
    const { key, call } = made;
    const operation = this.classes.operationOf(call);
    const on = this.object(call.fd);
    const say = (text: string): void => this.line(`${text};`, key);
    if (call.call === 'close') this.open.delete(on);
    switch (operation?.id) {
      case undefined:
        super.call(made);
        return;
      case 'open':
        this.give(key, call.as, operation.owner, null);
        return;
      case 'open-as': {
        const type = ['SOCK_STREAM', ...(call.flags ?? [])].join(' | ');
        this.give(key, call.as, operation.owner, `(${call.family ?? 'AF_INET'}, ${type})`);
        return;
      }
      case 'accept':
      case 'accept-as':
        this.give(key, call.as, 'ClientSocket', `${on}.accept(${(call.flags ?? []).join(' | ')})`);
        return;
      case 'dup':
        this.give(key, call.as, operation.owner, `${on}.dup()`);
        return;
      case 'dup2':
        this.give(key, call.as, operation.owner, `${on}.dup2(${this.fd(call.newfd)})`);
        return;
      case 'bind':
      case 'connect':
        say(`${on}.${operation.id}(${this.addresses.of(call)})`);
        return;
      case 'listen':
        say(`${on}.listen(${call.backlog ?? 0})`);
        return;
      case 'send':
      case 'write':
        say(`${on}.${operation.id}(${[dataOf(made, on), ...this.given(call)].join(', ')})`);
        return;
      case 'recv':
      case 'read': {
        const length = [String(call.length ?? 0), ...this.given(call)].join(', ');
        this.assign('ssize_t', 'n', `${on}.${operation.id}(${length})`, key);
        const isShort = this.largestRecv() <= LONGEST_PRINTED;
        this.line(
          isShort
            ? `if (n >= 0) printf("%zd bytes: %s\\n", n, ${on}.data().c_str());`
            : 'if (n >= 0) printf("%zd bytes\\n", n);',
        );
        return;
      }
      case 'shutdown':
        say(`${on}.shutdown(${call.how ?? 'SHUT_RDWR'})`);
        return;
      case 'exit':
        say('Process::exit(0)');
        return;
      case 'set-non-blocking':
        say(`${on}.setNonBlocking(${call.value === true})`);
        return;
      case 'is-non-blocking':
        say(`printf("O_NONBLOCK: %d\\n", ${on}.isNonBlocking())`);
        return;
      case 'disconnect':
      case 'close':
        say(`${on}.${operation.id}()`);
        return;
      default:
        if (operation !== null) this.furtherCall(operation.id, made, on);
    }
  }

  /** Options, names, and what waits for several. */
  private furtherCall(id: OperationId, { key, call }: CppCall, on: string): void {
    const say = (text: string): void => this.line(`${text};`, key);
    switch (id) {
      case 'set-option':
      case 'set-tcp-option':
        if (typeof call.value === 'object' && !('onoff' in call.value)) this.headers.add('<sys/time.h>');
        say(`${on}.${id === 'set-option' ? 'setOption' : 'setTcpOption'}(${call.option}, ${optionValue(call)})`);
        return;
      case 'get-option':
      case 'get-tcp-option':
        this.getOption(id, { key, call }, on);
        return;
      case 'local':
      case 'peer': {
        const end = this.names.of(`end ${id}`, id === 'local' ? 'local' : 'peer');
        if (!this.declared.has(end)) this.line(`Endpoint ${end}{"", 0};`);
        this.declared.add(end);
        this.line(`if (${on}.${id === 'local' ? 'localEndpoint' : 'peerEndpoint'}(${end}) == 0)`, key);
        this.line(`    printf("%s:%d\\n", ${end}.address.c_str(), ${end}.port);`);
        return;
      }
      case 'wait':
      case 'wait-nfds':
        this.wait(key, call, on);
        return;
      case 'add':
      case 'modify':
        say(`${on}.${id}(${this.fd(call.target)}, ${(call.events ?? []).join(' | ') || '0'})`);
        return;
      case 'remove':
        say(`${on}.remove(${this.fd(call.target)})`);
        return;
      default:
        throw new Error(`no way to write ${id}`);
    }
  }

  private getOption(
    id: 'get-option' | 'get-tcp-option',
    { key, call }: Pick<CppCall, 'key' | 'call'>,
    on: string,
  ): void {
    const option = call.option ?? 'SO_ERROR';
    const isTimed = option === 'SO_RCVTIMEO' || option === 'SO_SNDTIMEO';
    const isLinger = option === 'SO_LINGER';
    if (isTimed) this.headers.add('<sys/time.h>');
    const wish = isLinger ? 'lingering' : isTimed ? 'limit' : 'value';
    const value = this.names.of(`value ${wish}`, wish);
    const type = isLinger ? 'linger' : isTimed ? 'timeval' : 'int';
    if (!this.declared.has(value)) this.line(`${type} ${value}{};`);
    this.declared.add(value);
    this.line(`if (${on}.${id === 'get-option' ? 'getOption' : 'getTcpOption'}(${option}, ${value}) == 0)`, key);
    this.line(
      isTimed
        ? `    printf("${option}: %ld.%06ld\\n", (long)${value}.tv_sec, (long)${value}.tv_usec);`
        : `    printf("${option}: %d\\n", ${isLinger ? `${value}.l_onoff` : value});`,
    );
  }

  private wait(key: string, call: CppCall['call'], on: string): void {
    if (call.call === 'epoll_wait') {
      this.line(`${on}.wait(${call.maxevents ?? MOST_REPORTS}, ${call.timeout ?? 0});`, key);
      return;
    }
    const watcher = call.call === 'poll' ? 'poller' : 'selector';
    if (!this.declared.has(watcher)) this.line(`${call.call === 'poll' ? 'Poller' : 'Selector'} ${watcher};`);
    this.declared.add(watcher);
    for (const { fd, events } of call.fds ?? []) {
      this.line(`poller.watch(${this.fd(fd)}, ${events.join(' | ') || '0'});`);
    }
    for (const [operation, set] of [
      ['watchRead', call.read],
      ['watchWrite', call.write],
      ['watchExcept', call.except],
    ] as const) {
      for (const fd of set ?? []) this.line(`selector.${operation}(${this.fd(fd)});`);
    }
    const nfds = call.nfds === undefined ? '' : `, ${call.nfds}`;
    this.line(`${watcher}.wait(${call.timeout ?? 0}${nfds});`, key);
  }

  /** The flags of a call that has any. */
  private given(call: CppCall['call']): readonly string[] {
    return (call.flags?.length ?? 0) === 0 ? [] : [flagsOf(call)];
  }
}

/** An object made anew: `ClientSocket(AF_INET, SOCK_STREAM)`, `ClientSocket(check(…))`, or what an operation gives. */
const made = (type: ClassName, value: string): string =>
  value.startsWith('(') ? `${type}${value}` : value.startsWith('check(') ? `${type}(${value})` : value;

/** What is sent: a text, a filler, or what was just received. */
function dataOf({ call, echoes }: CppCall, on: string): string {
  if (echoes === true) return `${on}.data()`;
  if (call.bytes !== undefined) return `std::string(${call.bytes}, 'x')`;
  const data = call.data ?? '';
  return data.includes('\0') ? `std::string(${quote(data)}, ${dataLength(call)})` : quote(data);
}

function optionValue({ value }: CppCall['call']): string {
  if (typeof value !== 'object') return String(Number(value ?? 0));
  return 'onoff' in value ? `linger{${value.onoff}, ${value.seconds}}` : `timeval{${value.seconds}, ${value.micros}}`;
}
