import { type Bytes, NO_BYTES } from '../../engine/base/bytes.ts';
import type { FlightId, HostName, TraceEvent } from '../../engine/trace/event.ts';
import type { Address } from '../../engine/wire/address.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Segment } from '../../engine/wire/segment.ts';
import { causesOf, icmpCausesOf } from '../capture/cause.ts';
import { capturedIn, type Vantage } from '../capture/tap.ts';
import { ByteWriter, utf8 } from './bytes.ts';
import { icmpDatagram } from './icmp-datagram.ts';
import { ipHeaders } from './ip-headers.ts';

/** Types of blocks and options: draft-ietf-opsawg-pcapng, sections 4 and 3.5. */
const BLOCK = { section: 0x0a0d0d0a, interface: 1, names: 4, packet: 6 } as const;
const OPTION = { end: 0, comment: 1, application: 4, interfaceName: 2, interfaceDescription: 3 } as const;
const BYTE_ORDER = 0x1a2b3c4d;
/** Packets begin with their IP header: there is no link below. */
const LINKTYPE_RAW = 101;
const NAME_IPV4 = 1;
/** The routers have no address in the simulator; this one is nobody's (RFC 5737). */
const ROUTER = { name: 'router', address: '192.0.2.1' as Address };
/** A capture's own size limit: none. */
const UNLIMITED = 0;

type Option = readonly [code: number, value: readonly number[]];

/**
 * A run as a pcapng file, as a tap at `vantage` sees it, undamaged: its segments and ICMP messages, with the names of the hosts, and
 * for each packet a comment that says why it was sent and what the network did to it. `run` holds the trace of one event of
 * the World after the other. Time zero is the beginning of the World.
 */
export function pcapng(
  hosts: Readonly<Record<string, string>>,
  run: readonly (readonly TraceEvent[])[],
  vantage: Vantage = null,
): Uint8Array<ArrayBuffer> {
  const trace = run.flat();
  const captured = capturedIn(trace, vantage);
  const byRouter = captured.some((event) => 'message' in event && event.from === '');
  const causes = causesOf(run);
  const icmpCauses = icmpCausesOf(run);
  const { ofFlight, ofSegment, ofMessage } = identificationsOf(trace);
  const file = new ByteWriter();
  sectionBlock(file);
  interfaceBlock(file, vantage);
  namesBlock(file, byRouter ? { ...hosts, [ROUTER.name]: ROUTER.address } : hosts);
  for (const event of captured) {
    if ('segment' in event) {
      const headers = ipHeaders(event.segment, ofFlight.get(event.flight) ?? 0);
      packetBlock(file, event.at, headers, event.segment.payload, causes.get(event.flight) ?? '');
    } else {
      const { at, from, message } = event;
      const source = (hosts[from] as Address | undefined) ?? ROUTER.address;
      const quoted = ofSegment.get(message.about) ?? 0;
      const datagram = icmpDatagram(message, source, ofMessage.get(message) ?? 0, quoted);
      packetBlock(file, at, datagram, NO_BYTES, icmpCauses.get(message) ?? '');
    }
  }
  return file.done();
}

/** How many datagrams its host had sent when it sent this one: by what the datagram became. */
interface Identifications {
  readonly ofFlight: ReadonlyMap<FlightId, number>;
  readonly ofSegment: ReadonlyMap<Segment, number>;
  readonly ofMessage: ReadonlyMap<IcmpMessage, number>;
}

function identificationsOf(trace: readonly TraceEvent[]): Identifications {
  const sent = new Map<HostName, number>();
  const ofFlight = new Map<FlightId, number>();
  const ofSegment = new Map<Segment, number>();
  const ofMessage = new Map<IcmpMessage, number>();
  for (const event of trace) {
    if (event.kind === 'copied') ofFlight.set(event.flight, ofFlight.get(event.original) ?? 0);
    if (event.kind !== 'sent' && event.kind !== 'injected' && event.kind !== 'icmp-sent') continue;
    const number = (sent.get(event.from) ?? 0) + 1;
    sent.set(event.from, number);
    const identification = number & 0xffff;
    if (event.kind === 'icmp-sent') {
      ofMessage.set(event.message, identification);
    } else {
      ofFlight.set(event.flight, identification);
      ofSegment.set(event.segment, identification);
    }
  }
  return { ofFlight, ofSegment, ofMessage };
}

const sectionBlock = (file: ByteWriter): void =>
  block(
    file,
    BLOCK.section,
    () =>
      file
        .u32(BYTE_ORDER)
        .u16(1)
        .u16(0)
        // The section's length is not told: it ends with the file.
        .u32(0xffffffff)
        .u32(0xffffffff),
    [[OPTION.application, utf8('Socketscope')]],
  );

const interfaceBlock = (file: ByteWriter, vantage: Vantage): void =>
  block(file, BLOCK.interface, () => file.u16(LINKTYPE_RAW).u16(0).u32(UNLIMITED), [
    [OPTION.interfaceName, utf8(vantage ?? 'network')],
    [
      OPTION.interfaceDescription,
      utf8(
        vantage === null
          ? 'every packet as its host sends it, before the network'
          : `what ${vantage} sends and receives`,
      ),
    ],
  ]);

const namesBlock = (file: ByteWriter, hosts: Readonly<Record<string, string>>): void =>
  block(
    file,
    BLOCK.names,
    () => {
      for (const [name, address] of Object.entries(hosts)) {
        const record = [...address.split('.').map(Number), ...utf8(name), 0];
        file.u16(NAME_IPV4).u16(record.length).bytes(record).padded();
      }
      file.u16(0).u16(0);
    },
    [],
  );

/** Times are in microseconds, pcapng's own unit when an interface names none. */
function packetBlock(file: ByteWriter, at: number, headers: readonly number[], text: Bytes, comment: string): void {
  const length = headers.length + text.length;
  block(
    file,
    BLOCK.packet,
    () =>
      file
        .u32(0)
        .u32(Math.floor(at / 2 ** 32))
        .u32(at % 2 ** 32)
        .u32(length)
        .u32(length)
        .bytes(headers)
        .latin1(text)
        .padded(),
    comment === '' ? [] : [[OPTION.comment, utf8(comment)]],
  );
}

/** A block: type and length before its body, the length once more behind it. */
function block(file: ByteWriter, type: number, body: () => void, options: readonly Option[]): void {
  const begin = file.length;
  file.u32(type).u32(0);
  body();
  for (const [code, value] of options) file.u16(code).u16(value.length).bytes(value).padded();
  if (options.length > 0) file.u16(OPTION.end).u16(0);
  const length = file.length + 4 - begin;
  file.u32At(begin + 4, length);
  file.u32(length);
}
