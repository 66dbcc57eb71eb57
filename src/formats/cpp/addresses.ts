import type { CppCall } from './cpp-call.ts';
import type { CppInput } from './cpp-input.ts';
import type { Identifiers } from './identifiers.ts';

const ANY = '0.0.0.0';

/**
 * The addresses that a process binds and connects to: one `sockaddr_in` for each, filled in before the first call.
 * What the program cannot know on another machine comes from the command line: addresses of hosts first, in order of
 * their use, then ports that only another process knows (`S.ls`).
 */
export class Addresses {
  private readonly input: CppInput;
  private readonly names: Identifiers;
  private readonly calls: readonly CppCall['call'][];
  /** Host addresses, in order of use. */
  private readonly hosts: readonly string[];
  /** Ports of other processes, in order of use. */
  private readonly ports: readonly string[];

  constructor(input: CppInput, names: Identifiers) {
    this.input = input;
    this.names = names;
    this.calls = input.calls
      .map(({ call }) => call)
      .filter((call) => (call.call === 'bind' || call.call === 'connect') && call.family !== 'AF_UNSPEC');
    this.hosts = distinct(this.calls.map((call) => call.address ?? ANY)).filter((address) => address !== ANY);
    this.ports = distinct(this.calls.flatMap((call) => (typeof call.port === 'string' ? [call.port] : [])));
  }

  get used(): boolean {
    return this.calls.length > 0;
  }

  get needsNumbers(): boolean {
    return this.ports.length > 0;
  }

  /** How many arguments the program takes. */
  get parameters(): number {
    return this.hosts.length + this.ports.length;
  }

  /** How many of these are addresses. */
  get hostParameters(): number {
    return this.hosts.length;
  }

  /** The `sockaddr_in` of a call. */
  of(call: CppCall['call']): string {
    const address = call.address ?? ANY;
    const port = call.port ?? 0;
    // The names of the hosts, and `addr` for the process's own end: `connect(c, …&server…)`, `bind(s, …&addr…)`.
    const wish = call.call === 'bind' ? 'addr' : (this.hostOf(address) ?? 'peer');
    return this.names.of(`address ${wish} ${address} ${port}`, wish);
  }

  /** What comes from the command line, and the structures filled in by hand. */
  lines(): string[] {
    return [
      ...this.given(),
      ...this.each((name, address, port) => [
        `sockaddr_in ${name}{};`,
        `${name}.sin_family = AF_INET;`,
        `${name}.sin_port = htons(${port});`,
        address === ANY
          ? `${name}.sin_addr.s_addr = htonl(INADDR_ANY);`
          : `inet_pton(AF_INET, ${this.host(address)}, &${name}.sin_addr);`,
      ]),
    ];
  }

  /** The same as values of a class. */
  endpoints(): string[] {
    return [
      ...this.given(),
      ...this.each((name, address, port) => [
        `Endpoint ${name}{${address === ANY ? `"${ANY}"` : this.host(address)}, ${port}};`,
      ]),
    ];
  }

  private given(): string[] {
    const say = (en: string, pt: string) => (this.input.language === 'en' ? en : pt);
    return [...this.hosts, ...this.ports].map((argument, index) => {
      const isGiven = `argc > ${index + 1}`;
      const value = `argv[${index + 1}]`;
      if (index < this.hosts.length) {
        const where = this.hostOf(argument) ?? argument;
        return `const char* ${this.host(argument)} = ${isGiven} ? ${value} : "${argument}";  // ${say(
          `where ${where} is`,
          `onde está ${where}`,
        )}`;
      }
      return `int ${this.port(argument)} = ${isGiven} ? atoi(${value}) : 0;  // ${say('the port of', 'a porta de')} ${argument}`;
    });
  }

  /** What `write` makes of each address, once. */
  private each(write: (name: string, address: string, port: string | number) => readonly string[]): string[] {
    const done = new Set<string>();
    return this.calls.flatMap((call) => {
      const name = this.of(call);
      if (done.has(name)) return [];
      done.add(name);
      return write(name, call.address ?? ANY, typeof call.port === 'string' ? this.port(call.port) : (call.port ?? 0));
    });
  }

  private hostOf(address: string): string | undefined {
    return Object.entries(this.input.hosts).find(([, own]) => own === address)?.[0];
  }

  private host(address: string): string {
    return this.names.of(
      `host ${address}`,
      this.hosts.length === 1 ? 'host' : `${this.hostOf(address) ?? 'host'}_host`,
    );
  }

  private port(reference: string): string {
    return this.names.of(`port ${reference}`, this.ports.length === 1 ? 'port' : `port_${reference}`);
  }
}

const distinct = (items: readonly string[]): string[] => [...new Set(items)];
