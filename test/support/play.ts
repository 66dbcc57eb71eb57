import { expect } from 'vitest';
import { run } from '../../src/engine/history/run.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import type { TraceEvent, TraceEventOf } from '../../src/engine/trace/event.ts';
import type { CallScript, CallStep, ScriptNetwork, ScriptStep } from '../../src/programs/call-script.ts';
import { parseCallScript } from '../../src/programs/parse-call-script.ts';
import { scriptPrograms } from '../../src/programs/script-programs.ts';
import { ORACLE_CONDITIONS, settingOf } from '../../src/programs/setting-of.ts';

/** The machines of every scene: processes whose names begin with S run on the server, T on a third host, others on the client. */
const HOSTS = { client: '10.0.0.1', server: '10.0.0.2', third: '10.0.0.3' };

/** What a line expects, after its arrow. Parts left out are not looked at. */
interface Expectation {
  readonly line: string;
  readonly returns: number | null;
  readonly errno: string | null;
  readonly rule: string | null;
  readonly data: string | null;
  readonly address: string | null;
  readonly value: number | null;
  readonly blocked: boolean;
}

/**
 * Plays a scene written one call a line, as on a blackboard, and checks what each call gave:
 *
 *     S socket ls                    -> 3
 *     S bind ls 10.0.0.2:8080        -> 0
 *     C connect c 10.0.0.2:8080      -> ECONNREFUSED connect-econnrefused
 *     S accept ls a                  -> blocked
 *     S recv a 100                   -> 5 "hello"
 *     S thread t1
 *     S/t1 recv a 100
 *     wait 200
 *
 * After the arrow: a number returned, an errno, `blocked` (when the next line begins), a rule, "data", an address, `=n`
 * for an option's value. `port *` stands for an ephemeral one. Returns the timeline for closer looks.
 */
export function play(text: string, network: ScriptNetwork = {}): Timeline {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const steps = lines.map((line) => stepOf((line.split('->')[0] as string).trim()));
  const timeline = runScript(steps, network);
  lines.forEach((line, index) => {
    const after = line.split('->')[1];
    if (after !== undefined) check(timeline, index, expectationOf(line, after.trim()));
  });
  return timeline;
}

export function runScript(steps: readonly ScriptStep[], network: ScriptNetwork = {}): Timeline {
  const forked = new Set(steps.flatMap((step) => ('call' in step && step.call === 'fork' ? [step.as] : [])));
  const names = [...new Set(steps.flatMap((step) => ('wait' in step ? [] : [step.process])))].filter(
    (name) => !forked.has(name),
  );
  const host = (name: string): string =>
    name.startsWith('S') || name === 'ROOT' ? 'server' : name.startsWith('T') ? 'third' : 'client';
  const script: CallScript = {
    name: 'scene',
    hosts: HOSTS,
    processes: Object.fromEntries(names.map((name) => [name, { host: host(name), root: name === 'ROOT' }])),
    steps,
    network,
  };
  const parsed = parseCallScript(JSON.stringify(script));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const setting = settingOf(parsed.value, ORACLE_CONDITIONS);
  return run({ setting, programs: scriptPrograms(parsed.value, 'strict'), seed: 1, actions: [] });
}

/** The return of the call on a line (from 0), or undefined while it sleeps for ever. */
export const returnOf = (timeline: Timeline, line: number): TraceEventOf<'return'> | undefined =>
  timeline.trace.items.find((event): event is TraceEventOf<'return'> => event.kind === 'return' && event.step === line);

/** The events of one kind, in order. */
export const eventsOf = <K extends TraceEvent['kind']>(timeline: Timeline, kind: K): TraceEventOf<K>[] =>
  timeline.trace.items.filter((event): event is TraceEventOf<K> => event.kind === kind);

function check(timeline: Timeline, line: number, expected: Expectation): void {
  const returned = returnOf(timeline, line);
  if (expected.blocked) {
    const slept = eventsOf(timeline, 'block').some(({ step }) => step === line);
    expect(slept, `blocked: ${expected.line}`).toBe(true);
    return;
  }
  expect(returned, `returns: ${expected.line}`).toBeDefined();
  const { result, rule } = returned as TraceEventOf<'return'>;
  const seen = {
    returns: expected.returns === null ? null : result.returns,
    errno: expected.errno === null && expected.returns === null ? null : result.errno,
    rule: expected.rule === null ? null : rule,
    data: expected.data === null ? null : result.data,
    address: expected.address === null ? null : addressOf(result.address),
    value: expected.value === null ? null : result.value,
  };
  const wanted: Partial<Expectation> = { ...expected };
  delete (wanted as { line?: string }).line;
  delete (wanted as { blocked?: boolean }).blocked;
  expect(seen, expected.line).toEqual(wanted);
}

const addressOf = (address: { address: string; port: number } | null): string =>
  address === null ? 'none' : `${address.address}:${address.port >= 32768 ? '*' : address.port}`;

function expectationOf(line: string, after: string): Expectation {
  const out = { line, returns: null, errno: null, rule: null, data: null, address: null, value: null, blocked: false };
  const set: { -readonly [K in keyof Expectation]: Expectation[K] } = out;
  for (const part of after.match(/"[^"]*"|\S+/g) ?? []) {
    if (part === 'blocked') set.blocked = true;
    else if (/^-?\d+$/.test(part)) set.returns = Number(part);
    else if (/^E[A-Z]+$/.test(part)) set.errno = part;
    else if (part.startsWith('"')) set.data = part.slice(1, -1);
    else if (part.startsWith('=')) set.value = Number(part.slice(1));
    else if (/^\d+\.\d+/.test(part)) set.address = part;
    else set.rule = part;
  }
  if (set.errno !== null) set.returns ??= -1;
  return set;
}

const asFd = (word: string): string | number => (/^-?\d+$/.test(word) ? Number(word) : word);

/** SO_LINGER is written with its seconds only: `SO_LINGER 0` resets at close. */
const optionValue = (option: string, word = '1'): number | { onoff: number; seconds: number } =>
  option === 'SO_LINGER' ? { onoff: 1, seconds: Number(word) } : Number(word);

function stepOf(text: string): ScriptStep {
  const [who = '', call = '', ...words] = text.match(/"[^"]*"|\S+/g) ?? [];
  const [process = '', thread] = who.split('/');
  if (process === 'wait') return { wait: Number(call) };
  const [first = '', ...rest] = words;
  const flags = rest.filter((word) => word.startsWith('MSG_') || word.startsWith('SOCK_')) as CallStep['flags'];
  const plain = rest.filter((word) => !word.startsWith('MSG_') && !word.startsWith('SOCK_'));
  const [second = ''] = plain;
  const [address = '', port = '0'] = second.split(':');
  const head = { process, ...(thread === undefined ? {} : { thread }), call: call as CallStep['call'] };
  const withFlags = flags !== undefined && flags.length > 0 ? { flags } : {};
  switch (call) {
    case 'socket':
      return { ...head, as: first, ...withFlags, ...(plain[0] === undefined ? {} : { family: plain[0] }) };
    case 'bind':
    case 'connect':
      if (second === 'AF_UNSPEC') return { ...head, fd: asFd(first), family: 'AF_UNSPEC' };
      return { ...head, fd: asFd(first), address, port: /^\d+$/.test(port) ? Number(port) : port };
    case 'listen':
      return { ...head, fd: asFd(first), backlog: Number(second) };
    case 'accept':
      return { ...head, fd: asFd(first), as: second, ...withFlags };
    case 'send':
      if (second.startsWith('#')) return { ...head, fd: asFd(first), bytes: Number(second.slice(1)), ...withFlags };
      return { ...head, fd: asFd(first), data: second.replaceAll('"', ''), ...withFlags };
    case 'recv':
      return { ...head, fd: asFd(first), length: Number(second), ...withFlags };
    case 'shutdown':
      return { ...head, fd: asFd(first), how: /^\d+$/.test(second) ? Number(second) : (second as 'SHUT_WR') };
    case 'setsockopt':
      return { ...head, fd: asFd(first), option: second as 'SO_REUSEADDR', value: optionValue(second, plain[1]) };
    case 'getsockopt':
      return { ...head, fd: asFd(first), option: second as 'SO_REUSEADDR' };
    case 'fcntl':
      return { ...head, fd: asFd(first), option: 'O_NONBLOCK', value: second !== 'off' };
    case 'dup':
      return { ...head, fd: asFd(first), as: second };
    case 'dup2':
      return { ...head, fd: asFd(first), newfd: asFd(second) };
    case 'fork':
    case 'thread':
      return { ...head, as: first };
    case 'exit':
    case 'kill':
      return head;
    default:
      return { ...head, fd: asFd(first) };
  }
}
