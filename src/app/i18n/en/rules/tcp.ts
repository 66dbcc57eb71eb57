import type { TcpRule } from '../../../../engine/trace/tcp-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';
import { bytes } from '../phrases.ts';

/** Why a connection did what it did. */
export const tcp: TextsOf<TcpRule> = {
  'open-active': {
    why: 'An active open: TCP chooses an initial sequence number, sends it in a SYN and waits in SYN-SENT for the answer.',
  },
  'listen-syn': {
    why: 'A SYN to a listening socket makes a new, half-open connection, which answers SYN ACK with an initial sequence number of its own.',
  },
  'listen-ack-reset': {
    why: 'A listening socket has sent nothing, so there is nothing to acknowledge: an ACK is answered with a reset.',
  },
  'listen-other-ignored': { why: 'For a listening socket only a SYN counts; the segment is dropped.' },
  'syn-sent-syn-ack': {
    why: 'The SYN ACK acknowledges this side’s SYN and brings the peer’s initial sequence number. Both are known now: the connection is established.',
  },
  'syn-sent-simultaneous': {
    why: 'A SYN without ACK crossed this side’s own SYN: both open at the same time. TCP answers SYN ACK; no listener is needed.',
  },
  'syn-sent-bad-ack': {
    why: 'The segment acknowledges something that was never sent, as one left over from an older connection does. It is answered with a reset, and the opening goes on.',
  },
  'syn-sent-refused': {
    why: 'The reset acknowledges the SYN, so it is the answer to it: nobody listens on that port. The opening ends.',
  },
  'syn-sent-ignored': {
    why: 'In SYN-SENT only a SYN, or a reset that acknowledges the own SYN, counts; the rest is dropped.',
  },
  'syn-received-ack': {
    why: 'The ACK acknowledges this side’s SYN: the third step of the handshake, and the connection is established.',
  },
  'syn-received-bad-ack': {
    why: 'The segment acknowledges something other than this side’s SYN, so it is answered with a reset.',
  },
  'syn-received-reset': {
    why: 'The peer took its SYN back with a reset: the half-open connection is gone. A listener goes on listening.',
  },
  'syn-received-new-syn': {
    why: 'Another SYN came for a half-open connection: the peer has begun anew, so this attempt is given up, with a reset.',
  },
  'syn-repeated': {
    why: 'A SYN that was taken already came again: its answer was lost or late, so it is answered again.',
  },
  'closed-reset': {
    why: 'No socket belongs to this segment: nobody listens on that port, and there is no such connection. The kernel answers with a reset.',
  },
  'filter-reset': {
    why: 'The packet filter sends a reset, as if nobody listened on that port: the peer cannot tell the two apart.',
  },
  'closed-rst-ignored': { why: 'A reset for no connection is dropped: a reset is never answered with a reset.' },
  'unacceptable-segment': {
    why: 'Its sequence numbers lie outside the receive window (a repeat, or too far ahead): it is dropped and, unless it is a reset, an ACK says what is expected.',
  },
  'timestamp-too-old': {
    why: 'Its timestamp is older than one that came before: the segment is a latecomer, perhaps of an earlier round of the sequence numbers. It is not taken; an ACK says what is expected.',
  },
  'reset-received': {
    why: 'The reset bears exactly the sequence number expected next, so it is obeyed: the connection ends at once, without FIN and without TIME-WAIT.',
  },
  'reset-challenged': {
    why: 'The reset lies in the window but is not exactly the number expected: it might be forged, so a challenge ACK asks back.',
  },
  'syn-challenged': {
    why: 'A SYN has no place in an open connection: a challenge ACK asks back. A peer that has really restarted will answer it with a reset.',
  },
  'challenge-limited': {
    why: 'Such a segment was answered only just now. Answers are limited in number, so that nobody can provoke floods of them.',
  },
  'no-ack-dropped': { why: 'After the handshake every segment must carry ACK; this one does not and is dropped.' },
  'ack-advances': {
    why: 'The ACK says that these bytes have arrived: they need no repeating, and their place in the send buffer is free.',
  },
  'ack-duplicate': { why: 'The ACK says nothing new: everything up to that number was acknowledged before.' },
  'ack-unsent': { why: 'The ACK is for bytes that were never sent: it is dropped and answered with an ACK.' },
  'ack-too-old': {
    why: 'The ACK is older than anything a sound peer would still send: it might be forged, so a challenge ACK answers it.',
  },
  'window-update': { why: 'The segment announces how much more the receiver has room for.' },
  'text-in-order': {
    why: 'The bytes begin exactly at the number expected next (RCV.NXT): they go into the receive buffer and can be read.',
  },
  'text-out-of-order': {
    why: 'Bytes before these are missing. These are kept but not given to the program until the gap is filled.',
  },
  'text-gap-filled': { why: 'The missing bytes have come: those kept behind the gap follow them, all in order.' },
  'text-repeated': {
    why: 'These bytes were received before: they are dropped and acknowledged again, since the ACK may have been lost.',
  },
  'text-beyond-window': {
    why: 'Bytes beyond the receive window have no room: they are cut off, and the sender must repeat them later.',
  },
  'text-after-fin': { why: 'After its FIN a peer can send no new bytes: these are ignored.' },
  'text-after-close': {
    why: 'The program has closed and will never read these bytes. TCP says so with a reset instead of losing them silently.',
    remedy: 'Agree who closes first: read until recv() returns 0 before you close.',
  },
  'fin-received': {
    why: 'FIN means that the peer sends nothing more. recv() returns 0 when all bytes before it are read; this side may still send.',
  },
  'fin-out-of-order': {
    why: 'The FIN came before bytes that precede it: it is kept in mind and counts when the gap is filled.',
  },
  'fin-acknowledged': { why: 'The peer has acknowledged the FIN: it knows that nothing more comes from this side.' },
  'fin-repeated': {
    why: 'A FIN that was taken already came again: the ACK for it was lost or late, so it is acknowledged again.',
  },
  acknowledge: {
    why: 'What arrives is acknowledged: the number in the ACK is the next one expected, and everything before it has been received.',
  },
  'window-announced': {
    why: 'The program has read and made room. The receiver tells so now that it is worth a segment.',
  },
  'ack-delayed': {
    why: 'The acknowledgement may wait for company: a second segment, or text of the program’s own that carries it. When neither comes in time, it goes alone.',
  },
  'congestion-window-full': {
    why: 'Nobody knows how much the network bears, so only so many segments may be under way at once. The next one goes when an acknowledgement comes.',
  },
  'fast-retransmit': {
    why: 'Acknowledgements for what came later show that this segment is missing: it is sent again at once, without waiting for the timer.',
  },
  'resend-in-recovery': {
    why: 'What was sent later has arrived and this has not: it counts as lost and is sent again.',
  },
  'loss-probe': {
    why: 'No acknowledgement came for longer than two round trips: the last segment goes as a probe, because its acknowledgement shows what is missing.',
  },
  'reordering-timer': {
    why: 'Later text has arrived, and this may only be late: it gets a moment before it counts as lost.',
  },
  'cork-holds': {
    why: 'The socket is corked (TCP_CORK): less than a full segment waits for more.',
  },
  'keep-alive': {
    why: 'Nothing has been heard for long: an empty segment asks whether the peer is still there.',
  },
  'user-timeout': {
    why: 'What was sent stayed unacknowledged for longer than the program allows (TCP_USER_TIMEOUT): the connection is given up.',
  },
  'send-text': {
    why: (f) =>
      f.outstanding === 0
        ? 'The peer’s window has room, so the bytes go at once. They stay in the send buffer until they are acknowledged.'
        : `The peer’s window has room, so this goes although ${bytes(f.outstanding)} before it ${f.outstanding === 1 ? 'is' : 'are'} not acknowledged yet.`,
  },
  'send-window-closed': {
    why: 'The window that the receiver announced is used up: the bytes wait in the send buffer until it announces more room.',
    remedy: 'The receiving program should call recv(): that makes room.',
  },
  'window-opened': { why: 'The receiver has room again and its window says so: the sender may go on.' },
  'zero-window-probe': {
    why: 'The announcement of new room could get lost, and both would wait for ever. So the sender asks with a probe; the answer tells the window.',
  },
  'silly-window-avoided': {
    why: 'There is room for a few bytes only. Rather than trade crumbs under whole headers, TCP waits until a segment is worth it.',
  },
  'silly-window-override': {
    why: 'The little that fits has waited long enough: it is sent after all, so that the connection does not stand still.',
  },
  'nagle-holds': {
    why: (f) =>
      `Something is unacknowledged, and ${bytes(f.bytes)} ${f.bytes === 1 ? 'is' : 'are'} less than a full segment: Nagle’s algorithm collects more until the ACK comes.`,
    remedy: 'Write what belongs together with one send(), or set TCP_NODELAY where the delay hurts.',
  },
  'rto-start': { why: 'Something is on its way: if no ACK comes before the timer ends, it is sent again.' },
  'rto-stop': { why: 'Everything sent is acknowledged: there is nothing to repeat.' },
  'rto-restart': {
    why: 'The ACK shows that the path works, and more is still on its way: the timer begins anew for the rest.',
  },
  'rto-expired': {
    why: (f) =>
      f.state === 'SYN-SENT' || f.state === 'SYN-RECEIVED'
        ? 'No answer came in time: the segment or its answer may be lost, so it is sent again.'
        : 'No ACK came in time: the oldest unacknowledged segment is sent again, and the next wait is twice as long.',
  },
  'resend-after-timeout': {
    why: 'After a timeout everything unacknowledged counts as lost, so it is sent again from the oldest byte on.',
  },
  'rtt-sample': {
    why: 'The time from sending to ACK is a measurement of the round trip; the timeout follows from it.',
  },
  'retransmission-limit': {
    why: 'Repeated so often without an answer, TCP gives the connection up: the program gets ETIMEDOUT.',
    remedy: 'Check whether the other machine and the network between still work.',
  },
  'icmp-ends-attempt': {
    why: 'While connect() still waits, Linux takes an ICMP message at its word: the attempt ends at once.',
    remedy: 'Check the address and the port, and the packet filter of that machine.',
  },
  'icmp-noted': {
    why: 'A connection that is open survives ICMP: it may be a passing trouble, or a forgery. Only if TCP gives up in the end does the program get this error instead of ETIMEDOUT.',
  },
  'path-mtu-lowered': {
    why: 'Path MTU discovery: what was too large goes again in smaller pieces, and new connections to that address begin with the smaller size.',
  },
  'close-syn-sent': {
    why: 'The connection never came about and the peer knows of nothing: it is forgotten without a segment.',
  },
  'close-sends-fin': {
    why: 'The program has ended its direction: a FIN follows the last byte. All that was written before it is still delivered.',
  },
  'close-with-unread-data': {
    why: 'The program closed while received bytes were still unread: they are lost, and a reset instead of a FIN tells the peer so.',
    remedy: 'Read until recv() returns 0 before you close().',
  },
  abort: {
    why: 'The connection is dropped at once: a peer that knows of it gets a reset, and what still waited to be sent is thrown away.',
  },
  'linger-zero': {
    why: 'SO_LINGER with time 0 makes close() drop the connection: a reset instead of a FIN, and no TIME-WAIT.',
  },
  'time-wait-start': {
    why: (f) =>
      `Who closes first ends in TIME-WAIT: ${f.me} keeps its port for a while, to repeat the last ACK if it is lost and to keep late segments from a new connection.`,
  },
  'time-wait-expired': {
    why: 'The wait is over: no segment of the old connection can still be under way, and the pair of addresses and ports is free.',
  },
  'time-wait-reused': {
    why: 'A new connection that is clearly later than the old one (by sequence number or timestamp) may take over its addresses and ports from TIME-WAIT.',
  },
  'fin-wait-2-start': {
    why: 'No program holds this socket any more, so the kernel waits for the peer’s FIN only for a limited time (60 s).',
  },
  'fin-wait-2-expired': {
    why: 'No program holds this socket any more and the peer did not close: the kernel does not wait for ever and forgets it.',
  },
};
