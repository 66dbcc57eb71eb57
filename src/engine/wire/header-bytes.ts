import type { Address } from './address.ts';
import type { Segment, SegmentOptions } from './segment.ts';

/** An option's kind and length in bytes, as IANA's 'TCP Option Kind Numbers' has them. */
const KIND = { nop: 1, mss: 2, windowScale: 3, sackPermitted: 4, sack: 5, timestamps: 8 } as const;

const two = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const four = (value: number): number[] => [...two(value >>> 16), ...two(value & 0xffff)];

/** The options as they stand in the header, padded to whole words as Linux pads them (NOPs in front). */
export function optionBytes(options: SegmentOptions): readonly number[] {
  const { mss, sackPermitted, timestamps, windowScale, sack } = options;
  const out: number[] = [];
  if (mss !== null) out.push(KIND.mss, 4, ...two(mss));
  // SACK-permitted takes the place of the two NOPs that align the timestamps (Linux, tcp_options_write).
  if (sackPermitted) out.push(...(timestamps === null ? [KIND.nop, KIND.nop] : []), KIND.sackPermitted, 2);
  if (timestamps !== null) {
    if (!sackPermitted) out.push(KIND.nop, KIND.nop);
    out.push(KIND.timestamps, 10, ...four(timestamps.value), ...four(timestamps.echo));
  }
  if (windowScale !== null) out.push(KIND.nop, KIND.windowScale, 3, windowScale);
  if (sack !== null && sack.length > 0) {
    out.push(KIND.nop, KIND.nop, KIND.sack, 2 + 8 * sack.length);
    for (const [left, right] of sack) out.push(...four(left), ...four(right));
  }
  return out;
}

/** The data offset: the header's length in 32-bit words, 5 without options (RFC 9293 §3.1). */
export const dataOffset = (options: SegmentOptions): number => 5 + optionBytes(options).length / 4;

/** The TCP header with its checksum in place, 20 to 60 bytes (RFC 9293 §3.1). */
export function headerBytes(segment: Segment): readonly number[] {
  const header = withoutChecksum(segment);
  const sum = segmentChecksum(segment);
  return [...header.slice(0, 16), ...two(sum), ...header.slice(18)];
}

/** The checksum over pseudo header, header and payload (RFC 9293 §3.1; the sum is that of RFC 1071). */
export function segmentChecksum(segment: Segment): number {
  const header = withoutChecksum(segment);
  const length = header.length + segment.payload.length;
  const PROTOCOL_TCP = 6;
  const pseudo = [
    ...addressBytes(segment.source.address),
    ...addressBytes(segment.destination.address),
    ...two(PROTOCOL_TCP),
    ...two(length),
  ];
  let sum = 0;
  const bytes = [...pseudo, ...header];
  for (let index = 0; index < bytes.length; index += 2) sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  for (let index = 0; index < segment.payload.length; index += 2) {
    const low = index + 1 < segment.payload.length ? segment.payload.charCodeAt(index + 1) : 0;
    sum += (segment.payload.charCodeAt(index) << 8) | low;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function withoutChecksum({ source, destination, seq, ack, flags, window, options }: Segment): number[] {
  const bits =
    (flags.fin ? 0x01 : 0) |
    (flags.syn ? 0x02 : 0) |
    (flags.rst ? 0x04 : 0) |
    (flags.psh ? 0x08 : 0) |
    (flags.ack ? 0x10 : 0);
  return [
    ...two(source.port),
    ...two(destination.port),
    ...four(seq),
    ...four(ack),
    dataOffset(options) << 4,
    bits,
    ...two(window),
    // Checksum and urgent pointer.
    ...four(0),
    ...optionBytes(options),
  ];
}

const addressBytes = (address: Address): number[] => address.split('.').map(Number);
