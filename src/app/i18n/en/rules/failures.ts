import type { MultiplexRule } from '../../../../engine/trace/multiplex-rules.ts';
import type { FailureRule, TextsOf } from '../../narration/texts.ts';
import { time } from '../phrases.ts';
import { GO_ON } from './go-on.ts';
import { STARTED_ANEW, startedAnew } from './started-anew.ts';

/** Why a call failed, and what to do about it: one cause, one text. */
export const failures: TextsOf<Exclude<FailureRule, MultiplexRule>> = {
  'ebadf-never-open': {
    why: (f) =>
      f.fd.startsWith('-1')
        ? '-1 is no descriptor: it is what an earlier call returned when it failed.'
        : `Descriptor ${f.fd} was never open in this process: neither socket() nor accept() returned that number.`,
    remedy:
      'Use the number that socket() or accept() returned, and check first that it is not -1. Descriptors of another process mean nothing here.',
  },
  'ebadf-closed': {
    why: (f) => `Descriptor ${f.fd} has been closed: the number is free, and may soon belong to another socket.`,
    remedy:
      'Close a descriptor once, after its last use. In the loop of a server, close the one that accept() returned, not the listening one.',
  },
  enotsock: {
    why: (f) =>
      `Descriptor ${f.fd} is open but is no socket: 0, 1 and 2 are the standard streams, and epoll_create1() gives no socket either.`,
    remedy:
      'Pass the number that socket() or accept() returned. A classic slip: if (s = socket(…) < 0) stores the comparison in s; it needs parentheses around the assignment.',
  },
  'socket-eafnosupport': {
    why: (f) => `The hosts here speak only IPv4, and the call asked for ${f.option}.`,
    remedy: 'Create the socket with AF_INET.',
  },
  'socket-emfile': {
    why: 'The process has as many descriptors open as it may have.',
    remedy:
      'Close those that are no longer needed. A server closes each accepted one when it is done with that client.',
  },
  'dup-emfile': {
    why: 'There is no number left: the process has as many descriptors open as it may have.',
    remedy: 'Close those that are no longer needed.',
  },
  'dup2-ebadf-range': {
    why: 'The second number is below 0 or above what a process may have (1023).',
    remedy: 'Choose a number from 0 to 1023, or let dup() choose.',
  },
  'fork-eagain': {
    why: 'The host has as many processes as it may have, or one of this name.',
    remedy: 'End processes that are no longer needed: a loop that forks must stop somewhere.',
  },
  'thread-eagain': {
    why: 'The process has as many threads as it may have, or one of this name.',
    remedy: 'Let the threads there are do the work.',
  },
  'bind-einval-bound': {
    why: (f) => `Descriptor ${f.fd} is bound already, to ${f.local}: a socket gets its address once.`,
    remedy: 'Call bind() once. For another address, create another socket.',
  },
  'bind-einval-connected': {
    why: (f) => `Descriptor ${f.fd} got its address when it was connected, and keeps it.`,
    remedy:
      'Call bind() before connect(). A client may leave bind() out: connect() takes a free ephemeral port by itself.',
  },
  'bind-eacces': {
    why: (f) => `Port ${f.port} is below 1024: only a privileged process (root) may bind it.`,
    remedy: 'Take a port from 1024 up, such as 8080.',
  },
  'bind-eaddrnotavail': {
    why: (f) => `${f.address} is no address of this machine, so ${f.me} cannot receive anything there.`,
    remedy:
      'Bind an address of this machine, or 0.0.0.0 (INADDR_ANY) for all of them. The address of the other machine belongs in connect().',
  },
  'bind-eaddrinuse-bound': {
    why: (f) =>
      `Another socket of this machine is bound to port ${f.port}, on the same address or on 0.0.0.0, which covers all.`,
    remedy:
      'Close that socket or take another port. With SO_REUSEADDR on both, both may bind, but only one may listen.',
  },
  'bind-eaddrinuse-listening': {
    why: (f) => `Another socket listens on port ${f.port}: a server is running there already.`,
    remedy:
      'End that server or take another port. SO_REUSEADDR does not help against a socket that listens; SO_REUSEPORT on both would.',
  },
  'bind-eaddrinuse-connection': {
    why: (f) =>
      `Nobody listens on port ${f.port} any more, but a connection accepted there is still open and keeps it.`,
    remedy:
      'Close that connection, or set SO_REUSEADDR before bind() on the new socket and on the old listener: accepted sockets inherit it.',
  },
  'bind-eaddrinuse-time-wait': {
    why: (f) =>
      `A connection that this side closed first is in TIME-WAIT and keeps port ${f.port}${f.timeWaitLeft === null ? '' : ` for another ${time(f.timeWaitLeft)}`}.`,
    remedy:
      'Set SO_REUSEADDR between socket() and bind() in every run of the server (the old socket must have had it too), let the client close first, or wait.',
  },
  'bind-eaddrinuse-other-user': {
    why: (f) =>
      `A socket of another user is bound to port ${f.port}. SO_REUSEPORT shares a port within one user only, so that nobody takes another’s connections.`,
    remedy: 'Run both servers as the same user, or take another port.',
  },
  'bind-eaddrinuse-no-port': {
    why: 'Port 0 asks for any free ephemeral port (32768–60999), and none is free.',
    remedy: 'Close sockets that are no longer used, or name a port.',
  },
  'listen-eaddrinuse': {
    why: (f) => `Another socket listens at ${f.local} already: SO_REUSEADDR lets both bind, but only one may listen.`,
    remedy: 'Close the other listener or take another port.',
  },
  'listen-einval-connected': {
    why: (f) => `Descriptor ${f.fd} has been used for a connection; such a socket cannot listen.`,
    remedy:
      'Listen on a socket of its own: socket(), bind(), listen(). The listening and the connected socket are two different ones.',
  },
  'connect-econnrefused': {
    why: (f) => `Nobody listens on ${f.target}, so ${f.peer}’s kernel answered the SYN with a reset.`,
    remedy: 'Start the server first (socket, bind, listen), or check the address and the port.',
  },
  'connect-etimedout': {
    why: (f) =>
      `The SYN to ${f.target} was repeated again and again${f.blocked ? ` for ${time(f.took)}` : ''}, and no answer came.`,
    remedy:
      'Check the address, and whether that machine is up and reachable. A firewall, or a full accept queue, also drops SYNs without a word.',
  },
  'connect-eisconn': {
    why: (f) => `Descriptor ${f.fd} is connected already, to ${f.remote}.`,
    remedy: 'A TCP socket connects once. For another connection, create another socket.',
  },
  'connect-eisconn-listening': {
    why: (f) => `Descriptor ${f.fd} listens: it takes connections and cannot make one. Linux reports that as EISCONN.`,
    remedy: 'Create another socket for connect().',
  },
  'connect-eisconn-ended': {
    why: (f) => `The connection of descriptor ${f.fd} is over, but Linux goes on counting the socket as connected.`,
    remedy: 'Close it and create a new socket for the new connection.',
  },
  'connect-einprogress': {
    why: 'The socket is non-blocking: the SYN is sent, and the handshake goes on without the program.',
    remedy: 'This is no mistake. Wait with poll() for POLLOUT, then ask getsockopt(SO_ERROR) or connect() how it went.',
  },
  'connect-ealready': {
    why: 'The handshake that an earlier connect() of this non-blocking socket began is still going on.',
    remedy: 'Wait with poll() for POLLOUT instead of calling connect() again and again.',
  },
  'connect-einprogress-timeout': {
    why: 'SO_SNDTIMEO limits connect() too. Its time is over, and the handshake goes on without the call.',
    remedy: 'Wait with poll() for POLLOUT and then ask SO_ERROR, or close the descriptor and give up.',
  },
  'connect-ealready-timeout': {
    why: 'The handshake that an earlier connect() began is still going on, and the time of SO_SNDTIMEO is over again.',
    remedy: 'Wait with poll() for POLLOUT, or close the descriptor and give up.',
  },
  'connect-econnaborted': {
    why: 'The earlier attempt failed, and its error has been fetched already. Linux tells the next connect() so, once.',
    remedy: 'Call connect() again: it starts anew. Other systems want a new socket.',
  },
  'connect-econnreset': {
    why: (f) => `The connection was reset by ${f.peer} before connect() could report it.`,
    remedy: 'See why the other side aborts: its listener was closed, or its process ended. Then try with a new socket.',
  },
  'connect-eaddrnotavail-no-port': {
    why: (f) => `No ephemeral port (32768–60999) is free for a connection to ${f.target}; TIME-WAIT occupies them too.`,
    remedy: 'Make fewer, longer connections, or wait until TIME-WAIT has passed.',
  },
  'connect-eaddrnotavail-in-use': {
    why: (f) =>
      `There is a connection from ${f.local} to ${f.target} already, and two cannot have the same pair of addresses and ports.`,
    remedy: 'Do not bind a client to a fixed port: connect() takes a free one by itself.',
  },
  'connect-enetunreach': {
    why: (f) => `No route leads to ${f.address}.`,
    remedy: 'Check the address: it must be that of a machine in this network.',
  },
  'connect-ehostunreach': {
    why: (f) =>
      `${f.address} cannot be reached: no machine has that address, or a packet filter there turns everybody away.`,
    remedy: 'Check the address, and whether that machine exists and is switched on.',
  },
  'accept-einval': {
    why: (f) => `Descriptor ${f.fd} does not listen, so it has no queue to take a connection from.`,
    remedy:
      'Call listen() on it first. accept() wants the listening descriptor, not one that connect() or accept() gave you.',
  },
  'accept-eagain': {
    why: 'The call must not wait, and the accept queue is empty.',
    remedy: 'This is no mistake. Wait with poll() for POLLIN, or leave O_NONBLOCK off if accept() is to wait.',
  },
  'accept-eagain-timeout': {
    why: 'No connection came within the time of SO_RCVTIMEO, so accept() gave up.',
    remedy: 'This is no mistake: EAGAIN now means that the time is over. Call accept() again, or do something else.',
  },
  'accept-emfile': {
    why: 'The process has as many descriptors open as it may have; the connection stays in the queue.',
    remedy: 'Close each accepted descriptor when its client is served, then accept() again.',
  },
  'send-enotconn-handshake': {
    why: 'The handshake is not complete: there is no connection yet to send on.',
    remedy: 'Wait until connect() has succeeded.',
  },
  'send-epipe-never-connected': {
    why: (f) => `Descriptor ${f.fd} was never connected: there is no other end that could receive.`,
    remedy: 'A client calls connect() first; a server sends on the descriptor that accept() returned.',
  },
  'send-epipe-listening': {
    why: (f) => `Descriptor ${f.fd} listens: it takes connections and carries no bytes.`,
    remedy: 'Send on the descriptor that accept() returned: it is another one.',
  },
  'send-epipe-shutdown': {
    why: 'This side has ended its own direction with shutdown(); nothing can follow the FIN.',
    remedy: 'Send everything before shutdown(SHUT_WR). Receiving goes on.',
  },
  'send-epipe-reset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `The connection was reset: ${f.peer} had no one left who could take more bytes.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Stop sending when recv() returned 0 or a send() failed. Close the descriptor; for a new attempt create a new socket.',
  },
  'send-epipe-ended': {
    why: 'The connection is over in both directions.',
    remedy: 'Close the descriptor; for a new connection create a new socket.',
  },
  'send-econnreset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `A reset came from ${f.peer}: it aborted, started anew, or closed while bytes were still unread. What was under way may be lost.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Close the descriptor and connect anew. If it should not happen, look at the other side: it must read to the end before it closes.',
  },
  'send-econnrefused': {
    why: (f) => `The connection that this non-blocking socket asked for was refused: nobody listens on ${f.remote}.`,
    remedy: 'Start the server first. After a non-blocking connect(), look at SO_ERROR before you send.',
  },
  'send-etimedout': {
    why: 'What had been sent was repeated many times and never acknowledged, so TCP gave the connection up.',
    remedy: 'Check whether the other machine and the network still work, then connect with a new socket.',
  },
  'send-econnrefused-unreachable': {
    why: 'What had been sent was never acknowledged, and ICMP said meanwhile that nothing takes it at that port any more. TCP gave the connection up.',
    remedy: 'Look at the packet filter of the other machine; then connect with a new socket.',
  },
  'send-ehostunreach': {
    why: 'What had been sent was never acknowledged, and ICMP said meanwhile that the other machine cannot be reached. TCP gave the connection up.',
    remedy: 'Check whether the other machine is on, and its packet filter; then connect with a new socket.',
  },
  'send-eagain': {
    why: 'The call must not wait, and the send buffer has no room, or the connection is not made yet.',
    remedy: 'This is no mistake. Wait with poll() for POLLOUT, then send the rest.',
  },
  'send-eagain-timeout': {
    why: 'The send buffer had no room within the time of SO_SNDTIMEO, so send() gave up. Nothing was taken.',
    remedy:
      'See why the other side does not read. A part that was taken is no error: then the short count is returned.',
  },
  'send-sigpipe': {
    why: 'The connection can take no more bytes (EPIPE). Without MSG_NOSIGNAL the kernel then sends SIGPIPE, which ends the process without a message.',
    remedy: `Pass MSG_NOSIGNAL to send(): EPIPE is returned, and the process lives. ${GO_ON}`,
  },
  'recv-enotconn': {
    why: (f) => `Descriptor ${f.fd} is not connected, so nothing can arrive on it.`,
    remedy: 'A client calls connect() first; a server reads from the descriptor that accept() returned.',
  },
  'recv-enotconn-listening': {
    why: (f) => `Descriptor ${f.fd} listens: connections arrive on it, never bytes.`,
    remedy: 'Read from the descriptor that accept() returned: it is another one.',
  },
  'recv-eagain': {
    why: 'The call must not wait, and nothing is there to read.',
    remedy:
      'This is no mistake. Wait with poll() for POLLIN, or leave O_NONBLOCK and MSG_DONTWAIT off if recv() is to wait.',
  },
  'recv-eagain-timeout': {
    why: 'Nothing came within the time of SO_RCVTIMEO, so recv() gave up. The connection lives on.',
    remedy: 'This is no mistake: EAGAIN now means that the time is over. Call recv() again, or do something else.',
  },
  'recv-econnreset': {
    why: (f) =>
      f.peerStartedAnew
        ? startedAnew(f)
        : `A reset came from ${f.peer}: it aborted, started anew, or closed while bytes were still unread. Bytes that had not arrived are lost.`,
    remedy: (f) =>
      f.peerStartedAnew
        ? STARTED_ANEW
        : 'Close the descriptor. To end without loss, each side calls shutdown(SHUT_WR), reads until recv() returns 0, then closes.',
  },
  'recv-econnrefused': {
    why: (f) => `The connection that this non-blocking socket asked for was refused: nobody listens on ${f.remote}.`,
    remedy: 'Start the server first, then connect() again; after a non-blocking connect(), look at SO_ERROR.',
  },
  'recv-etimedout': {
    why: 'TCP gave the connection up: no answer came to many repeats.',
    remedy: 'Check whether the other machine and the network still work, then connect with a new socket.',
  },
  'recv-econnrefused-unreachable': {
    why: 'TCP gave the connection up: no answer came to many repeats, and ICMP said that nothing takes them at that port any more.',
    remedy: 'Look at the packet filter of the other machine; then connect with a new socket.',
  },
  'recv-ehostunreach': {
    why: 'TCP gave the connection up: no answer came to many repeats, and ICMP said that the other machine cannot be reached.',
    remedy: 'Check whether the other machine is on, and its packet filter; then connect with a new socket.',
  },
  'shutdown-enotconn': {
    why: (f) => `Descriptor ${f.fd} has no connection, or none any more, of which a direction could be ended.`,
    remedy: 'Call shutdown() on a connected socket only. To give back a descriptor, close() is enough.',
  },
  'shutdown-einval': {
    why: (f) => `${f.how} is none of SHUT_RD (0), SHUT_WR (1) and SHUT_RDWR (2).`,
    remedy: 'Use one of the three names.',
  },
  'getpeername-enotconn': {
    why: (f) => `Descriptor ${f.fd} has no peer: it is not connected, or not any more, or it listens.`,
    remedy:
      'Ask while the connection exists, on the connected descriptor. For the socket’s own address use getsockname().',
  },
  'setsockopt-edom': {
    why: 'The microseconds of a time-out go from 0 to 999,999; whole seconds belong in the other number.',
    remedy: 'Pass for example {0, 500000} for half a second. {0, 0} means: no limit.',
  },
  'setsockopt-einval': {
    why: (f) => `${f.value} is out of the range that ${f.option} takes.`,
    remedy: 'TCP_KEEPIDLE and TCP_KEEPINTVL take 1 to 32767 s, TCP_KEEPCNT 1 to 127, TCP_MAXSEG 88 to 32767.',
  },
  'setsockopt-enoprotoopt': {
    why: (f) => `${f.option} cannot be set: it does not exist, or can only be read.`,
    remedy: 'Check the name of the option and its level (SOL_SOCKET or IPPROTO_TCP).',
  },
  'getsockopt-enoprotoopt': {
    why: (f) => `There is no option ${f.option} to be read here.`,
    remedy: 'Check the name of the option and its level (SOL_SOCKET or IPPROTO_TCP).',
  },
};
