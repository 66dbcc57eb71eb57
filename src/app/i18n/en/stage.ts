import { formatOf } from '../format.ts';
import { terms } from './terms.ts';

const { number, time, plural } = formatOf('en');

interface HostParams {
  readonly role: 'client' | 'server' | 'other';
  /** Null when the role has only one machine. */
  readonly number: number | null;
  readonly name: string;
}

const host = ({ role, number, name }: HostParams): string =>
  role === 'other' ? name : number === null ? role : `${role} ${number}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const bytes = (count: number): string => plural(count, { one: '# byte', other: '# bytes' });

/** The texts of the machines, the network, the calls by hand and the segment inspector. English is the source of the type. */
export const stage = {
  host,
  machine: {
    region: (p: HostParams): string => `${capital(host(p))} machine`,
    process: (p: { name: string; pid: number }): string => `process ${p.name}, pid ${p.pid}`,
    thread: (p: { name: string; tid: number }): string => `thread ${p.name}, tid ${p.tid}`,
    profile: (p: HostParams): string => `TCP of the ${host(p)}`,
    profiles: { 'linux-cubic': 'Linux', 'linux-reno': 'Linux, Reno', textbook: 'textbook' },
    profileHint: {
      linux: 'TCP as Linux has it: options, delayed ACKs, congestion control (CUBIC or Reno), loss probes',
      textbook: 'RFC 9293 alone: no options, each text acknowledged at once, no congestion control',
    },
    runs: 'runs',
    blocked: 'blocked',
    over: 'program over',
    ended: 'ended',
    gone: 'gone',
    off: 'no power',
    offHint: 'Without power nothing is left in memory: no program, no socket.',
    filter: (p: { port: number; does: string }): string => `port ${p.port}: ${p.does}`,
    blockedUntil: (p: { waits: string; fd: number | null }): string =>
      `blocked: ${p.waits}${p.fd === null ? '' : ` on fd ${p.fd}`}`,
    /** What a sleeping call waits for, short enough for one line of a machine. */
    waits: {
      handshake: 'waits for the handshake',
      connection: 'waits for a connection',
      data: 'waits for data',
      'buffer-space': 'waits for buffer space',
      linger: 'waits for the last ACKs',
      events: 'waits for an event',
    },
    woken: 'awake again, about to return',
    endedBy: (p: { by: string }): string =>
      p.by === 'exit' ? 'ended: exit()' : p.by === 'power-loss' ? 'gone with the power' : `ended by ${p.by}`,
    kernel: 'kernel',
    refusedBlocked: (p: { call: string }): string => `${p.call}() not made: the process sleeps in a call`,
    refusedEnded: (p: { call: string }): string => `${p.call}() not made: the process has ended`,
    noCallYet: 'no call made yet',
    sockets: 'Descriptors and sockets',
    noSockets: 'No open socket. socket() makes one.',
    alone: 'the kernel alone',
    aloneHint: 'no descriptor',
    epolls: 'Epoll instances',
  },
  source: {
    withClasses: 'Written with classes',
    toClasses: 'Show the programs written with classes',
    toFunctions: 'Show the programs written with functions alone',
    listing: (p: { process: string }): string => `C++ source of ${p.process}`,
    now: 'runs now',
    blocked: 'blocked here',
    done: 'done',
    over: 'main has returned',
  },
  socket: {
    fd: (p: { fd: number }): string => `fd ${p.fd}`,
    fdOf: (p: { fd: number; process: string }): string => `${p.process} fd ${p.fd}`,
    select: (p: { what: string }): string => `Select ${p.what}`,
    unbound: 'not bound to an address',
    backlog: (p: { backlog: number }): string => `backlog ${number(p.backlog)}`,
    waitsInAcceptQueue: 'complete, waits for accept()',
    waitsInSynQueue: 'half open, waits for the last ACK',
    closing: 'closed by the program; the kernel finishes',
    inUse: 'closed, but a thread still sleeps in a call on it',
    timeWait: (p: { left: number }): string => `${time(p.left)} left`,
    error: (p: { errno: string }): string => `pending error ${p.errno}`,
    sendShut: 'sending ended',
    receiveShut: 'reading ended',
  },
  epoll: {
    kind: 'epoll',
    watches: 'Watches',
    nothing: 'watches nothing yet',
    ready: 'on the ready list',
    disarmed: 'told; waits for EPOLL_CTL_MOD',
  },
  queue: {
    empty: 'empty',
    slots: (p: { used: number; limit: number }): string => `${number(p.used)} of ${number(p.limit)}`,
    full: 'full',
    more: (p: { count: number }): string => `${number(p.count)} more`,
    entry: (p: { host: string; endpoint: string }): string => `${p.host}, ${p.endpoint}`,
  },
  stream: {
    send: 'send buffer',
    receive: 'receive buffer',
    empty: 'empty',
    fates: {
      unsent: 'not yet sent',
      'in-flight': 'in flight',
      acknowledged: 'acknowledged',
      unread: 'unread',
      read: 'read',
      early: 'ahead of a gap',
      missing: 'missing',
    },
    count: number,
    more: (p: { count: number }): string => `… ${number(p.count)}`,
    moreFull: (p: { count: number }): string => `${number(p.count)} more bytes`,
    written: 'send',
    readAs: 'recv',
    fin: 'FIN',
    finFull: 'end of the stream',
    /** The strip for those who do not see it. */
    spoken: (p: { buffer: string; parts: readonly string[]; text: string }): string =>
      `${p.buffer}: ${p.parts.length === 0 ? 'empty' : p.parts.join(', ')}${p.text === '' ? '' : `; ${p.text}`}`,
    part: (p: { count: number; fate: string }): string => `${bytes(p.count)} ${p.fate}`,
    sends: (p: { counts: readonly number[] }): string =>
      `written by ${plural(p.counts.length, { one: '1 send', other: '# sends' })} (${p.counts.join(' + ')})`,
    recvs: (p: { counts: readonly number[] }): string =>
      `read by ${plural(p.counts.length, { one: '1 recv', other: '# recvs' })} (${p.counts.join(' + ')})`,
  },
  network: {
    leftOut: (count: number): string =>
      count === 1
        ? '1 quiet segment is not shown at this level'
        : `${number(count)} quiet segments are not shown at this level`,
    disturb: 'Disturb…',
    disturbHint: 'Loss, delay, MTU, a cut link, a machine without power, a closed port',
    cut: 'cut',
    cutFrom: (p: { host: string }): string => `cut from ${p.host}`,
    jitter: (p: { by: number }): string => `up to ${time(p.by)} late by chance`,
    queue: (p: { limit: number }): string => `a queue of ${number(p.limit)}`,
    mtu: (p: { bytes: number }): string => `passes packets up to ${bytes(p.bytes)}`,
    blackHole: (p: { bytes: number }): string => `drops packets over ${bytes(p.bytes)} in silence`,
    region: 'Network',
    title: 'network',
    delay: (p: { micros: number }): string => `${time(p.micros)} each way`,
    bandwidth: (p: { bits: number }): string => `${number(p.bits / 1000)} kbit/s`,
    wire: (p: { from: string; to: string }): string => `On the wire from ${p.from} to ${p.to}`,
    nobody: (p: { address: string }): string => `${p.address}, an address that no machine has`,
    noMachine: 'no machine',
    list: 'Segments so far',
    /** A machine in a few letters: c1 for client 1. */
    short: (p: HostParams): string => (p.role === 'other' ? p.name : `${p.role.charAt(0)}${p.number ?? ''}`),
    withQuiet: 'Quiet segments, too',
    listEmpty: 'No segment yet.',
    earlier: (p: { count: number }): string =>
      plural(p.count, { one: '# earlier segment', other: '# earlier segments' }),
    segment: (p: { flags: string; from: string; to: string; bytes: number; detail: string }): string =>
      `${p.flags} from ${p.from} to ${p.to}, ${p.bytes > 0 ? `${bytes(p.bytes)} ${p.detail}` : p.detail}`,
    lost: 'lost',
    icmp: terms.icmp,
    dropped: 'dropped by the firewall',
    droppedShort: 'dropped',
    rejected: 'rejected',
    again: 'again',
    copy: 'copy',
    kinds: {
      any: 'segment',
      data: 'data segment',
      syn: 'SYN',
      'syn-ack': 'SYN ACK',
      ack: 'ACK',
      fin: 'FIN',
      rst: 'RST',
    },
    nth: (p: { numbers: readonly number[]; kind: string }): string =>
      `the ${formatOf('en').list(p.numbers.map(ordinal))} ${p.kind}`,
    onwards: (p: { number: number; kind: string }): string => `every ${p.kind} from the ${ordinal(p.number)} on`,
    every: (p: { kind: string }): string => `every ${p.kind}`,
    share: (p: { rate: number; kind: string }): string => `${number(p.rate * 100)} % of ${p.kind}s`,
    loses: (p: { what: string }): string => `loses ${p.what}`,
    delaysSome: (p: { what: string; by: number }): string => `delays ${p.what} by ${time(p.by)}`,
    damages: (p: { what: string }): string => `damages ${p.what}`,
    duplicates: (p: { what: string }): string => `doubles ${p.what}`,
    from: (p: { fault: string; host: string }): string => `${p.fault} from ${p.host}`,
  },
  inspector: {
    title: 'Segment inspector',
    close: 'Close the inspector',
    inspect: (p: { flags: string }): string => `Inspect ${p.flags}`,
    way: (p: { from: string; to: string }): string => `${p.from} → ${p.to}`,
    flying: (p: { arrives: number }): string => `in flight, arrives at ${time(p.arrives)}`,
    underWay: 'in flight',
    arrived: (p: { at: number }): string => `arrived at ${time(p.at)}`,
    dropped: (p: { at: number }): string => `dropped by the firewall at ${time(p.at)}`,
    rejected: (p: { at: number }): string => `rejected by the firewall at ${time(p.at)}`,
    lost: (p: { percent: number; at: number }): string =>
      `lost at ${time(p.at)}, after ${number(p.percent)} % of the way`,
    sent: (p: { at: number }): string => `sent at ${time(p.at)}`,
    header: 'TCP header',
    sourcePort: 'source port',
    destinationPort: 'destination port',
    seq: 'sequence number',
    ack: 'acknowledgment number',
    relative: (p: { value: number }): string => `relative ${number(p.value)}`,
    notUsed: 'not used: no ACK flag',
    dataOffset: 'data offset',
    words: (p: { count: number }): string => `${p.count} (${4 * p.count} B)`,
    flags: 'flags',
    noFlags: 'none set',
    window: 'window',
    checksum: 'checksum',
    urgent: 'urgent pointer',
    options: 'options',
    noOptions: 'none',
    payload: (p: { bytes: number }): string => (p.bytes === 0 ? 'No payload' : `Payload, ${bytes(p.bytes)}`),
    cut: (p: { bytes: number }): string => `… and ${bytes(p.bytes)} more`,
    why: 'Sent by',
    byKernel: 'the kernel itself',
    rule: 'Why',
    repeats: (p: { seq: number; at: number }): string =>
      `repeats the segment sent at ${time(p.at)} (seq ${number(p.seq)})`,
    copyOf: 'a copy made by the network',
    showOriginal: 'Show that one',
    hand: 'Do something to it',
    drop: 'drop',
    delay: 'delay',
    delayHint: (p: { by: number }): string => `Delay by ${time(p.by)}`,
    duplicate: 'duplicate',
    corrupt: 'corrupt',
    corruptHint: 'Turn a bit of it: the checksum will be wrong',
    ahead: 'ahead',
    aheadHint: 'Let it overtake those before it',
    behind: 'behind',
    behindHint: 'Let those after it overtake it',
    gone: 'It is no longer on the wire. Step back to change its fate.',
  },
  calls: {
    toolbar: (p: HostParams & { process: string | null; thread: string | null }): string =>
      `Calls of ${host(p)}${p.process === null ? '' : `, process ${p.process}`}${p.thread === null ? '' : `, thread ${p.thread}`}`,
    more: 'More calls',
    groups: { bytes: 'bytes', waiting: 'waiting', socket: 'socket', process: 'process' },
    next: 'next in the script',
    atOnce: 'Shift and click: call at once with these arguments',
    form: (p: { call: string }): string => `Arguments of ${p.call}`,
    call: 'Call',
    cancel: 'Cancel',
    moreArguments: 'More arguments',
    fields: {
      fd: 'descriptor',
      newfd: 'new number',
      family: 'family',
      address: 'address',
      port: 'port',
      backlog: 'backlog',
      data: 'data',
      times: 'times',
      length: 'length',
      how: 'how',
      option: 'option',
      value: 'value',
      as: 'name it',
      nonblocking: 'SOCK_NONBLOCK',
      cloexec: 'SOCK_CLOEXEC',
      nosignal: 'MSG_NOSIGNAL',
      flags: 'flags',
      setting: 'command',
      fds: 'descriptors and events',
      read: 'readfds',
      write: 'writefds',
      except: 'exceptfds',
      timeout: 'timeout (ms)',
      op: 'operation',
      target: 'watch',
      events: 'events',
      maxevents: 'maxevents',
    },
    noSignalHint: 'Without it, sending on a broken connection ends the process (SIGPIPE).',
    errors: {
      'no-descriptor': 'A descriptor is a whole number, such as 3, or a name that is in use.',
      'no-address': 'An address is four numbers from 0 to 255, such as 10.0.0.2, or the name of a machine.',
      'no-port': 'A port is a whole number from 0 to 65535.',
      'no-number': 'This has to be a whole number.',
      'no-name': 'A name begins with a letter and has only letters, digits and _.',
      'no-linger': 'SO_LINGER takes two numbers: on or off, and seconds, such as 1, 0.',
      'no-time': 'A time takes two numbers, seconds and microseconds, such as 1, 500000.',
      'no-descriptors': 'These are descriptors with blanks between them, such as 3 4; none: NULL.',
      'no-poll': 'Each is a descriptor, a colon and events, such as 3:IN or 4:IN|OUT.',
      'too-much': 'At most 1,000,000 bytes in one call by hand.',
    },
    refusal: 'A call that was not made',
    refusedBlocked: (p: { call: string; pending: string | null }): string =>
      `${p.call}() was not made: the process sleeps in ${p.pending === null ? 'another call' : `${p.pending}()`}, and a thread makes one call at a time. It can call again once that one returns.`,
    refusedEnded: (p: { call: string }): string =>
      `${p.call}() was not made: the process has ended, so nothing is left that could call.`,
    sleeps: 'This process sleeps in a call, so it cannot make another. Press it anyway to see.',
    hasEnded: 'This process has ended, so it cannot call. Press it anyway to see.',
  },
};

function ordinal(value: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(value);
  const ending: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${value}${ending[rule] ?? 'th'}`;
}

export type StageMessages = typeof stage;
