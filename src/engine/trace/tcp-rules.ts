import type { Citation } from './citation.ts';

const rfc = (number: number, section: string): Citation => ({ rfc: number, section });

/** The rules by which one TCP connection acts. The name says what happened; the citation says where it is written. */
export const TCP_RULES = {
  // Opening
  'open-active': rfc(9293, '3.10.1'),
  'listen-syn': rfc(9293, '3.10.7.2'),
  'listen-ack-reset': rfc(9293, '3.10.7.2'),
  'listen-other-ignored': rfc(9293, '3.10.7.2'),
  'syn-sent-syn-ack': rfc(9293, '3.10.7.3'),
  'syn-sent-simultaneous': rfc(9293, '3.10.7.3'),
  'syn-sent-bad-ack': rfc(9293, '3.10.7.3'),
  'syn-sent-refused': rfc(9293, '3.10.7.3'),
  'syn-sent-ignored': rfc(9293, '3.10.7.3'),
  'syn-received-ack': rfc(9293, '3.10.7.4'),
  'syn-received-bad-ack': rfc(9293, '3.10.7.4'),
  'syn-received-reset': rfc(9293, '3.10.7.4'),
  'syn-received-new-syn': rfc(9293, '3.10.7.4'),
  'syn-repeated': rfc(9293, '3.10.7.4'),
  // Segments for nobody
  'closed-reset': rfc(9293, '3.10.7.1'),
  'closed-rst-ignored': rfc(9293, '3.10.7.1'),
  // Synchronised states
  'unacceptable-segment': rfc(9293, '3.10.7.4'),
  'reset-received': rfc(9293, '3.10.7.4'),
  'reset-challenged': rfc(5961, '3.2'),
  'syn-challenged': rfc(5961, '4.2'),
  'challenge-limited': rfc(5961, '7'),
  'no-ack-dropped': rfc(9293, '3.10.7.4'),
  'ack-advances': rfc(9293, '3.10.7.4'),
  'ack-duplicate': rfc(9293, '3.10.7.4'),
  'ack-unsent': rfc(9293, '3.10.7.4'),
  'ack-too-old': rfc(5961, '5.2'),
  'window-update': rfc(9293, '3.10.7.4'),
  'text-in-order': rfc(9293, '3.10.7.4'),
  'text-out-of-order': rfc(9293, '3.10.7.4'),
  'text-gap-filled': rfc(9293, '3.10.7.4'),
  'text-repeated': rfc(9293, '3.10.7.4'),
  'text-beyond-window': rfc(9293, '3.10.7.4'),
  'text-after-fin': rfc(9293, '3.10.7.4'),
  'text-after-close': rfc(9293, '3.6.1'),
  'fin-received': rfc(9293, '3.10.7.4'),
  'fin-out-of-order': rfc(9293, '3.10.7.4'),
  'fin-acknowledged': rfc(9293, '3.10.7.4'),
  'fin-repeated': rfc(9293, '3.10.7.4'),
  acknowledge: rfc(9293, '3.10.7.4'),
  'window-announced': rfc(9293, '3.8.6.2.2'),
  // Sending
  'send-text': rfc(9293, '3.10.2'),
  'send-window-closed': rfc(9293, '3.8.6'),
  'window-opened': rfc(9293, '3.8.6'),
  'zero-window-probe': rfc(9293, '3.8.6.1'),
  'silly-window-avoided': rfc(9293, '3.8.6.2.1'),
  'silly-window-override': rfc(9293, '3.8.6.2.1'),
  'nagle-holds': rfc(9293, '3.7.4'),
  // Retransmission
  'rto-start': rfc(6298, '5'),
  'rto-stop': rfc(6298, '5'),
  'rto-restart': rfc(6298, '5'),
  'rto-expired': rfc(6298, '5'),
  'resend-after-timeout': rfc(9293, '3.8.1'),
  'rtt-sample': rfc(6298, '2'),
  'retransmission-limit': rfc(9293, '3.8.3'),
  // Closing
  'close-syn-sent': rfc(9293, '3.10.4'),
  'close-sends-fin': rfc(9293, '3.10.4'),
  'close-with-unread-data': rfc(9293, '3.6.1'),
  abort: rfc(9293, '3.10.5'),
  'linger-zero': { man: 'socket', section: 7 },
  'time-wait-start': rfc(9293, '3.6'),
  'time-wait-expired': rfc(9293, '3.10.8'),
  'time-wait-reused': rfc(6191, '2'),
  'fin-wait-2-start': { man: 'tcp', section: 7 },
  'fin-wait-2-expired': { man: 'tcp', section: 7 },
} as const satisfies Record<string, Citation>;

export type TcpRule = keyof typeof TCP_RULES;
