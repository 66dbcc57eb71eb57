import type { TraceEvent } from '../../engine/trace/event.ts';
import { causesOf } from '../capture/cause.ts';
import { ByteWriter, utf8 } from './bytes.ts';
import { ipPacket } from './ip-packet.ts';

/** Types of blocks and options: draft-ietf-opsawg-pcapng, sections 4 and 3.5. */
const BLOCK = { section: 0x0a0d0d0a, interface: 1, names: 4, packet: 6 } as const;
const OPTION = { end: 0, comment: 1, application: 4, interfaceName: 2 } as const;
const BYTE_ORDER = 0x1a2b3c4d;
/** Packets begin with their IP header: there is no link below. */
const LINKTYPE_RAW = 101;
const NAME_IPV4 = 1;
/** A capture's own size limit: none. */
const UNLIMITED = 0;

type Option = readonly [code: number, value: readonly number[]];

/**
 * The segments of a run as a pcapng file: each as its host sent it, when it sent it, before the network lost, damaged or
 * doubled it; with the names of the hosts, and for each packet a comment that says why it was sent. `run` holds the
 * trace of one event of the World after the other. Time zero is the beginning of the World.
 */
export function pcapng(
  hosts: Readonly<Record<string, string>>,
  run: readonly (readonly TraceEvent[])[],
): Uint8Array<ArrayBuffer> {
  const causes = causesOf(run);
  const blocks = [sectionBlock(), interfaceBlock(), namesBlock(hosts)];
  const sent = new Map<string, number>();
  for (const event of run.flat()) {
    if (event.kind !== 'sent' && event.kind !== 'injected') continue;
    const identification = (sent.get(event.from) ?? 0) + 1;
    sent.set(event.from, identification);
    blocks.push(
      packetBlock(event.at, ipPacket(event.segment, identification & 0xffff), causes.get(event.flight) ?? ''),
    );
  }
  const file = new Uint8Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    file.set(block, at);
    at += block.length;
  }
  return file;
}

const sectionBlock = (): readonly number[] =>
  block(
    BLOCK.section,
    new ByteWriter()
      .u32(BYTE_ORDER)
      .u16(1)
      .u16(0)
      // The section's length is not told: it ends with the file.
      .u32(0xffffffff)
      .u32(0xffffffff),
    [[OPTION.application, utf8('Socketscope')]],
  );

const interfaceBlock = (): readonly number[] =>
  block(BLOCK.interface, new ByteWriter().u16(LINKTYPE_RAW).u16(0).u32(UNLIMITED), [
    [OPTION.interfaceName, utf8('network')],
  ]);

function namesBlock(hosts: Readonly<Record<string, string>>): readonly number[] {
  const body = new ByteWriter();
  for (const [name, address] of Object.entries(hosts)) {
    const record = [...address.split('.').map(Number), ...utf8(name), 0];
    body.u16(NAME_IPV4).u16(record.length).bytes(record).padded();
  }
  return block(BLOCK.names, body.u16(0).u16(0), []);
}

/** Times are in microseconds, pcapng's own unit when an interface names none. */
function packetBlock(at: number, packet: readonly number[], comment: string): readonly number[] {
  const body = new ByteWriter()
    .u32(0)
    .u32(Math.floor(at / 2 ** 32))
    .u32(at % 2 ** 32)
    .u32(packet.length)
    .u32(packet.length)
    .bytes(packet)
    .padded();
  return block(BLOCK.packet, body, comment === '' ? [] : [[OPTION.comment, utf8(comment)]]);
}

function block(type: number, body: ByteWriter, options: readonly Option[]): readonly number[] {
  for (const [code, value] of options) body.u16(code).u16(value.length).bytes(value).padded();
  if (options.length > 0) body.u16(OPTION.end).u16(0);
  // Type and length stand before the body, the length once more behind it.
  const length = body.length + 12;
  return new ByteWriter().u32(type).u32(length).bytes(body.done()).u32(length).done();
}
