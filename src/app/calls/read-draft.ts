import { assertNever } from '../../engine/base/assert-never.ts';
import { type Bytes, bytesOf } from '../../engine/base/bytes.ts';
import { fail, ok, type Result } from '../../engine/base/result.ts';
import {
  type Call,
  type EpollEvent,
  type EpollOperation,
  type Fd,
  type MessageFlag,
  opensDescriptor,
  type OptionValue,
  type PollEvent,
  type ShutdownHow,
  type SocketOption,
} from '../../engine/posix/call.ts';
import type { CallNames } from '../../engine/trace/event.ts';
import { type Address, parseAddress } from '../../engine/wire/address.ts';
import type { Draft, FieldName, HandCall } from './call-fields.ts';

/** Why the text of a field is no argument. Whether the argument makes sense, the kernel says. */
export type FieldError =
  | 'no-descriptor'
  | 'no-address'
  | 'no-port'
  | 'no-number'
  | 'no-name'
  | 'no-linger'
  | 'no-time'
  | 'no-descriptors'
  | 'no-poll'
  | 'too-much';

export type DraftErrors = Partial<Record<FieldName, FieldError>>;

/** What a form may refer to: the process's names of its descriptors, and the machines. */
export interface DraftContext {
  /** The program is still to run: a descriptor has a name, and no number yet. */
  readonly byName?: boolean;
  readonly fdNames: ReadonlyMap<Fd, string>;
  readonly hosts: Readonly<Record<string, Address>>;
}

/** The most bytes that one send by hand may carry: past this the browser, not TCP, would be what is shown. */
const MOST_BYTES = 1_000_000;

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

const POLL_EVENTS: ReadonlySet<string> = new Set(['POLLIN', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLRDHUP', 'POLLNVAL']);
/** A set of select(2) holds descriptors below this. */
const FD_SETSIZE = 1024;

/** The call that a filled-in form stands for, or what is wrong with each field. */
export function readDraft(
  name: HandCall,
  draft: Draft,
  context: DraftContext,
): Result<{ readonly call: Call; readonly names: CallNames }, DraftErrors> {
  const errors: DraftErrors = {};
  const reject = <T>(field: FieldName, error: FieldError, instead: T): T => {
    errors[field] = error;
    return instead;
  };
  const whole = (field: FieldName, error: FieldError = 'no-number'): number =>
    /^-?\d{1,10}$/.test(draft[field].trim()) ? Number(draft[field]) : reject(field, error, 0);
  const numberOf = (text: string): Fd | null => {
    if (/^-?\d{1,9}$/.test(text)) return Number(text);
    return [...context.fdNames].findLast(([, name]) => name === text)?.[0] ?? null;
  };
  const fd = (field: 'fd' | 'target' | 'newfd' = 'fd'): Fd =>
    numberOf(draft[field].trim()) ?? reject(field, 'no-descriptor', -1);
  /** Descriptors with blanks between them; an empty field is no set at all. */
  const set = (field: 'read' | 'write' | 'except'): readonly Fd[] | null => {
    const numbers = words(draft[field]).map(numberOf);
    if (numbers.some((one) => one === null || one < 0 || one >= FD_SETSIZE))
      return reject(field, 'no-descriptors', null);
    return numbers.length === 0 ? null : (numbers as Fd[]);
  };
  const polled = () =>
    words(draft.fds).map((entry) => {
      const [who = '', what = ''] = entry.split(':');
      const events = what.split('|').map((event) => `POLL${event.toUpperCase()}`);
      const number = numberOf(who);
      if (number === null || !events.every((event) => POLL_EVENTS.has(event) || event === 'POLL0')) {
        return reject('fds', 'no-poll', { fd: -1, events: [] });
      }
      return { fd: number, events: events.filter((event) => event !== 'POLL0') as PollEvent[] };
    });
  const address = (): Address => {
    const text = draft.address.trim();
    return context.hosts[text] ?? parseAddress(text) ?? reject('address', 'no-address', '0.0.0.0' as Address);
  };
  const port = (): number => {
    const value = whole('port', 'no-port');
    return value >= 0 && value <= 65_535 ? value : reject('port', 'no-port', 0);
  };
  const data = (): Bytes => {
    const times = whole('times');
    if (times < 0) return reject('times', 'no-number', '' as Bytes);
    const text = bytesOf(draft.data);
    if (text.length * times > MOST_BYTES) return reject('times', 'too-much', '' as Bytes);
    return text.repeat(times) as Bytes;
  };
  const length = (): number => {
    const value = whole('length');
    return value >= 0 ? value : reject('length', 'no-number', 0);
  };
  const optionValue = (): OptionValue => {
    const timed = draft.option === 'SO_RCVTIMEO' || draft.option === 'SO_SNDTIMEO';
    if (draft.option !== 'SO_LINGER' && !timed) return whole('value');
    const parts = /^(-?\d{1,10})\s*,\s*(-?\d{1,10})$/.exec(draft.value.trim());
    if (parts === null) return reject('value', timed ? 'no-time' : 'no-linger', 0);
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    return timed ? { seconds: first, micros: second } : { onoff: first, seconds: second };
  };
  const flags = words(draft.flags) as MessageFlag[];
  const sendFlags: MessageFlag[] = draft.nosignal === 'yes' ? [...flags, 'MSG_NOSIGNAL'] : flags;
  const cloexec = draft.cloexec === 'yes';
  const opening = { nonblocking: draft.nonblocking === 'yes', ...(cloexec ? { cloexec } : {}) };
  const as = draft.as.trim();

  const call = ((): Call => {
    switch (name) {
      case 'socket':
        return { name, family: draft.family, ...opening };
      case 'bind':
        return { name, fd: fd(), address: address(), port: port() };
      case 'connect':
        if (draft.address.trim() === 'AF_UNSPEC') return { name, fd: fd(), address: null, port: 0 };
        return { name, fd: fd(), address: address(), port: port() };
      case 'listen':
        return { name, fd: fd(), backlog: whole('backlog') };
      case 'accept':
        return { name, fd: fd(), ...opening };
      case 'send':
        return { name, fd: fd(), data: data(), flags: sendFlags };
      case 'recv':
        return { name, fd: fd(), length: length(), flags };
      case 'read':
        return { name, fd: fd(), length: length() };
      case 'write':
        return { name, fd: fd(), data: data() };
      case 'poll':
        return { name, fds: polled(), timeout: whole('timeout') };
      case 'select': {
        const sets = { read: set('read'), write: set('write'), except: set('except') };
        const all = [sets.read, sets.write, sets.except].flatMap((one) => one ?? []);
        return { name, nfds: Math.max(-1, ...all) + 1, ...sets, timeout: whole('timeout') };
      }
      case 'epoll_create1':
        return { name, cloexec };
      case 'epoll_ctl': {
        const events = draft.op === 'EPOLL_CTL_DEL' ? [] : (words(draft.events) as EpollEvent[]);
        return { name, fd: fd(), op: draft.op as EpollOperation, target: fd('target'), events };
      }
      case 'epoll_wait':
        return { name, fd: fd(), maxevents: whole('maxevents'), timeout: whole('timeout') };
      case 'fcntl':
        return draft.setting === 'F_GETFL'
          ? { name, fd: fd(), option: 'F_GETFL' }
          : { name, fd: fd(), option: 'O_NONBLOCK', value: draft.setting.endsWith('O_NONBLOCK') };
      case 'shutdown':
        return { name, fd: fd(), how: draft.how as ShutdownHow };
      case 'close':
      case 'getsockname':
      case 'getpeername':
        return { name, fd: fd() };
      case 'setsockopt':
        return { name, fd: fd(), option: draft.option as SocketOption, value: optionValue() };
      case 'getsockopt':
        return { name, fd: fd(), option: draft.option as SocketOption };
      case 'dup':
        return { name, fd: fd() };
      case 'dup2':
        return { name, fd: fd(), newfd: fd('newfd') };
      case 'fork':
        return { name, child: as };
      case 'thread':
        return { name, thread: as };
      case 'exit':
      case 'kill':
        return { name };
      default:
        return assertNever(name);
    }
  })();
  const givesDescriptor = opensDescriptor(name);
  const begins = name === 'fork' || name === 'thread';
  // The name becomes a variable of the C++ source.
  if ((begins || (givesDescriptor && as !== '')) && !/^[A-Za-z_]\w{0,19}$/.test(as)) errors.as = 'no-name';
  if (Object.keys(errors).length > 0) return fail(errors);
  const names: CallNames = {
    fd: 'fd' in call ? (context.fdNames.get(call.fd) ?? null) : null,
    as: givesDescriptor && as !== '' ? as : null,
  };
  return ok({ call, names });
}
