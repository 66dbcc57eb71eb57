/** Bytes written one after the other, numbers in little-endian order as the section header announces. */
export class ByteWriter {
  private buffer = new Uint8Array(4096);
  length = 0;

  u16(value: number): this {
    this.reserve(2);
    this.buffer[this.length++] = value & 0xff;
    this.buffer[this.length++] = (value >>> 8) & 0xff;
    return this;
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(Math.floor(value / 0x10000) & 0xffff);
  }

  bytes(values: ArrayLike<number>): this {
    this.reserve(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
    return this;
  }

  /** One character a byte, U+0000 to U+00FF. */
  latin1(text: string): this {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index++) this.buffer[this.length++] = text.charCodeAt(index);
    return this;
  }

  /** Zeros up to a multiple of four. */
  padded(): this {
    return this.bytes(new Uint8Array(-this.length & 3));
  }

  /** Writes a number where its place was kept. */
  u32At(place: number, value: number): void {
    new DataView(this.buffer.buffer).setUint32(place, value, true);
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
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
