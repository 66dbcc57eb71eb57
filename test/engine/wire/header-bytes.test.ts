import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/engine/base/bytes.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { dataOffset, headerBytes, optionBytes, segmentChecksum } from '../../../src/engine/wire/header-bytes.ts';
import { NO_OPTIONS, type Segment } from '../../../src/engine/wire/segment.ts';
import { sequenceNumber } from '../../../src/engine/wire/sequence-number.ts';

const segment = (more: Partial<Segment> = {}): Segment => ({
  source: { address: '10.0.0.1' as Address, port: 40000 },
  destination: { address: '10.0.0.2' as Address, port: 8080 },
  seq: sequenceNumber(0xfffffffe),
  ack: sequenceNumber(0x01020304),
  flags: { syn: false, ack: true, fin: false, rst: false, psh: true },
  window: 65535,
  options: NO_OPTIONS,
  payload: '' as Bytes,
  ...more,
});

/** The receiver's check (RFC 1071): the sum over pseudo header, header and payload, checksum included, is 0xffff. */
function sumAsReceiver({ source, destination, payload }: Segment, header: readonly number[]): number {
  const address = (text: string): number[] => text.split('.').map(Number);
  const length = header.length + payload.length;
  const text = Array.from({ length: payload.length }, (_, index) => payload.charCodeAt(index));
  const bytes = [
    ...address(source.address),
    ...address(destination.address),
    0,
    6,
    length >> 8,
    length & 255,
    ...header,
    ...text,
  ];
  if (bytes.length % 2 === 1) bytes.push(0);
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    sum += (bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

describe('a header in bytes', () => {
  it('has each field where RFC 9293 §3.1 puts it', () => {
    const bytes = headerBytes(segment());
    expect(bytes).toHaveLength(20);
    expect(bytes.slice(0, 16)).toEqual(
      [
        [0x9c, 0x40, 0x1f, 0x90],
        [0xff, 0xff, 0xff, 0xfe],
        [0x01, 0x02, 0x03, 0x04],
        [0x50, 0x18, 0xff, 0xff],
      ].flat(),
    );
  });

  it('writes a SYN’s options as Linux does, in whole words', () => {
    const options = {
      ...NO_OPTIONS,
      mss: 1460,
      sackPermitted: true,
      timestamps: { value: 1, echo: 0 },
      windowScale: 7,
    };
    expect(optionBytes(options)).toEqual(
      [
        [2, 4, 0x05, 0xb4],
        [4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0],
        [1, 3, 3, 7],
      ].flat(),
    );
    expect(dataOffset(options)).toBe(10);
  });

  it('pads timestamps and SACK blocks with NOPs', () => {
    const options = {
      ...NO_OPTIONS,
      timestamps: { value: 5, echo: 6 },
      sack: [[sequenceNumber(10), sequenceNumber(20)]] as const,
    };
    expect(optionBytes(options)).toHaveLength(24);
    expect(dataOffset(options)).toBe(11);
  });

  it.each(['', 'h', 'hello', 'hello!', '\u00ff'.repeat(1001)])(
    'carries a checksum that the receiver accepts: %j',
    (text) => {
      const one = segment({ payload: text as Bytes });
      expect(sumAsReceiver(one, headerBytes(one))).toBe(0xffff);
    },
  );

  it('has another checksum when a byte changes', () => {
    expect(segmentChecksum(segment({ payload: 'hello' as Bytes }))).not.toBe(
      segmentChecksum(segment({ payload: 'hellp' as Bytes })),
    );
  });
});
