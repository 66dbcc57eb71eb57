import { assertNever } from '../../engine/base/assert-never.ts';
import { textOfBytes } from '../../engine/base/bytes.ts';
import { fail, ok, type Result } from '../../engine/base/result.ts';
import type { Call, Fd } from '../../engine/posix/call.ts';
import { parseAddress } from '../../engine/wire/address.ts';
import type { CallScript, CallStep, FdReference, OpenFlag, ScriptStep } from '../../programs/call-script.ts';
import type { Draft, HandCall } from '../calls/call-fields.ts';
import { fromStep } from '../calls/default-draft.ts';
import { type DraftContext, type DraftErrors, readDraft } from '../calls/read-draft.ts';
import { USUAL_DRAFT } from '../calls/usual-draft.ts';

/**
 * In the text of a program descriptors have names and no numbers yet: in the forms, which know both, each name gets one from
 * here on. A set of select(2) holds numbers below 1024.
 */
const FIRST = 900;

/** What these give a name to is no descriptor. */
const BEGINS: ReadonlySet<CallStep['call']> = new Set<CallStep['call']>(['fork', 'thread']);

/** The names of descriptors that the steps of a process give, and its machine's. */
export function contextOf({ hosts }: CallScript, steps: readonly ScriptStep[], process: string): DraftContext {
  const born = steps.find((step) => 'call' in step && step.call === 'fork' && step.as === process);
  const parent = born !== undefined && 'call' in born ? born.process : process;
  const given = steps.flatMap((step) =>
    'call' in step && [process, parent].includes(step.process) && !BEGINS.has(step.call) ? (step.as ?? []) : [],
  );
  // A name that nobody gives any more, since its call was deleted, is one still.
  const used = steps.flatMap((step) =>
    'call' in step && step.process === process && typeof step.fd === 'string' ? [step.fd] : [],
  );
  const all = [...new Set([...given, ...used])].slice(0, 1024 - FIRST);
  const addresses = Object.entries(hosts).flatMap(([name, address]) => {
    const parsed = parseAddress(address);
    return parsed === null ? [] : [[name, parsed] as const];
  });
  return {
    byName: true,
    fdNames: new Map(all.map((name, index) => [FIRST + index, name])),
    hosts: Object.fromEntries(addresses),
  };
}

/** What a form shows of a step: its arguments, and for what it does not have the usual. */
export function draftOfStep(step: CallStep, script: CallScript): Draft {
  const port = typeof step.port === 'string' ? { port: step.port } : {};
  const named = (fd: FdReference | undefined): string => (fd === undefined ? '' : String(fd));
  return {
    ...USUAL_DRAFT,
    address: serverOf(script),
    port: portOf(script),
    ...fromStep(step, new Map()),
    ...port,
    fd: named(step.fd),
    as: step.as ?? '',
    nosignal: step.flags?.includes('MSG_NOSIGNAL') ? 'yes' : '',
  };
}

/** Where clients usually connect to. */
const serverOf = ({ hosts }: CallScript): string => hosts['server'] ?? Object.values(hosts)[0] ?? '';

/** The port that a program is about. */
function portOf({ steps }: CallScript): string {
  const port = steps.find((step) => 'call' in step && typeof step.port === 'number');
  return port !== undefined && 'call' in port ? String(port.port) : USUAL_DRAFT.port;
}

/** The step that a filled-in form stands for, or what is wrong with each field. */
export function stepOfDraft(
  who: Pick<CallStep, 'process' | 'thread'>,
  name: HandCall,
  draft: Draft,
  context: DraftContext,
): Result<CallStep, DraftErrors> {
  const read = readDraft(name, draft, context);
  if (!read.ok) return fail(read.error);
  const as = draft.as.trim() === '' ? {} : { as: draft.as.trim() };
  return ok({ ...who, call: name, ...argumentsOf(read.value.call, as, (fd) => context.fdNames.get(fd) ?? fd) });
}

function argumentsOf(
  call: Call,
  as: Pick<CallStep, 'as'>,
  named: (fd: Fd) => FdReference,
): Omit<CallStep, 'process' | 'call'> {
  const flags = (list: readonly OpenFlag[]): Pick<CallStep, 'flags'> => (list.length === 0 ? {} : { flags: list });
  const opened = ({ nonblocking, cloexec }: { readonly nonblocking?: boolean; readonly cloexec?: boolean }) =>
    flags([...(nonblocking ? (['SOCK_NONBLOCK'] as const) : []), ...(cloexec ? (['SOCK_CLOEXEC'] as const) : [])]);
  switch (call.name) {
    case 'socket':
      return { ...as, ...(call.family === 'AF_INET' ? {} : { family: call.family }), ...opened(call) };
    case 'bind':
      return { fd: named(call.fd), address: call.address, port: call.port };
    case 'connect':
      return call.address === null
        ? { fd: named(call.fd), family: 'AF_UNSPEC' }
        : { fd: named(call.fd), address: call.address, port: call.port };
    case 'listen':
      return { fd: named(call.fd), backlog: call.backlog };
    case 'accept':
      return { fd: named(call.fd), ...as, ...opened(call) };
    case 'send':
      return {
        fd: named(call.fd),
        ...written(call.data),
        ...(call.flags.length === 0 ? {} : { flags: call.flags }),
      };
    case 'write':
      return { fd: named(call.fd), ...written(call.data) };
    case 'recv':
      return { fd: named(call.fd), length: call.length, ...(call.flags.length === 0 ? {} : { flags: call.flags }) };
    case 'read':
      return { fd: named(call.fd), length: call.length };
    case 'shutdown':
      return { fd: named(call.fd), how: call.how };
    case 'close':
    case 'getsockname':
    case 'getpeername':
      return { fd: named(call.fd) };
    case 'setsockopt':
      return { fd: named(call.fd), option: call.option, value: call.value };
    case 'getsockopt':
      return { fd: named(call.fd), option: call.option };
    case 'fcntl':
      return call.option === 'F_GETFL'
        ? { fd: named(call.fd), option: call.option }
        : { fd: named(call.fd), option: call.option, value: call.value };
    case 'poll':
      return { fds: call.fds.map(({ fd, events }) => ({ fd: named(fd), events })), timeout: call.timeout };
    case 'select': {
      const { read, write, except, timeout } = call;
      const sets = Object.entries({ read, write, except }).flatMap(([key, fds]) =>
        fds === null ? [] : [[key, fds.map(named)] as const],
      );
      return { ...Object.fromEntries(sets), timeout };
    }
    case 'epoll_create1':
      return { ...as, ...flags(call.cloexec ? ['EPOLL_CLOEXEC'] : []) };
    case 'epoll_ctl':
      return {
        fd: named(call.fd),
        op: call.op,
        target: named(call.target),
        ...(call.op === 'EPOLL_CTL_DEL' ? {} : { events: call.events }),
      };
    case 'epoll_wait':
      return { fd: named(call.fd), maxevents: call.maxevents, timeout: call.timeout };
    case 'dup':
      return { fd: named(call.fd), ...as };
    case 'dup2':
      return { fd: named(call.fd), newfd: named(call.newfd), ...as };
    case 'fork':
    case 'thread':
      return as;
    case 'exit':
    case 'kill':
      return {};
    default:
      return assertNever(call);
  }
}

/** Many times the same letter is written as a number of bytes. */
const MANY = 100;

function written(data: Parameters<typeof textOfBytes>[0]): Pick<CallStep, 'data' | 'bytes'> {
  const text = textOfBytes(data) ?? '';
  return text.length >= MANY && /^x+$/.test(text) ? { bytes: text.length } : { data: text };
}
