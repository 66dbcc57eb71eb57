import type { Citation } from './citation.ts';

const man = (page: string, section: number): Citation => ({ man: page, section });
const linux = (what: string, page: string, section: number): Citation => ({ linux: what, man: page, section });

/**
 * The rules by which the socket layer answers a call: `call-…` what a success means, `call-errno-…` one for each
 * cause of a failure. Every failure has its own rule, because every cause has its own remedy.
 */
export const SOCKET_RULES = {
  // Any call
  'ebadf-never-open': man('close', 2),
  'ebadf-closed': man('close', 2),
  enotsock: man('socket', 7),
  'call-while-blocked': man('syscalls', 2),
  'call-after-end': man('exit', 3),
  enosys: man('syscalls', 2),
  // socket
  'socket-created': man('socket', 2),
  'socket-eafnosupport': man('socket', 2),
  'socket-emfile': man('socket', 2),
  // bind
  'bind-done': man('bind', 2),
  'bind-ephemeral': man('ip', 7),
  'bind-einval-bound': man('bind', 2),
  'bind-einval-connected': man('bind', 2),
  'bind-eacces': man('bind', 2),
  'bind-eaddrnotavail': man('bind', 2),
  'bind-eaddrinuse-bound': man('bind', 2),
  'bind-eaddrinuse-listening': man('bind', 2),
  'bind-eaddrinuse-connection': man('bind', 2),
  'bind-eaddrinuse-time-wait': man('socket', 7),
  'bind-eaddrinuse-no-port': man('bind', 2),
  // listen
  'listen-done': man('listen', 2),
  'listen-again': man('listen', 2),
  'listen-unbound': man('listen', 2),
  'listen-eaddrinuse': man('listen', 2),
  'listen-einval-connected': linux('F24', 'listen', 2),
  // connect
  'connect-started': man('connect', 2),
  'connect-established': man('connect', 2),
  'connect-unspec': man('connect', 2),
  'connect-econnrefused': man('connect', 2),
  'connect-etimedout': man('connect', 2),
  'connect-eisconn': man('connect', 2),
  'connect-eisconn-listening': linux('F11', 'connect', 2),
  'connect-eisconn-ended': linux('F81', 'connect', 2),
  'connect-einprogress': man('connect', 2),
  'connect-ealready': man('connect', 2),
  'connect-econnaborted': linux('F41', 'connect', 2),
  'connect-econnreset': man('tcp', 7),
  'connect-eaddrnotavail-no-port': man('connect', 2),
  'connect-eaddrnotavail-in-use': man('connect', 2),
  'connect-enetunreach': man('connect', 2),
  'connect-ehostunreach': man('ip', 7),
  // accept
  'accept-done': man('accept', 2),
  'accept-einval': man('accept', 2),
  'accept-eagain': man('accept', 2),
  'accept-emfile': man('accept', 2),
  // send
  'send-all': man('send', 2),
  'send-partial': man('send', 2),
  'send-nothing': man('send', 2),
  'send-enotconn-handshake': man('send', 2),
  'send-epipe-never-connected': linux('F10', 'send', 2),
  'send-epipe-listening': linux('F11', 'send', 2),
  'send-epipe-shutdown': man('send', 2),
  'send-epipe-reset': man('send', 2),
  'send-epipe-ended': man('send', 2),
  'send-econnreset': man('tcp', 7),
  'send-etimedout': man('tcp', 7),
  'send-eagain': man('send', 2),
  'send-sigpipe': man('signal', 7),
  // recv
  'recv-data': man('recv', 2),
  'recv-nothing': man('recv', 2),
  'recv-end-of-stream': man('recv', 2),
  'recv-shut': man('shutdown', 2),
  'recv-enotconn': man('recv', 2),
  'recv-enotconn-listening': linux('F11', 'recv', 2),
  'recv-eagain': man('recv', 2),
  'recv-econnreset': man('tcp', 7),
  'recv-econnrefused': man('recv', 2),
  'recv-etimedout': man('tcp', 7),
  // shutdown, close, the end of a process
  'shutdown-write': man('shutdown', 2),
  'shutdown-read': man('shutdown', 2),
  'shutdown-both': man('shutdown', 2),
  'shutdown-listener': linux('F26', 'shutdown', 2),
  'shutdown-again': linux('F53', 'shutdown', 2),
  'shutdown-enotconn': man('shutdown', 2),
  'shutdown-einval': man('shutdown', 2),
  'close-done': man('close', 2),
  'close-shared': man('close', 2),
  'close-listener': linux('F61', 'close', 2),
  'close-reset': linux('F30', 'close', 2),
  'exit-done': man('exit', 3),
  killed: man('signal', 7),
  // Names and options
  'getsockname-done': man('getsockname', 2),
  'getpeername-done': man('getpeername', 2),
  'getpeername-enotconn': man('getpeername', 2),
  'setsockopt-done': man('setsockopt', 2),
  'setsockopt-reuseaddr-late': man('socket', 7),
  'setsockopt-enoprotoopt': man('setsockopt', 2),
  'getsockopt-done': man('getsockopt', 2),
  'getsockopt-enoprotoopt': man('getsockopt', 2),
  'fcntl-done': man('fcntl', 2),
  // Waiting
  'blocks-handshake': man('connect', 2),
  'blocks-connection': man('accept', 2),
  'blocks-data': man('recv', 2),
  'blocks-buffer-space': man('send', 2),
  'blocks-linger': man('socket', 7),
  woken: man('socket', 7),
  // Listen queues
  'syn-queue-entered': man('listen', 2),
  'syn-queue-left': man('listen', 2),
  'accept-queue-entered': man('listen', 2),
  'accept-queue-left': man('accept', 2),
  'accept-queue-full-syn': man('tcp', 7),
  'accept-queue-full-ack': man('tcp', 7),
  'listener-gone': linux('F61', 'close', 2),
} as const satisfies Record<string, Citation>;

export type SocketRule = keyof typeof SOCKET_RULES;
