import type { CallRecord, FlightRecord, Ledger } from '../stage/ledger.ts';
import { streamOf } from '../stage/ledger.ts';
import type { Flags, SegmentOptions } from '../../engine/wire/segment.ts';
import type { Bytes } from '../../engine/base/bytes.ts';

/** The eight control bits in the order of the header; this laboratory uses the last five (RFC 9293 §3.1). */
export const CONTROL_BITS = ['CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'] as const;

export const isSet = (flags: Flags, bit: (typeof CONTROL_BITS)[number]): boolean => {
  const set: Partial<Record<typeof bit, boolean>> = {
    ACK: flags.ack,
    PSH: flags.psh,
    RST: flags.rst,
    SYN: flags.syn,
    FIN: flags.fin,
  };
  return set[bit] ?? false;
};

/** One option of the header in words. */
export interface OptionField {
  readonly name: 'MSS' | 'Window scale' | 'SACK permitted' | 'SACK' | 'Timestamps';
  readonly value: string;
}

export function optionFields(options: SegmentOptions): readonly OptionField[] {
  const fields: OptionField[] = [];
  if (options.mss !== null) fields.push({ name: 'MSS', value: String(options.mss) });
  if (options.sackPermitted) fields.push({ name: 'SACK permitted', value: '' });
  if (options.timestamps !== null)
    fields.push({ name: 'Timestamps', value: `${options.timestamps.value}, ${options.timestamps.echo}` });
  if (options.windowScale !== null)
    fields.push({ name: 'Window scale', value: `${options.windowScale} (× ${2 ** options.windowScale})` });
  if (options.sack !== null)
    fields.push({ name: 'SACK', value: options.sack.map(([left, right]) => `${left}–${right}`).join(', ') });
  return fields;
}

export interface HexRow {
  readonly offset: number;
  /** Two digits a byte. */
  readonly hex: readonly string[];
  /** Printable characters, `·` for others. */
  readonly text: string;
}

/** A payload eight bytes a row. At most `limit` bytes; a segment may carry 1,460. */
export function hexRows(payload: Bytes, limit = 256): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let offset = 0; offset < Math.min(payload.length, limit); offset += 8) {
    const bytes = payload.slice(offset, Math.min(offset + 8, limit)).split('');
    rows.push({
      offset,
      hex: bytes.map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')),
      text: bytes.map((byte) => (byte >= ' ' && byte <= '~' ? byte : '·')).join(''),
    });
  }
  return rows;
}

/**
 * The calls that a segment carries out: for text, those that wrote it; for a SYN, the connect; for a FIN, the close or
 * shutdown. Empty for what the kernel sends of its own accord.
 */
export function callsBehind(ledger: Ledger, flight: FlightRecord): readonly CallRecord[] {
  const { segment, socket, from } = flight;
  if (socket === null) return [];
  const known = (record: CallRecord | undefined): CallRecord[] => (record ? [record] : []);
  const latest = (...names: string[]): CallRecord | undefined => {
    for (const record of ledger.calls.newestFirst()) {
      const before = record.host === from && record.socket === socket && record.at <= flight.sentAt;
      if (before && names.includes(record.call.name)) return record;
    }
    return undefined;
  };
  const { streamOffset } = flight;
  const behind: CallRecord[] = [];
  if (segment.payload.length > 0 && streamOffset !== null) {
    const end = streamOffset + segment.payload.length;
    for (const write of streamOf(ledger, from, socket).writes)
      if (write.from < end && write.to > streamOffset) behind.push(...known(ledger.calls.get(write.callId)));
  }
  if (segment.flags.syn && !segment.flags.ack) behind.push(...known(latest('connect')));
  if (segment.flags.fin) behind.push(...known(latest('close', 'shutdown')));
  return behind;
}
