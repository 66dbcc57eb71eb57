import { describe, expect, it } from 'vitest';
import { drawRandom, type seedRandom } from '../../src/engine/base/random.ts';
import type { CallScript } from '../../src/programs/call-script.ts';
import { describeScriptError } from '../../src/programs/describe-script-error.ts';
import { type ParseOptions, parseCallScript } from '../../src/programs/parse-call-script.ts';

const good = {
  name: 'good',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server', root: true } },
  steps: [
    { process: 'S', call: 'socket', as: 'ls' },
    { process: 'S', call: 'setsockopt', fd: 'ls', option: 'SO_REUSEADDR', value: 1 },
    { process: 'S', call: 'setsockopt', fd: 'ls', option: 'SO_LINGER', value: { onoff: 1, seconds: 0 } },
    { process: 'S', call: 'bind', fd: 'ls', address: '0.0.0.0', port: 8080 },
    { process: 'S', call: 'listen', fd: 'ls', backlog: -1 },
    { process: 'S', call: 'accept', fd: 'ls', as: 'a', flags: ['SOCK_NONBLOCK'] },
    { process: 'C', call: 'socket', as: 'c', family: 'AF_INET', flags: [] },
    { process: 'C', call: 'fcntl', fd: 'c', option: 'O_NONBLOCK', value: false },
    { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 'S.ls' },
    { process: 'C', call: 'send', fd: 'c', data: 'hello', flags: ['MSG_NOSIGNAL'] },
    { process: 'C', call: 'send', fd: 'c', bytes: 5000 },
    { process: 'S', call: 'recv', fd: 'a', length: 100, flags: ['MSG_PEEK', 'MSG_DONTWAIT'] },
    { process: 'S', call: 'poll', fds: [{ fd: 'a', events: ['POLLIN'] }], timeout: -1 },
    { process: 'S', call: 'getsockopt', fd: 99, option: 'SO_ERROR' },
    { process: 'C', call: 'shutdown', fd: 'c', how: 'SHUT_WR' },
    { process: 'C', call: 'shutdown', fd: 'c', how: 7 },
    { process: 'C', call: 'connect', fd: 'c', family: 'AF_UNSPEC' },
    { wait: 200.5 },
    { process: 'S', call: 'getsockname', fd: 'ls' },
    { process: 'S', call: 'getpeername', fd: 'a' },
    { process: 'S', call: 'close', fd: 'a' },
    { process: 'C', call: 'exit' },
    { process: 'S', call: 'kill' },
  ],
  title: { en: 'Good', 'pt-BR': 'Bom' },
  about: { en: 'All there is.', 'pt-BR': 'Tudo o que há.' },
  network: {
    delay_ms: { 'client->server': 3 },
    bandwidth_kbps: 64,
    faults: [
      { direction: 'client->server', match: 'data', nth: '2-3', action: 'drop' },
      { direction: 'both', nth: [1, 4], rate: 0.5, action: { delay_ms: 3 } },
      { action: { duplicate_after_ms: 1 } },
    ],
  },
  profile: 'textbook',
  notes: { 0: { en: 'First.', 'pt-BR': 'Primeiro.' } },
  seed: 7,
};

/** The error of the good script after `change`, as the command line says it. */
function complaint(change: (script: ReturnType<typeof copy>) => void, options?: ParseOptions): string {
  const script = copy();
  change(script);
  return complain(JSON.stringify(script, null, 1), options);
}

// biome-ignore lint/suspicious/noExplicitAny: bad scripts have any shape
// oxlint-disable-next-line typescript/no-explicit-any
const copy = (): any => JSON.parse(JSON.stringify(good));

function complain(input: unknown, options?: ParseOptions): string {
  const result = parseCallScript(input, options);
  return result.ok ? 'none' : describeScriptError(result.error, 'en');
}

const withoutPlace = (message: string): string => message.replace(/^line \d+, column \d+: /, '');

describe('a good script', () => {
  it('comes out as it went in, from a text and from a value', () => {
    expect(parseCallScript(JSON.stringify(good))).toEqual({ ok: true, value: good });
    expect(parseCallScript(good)).toEqual({ ok: true, value: good });
  });

  it('may begin with a byte order mark', () => {
    expect(parseCallScript(`\uFEFF${JSON.stringify(good)}`).ok).toBe(true);
  });
});

describe('text that is no JSON', () => {
  it.each([
    ['', 'line 1, column 1: found the end of the text; expected a JSON value'],
    ['{"name": "x",}', 'line 1, column 14: found "}"; expected a key in quotes'],
    ['{\n  name: 1}', 'line 2, column 3: found "n"; expected a key in quotes, or }'],
    ['{"a" 1}', 'line 1, column 6: found "1"; expected a colon after the key'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: found "\\""; expected a comma, or }'],
    ['{"a": [1, 2}', 'line 1, column 12: found "}"; expected a comma, or ]'],
    ['{"a": [1, ]}', 'line 1, column 11: found "]"; expected a JSON value'],
    ['{"a": "b\n"}', 'line 1, column 9: found "\\n"; expected a closing quote on the same line'],
    ['{"a": "\\x"}', 'line 1, column 9: found "x"; expected an escape such as \\n or \\u00e9 after the backslash'],
    ['{"a": 01}', 'line 1, column 8: found "1"; expected a comma, or }'],
    ['{"a": truely}', 'line 1, column 7: found "t"; expected a JSON value'],
    ['{} {}', 'line 1, column 4: found "{"; expected nothing more after the value'],
    ['{"a": 1,\n "a": 2}', 'line 2, column 2: found "a"; expected each key once in an object'],
    ['{"a": {', 'line 1, column 8: found the end of the text; expected a key in quotes, or }'],
  ])('%j', (text, message) => {
    expect(complain(text)).toBe(message);
  });

  it('is not defeated by depth', () => {
    expect(complain('['.repeat(100_000))).toMatch(/^line 1, column 52: .*fewer lists and objects/);
  });
});

describe('one error, with its path, what was found and what was expected', () => {
  it.each<[string, (script: ReturnType<typeof copy>) => void]>([
    [
      'steps[3].fdd: found the key "fdd"; expected one of the keys process, call, fd, address, port, thread',
      (s) => (s.steps[3].fdd = 1),
    ],
    [
      'colour: found the key "colour"; expected one of the keys name, hosts, processes, steps, title, about, network, profile, congestion, notes, seed',
      (s) => (s.colour = 1),
    ],
    [
      'steps[0].call: found "sockets"; expected "socket", "bind", "listen", "connect", "accept", "send", "recv", "read", "write", "shutdown", "close", "getsockname", "getpeername", "setsockopt", "getsockopt", "fcntl", "poll", "dup", "dup2", "fork", "thread", "select", "epoll_create1", "epoll_ctl", "epoll_wait", "exit" or "kill"',
      (s) => (s.steps[0].call = 'sockets'),
    ],
    [
      'steps[0].read[1]: found 1024; expected a whole number from 0 to 1023',
      (s) => s.steps.unshift({ process: 'S', call: 'select', read: [3, 1024] }),
    ],
    [
      'steps[0].events: found nothing; expected the key "events"',
      (s) => s.steps.unshift({ process: 'S', call: 'epoll_ctl', fd: 4, op: 'EPOLL_CTL_ADD', target: 3 }),
    ],
    [
      'steps[0].op: found "ADD"; expected "EPOLL_CTL_ADD", "EPOLL_CTL_MOD" or "EPOLL_CTL_DEL"',
      (s) => s.steps.unshift({ process: 'S', call: 'epoll_ctl', fd: 4, op: 'ADD', target: 3, events: [] }),
    ],
    [
      'steps[0].value: found the key "value"; expected one of the keys process, call, fd, option, thread',
      (s) => s.steps.unshift({ process: 'S', call: 'fcntl', fd: 3, option: 'F_GETFL', value: true }),
    ],
    [
      'steps[0].value: found 5; expected SO_RCVTIMEO’s value {"seconds": …, "micros": …}',
      (s) => s.steps.unshift({ process: 'S', call: 'setsockopt', fd: 3, option: 'SO_RCVTIMEO', value: 5 }),
    ],
    ['steps[3].process: found "S2"; expected "C" or "S"', (s) => (s.steps[3].process = 'S2')],
    [
      'steps[0].as: found "C"; expected a name that no process has yet (there are C, S)',
      (s) => s.steps.unshift({ process: 'S', call: 'fork', as: 'C' }),
    ],
    [
      'steps[0].as: found "main"; expected a name that no thread of this process has yet (there are main)',
      (s) => s.steps.unshift({ process: 'S', call: 'thread', as: 'main' }),
    ],
    [
      'steps[0].thread: found "t"; expected "main"',
      (s) => s.steps.unshift({ process: 'S', thread: 't', call: 'socket', as: 'x' }),
    ],
    ['steps[0].as: found nothing; expected the key "as"', (s) => s.steps.unshift({ process: 'S', call: 'fork' })],
    [
      'steps[1].fd: found "late"; expected a number: S2 has named no descriptor before this step',
      (s) => s.steps.unshift({ process: 'S', call: 'fork', as: 'S2' }, { process: 'S2', call: 'close', fd: 'late' }),
    ],
    ['steps[0].call: found nothing; expected the key "call" or "wait"', (s) => (s.steps[0] = { process: 'S' })],
    [
      'steps[4].fd: found "lss"; expected a number, or a descriptor that S has named before this step: "ls"',
      (s) => (s.steps[4].fd = 'lss'),
    ],
    [
      'steps[5].fd: found "c"; expected a number, or a descriptor that S has named before this step: "ls"',
      (s) => (s.steps[5].fd = 'c'),
    ],
    [
      'steps[0].fd: found "ls"; expected a number: S has named no descriptor before this step',
      (s) => s.steps.unshift({ process: 'S', call: 'close', fd: 'ls' }),
    ],
    [
      'steps[8].port: found "S.a2"; expected a port from 0 to 65535, or that of a descriptor named before this step: "C.c", "S.ls" or "S.a"',
      (s) => (s.steps[8].port = 'S.a2'),
    ],
    [
      'steps[8].address: found "10.0.0.9"; expected the address of a host: "10.0.0.1" or "10.0.0.2"',
      (s) => (s.steps[8].address = '10.0.0.9'),
    ],
    [
      'steps[8].address: found "0.0.0.0"; expected the address of a host: "10.0.0.1" or "10.0.0.2"',
      (s) => (s.steps[8].address = '0.0.0.0'),
    ],
    [
      'steps[3].address: found "localhost"; expected the address of a host: "10.0.0.1", "10.0.0.2" or "0.0.0.0"',
      (s) => (s.steps[3].address = 'localhost'),
    ],
    [
      'steps[3].port: found 65536; expected a port from 0 to 65535, or that of a descriptor named before this step: "S.ls"',
      (s) => (s.steps[3].port = 65536),
    ],
    ['steps[3].port: found nothing; expected the key "port"', (s) => delete s.steps[3].port],
    ['steps[9].data: found nothing; expected the key "data" or "bytes"', (s) => delete s.steps[9].data],
    ['steps[9].bytes: found 3; expected the key "data" or "bytes"', (s) => (s.steps[9].bytes = 3)],
    [
      'steps[9].flags[0]: found "MSG_FAST"; expected "MSG_DONTWAIT", "MSG_NOSIGNAL", "MSG_PEEK", "MSG_WAITALL" or "MSG_MORE"',
      (s) => (s.steps[9].flags = ['MSG_FAST']),
    ],
    [
      'steps[11].length: found "100"; expected a whole number from 0 to 2147483647',
      (s) => (s.steps[11].length = '100'),
    ],
    ['steps[11].length: found 1.5; expected a whole number from 0 to 2147483647', (s) => (s.steps[11].length = 1.5)],
    ['steps[17].wait: found -1; expected a number from 0 to 86400000', (s) => (s.steps[17].wait = -1)],
    ['steps[17].call: found the key "call"; expected one of the keys wait', (s) => (s.steps[17].call = 'close')],
    ['steps[2].value: found 1; expected SO_LINGER’s value {"onoff": …, "seconds": …}', (s) => (s.steps[2].value = 1)],
    [
      'steps[1].value: found an object; expected a whole number as the value of SO_REUSEADDR',
      (s) => (s.steps[1].value = {}),
    ],
    ['steps[7].value: found 1; expected true or false', (s) => (s.steps[7].value = 1)],
    ['steps[0].process: found "X"; expected "C" or "S"', (s) => (s.steps[0].process = 'X')],
    [
      'steps[0].as: found "1x"; expected a name of at most 32 letters, digits, _ and -, a letter first',
      (s) => (s.steps[0].as = '1x'),
    ],
    [
      'steps[12].fds[0].fd: found "b"; expected a number, or a descriptor that S has named before this step: "ls" or "a"',
      (s) => (s.steps[12].fds[0].fd = 'b'),
    ],
    ['steps: found an object; expected a list', (s) => (s.steps = {})],
    ['steps[1]: found null; expected an object', (s) => (s.steps[1] = null)],
    ['hosts: found nothing; expected the key "hosts"', (s) => delete s.hosts],
    ['hosts: found an object; expected 1 to 8 of them', (s) => (s.hosts = {})],
    [
      'hosts.server: found "10.0.0.1"; expected an address that no other host has',
      (s) => (s.hosts.server = '10.0.0.1'),
    ],
    [
      'hosts.server: found "10.0.0.256"; expected an IPv4 address such as "10.0.0.1"',
      (s) => (s.hosts.server = '10.0.0.256'),
    ],
    ['processes.S.host: found "servre"; expected "client" or "server"', (s) => (s.processes.S.host = 'servre')],
    [
      'processes["a.b"]: found "a.b"; expected a name of at most 32 letters, digits, _ and -, a letter first',
      (s) => (s.processes['a.b'] = { host: 'client' }),
    ],
    ['title["pt-BR"]: found nothing; expected the key "pt-BR"', (s) => (s.title = { en: 'x' })],
    ['profile: found "bsd"; expected "linux" or "textbook"', (s) => (s.profile = 'bsd')],
    ['profile.server: found "bsd"; expected "linux" or "textbook"', (s) => (s.profile = { server: 'bsd' })],
    [
      'profile.printer: found the key "printer"; expected one of the keys client, server',
      (s) => (s.profile = { printer: 'linux' }),
    ],
    ['congestion: found "bbr"; expected "reno" or "cubic"', (s) => (s.congestion = 'bbr')],
    [
      'notes["23"]: found the key "23"; expected the index of a step, from 0 to 22',
      (s) => (s.notes = { 23: { en: '', 'pt-BR': '' } }),
    ],
    [
      'network.faults[0].nth: found "8-3"; expected a number from 1 up, a range such as "3-8" or "3-", or a list of them',
      (s) => (s.network.faults[0].nth = '8-3'),
    ],
    [
      'network.faults[0].action: found "lose"; expected "drop", "duplicate", "corrupt", {"delay_ms": …} or {"duplicate_after_ms": …}',
      (s) => (s.network.faults[0].action = 'lose'),
    ],
    [
      'network.faults[0].direction: found "up"; expected "client->server", "server->client" or "both"',
      (s) => (s.network.faults[0].direction = 'up'),
    ],
  ])('%s', (message, change) => {
    expect(withoutPlace(complaint(change))).toBe(message.replace('["pt-BR"]', '.pt-BR'));
  });

  it('names the file, line and column when it knows them', () => {
    expect(complaint((s) => (s.steps[4].fd = 'lss'), { file: 'echo.json' })).toMatch(
      /^echo\.json:\d+:\d+: steps\[4\]\.fd: /,
    );
    const text =
      '{"name": "x",\n "hosts": {"h": "10.0.0.1"},\n "processes": {"P": {"host": "h"}},\n "steps": [\n  {"process": "P", "call": "close"}]}';
    expect(complain(text)).toBe('line 5, column 3: steps[0].fd: found nothing; expected the key "fd"');
    expect(complain([], { file: 'x.json' })).toBe('x.json: found a list; expected an object');
  });

  it('speaks Portuguese as well', () => {
    const result = parseCallScript({ ...good, steps: [{ process: 'S', call: 'close', fd: 'x' }] });
    expect(result.ok ? '' : describeScriptError(result.error, 'pt-BR')).toBe(
      'steps[0].fd: encontrado "x"; esperado um número: S não nomeou nenhum descritor antes deste passo',
    );
  });

  it('lets names that nobody gave and strange addresses to bind to through when asked to', () => {
    const steps = [
      { process: 'S', call: 'close', fd: 'nosuch' },
      { process: 'S', call: 'bind', fd: 'nosuch', address: '10.0.0.9', port: 'S.nosuch' },
    ];
    expect(parseCallScript({ ...good, notes: {}, steps }, { lenient: true }).ok).toBe(true);
    expect(parseCallScript({ ...good, notes: {}, steps }).ok).toBe(false);
  });
});

describe('seeded mutations', () => {
  const text = JSON.stringify(good, null, 1);
  const random = (seed: number) => {
    let state = seed as ReturnType<typeof seedRandom>;
    return (below: number) => {
      const drawn = drawRandom(state);
      state = drawn.state;
      return Math.floor(drawn.value * below);
    };
  };

  it('of the text are refused or read, and never crash', () => {
    let refused = 0;
    for (let seed = 0; seed < 3_000; seed++) {
      const draw = random(seed);
      let mutant = text;
      for (let edits = draw(3) + 1; edits > 0; edits--) {
        const at = draw(mutant.length);
        const insert =
          ['', '', '"', '{', ']', ',', '\\', '\u0000', 'é', '-', '9e999', 'null', '__proto__'][draw(13)] ?? '';
        mutant = mutant.slice(0, at) + insert + mutant.slice(at + draw(4));
      }
      const result = parseCallScript(mutant);
      if (result.ok) continue;
      refused++;
      expect(describeScriptError(result.error, 'en')).toMatch(/^line \d+, column \d+: .*found .+; expected ./);
      expect(describeScriptError(result.error, 'pt-BR')).not.toContain('\n');
    }
    expect(refused).toBeGreaterThan(1_500);
  });

  it('of the value are refused or read, and never crash', () => {
    const odd: readonly unknown[] = [
      null,
      true,
      -1,
      1.5,
      1e300,
      '',
      'x',
      '__proto__',
      'constructor',
      [],
      {},
      [[]],
      { x: 1 },
      undefined,
    ];
    for (let seed = 0; seed < 3_000; seed++) {
      const draw = random(seed);
      const mutant = copy();
      // Walk to some member and put an odd value or an odd key there.
      let at: Record<string, unknown> = mutant;
      for (let depth = draw(5); depth > 0; depth--) {
        const next = Object.values(at)[draw(Object.keys(at).length)];
        if (typeof next !== 'object' || next === null || Object.keys(next).length === 0) break;
        at = next as Record<string, unknown>;
      }
      const key =
        draw(4) === 0
          ? `${(['__proto__', 'constructor', 'x', '', '0'] as const)[draw(5)]}`
          : (Object.keys(at)[draw(Object.keys(at).length)] ?? 'x');
      if (draw(5) === 0) delete at[key];
      else at[key] = odd[draw(odd.length)];
      const result = parseCallScript(mutant);
      // What is read is good, so it reads again as the same; what is refused has a sentence.
      const again = result.ok ? parseCallScript(JSON.stringify(result.value)) : result;
      expect(again).toEqual(result);
      expect(result.ok ? '' : describeScriptError(result.error, 'pt-BR')).toMatch(/^$|encontrado .+; esperado ./);
    }
  });
});

it('types hold: what is parsed is a CallScript', () => {
  const result = parseCallScript(good);
  const script: CallScript | null = result.ok ? result.value : null;
  expect(script?.steps).toHaveLength(good.steps.length);
});
