import type { SocketRule } from '../../../../engine/trace/socket-rules.ts';
import type { FailureRule, TextsOf } from '../../narration/texts.ts';
import { capital, connections } from '../phrases.ts';
import { GO_ON, goOnByHand } from './go-on.ts';

/** What ends the sleep in a call. */
const WAKE: Readonly<Record<string, string>> = {
  accept: 'Press connect on a client: accept() returns when a connection is complete.',
  recv: 'Press send on the other side: recv() returns when bytes arrive.',
  connect: 'Let time pass: the SYN is repeated until it is answered, or connect() gives up.',
  send: 'Press recv on the other side: that makes room, and send() goes on.',
  read: 'Press send on the other side: read() returns when bytes arrive.',
  write: 'Press recv on the other side: that makes room, and write() goes on.',
};

/** What a call that succeeded or sleeps means, and how the listen queues work. */
export const calls: TextsOf<Exclude<SocketRule, FailureRule>> = {
  'call-entered': {
    why: 'A call leads from the program into the kernel. The program goes on when the kernel returns.',
  },
  'call-while-blocked': {
    why: (f) =>
      `${capital(f.me)} sleeps inside ${f.asleepIn === null ? 'a call' : `${f.asleepIn}()`} and can make no other call before that one returns.`,
    remedy: (f) => WAKE[f.asleepIn ?? 'exit'] ?? 'Let time pass, or let the other side do what the call waits for.',
  },
  'call-after-end': {
    why: 'The process has ended, and its descriptors are closed.',
    remedy: GO_ON,
  },
  'call-before-start': {
    why: 'No such process or thread was ever started: the fork() or the start of the thread failed or was not made.',
    remedy: GO_ON,
  },
  'socket-created': {
    why: 'A socket is an end of a connection to be. The descriptor, the lowest free number, is how the process names it; address and peer come later.',
  },
  'bind-done': {
    why: 'bind() gives the socket its local address and port, so that others know where to find it. Nothing goes over the network.',
  },
  'bind-ephemeral': { why: 'No port was named, so the kernel took a free ephemeral one (32768–60999).' },
  'listen-done': {
    why: (f) =>
      `From now on the kernel completes handshakes by itself. Up to ${connections(f.backlog + 1)} (backlog + 1, on Linux) can wait in the accept queue.`,
  },
  'listen-again': { why: 'listen() on a socket that listens already only changes the backlog.' },
  'listen-unbound': {
    why: 'The socket had no address, so the kernel bound it to 0.0.0.0 and a free ephemeral port; clients must learn that port somehow.',
  },
  'connect-started': {
    why: 'connect() fixes both ends of the connection (with a free local port, unless bind() chose one) and sends the SYN.',
  },
  'connect-established': {
    why: 'connect() returns when the SYN ACK has come. The other program need not have called accept(): the kernels make the connection.',
  },
  'connect-unspec': {
    why: 'The family AF_UNSPEC dissolves the connection with a reset; the socket can be connected again.',
  },
  'accept-done': {
    why: 'accept() takes the oldest complete connection from the queue and gives it a new descriptor. The listening socket goes on listening.',
  },
  'send-all': {
    why: 'send() copied the bytes into the kernel’s send buffer and returned; it does not wait for the peer.',
  },
  'send-partial': {
    why: 'The send buffer had room for a part only. A short count is no error: send() again what is left.',
  },
  'send-nothing': { why: 'Zero bytes are nothing to send: no segment leaves.' },
  'recv-data': {
    why: 'recv() takes what is there, up to the length asked for. TCP carries a stream: the borders of send() are not kept.',
  },
  'recv-nothing': { why: 'Zero bytes were asked for. This 0 does not mean the end of the stream.' },
  'recv-end-of-stream': {
    why: 'The peer’s FIN has come and everything before it has been read: 0 means the end of the stream. It will be 0 every time from now on.',
  },
  'recv-shut': {
    why: (f) =>
      f.state === 'CLOSED'
        ? 'The connection is over and its error has been reported: nothing will ever come, so recv() returns 0.'
        : 'This side has ended receiving with shutdown(): with the buffer empty, recv() returns 0 at once.',
  },
  'shutdown-write': {
    why: (f) => {
      if (f.state === 'CLOSED') return 'The connection had not come about yet: it is given up.';
      return f.state === 'LAST-ACK'
        ? 'A FIN follows the last byte. The peer has ended its direction before, so now both are ended.'
        : 'A half-close: a FIN follows the last byte and tells the peer that no more will come. Receiving goes on.';
    },
  },
  'shutdown-read': { why: 'Receiving is ended on this side only: nothing is sent, and the peer does not learn of it.' },
  'shutdown-both': {
    why: 'Both directions are ended, with a FIN to the peer. The descriptor stays open until close().',
  },
  'shutdown-listener': {
    why: 'On a listening socket SHUT_RD ends the listening; SHUT_WR alone does nothing.',
  },
  'shutdown-again': { why: 'That direction was ended already: nothing changes.' },
  'close-done': {
    why: (f) =>
      f.state === 'CLOSED' || f.state === 'LISTEN'
        ? 'That was the last descriptor of the socket, and no connection is left to be ended: the kernel forgets it.'
        : 'That was the last descriptor of the socket: the kernel finishes the connection alone.',
  },
  'close-epoll': { why: 'The number is free again. With its last copy the epoll instance and its list are gone.' },
  'stream-read': { why: 'The standard streams of these programs lead nowhere: there is nothing to read in them.' },
  'stream-written': { why: 'The standard streams of these programs lead nowhere: what is written vanishes.' },
  'close-shared': { why: 'Another descriptor still refers to the socket, so only this number is given back.' },
  'close-while-in-use': {
    why: 'The number is free, but another thread sleeps in a call on it. Linux does not wake that one: the socket stays open until its call returns.',
    remedy: 'To wake the sleeping thread, call shutdown() first and close() when its call has returned.',
  },
  'close-standard': { why: 'That was a standard stream: its number is free now, and the next socket may get it.' },
  'dup-done': {
    why: 'The lowest free number now refers to the same open file description: one connection, one O_NONBLOCK. It closes with the last of its descriptors.',
  },
  'dup2-done': {
    why: 'The number that the program chose refers to the same open file description. inetd passes a connection on as 0 and 1 that way.',
  },
  'dup2-replaces': { why: 'What the number referred to before was closed first, without a word.' },
  'dup2-same': { why: 'Both numbers are the same: nothing is to be done.' },
  'fork-done': {
    why: 'The child has a copy of the descriptor table. Both tables refer to the same open sockets, and a connection ends only when the last descriptor is closed.',
    remedy:
      'Close in each process what it does not use: the connection in the parent, the listening socket in the child.',
  },
  'thread-started': {
    why: 'Threads of a process share everything, the descriptors included. Each may sleep in a call of its own.',
  },
  'close-listener': {
    why: 'The port no longer listens. Connections that still waited in the accept queue are reset; accepted ones live on.',
  },
  'close-reset': {
    why: 'Received bytes were still unread: they are lost, and the connection ends with a reset instead of a FIN.',
    remedy: 'To end without loss: shutdown(SHUT_WR), read until recv() returns 0, then close().',
  },
  'exit-done': { why: 'When a process ends, the kernel closes its descriptors as close() would.', remedy: goOnByHand },
  killed: {
    why: 'SIGKILL ends the process at once, also inside a call; the kernel closes its descriptors as close() would.',
    remedy: goOnByHand,
  },
  'getsockname-done': { why: 'getsockname() tells the socket’s own address and port. Nothing goes over the network.' },
  'getpeername-done': { why: 'getpeername() tells the address of the other end. Nothing goes over the network.' },
  'setsockopt-done': {
    why: 'The option holds for this socket from now on; sockets accepted from a listener inherit it.',
  },
  'setsockopt-reuseaddr-late': {
    why: 'SO_REUSEADDR counts when bind() looks for conflicts, and this socket is bound already.',
    remedy: 'Set SO_REUSEADDR between socket() and bind().',
  },
  'getsockopt-done': { why: 'getsockopt() reads an option; reading SO_ERROR also clears it.' },
  'fcntl-done': { why: 'With O_NONBLOCK a call that would sleep returns EAGAIN (connect: EINPROGRESS) instead.' },
  'fcntl-getfl': {
    why: 'F_GETFL tells how the descriptor was opened: O_RDWR (2), and O_NONBLOCK (2048) where it is set.',
  },
  'blocks-handshake': {
    why: (f) =>
      `The handshake is not complete: ${f.call ?? 'connect'}() sleeps until the SYN is answered, or has been repeated in vain.`,
  },
  'blocks-connection': { why: 'The accept queue is empty: accept() sleeps until a handshake is complete.' },
  'blocks-data': {
    why: 'Nothing is there to read: recv() sleeps until bytes, the end of the stream or an error come.',
  },
  'blocks-buffer-space': {
    why: 'The send buffer is full: send() sleeps until the peer acknowledges bytes and so makes room.',
  },
  'blocks-events': {
    why: (f) => `None of the descriptors is ready: ${f.call ?? 'poll'}() sleeps until one is, or the time is over.`,
  },
  'blocks-events-edge': {
    why: 'Bytes (or connections) lie there unread, but EPOLLET told of them once already: epoll_wait() sleeps until something new comes.',
    remedy: 'Before the next epoll_wait(), read until EAGAIN. EPOLL_CTL_MOD would make it look anew.',
  },
  'blocks-linger': { why: 'SO_LINGER makes close() sleep until everything sent is acknowledged, or the time is over.' },
  woken: { why: 'What the process waited for has come, so the kernel wakes it and the call looks again.' },
  'syn-queue-entered': { why: 'A half-open connection waits in the SYN queue for the last ACK of its handshake.' },
  'syn-queue-left': { why: 'The half-open connection leaves the SYN queue: its handshake is over.' },
  'accept-queue-entered': {
    why: 'The handshake is complete: the connection waits in the accept queue for accept(). It can already receive bytes.',
  },
  'accept-queue-left': { why: 'accept() took the oldest connection out of the queue: there is room for another.' },
  'syn-queue-full': {
    why: 'The SYN queue is full, so the SYN is dropped without an answer; the client will repeat it.',
  },
  'syn-cookie-sent': {
    why: 'As many connections are half open as the backlog allows: the SYN is answered by a cookie, and nothing is kept. If the ACK finds no room, the server never hears of a connection that the client takes for open.',
  },
  'accept-queue-full-syn': {
    why: 'The accept queue is full, so the SYN is dropped without an answer; the client repeats it, and connect() goes on waiting.',
    remedy: 'The server should call accept() more often, or listen() with a larger backlog.',
  },
  'accept-queue-full-ack': {
    why: 'The last ACK of the handshake finds the accept queue full and is ignored: the client believes itself connected, the server does not yet.',
    remedy: 'The server should call accept() more often, or listen() with a larger backlog.',
  },
  'listener-gone': {
    why: 'The listening socket is gone, so a connection that waited in its queues and that nobody can accept any more is dropped.',
  },
};
