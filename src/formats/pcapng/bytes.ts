/** Bytes written one after the other, numbers in little-endian order as the section header announces. */
export class ByteWriter {
  private readonly parts: number[] = [];

  get length(): number {
    return this.parts.length;
  }

  u16(value: number): this {
    return this.bytes([value & 0xff, (value >>> 8) & 0xff]);
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(Math.floor(value / 0x10000) & 0xffff);
  }

  bytes(values: Iterable<number>): this {
    for (const value of values) this.parts.push(value);
    return this;
  }

  /** Zeros up to a multiple of four. */
  padded(): this {
    while (this.parts.length % 4 !== 0) this.parts.push(0);
    return this;
  }

  done(): readonly number[] {
    return this.parts;
  }
}

/** The UTF-8 bytes of a text. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const [escaped] of encodeURIComponent(text).matchAll(/%..|./g)) {
    bytes.push(escaped.startsWith('%') ? Number.parseInt(escaped.slice(1), 16) : escaped.charCodeAt(0));
  }
  return bytes;
}
