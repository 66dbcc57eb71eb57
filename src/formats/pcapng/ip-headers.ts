import type { Address } from '../../engine/wire/address.ts';
import { headerBytes } from '../../engine/wire/header-bytes.ts';
import type { Segment } from '../../engine/wire/segment.ts';

const TIME_TO_LIVE = 64;
const DONT_FRAGMENT = 0x4000;
const VERSION_AND_LENGTH = 0x45;
/** IPv4 header without options, bytes. */
export const IP_HEADER = 20;

/** What differs from one IPv4 header to the other. */
interface Datagram {
  readonly source: Address;
  readonly destination: Address;
  /** 6: TCP, 1: ICMP (IANA, 'Protocol Numbers'). */
  readonly protocol: number;
  /** Bytes behind the header. */
  readonly length: number;
  /** It tells datagrams apart. */
  readonly identification: number;
  /** The type of service, and whether a router may fragment it. */
  readonly service: number;
  readonly whole: boolean;
}

/** An IPv4 header (RFC 791 §3.1), its checksum in place. */
export function ipHeader({ source, destination, protocol, ...rest }: Datagram): readonly number[] {
  const header = [
    VERSION_AND_LENGTH,
    rest.service,
    ...two(IP_HEADER + rest.length),
    ...two(rest.identification),
    ...two(rest.whole ? DONT_FRAGMENT : 0),
    TIME_TO_LIVE,
    protocol,
    ...two(0),
    ...source.split('.').map(Number),
    ...destination.split('.').map(Number),
  ];
  return [...header.slice(0, 10), ...two(checksum(header)), ...header.slice(12)];
}

/** What stands before a segment's text in its IPv4 datagram: both headers, both checksums in place. */
export function ipHeaders(segment: Segment, identification: number): readonly number[] {
  const tcp = headerBytes(segment);
  const datagram = {
    source: segment.source.address,
    destination: segment.destination.address,
    protocol: 6,
    length: tcp.length + segment.payload.length,
    identification,
    service: 0,
    whole: true,
  };
  return [...ipHeader(datagram), ...tcp];
}

/** The two bytes of a number, the higher first. */
export const two = (value: number): readonly number[] => [(value >>> 8) & 0xff, value & 0xff];

/** The Internet checksum (RFC 1071); an odd last byte counts as one with a zero behind it. */
export function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
