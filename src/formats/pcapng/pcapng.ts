import type { FlightId, HostName, TraceEvent } from '../../engine/trace/event.ts';
import type { Segment } from '../../engine/wire/segment.ts';
import { causesOf } from '../capture/cause.ts';
import { capturedIn, type Vantage } from '../capture/tap.ts';
import { ByteWriter, utf8 } from './bytes.ts';
import { ipHeaders } from './ip-headers.ts';

/** Types of blocks and options: draft-ietf-opsawg-pcapng, sections 4 and 3.5. */
const BLOCK = { section: 0x0a0d0d0a, interface: 1, names: 4, packet: 6 } as const;
const OPTION = { end: 0, comment: 1, application: 4, interfaceName: 2, interfaceDescription: 3 } as const;
const BYTE_ORDER = 0x1a2b3c4d;
/** Packets begin with their IP header: there is no link below. */
const LINKTYPE_RAW = 101;
const NAME_IPV4 = 1;
/** A capture's own size limit: none. */
const UNLIMITED = 0;

type Option = readonly [code: number, value: readonly number[]];

/**
 * The segments of a run as a pcapng file, as a tap at `vantage` sees them, undamaged: with the names of the hosts, and for
 * each packet a comment that says why it was sent and what the network did to it. `run` holds the trace of one event of
 * the World after the other. Time zero is the beginning of the World.
 */
export function pcapng(
  hosts: Readonly<Record<string, string>>,
  run: readonly (readonly TraceEvent[])[],
  vantage: Vantage = null,
): Uint8Array<ArrayBuffer> {
  const causes = causesOf(run);
  const file = new ByteWriter();
  sectionBlock(file);
  interfaceBlock(file, vantage);
  namesBlock(file, hosts);
  /** How many datagrams each host has sent, by number of the flight that each became. */
  const sent = new Map<HostName, number>();
  const identifications = new Map<FlightId, number>();
  for (const event of run.flat()) {
    if (event.kind === 'copied') identifications.set(event.flight, identifications.get(event.original) ?? 0);
    if (event.kind !== 'sent' && event.kind !== 'injected') continue;
    const number = (sent.get(event.from) ?? 0) + 1;
    sent.set(event.from, number);
    identifications.set(event.flight, number & 0xffff);
  }
  for (const { at, segment, flight } of capturedIn(run.flat(), vantage)) {
    packetBlock(file, at, segment, identifications.get(flight) ?? 0, causes.get(flight) ?? '');
  }
  return file.done();
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
          ? 'every segment as its host sends it, before the network'
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
function packetBlock(file: ByteWriter, at: number, segment: Segment, identification: number, comment: string): void {
  const headers = ipHeaders(segment, identification);
  const length = headers.length + segment.payload.length;
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
        .latin1(segment.payload)
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
