import type { Call } from '../../posix/call.ts';
import {
  closeDescriptor,
  DESCRIPTOR_LIMIT,
  freeDescriptor,
  installDescriptor,
  shareDescription,
} from '../descriptors.ts';
import { STANDARD_STREAM } from '../host.ts';
import { releaseSocket } from '../release.ts';
import { processOf, type Turn } from '../turn.ts';
import { type Answer, type Caller, done, refuse } from './answer.ts';

type Named<N extends Call['name']> = Extract<Call, { readonly name: N }>;

/** dup(2): the lowest free number for the same open file description, its O_NONBLOCK included. */
export function callDup(turn: Turn, caller: Caller, call: Named<'dup'>): Answer {
  const process = processOf(turn, caller.process);
  const fd = freeDescriptor(process);
  if (fd === null) return refuse('EMFILE', 'dup-emfile');
  copyTo(turn, caller, process.descriptors[call.fd] as number, fd);
  return done('dup-done', fd);
}

/** dup2(2): the number that the program chooses. What it referred to before is closed first, without a word. */
export function callDup2(turn: Turn, caller: Caller, call: Named<'dup2'>): Answer {
  const { fd, newfd } = call;
  if (fd === newfd) return done('dup2-same', newfd);
  if (newfd < 0 || newfd >= DESCRIPTOR_LIMIT) return refuse('EBADF', 'dup2-ebadf-range');
  const { descriptors } = processOf(turn, caller.process);
  const entry = descriptors[fd] as number;
  const replaced = (descriptors[newfd] ?? null) !== null;
  const last = replaced ? closeDescriptor(turn, caller.process, newfd) : null;
  copyTo(turn, caller, entry, newfd);
  if (last !== null) releaseSocket(turn, last);
  return done(replaced ? 'dup2-replaces' : 'dup2-done', newfd);
}

function copyTo(turn: Turn, { process }: Caller, entry: number, fd: number): void {
  if (entry !== STANDARD_STREAM) shareDescription(turn, entry);
  installDescriptor(turn, process, fd, entry);
}
