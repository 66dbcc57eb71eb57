import type { Arguments, Pen } from './pen.ts';

/** getsockname or getpeername, and what it tells. */
export function writeNameOfEnd(pen: Pen, call: 'getsockname' | 'getpeername', fd: string): void {
  for (const header of ['<netinet/in.h>', '<arpa/inet.h>', '<cstdio>']) pen.include(header);
  const end = pen.variable(call, call === 'getsockname' ? 'local' : 'peer', (name) => `sockaddr_in ${name}{};`);
  const size = pen.assigned('socklen_t', 'size', `sizeof ${end}`);
  pen.checked(`${call}(${fd}, (sockaddr*)&${end}, &${size})`, call);
  pen.line(`else printf("%s:%d\\n", inet_ntoa(${end}.sin_addr), ntohs(${end}.sin_port));`);
}

/** setsockopt with a variable that holds the value; getsockopt, and the value that it tells. */
export function writeOption(pen: Pen, call: Arguments, fd: string): void {
  const option = call.option ?? 'SO_ERROR';
  const ofTcp = option.startsWith('TCP_');
  const level = ofTcp ? 'IPPROTO_TCP' : 'SOL_SOCKET';
  const isTimed = option === 'SO_RCVTIMEO' || option === 'SO_SNDTIMEO';
  if (ofTcp) for (const header of ['<netinet/tcp.h>', '<netinet/in.h>']) pen.include(header);
  if (isTimed) pen.include('<sys/time.h>');
  if (call.call === 'setsockopt') {
    const value = optionValue(pen, call);
    pen.checked(`setsockopt(${fd}, ${level}, ${option}, &${value}, sizeof ${value})`, 'setsockopt');
    return;
  }
  pen.include('<cstdio>');
  const isLinger = option === 'SO_LINGER';
  const wish = isLinger ? 'lingering' : isTimed ? 'limit' : 'value';
  const value = pen.variable(`value ${wish}`, wish, (name) =>
    isLinger ? `linger ${name}{};` : isTimed ? `timeval ${name}{};` : `int ${name} = 0;`,
  );
  const size = pen.assigned('socklen_t', 'size', `sizeof ${value}`);
  pen.checked(`getsockopt(${fd}, ${level}, ${option}, &${value}, &${size})`, 'getsockopt');
  if (isTimed) pen.line(`else printf("${option}: %ld.%06ld\\n", (long)${value}.tv_sec, (long)${value}.tv_usec);`);
  else pen.line(`else printf("${option}: %d\\n", ${isLinger ? `${value}.l_onoff` : value});`);
}

/** A variable that holds what setsockopt is to set. */
function optionValue(pen: Pen, { value }: Arguments): string {
  if (typeof value === 'object') {
    const [type, wish, text] =
      'onoff' in value
        ? ['linger', 'wait', `{${value.onoff}, ${value.seconds}}`]
        : ['timeval', 'limit', `{${value.seconds}, ${value.micros}}`];
    return pen.variable(`${type} ${text}`, wish, (name) => `${type} ${name}${text};`);
  }
  const number = Number(value ?? 0);
  const wish = number === 1 ? 'on' : number === 0 ? 'off' : 'amount';
  return pen.variable(`int ${number}`, wish, (name) => `int ${name} = ${number};`);
}
