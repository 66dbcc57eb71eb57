import { assertNever } from '../../engine/base/assert-never.ts';
import { type Bytes, bytesOf } from '../../engine/base/bytes.ts';
import { fail, ok, type Result } from '../../engine/base/result.ts';
import type { Call, Fd, MessageFlag, OptionValue, ShutdownHow, SocketOption } from '../../engine/posix/call.ts';
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
  | 'too-much';

export type DraftErrors = Partial<Record<FieldName, FieldError>>;

/** What a form may refer to: the process's names of its descriptors, and the machines. */
export interface DraftContext {
  readonly fdNames: ReadonlyMap<Fd, string>;
  readonly hosts: Readonly<Record<string, Address>>;
}

/** The most bytes that one send by hand may carry: past this the browser, not TCP, would be what is shown. */
const MOST_BYTES = 1_000_000;

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
  const fd = (): Fd => {
    const text = draft.fd.trim();
    if (/^-?\d{1,9}$/.test(text)) return Number(text);
    const named = [...context.fdNames].findLast(([, name]) => name === text);
    return named ? named[0] : reject('fd', 'no-descriptor', -1);
  };
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
    if (draft.option !== 'SO_LINGER') return whole('value');
    const parts = /^(\d+)\s*,\s*(\d+)$/.exec(draft.value.trim());
    return parts
      ? { onoff: Number(parts[1]), seconds: Number(parts[2]) }
      : reject('value', 'no-linger', { onoff: 0, seconds: 0 });
  };
  const flags = draft.flags.split(' ').filter((flag) => flag !== '') as MessageFlag[];
  const sendFlags: MessageFlag[] = draft.nosignal === 'yes' ? [...flags, 'MSG_NOSIGNAL'] : flags;
  const nonblocking = draft.nonblocking === 'yes';
  const as = draft.as.trim();

  const call = ((): Call => {
    switch (name) {
      case 'socket':
        return { name, family: draft.family, nonblocking };
      case 'bind':
        return { name, fd: fd(), address: address(), port: port() };
      case 'connect':
        if (draft.address.trim() === 'AF_UNSPEC') return { name, fd: fd(), address: null, port: 0 };
        return { name, fd: fd(), address: address(), port: port() };
      case 'listen':
        return { name, fd: fd(), backlog: whole('backlog') };
      case 'accept':
        return { name, fd: fd(), nonblocking };
      case 'send':
        return { name, fd: fd(), data: data(), flags: sendFlags };
      case 'recv':
        return { name, fd: fd(), length: length(), flags };
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
      case 'exit':
      case 'kill':
        return { name };
      default:
        return assertNever(name);
    }
  })();
  const givesDescriptor = name === 'socket' || name === 'accept';
  // The name becomes a variable of the C++ source.
  if (givesDescriptor && as !== '' && !/^[A-Za-z_]\w{0,19}$/.test(as)) errors.as = 'no-name';
  if (Object.keys(errors).length > 0) return fail(errors);
  const names: CallNames = {
    fd: 'fd' in call ? (context.fdNames.get(call.fd) ?? null) : null,
    as: givesDescriptor && as !== '' ? as : null,
  };
  return ok({ call, names });
}
