import { describe, expect, test } from 'vitest';
import { LINUX_CONFIG, openActive, TEXTBOOK_CONFIG } from '../../../../src/engine/tcp/index.ts';
import { milliseconds } from '../../../../src/engine/base/time.ts';
import { established, LOCAL, OUR_ISS, REMOTE, synReceived, text } from '../../../support/tcp-harness.ts';

const ALL = { windowScale: 7, sackPermitted: true, timestamps: { value: 900, echo: 0 } };
const MEMORY = { bufferHolds: 'memory', receiveBuffer: 131_072 } as const;

describe('the options of the handshake', () => {
  test('Linux offers all of them: MSS 1460, SACK, timestamps, a shift of 10 by the largest its buffer may become', () => {
    const { segments } = openActive(LOCAL, REMOTE, OUR_ISS, LINUX_CONFIG, milliseconds(5));
    expect(segments[0]?.segment).toMatchObject({
      window: 64_240,
      options: { mss: 1460, sackPermitted: true, windowScale: 10, timestamps: { value: 5, echo: 0 } },
    });
  });

  test('the textbook offers its MSS alone', () => {
    const { segments } = openActive(LOCAL, REMOTE, OUR_ISS, TEXTBOOK_CONFIG, milliseconds(5));
    expect(segments[0]?.segment.options).toEqual({
      mss: 1460,
      sackPermitted: false,
      windowScale: null,
      timestamps: null,
      sack: null,
    });
  });

  test('what both offer is in use: text is 12 bytes shorter, windows are shifted, timestamps echoed', () => {
    established({}, { options: ALL, window: 1000 })
      .with(({ connection, send }) => {
        expect(connection.agreed).toMatchObject({ scaling: true, peerShift: 7, timestamps: true, sack: true });
        expect(send.mss).toBe(1448);
        // A SYN's window is never scaled (RFC 7323 §2.2); that of the next segment is.
        expect(send.wnd).toBe(1000);
      })
      .receives({ window: 500 })
      .with(({ send }) => expect(send.wnd).toBe(64_000));
  });

  test('what the peer does not offer is not', () => {
    established().with(({ connection, send }) => {
      expect(connection.agreed).toEqual({ scaling: false, ourShift: 0, peerShift: 0, timestamps: false, sack: false });
      expect(send.mss).toBe(1460);
    });
  });

  test('a SYN-ACK answers only what the SYN offered', () => {
    synReceived({}, { options: { sackPermitted: true } }).with(({ connection }) =>
      expect(connection.agreed).toMatchObject({ scaling: false, timestamps: false, sack: true }),
    );
  });
});

/** Linux: the window begins small and grows as text proves to be worth its memory. */
describe('the window of a buffer counted by its memory', () => {
  test('64240 in the SYN, 64512 with the shift of 10', () => {
    established(MEMORY, { options: ALL }).with(({ receive }) => expect(receive.announced).toBe(64_512));
  });

  test('grows by two segments with each full one, while there is room', () => {
    established({ ...MEMORY, bundles: false }, { options: ALL })
      .receives({ payload: text(1448) })
      .sends([{ ack: 1449, window: 66 }])
      .receives({ payload: text(1448) })
      .sends([{ ack: 2897, window: 69 }]);
  });

  test('SO_RCVBUF is halved by the kernel’s own needs at first, and there is nothing to shift', () => {
    established({ ...MEMORY, receiveBuffer: 40_000, receiveBufferFixed: true }, { options: ALL }).with(
      ({ connection, receive }) => {
        expect(connection.agreed.ourShift).toBe(0);
        expect(receive.announced).toBe(18_980);
      },
    );
  });
});
