// The main job: step through the echo by the keyboard alone, and back, and see at each call what the stack really did.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { look, openLaboratory, press, type Seen } from './laboratory.ts';

/** What the screen must show after one call. Both diagrams show this and all that came before, and nothing else. */
interface Stop {
  /** A part of the sentence, and the clause that it rests on. */
  readonly says: string;
  readonly clause: string | null;
  readonly client: readonly string[];
  readonly server: readonly string[];
  /** The marked lines of C++: client, server. */
  readonly lines: readonly [client: string | null, server: string | null];
  /** What the sequence diagram has gained. C and S are the programs, c and s their kernels. */
  readonly sequence: readonly string[];
  /** What the communication diagram has gained. C and S are the programs; c, s and a the sockets. */
  readonly communication: readonly string[];
}

const NOTHING = 'send buffer empty, receive buffer empty';
const SENT = 'send buffer "hello" 5 bytes acknowledged';
const READ = 'receive buffer "hello" 5 bytes read';
const LISTENS = 'fd 3 s LISTEN';

const ECHO: readonly Stop[] = [
  {
    says: 'The server has a socket: socket() returned descriptor 3',
    clause: 'socket(2)',
    client: [],
    server: ['fd 3 s CLOSED'],
    lines: [null, 'socket(AF_INET: runs now'],
    sequence: ['S -> s: socket()', 's -> S: returns 3; the socket s is created'],
    communication: ['1 S -> s: socket()'],
  },
  {
    says: 'bind() gave descriptor 3 (s) the address 0.0.0.0:8080',
    clause: 'bind(2)',
    client: [],
    server: ['fd 3 s CLOSED'],
    lines: [null, 'bind(s: runs now'],
    sequence: ['S -> s: bind(3, :8080)', 's -> S: returns 0'],
    communication: ['2 S -> s: bind(:8080)'],
  },
  {
    says: 'listens with backlog 1',
    clause: 'listen(2)',
    client: [],
    server: [LISTENS],
    lines: [null, 'listen(s: runs now'],
    sequence: ['S -> s: listen(3, 1)', 's -> S: returns 0'],
    communication: ['3 S -> s: listen(1)'],
  },
  {
    says: 'accept() sleeps until a connection is complete',
    clause: 'accept(2)',
    client: [],
    server: [LISTENS],
    lines: [null, 'accept(s: blocked here'],
    sequence: ['S -> s: accept(3), blocks until a connection is in the accept queue'],
    communication: ['4 S -> s: accept()'],
  },
  {
    says: 'The client has a socket: socket() returned descriptor 3',
    clause: 'socket(2)',
    client: ['fd 3 c CLOSED'],
    server: [LISTENS],
    lines: ['socket(AF_INET: runs now', 'accept(s: blocked here'],
    sequence: ['C -> c: socket()', 'c -> C: returns 3; the socket c is created'],
    communication: ['5 C -> c: socket()'],
  },
  {
    says: 'both sides are ESTABLISHED. The server’s accept() returned 4',
    clause: 'connect(2)',
    client: [`fd 3 c ESTABLISHED, ${NOTHING}`],
    server: [LISTENS, `fd 4 a ESTABLISHED, ${NOTHING}`],
    lines: ['connect(c: runs now', 'accept(s: runs now'],
    sequence: [
      'C -> c: connect(3, :8080), blocks until the handshake is done',
      'c -> s: SYN is sent',
      'c -> s: SYN arrives; a socket is created, without a name yet',
      's -> c: SYN ACK is sent',
      's -> c: SYN ACK arrives',
      'c -> s: ACK is sent',
      'c -> C: returns 0',
      'c -> s: ACK arrives',
      's -> S: returns 4; the program has the socket a',
    ],
    communication: [
      '6 C -> c: connect(:8080)',
      '6.1 c -> s: SYN',
      '6.1.1 a -> c: SYN ACK',
      '6.1.1.1 c -> a: ACK',
      'c -> C: returns 0',
      's -> S: returns 4',
    ],
  },
  {
    says: 'The server’s recv() sleeps until bytes arrive',
    clause: 'recv(2)',
    client: [`fd 3 c ESTABLISHED, ${NOTHING}`],
    server: [LISTENS, `fd 4 a ESTABLISHED, ${NOTHING}`],
    lines: ['connect(c: runs now', 'recv(a: blocked here'],
    sequence: ['S -> s: recv(4, 100), blocks until data arrive'],
    communication: ['7 S -> a: recv(100)'],
  },
  {
    says: 'send() gave the kernel 5 bytes. The server’s recv() returned 5 bytes: "hello"',
    clause: 'send(2)',
    client: [`fd 3 c ESTABLISHED, ${SENT}, receive buffer empty`],
    server: [LISTENS, `fd 4 a ESTABLISHED, send buffer empty, ${READ}`],
    lines: ['send(c: runs now', 'recv(a: runs now'],
    sequence: [
      'C -> c: send(3, "hello")',
      'c -> s: PSH ACK "hello" is sent',
      'c -> C: returns 5',
      'c -> s: PSH ACK "hello" arrives',
      's -> c: ACK is sent',
      's -> S: returns 5 "hello"',
      's -> c: ACK arrives',
    ],
    communication: ['8 C -> c: send("hello")', '8.1 c -> a: "hello"', '8.1.1 a -> c: ACK', 'a -> S: returns 5 "hello"'],
  },
  {
    says: 'The client’s recv() sleeps until bytes arrive',
    clause: 'recv(2)',
    client: [`fd 3 c ESTABLISHED, ${SENT}, receive buffer empty`],
    server: [LISTENS, `fd 4 a ESTABLISHED, send buffer empty, ${READ}`],
    lines: ['recv(c: blocked here', 'recv(a: runs now'],
    sequence: ['C -> c: recv(3, 100), blocks until data arrive'],
    communication: ['9 C -> c: recv(100)'],
  },
  {
    says: 'The server’s send() gave the kernel 5 bytes',
    clause: 'send(2)',
    client: [`fd 3 c ESTABLISHED, ${SENT}, ${READ}`],
    server: [LISTENS, `fd 4 a ESTABLISHED, ${SENT}, ${READ}`],
    lines: ['recv(c: runs now', 'send(a: runs now'],
    sequence: [
      'S -> s: send(4, "hello")',
      's -> c: PSH ACK "hello" is sent',
      's -> S: returns 5',
      's -> c: PSH ACK "hello" arrives',
      'c -> s: ACK is sent',
      'c -> C: returns 5 "hello"',
      'c -> s: ACK arrives',
    ],
    communication: [
      '10 S -> a: send("hello")',
      '10.1 a -> c: "hello"',
      '10.1.1 c -> a: ACK',
      'c -> C: returns 5 "hello"',
    ],
  },
  {
    says: 'The client is in FIN-WAIT-2, the server in CLOSE-WAIT',
    clause: 'RFC 9293 §3.10.4',
    client: [
      'closed by the program; the kernel finishes FIN-WAIT-2, send buffer "hello FIN" 5 bytes acknowledged, end of the stream, receive buffer "hello" 5 bytes read',
    ],
    server: [LISTENS, `fd 4 a CLOSE-WAIT, ${SENT}, receive buffer "hello FIN" 5 bytes read, end of the stream`],
    lines: ['?: main has returned', 'send(a: runs now'],
    sequence: [
      'C -> c: close(3); no program has the socket c any more, only the kernel',
      'c -> s: FIN ACK is sent',
      'c -> C: returns 0',
      'c -> s: FIN ACK arrives',
      's -> c: ACK is sent',
      's -> c: ACK arrives',
    ],
    communication: ['11 C -> c: close()', '11.1 c -> a: FIN ACK', '11.1.1 a -> c: ACK'],
  },
  {
    says: 'The server is CLOSED, the client in TIME-WAIT',
    clause: 'RFC 9293 §3.6',
    client: ['239.98 s left TIME-WAIT'],
    server: [LISTENS],
    lines: ['?: main has returned', 'close(a: runs now'],
    sequence: [
      'S -> s: close(4); no program has the socket a any more, only the kernel',
      's -> c: FIN ACK is sent',
      's -> S: returns 0',
      's -> c: FIN ACK arrives',
      'c -> : the timer TIME-WAIT is set: 240 s',
      'c -> s: ACK is sent',
      'c -> s: ACK arrives; the socket a is destroyed',
    ],
    communication: ['12 S -> a: close()', '12.1 a -> c: FIN ACK', '12.1.1 c -> a: ACK'],
  },
  {
    says: 'The server closed descriptor 3',
    clause: 'Linux, close(2)',
    client: ['239.98 s left TIME-WAIT'],
    server: [],
    lines: ['?: main has returned', '?: main has returned'],
    sequence: ['S -> s: close(3)', 's -> S: returns 0; the socket s is destroyed'],
    communication: ['13 S -> s: close()'],
  },
  {
    says: 'The client goes from TIME-WAIT to CLOSED',
    clause: 'RFC 9293 §3.10.8',
    client: [],
    server: [],
    lines: ['?: main has returned', '?: main has returned'],
    sequence: ['c -> : the timer TIME-WAIT expires; the socket c is destroyed'],
    communication: [],
  },
];

/** The lifelines and programs by the letters of the table. */
const short = (row: string): string =>
  row
    .trim()
    .replaceAll('client program', 'C')
    .replaceAll('server program', 'S')
    .replaceAll('client kernel', 'c')
    .replaceAll('server kernel', 's');

const statusFor = (line: string | null | undefined): string =>
  line?.includes('blocked') ? 'blocked' : line?.includes('returned') ? 'program over' : 'runs';

function expectStop(seen: Seen, index: number): void {
  const stop = ECHO[index];
  if (stop === undefined) throw new Error(`the echo has no call ${index}`);
  const before = ECHO.slice(0, index + 1);
  expect(seen.sentence).toContain(stop.says);
  expect({
    clause: seen.citation,
    client: seen.client.sockets,
    server: seen.server.sockets,
    lines: [seen.client.line, seen.server.line],
    sequence: seen.sequence.map(short),
    communication: seen.communication.map(short),
  }).toEqual({
    clause: stop.clause,
    client: stop.client,
    server: stop.server,
    lines: stop.lines,
    sequence: before.flatMap(({ sequence }) => sequence),
    communication: before.flatMap(({ communication }) => communication),
  });
  expect(seen.server.status, 'the server’s status').toBe(statusFor(stop.lines[1]));
  expect(seen.client.status, 'the client’s status').toBe(statusFor(stop.lines[0]));
}

/** A diagram draws the call that was just made where it can be seen, and no message that is not among those told. */
async function expectDrawn(page: Page, diagram: string, told: readonly string[], newest: string): Promise<void> {
  const drawing = page.getByRole('region', { name: diagram }).getByRole('group', { name: diagram });
  // Found and read in one go: while the diagram glides, a message that was found may be drawn no more when it is read.
  const drawn = await drawing.evaluate((group) =>
    [...group.querySelectorAll('[role="button"]')].map((each) => each.ariaLabel ?? ''),
  );
  const names = drawn.map((name) =>
    short(
      name
        .replaceAll(/ : \w+ \(\w+\)/g, '')
        .replace(/^(\d[\d.]*),/, '$1')
        .replace(', ', ' -> '),
    ),
  );
  expect(
    // What opens a stack of messages is not a message.
    names.filter((name) => !told.includes(name) && !name.startsWith('earlier messages between ')),
    `drawn in the ${diagram}, but not told`,
  ).toEqual([]);
  expect(names, `drawn in the ${diagram}`).toContain(newest);
  // By its name: while the diagram glides, what is drawn of it changes.
  const name = drawn[names.lastIndexOf(newest)] ?? '';
  await expect(drawing.getByRole('button', { name, exact: true }).last()).toBeInViewport();
}

for (const motion of [false, true]) {
  test(`the echo by the keyboard alone, to its end and back, ${motion ? 'moving' : 'with reduced motion'}`, async ({
    page,
  }) => {
    await openLaboratory(page, { motion });
    if (motion) await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
    const beginning = await look(page);
    expect(beginning.sentence).toContain('Nothing has happened yet');
    expect([...beginning.client.sockets, ...beginning.server.sockets]).toEqual([]);
    expect([...beginning.sequence, ...beginning.communication]).toEqual([]);

    const forth: Seen[] = [beginning];
    for (const index of ECHO.keys()) {
      await test.step(`forward to ${ECHO[index]?.says}`, async () => {
        await press(page, 'ArrowRight');
        const seen = await look(page);
        expectStop(seen, index);
        forth.push(seen);
        const [call] = ECHO[index]?.sequence ?? [];
        const [message] = ECHO[index]?.communication ?? [];
        // A timer has no message of its own in the drawing.
        if (call && !call.includes('the timer'))
          await expectDrawn(page, 'Sequence diagram', seen.sequence.map(short), call);
        if (message) await expectDrawn(page, 'Communication diagram', seen.communication.map(short), message);
      });
    }
    const last = forth.at(-1);
    expect(last?.step, 'the end of the run').toBe(last?.steps);

    for (const seen of forth.toReversed().slice(1)) {
      await test.step(`back to step ${seen.step}`, async () => {
        await press(page, 'ArrowLeft');
        expect(await look(page)).toEqual(seen);
      });
    }
  });
}
