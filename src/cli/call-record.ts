import { type Bytes, textOfBytes } from '../engine/base/bytes.ts';
import {
  type Call,
  type CallResult,
  type EpollReport,
  lengthAsked,
  type OptionValue,
  type SelectSets,
} from '../engine/posix/call.ts';
import { ERRNO_NUMBERS } from '../engine/posix/errno-number.ts';
import type { Endpoint } from '../engine/wire/address.ts';
import type { CallScript } from '../programs/call-script.ts';

/** Bytes that a call read: a text; a count when all are the filler `x`; a digest when there are very many. */
export type DataRecord =
  | string
  | { readonly bytes: number }
  | { readonly bytes: number; readonly start: string; readonly fnv1a: number };

/** What a call's result adds to its record. */
export interface ResultRecord {
  readonly returns: number | null;
  readonly errno: string | null;
  readonly data?: DataRecord;
  readonly address?: string;
  readonly value?: OptionValue | string;
  readonly revents?: readonly (readonly string[])[];
  /** select: the descriptors left in each set. */
  readonly sets?: SelectSets;
  /** epoll_wait: what was reported, in order. */
  readonly ready?: readonly EpollReport[];
  readonly signal?: string;
}

/** Nothing returned (yet). */
export const NO_RESULT: ResultRecord = { returns: null, errno: null };

/** The smallest port that an automatic choice may have. */
const FIRST_EPHEMERAL = 32_768;
/** More bytes than this are not written out. */
const LONGEST_DATA = 65_536;

/** The ports that a script names: all others from 32768 on are chosen automatically, and differ between runs. */
export const fixedPorts = (script: CallScript): ReadonlySet<number> =>
  new Set(script.steps.flatMap((step) => ('call' in step && typeof step.port === 'number' ? [step.port] : [])));

/** The result of a call as a record says it. A process that ended in the call has no result, at most a signal. */
export function resultRecord(call: Call, result: CallResult, fixed: ReadonlySet<number>): ResultRecord {
  if (call.name === 'exit' || call.name === 'kill') return NO_RESULT;
  if (result.signal !== null) return { ...NO_RESULT, signal: result.signal };
  const { returns, errno } = result;
  if (returns < 0) return { returns, errno };
  const ends = call.name === 'accept' || call.name === 'getsockname' || call.name === 'getpeername';
  return {
    returns,
    errno: null,
    ...(lengthAsked(call) !== null ? { data: dataRecord(result.data) } : {}),
    ...(ends && result.address !== null ? { address: addressRecord(result.address, fixed) } : {}),
    ...(call.name === 'getsockopt' && result.value !== null ? { value: valueRecord(call.option, result.value) } : {}),
    ...(call.name === 'poll' ? { revents: (result.revents ?? []).map((events) => events.toSorted()) } : {}),
    ...(result.sets === undefined ? {} : { sets: result.sets }),
    ...(result.ready === undefined
      ? {}
      : { ready: result.ready.map(({ fd, events }) => ({ fd, events: events.toSorted() })) }),
  };
}

const addressRecord = ({ address, port }: Endpoint, fixed: ReadonlySet<number>): string =>
  `${address}:${port >= FIRST_EPHEMERAL && !fixed.has(port) ? '*' : port}`;

function dataRecord(bytes: Bytes | null): DataRecord {
  if (bytes === null || bytes.length === 0) return '';
  if (/^x+$/.test(bytes)) return { bytes: bytes.length };
  if (bytes.length > LONGEST_DATA) return { bytes: bytes.length, start: bytes.slice(0, 64), fnv1a: fnv1a(bytes) };
  return textOfBytes(bytes) ?? bytes;
}

/** The 32-bit hash of Fowler, Noll and Vo, variant 1a. */
function fnv1a(bytes: Bytes): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ bytes.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}

function valueRecord(option: string, value: OptionValue): OptionValue | string {
  if (option !== 'SO_ERROR' || value === 0) return value;
  const name = Object.entries(ERRNO_NUMBERS).find(([, number]) => number === value)?.[0];
  return name ?? value;
}
