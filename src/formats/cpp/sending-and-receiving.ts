import { dataLength } from '../../programs/data-length.ts';
import type { Arguments, Pen } from './pen.ts';
import { quote } from './quote.ts';

/** A larger buffer is no local array; in bytes. */
export const LARGEST_ARRAY = 65_536;
/** What recv brought is printed as text when it may be at most this long, in bytes, else as a count. */
export const LONGEST_PRINTED = 4_096;

export const isReading = ({ call }: Arguments): boolean => call === 'recv' || call === 'read';

/** send or write; of what recv brought into a buffer of `echoed` bytes, or of a text of its own. */
export function writeSend(pen: Pen, call: Arguments, fd: string, echoed: number | null): void {
  const name = call.call === 'write' ? 'write' : 'send';
  if (name === 'write') pen.include('<unistd.h>');
  const flags = name === 'send' ? `, ${flagsOf(call)}` : '';
  if (echoed !== null) {
    pen.checked(`${name}(${fd}, ${bufferOf(echoed)}, n${flags})`, name);
    return;
  }
  let data = quote(call.data ?? '');
  if (call.bytes !== undefined) {
    pen.include('<string>');
    data = `std::string(${call.bytes}, 'x').data()`;
  }
  pen.checked(`${name}(${fd}, ${data}, ${dataLength(call)}${flags})`, name);
}

/** recv or read into a buffer of `size` bytes, and what it brought. */
export function writeReceive(pen: Pen, call: Arguments, fd: string, size: number): void {
  pen.include('<cstdio>');
  const name = call.call === 'read' ? 'read' : 'recv';
  if (name === 'read') pen.include('<unistd.h>');
  const flags = name === 'recv' ? `, ${flagsOf(call)}` : '';
  pen.returns('ssize_t', 'n', `${name}(${fd}, ${bufferOf(size)}, ${call.length ?? 0}${flags})`);
  pen.line(`if (n < 0) perror("${name}");`);
  pen.line(
    size > LONGEST_PRINTED ? 'else printf("%zd bytes\\n", n);' : 'else printf("%zd bytes: %.*s\\n", n, (int)n, buf);',
  );
}

/** The flags of a call as C++ writes them. */
export const flagsOf = ({ flags }: Arguments): string =>
  flags === undefined || flags.length === 0 ? '0' : flags.join(' | ');

const bufferOf = (size: number): string => (size > LARGEST_ARRAY ? 'buf.data()' : 'buf');
