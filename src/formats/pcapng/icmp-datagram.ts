import type { Address } from '../../engine/wire/address.ts';
import type { IcmpCode, IcmpMessage } from '../../engine/wire/icmp.ts';
import { checksum, IP_HEADER, ipHeader, ipHeaders, two } from './ip-headers.ts';

const PROTOCOL_ICMP = 1;
/** Errors of the network are of precedence 6, 'internetwork control' (RFC 1812 §4.3.2.5). */
const INTERNETWORK_CONTROL = 0xc0;
const UNREACHABLE = 3;
/** RFC 792; RFC 1122 §3.2.2.1 and RFC 1812 §5.2.7.1. */
const CODES: Readonly<Record<IcmpCode, number>> = {
  'host-unreachable': 1,
  'port-unreachable': 3,
  'fragmentation-needed': 4,
  'host-prohibited': 10,
  'admin-prohibited': 13,
};
const ICMP_HEADER = 8;
/** A message is no longer than this, in bytes (RFC 1812 §4.3.2.3). */
const LONGEST = 576;
/** Of what is behind the IP header it quotes so many bytes at least (RFC 792). */
const LEAST_QUOTED = 8;

/**
 * An ICMP message in its IPv4 datagram. It quotes what it is about, which had the identification `quoted`, or the least of it where
 * the whole is too long: Linux would quote a longer part, but to tshark the checksum of a part looks wrong.
 */
export function icmpDatagram(
  { code, mtu, about }: IcmpMessage,
  source: Address,
  identification: number,
  quoted: number,
): readonly number[] {
  const text = Array.from(about.payload, (byte) => byte.charCodeAt(0));
  const whole = [...ipHeaders(about, quoted), ...text];
  const fits = whole.length <= LONGEST - IP_HEADER - ICMP_HEADER;
  const quote = fits ? whole : whole.slice(0, IP_HEADER + LEAST_QUOTED);
  const message = [UNREACHABLE, CODES[code], ...two(0), ...two(0), ...two(mtu ?? 0), ...quote];
  const sum = two(checksum(message));
  const datagram = {
    source,
    destination: about.source.address,
    protocol: PROTOCOL_ICMP,
    length: message.length,
    identification,
    service: INTERNETWORK_CONTROL,
    whole: false,
  };
  return [...ipHeader(datagram), ...message.slice(0, 2), ...sum, ...message.slice(4)];
}
