import { headerBytes } from '../../engine/wire/header-bytes.ts';
import type { Segment } from '../../engine/wire/segment.ts';

const PROTOCOL_TCP = 6;
const TIME_TO_LIVE = 64;
const DONT_FRAGMENT = 0x4000;
const VERSION_AND_LENGTH = 0x45;
const SERVICE = 0;
/** IPv4 header without options, bytes. */
const HEADER = 20;

/**
 * What stands before a segment's text in its IPv4 datagram (RFC 791 §3.1): both headers, both checksums in place.
 * `identification` tells datagrams apart.
 */
export function ipHeaders(segment: Segment, identification: number): readonly number[] {
  const tcp = headerBytes(segment);
  const length = HEADER + tcp.length + segment.payload.length;
  const two = (value: number): readonly number[] => [(value >>> 8) & 0xff, value & 0xff];
  const header = [
    VERSION_AND_LENGTH,
    SERVICE,
    ...two(length),
    ...two(identification),
    ...two(DONT_FRAGMENT),
    TIME_TO_LIVE,
    PROTOCOL_TCP,
    ...two(0),
    ...segment.source.address.split('.').map(Number),
    ...segment.destination.address.split('.').map(Number),
  ];
  const sum = two(checksum(header));
  return [...header.slice(0, 10), ...sum, ...header.slice(12), ...tcp];
}

/** The Internet checksum (RFC 1071) of an even number of bytes. */
function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
