// By hand: any call on any descriptor, any segment dropped, delayed or doubled, everything undone, and no work lost.
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { look, openLaboratory, openScenario, press, standsStill, status, stepOf } from './laboratory.ts';

type Machine = 'client' | 'server';

const toolbar = (page: Page, machine: Machine): Locator => page.getByRole('toolbar', { name: `Calls of ${machine}` });
const wire = (page: Page): Locator => page.getByRole('list', { name: /^On the wire from/ }).getByRole('button');
const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Segment inspector' });

/** Makes a call by hand, with other arguments than those suggested where they are given by the names of their fields. */
async function call(
  page: Page,
  machine: Machine,
  name: string,
  args: Readonly<Record<string, string>> = {},
): Promise<void> {
  const button = toolbar(page, machine).getByRole('button', { name, exact: true });
  if (!(await button.isVisible())) await toolbar(page, machine).getByRole('button', { name: 'More calls' }).click();
  await button.click();
  const form = page.getByRole('form', { name: `Arguments of ${name}` });
  for (const [field, value] of Object.entries(args)) {
    const named = { name: field, exact: true };
    const input = form.getByRole('combobox', named).or(form.getByRole('textbox', named));
    if (await input.evaluate((element) => element.tagName === 'SELECT')) await input.selectOption(value);
    else await input.fill(value);
  }
  await form.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(form).toBeHidden();
  await standsStill(page);
}

/** The file that the dialog of saving gives out; opens the dialog where it is closed. */
async function saved(page: Page, what: string): Promise<Download> {
  const save = page.getByRole('button', { name: `Save: ${what}` });
  if (!(await save.isVisible())) await page.getByRole('button', { name: 'Save as a file' }).click();
  const downloading = page.waitForEvent('download');
  await save.focus();
  await page.keyboard.press('Enter');
  return downloading;
}

/** Goes on until a segment with these flags is on the wire, and opens it. */
async function openInFlight(page: Page, flags: string): Promise<void> {
  await page.getByRole('radio', { name: 'Event', exact: true }).check();
  const segment = wire(page).filter({ hasText: flags });
  for (let events = 0; events < 40 && (await segment.count()) === 0; events++) await press(page, 'ArrowRight');
  await segment.first().click();
  await expect(inspector(page)).toContainText('in flight');
}

/** The parts of the stage, as far as they are seen, that the inspector lies over. */
const hiddenBy = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    interface Box {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const both = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    });
    const inSight = (element: Element): Box => {
      let box: Box = element.getBoundingClientRect();
      for (let around = element.parentElement; around !== null; around = around.parentElement)
        if (getComputedStyle(around).overflowY !== 'visible') box = both(box, around.getBoundingClientRect());
      return box;
    };
    const inspector = [...document.querySelectorAll('section')].find(
      (section) => section.querySelector('h2')?.textContent === 'Segment inspector',
    );
    if (inspector === undefined) throw new Error('nothing is inspected');
    return ['Client machine', 'Network', 'Server machine'].filter((name) => {
      const part = document.querySelector(`section[aria-label="${name}"]`);
      if (part === null) throw new Error(`there is no ${name}`);
      const shared = both(inSight(part), inSight(inspector));
      return shared.right - shared.left > 1 && shared.bottom - shared.top > 1;
    });
  });

test.describe('a wrong call', () => {
  const WRONG: readonly {
    readonly machine: Machine;
    readonly name: string;
    readonly args?: Readonly<Record<string, string>>;
    readonly errno: string;
    readonly remedy: RegExp;
  }[] = [
    { machine: 'client', name: 'recv', errno: 'EBADF', remedy: /socket\(\)/ },
    { machine: 'client', name: 'socket', args: { family: 'AF_INET6' }, errno: 'EAFNOSUPPORT', remedy: /AF_INET/ },
    { machine: 'server', name: 'bind', args: { descriptor: '3', port: '80' }, errno: 'EBADF', remedy: /./ },
  ];
  for (const { machine, name, args = {}, errno, remedy } of WRONG) {
    test(`${name} of the ${machine}: ${errno}`, async ({ page }) => {
      await openLaboratory(page);
      await call(page, machine, name, args);
      const said = status(page).getByRole('paragraph');
      await expect(said.first()).toContainText(`${name}() failed: ${errno}`);
      await expect(said.nth(1)).not.toBeEmpty();
      await expect(said.nth(2)).toContainText(remedy);
      expect((await look(page)).sequence.at(-1)).toMatch(new RegExp(`returns -1 ${errno}$`));
    });
  }

  test('on a socket in the wrong state: no connection, bound twice, no listener, a privileged port', async ({
    page,
  }) => {
    await openLaboratory(page);
    await call(page, 'server', 'socket');
    const tries: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
      ['recv', {}, 'ENOTCONN'],
      ['accept', {}, 'EINVAL'],
      ['shutdown', {}, 'ENOTCONN'],
      ['getpeername', {}, 'ENOTCONN'],
      ['bind', { port: '80' }, 'EACCES'],
      ['bind', { address: '10.9.9.9' }, 'EADDRNOTAVAIL'],
    ];
    for (const [name, args, errno] of tries) {
      await call(page, 'server', name, args);
      await expect(status(page)).toContainText(`${name}() failed: ${errno}`);
      await expect(status(page).getByRole('paragraph').nth(2), `what to do about ${errno}`).not.toBeEmpty();
    }
    await call(page, 'server', 'bind');
    await expect(status(page)).toContainText('bind() gave descriptor 3');
    await call(page, 'server', 'bind', { descriptor: '3', port: '9090' });
    await expect(status(page)).toContainText('bind() failed: EINVAL');
    await call(page, 'server', 'send');
    await expect(status(page)).toContainText('EPIPE');
    expect((await look(page)).server.status).toBe('runs');
    // Without MSG_NOSIGNAL, send to nobody ends the process, as Linux does it.
    await toolbar(page, 'server').getByRole('button', { name: 'send', exact: true }).click();
    await page.getByRole('checkbox', { name: 'MSG_NOSIGNAL' }).uncheck();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('SIGPIPE');
    expect((await look(page)).server.status).toBe('ended');
  });

  test('with arguments that are none is not made, and says what is wrong', async ({ page }) => {
    await openLaboratory(page);
    await toolbar(page, 'server').getByRole('button', { name: 'bind' }).click();
    const form = page.getByRole('form', { name: 'Arguments of bind' });
    const port = form.getByLabel('port');
    await port.fill('70000');
    await port.press('Enter');
    await expect(form.getByRole('alert')).toHaveText('A port is a whole number from 0 to 65535.');
    await expect(port).toBeFocused();
    expect(await stepOf(page)).toBe(0);
    await page.keyboard.press('Escape');
    await expect(form).toBeHidden();
  });
});

test('a whole connection by hand: what blocks says what it waits for, and goes on when that has come', async ({
  page,
}) => {
  await openLaboratory(page);
  await call(page, 'server', 'socket');
  await call(page, 'server', 'bind', { port: '9090' });
  await call(page, 'server', 'listen', { backlog: '3' });
  await call(page, 'server', 'accept');
  const server = page.getByRole('region', { name: 'Server machine' });
  await expect(server.getByText(/^blocked: .*connection.* on fd 3$/)).toBeVisible();
  await expect(status(page)).toContainText('accept() sleeps until a connection is complete');

  await call(page, 'client', 'socket');
  await call(page, 'client', 'connect', { port: '9090' });
  await expect(status(page)).toContainText('both sides are ESTABLISHED');
  await expect(server.getByText(/^blocked:/)).toHaveCount(0);
  await call(page, 'server', 'recv');
  await expect(server.getByText(/^blocked: .*data.* on fd 4$|^blocked: .*bytes.* on fd 4$/)).toBeVisible();

  // A process that sleeps cannot call: it is told, and the recording is none the worse.
  const before = await stepOf(page);
  await call(page, 'server', 'close', { descriptor: '4' });
  await expect(server.getByRole('status')).toContainText('close() was not made: the process sleeps in recv()');
  expect(await stepOf(page)).toBe(before);

  await call(page, 'client', 'send', { data: 'good morning' });
  await expect(status(page)).toContainText('recv() returned 12 bytes: "good morning"');
  const { server: seen, client } = await look(page);
  expect(seen.sockets[1]).toContain('ESTABLISHED');
  expect(client.line).toBe('send(c: runs now');
});

test.describe('a segment in flight', () => {
  test('is opened: its header, its bytes, why it was sent', async ({ page }) => {
    await openLaboratory(page);
    await openInFlight(page, 'PSH ACK');
    const header = inspector(page);
    for (const text of [
      'source port',
      '40000',
      'destination port',
      '8080',
      'sequence number',
      'relative 1',
      'ACK, PSH',
    ]) {
      await expect(header).toContainText(text);
    }
    await expect(header.getByRole('table', { name: 'Payload, 5 bytes' })).toContainText('68 65 6c 6c 6f');
    await expect(header.getByRole('button', { name: 'send(3, "hello"' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(header).toBeHidden();
  });

  for (const [width, height] of [
    [1440, 900],
    [1366, 768],
    [1920, 1080],
    [390, 844],
  ] as const) {
    test(`is opened at ${width}x${height}, and hides neither a machine nor the wire`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await openLaboratory(page);
      await openInFlight(page, 'PSH ACK');
      expect(await hiddenBy(page)).toEqual([]);
      await expect(inspector(page)).toBeInViewport({ ratio: 1 });
      await expect(wire(page).filter({ hasText: 'PSH ACK' })).toBeInViewport({ ratio: 1 });
      // On a desk nothing of it has to be scrolled to.
      if (width >= 1100) {
        const hidden = await inspector(page).evaluate((panel) =>
          [panel, ...panel.querySelectorAll('*')]
            .filter((each) => getComputedStyle(each).overflowY === 'auto')
            .map((each) => each.scrollHeight - each.clientHeight),
        );
        expect(Math.max(...hidden)).toBeLessThanOrEqual(1);
      }
      // The timeline goes on meanwhile.
      for (const name of ['Step back', 'Step forward', 'Play']) {
        await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
      }
      await page.getByRole('button', { name: 'Step forward', exact: true }).click();
    });
  }

  for (const [width, height] of [
    [1440, 900],
    [1200, 800],
  ] as const) {
    test(`is opened where the machines are presented, at ${width}x${height}, and hides none`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await openLaboratory(page);
      await openInFlight(page, 'PSH ACK');
      await page.keyboard.press('Escape');
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Machines', exact: true }).click();
      await wire(page).filter({ hasText: 'PSH ACK' }).first().click();
      await expect(inspector(page)).toBeInViewport({ ratio: 1 });
      // Where there is room it stands between the machines, below the wires.
      expect((await hiddenBy(page)).filter((name) => name !== 'Network')).toEqual([]);
    });
  }

  test('that is selected in a diagram is lit in both, and opened over the other one when it is asked for', async ({
    page,
  }) => {
    await openLaboratory(page);
    for (let calls = 0; calls < 8; calls++) await press(page, 'ArrowRight');
    const diagram = (name: string) => page.getByRole('region', { name: `${name} diagram` });
    const inspect = page.getByRole('button', { name: 'Inspect ACK', exact: true });
    for (const [here, there] of [
      ['Sequence', 'Communication'],
      ['Communication', 'Sequence'],
    ] as const) {
      await diagram(here)
        .getByRole('button', { name: /(: |ACK)ACK( is sent)?$/ })
        .first()
        .press('Enter');
      await expect(inspect).toHaveAttribute('aria-expanded', 'false');
      await expect(inspector(page)).toBeHidden();
      for (const shown of [here, there]) await expect(diagram(shown)).toBeVisible();
      await inspect.press('Enter');
      await expect(inspector(page)).toBeFocused();
      await expect(diagram(here)).toBeVisible();
      await expect(diagram(there)).toBeHidden();
      await page.keyboard.press('Escape');
      await expect(inspector(page)).toBeHidden();
      await expect(inspect).toHaveCount(0);
      await expect(diagram(there)).toBeVisible();
    }
  });

  test('is opened by keyboard: the focus goes there, and comes back', async ({ page }) => {
    await openLaboratory(page);
    await press(page, 'End');
    const row = page.getByRole('list', { name: 'Segments so far' }).getByRole('button').first();
    await row.focus();
    await page.keyboard.press('Enter');
    await expect(inspector(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(inspector(page).getByRole('button', { name: 'Close the inspector' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
    await page.getByRole('button', { name: 'Disturb…' }).focus();
    await page.keyboard.press('Enter');
    const disturb = page.getByRole('region', { name: 'Disturb network and machines' });
    await expect(disturb).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Disturb…' })).toBeFocused();
  });

  test('is dropped: a cross, and a retransmission brings the bytes all the same', async ({ page }) => {
    await openLaboratory(page);
    await openInFlight(page, 'PSH ACK');
    await inspector(page).getByRole('button', { name: 'drop' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('You dropped');
    await expect(inspector(page)).toBeHidden();
    await expect(page.getByText('You changed the past')).toBeVisible();
    await press(page, 'End');
    const { sequence, server } = await look(page);
    expect(sequence.filter((row) => /"hello" is lost/.test(row))).toHaveLength(1);
    expect(sequence.filter((row) => /"hello" is sent again/.test(row))).toHaveLength(1);
    expect(sequence).toContain('server kernel -> server program: returns 5 "hello"');
    expect(server.status).toBe('program over');
  });

  test('is delayed: it arrives later', async ({ page }) => {
    await openLaboratory(page);
    await openInFlight(page, 'SYN');
    await inspector(page).getByRole('button', { name: 'delay' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('is delayed');
    await expect(inspector(page)).toBeHidden();
    await page
      .getByRole('list', { name: 'Segments so far' })
      .getByRole('button', { name: /^SYN from client/ })
      .click();
    await expect(inspector(page)).toContainText('arrives at 130 ms');
    await press(page, 'End');
    expect((await look(page)).sequence).toContain('client kernel -> client program: returns 5 "hello"');
  });

  test('is doubled: the copy changes nothing for the program', async ({ page }) => {
    await openLaboratory(page);
    await openInFlight(page, 'PSH ACK');
    await inspector(page).getByRole('button', { name: 'duplicate' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('under way twice');
    await press(page, 'End');
    const { sequence } = await look(page);
    expect(sequence.filter((row) => /"hello" is duplicated/.test(row))).toHaveLength(1);
    expect(sequence.filter((row) => row === 'server kernel -> server program: returns 5 "hello"')).toHaveLength(1);
  });
});

test('undo and redo go through all that was done', async ({ page }) => {
  await openLaboratory(page);
  const places = [await look(page)];
  for (const name of ['socket', 'connect', 'close']) {
    await call(page, 'client', name);
    places.push(await look(page));
  }
  for (const place of places.toReversed().slice(1)) {
    await press(page, 'Control+z');
    expect(await look(page)).toEqual(place);
  }
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');
  for (const place of places.slice(1)) {
    await press(page, 'Control+y');
    expect(await look(page)).toEqual(place);
  }
  await expect(page.getByRole('button', { name: 'Redo', exact: true })).toHaveAttribute('aria-disabled', 'true');
});

test.describe('the network and the machines', () => {
  const disturb = (page: Page): Locator => page.getByRole('region', { name: 'Disturb network and machines' });

  test('a link is cut and mended, and the bytes come all the same', async ({ page }) => {
    await openLaboratory(page);
    for (let calls = 0; calls < 7; calls++) await press(page, 'ArrowRight');
    await page.getByRole('button', { name: 'Disturb…' }).click();
    await disturb(page).getByRole('button', { name: 'Cut it' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('You cut the link between the client and the server.');
    await expect(page.getByRole('region', { name: 'Network', exact: true }).getByText(/ cut$/)).toBeVisible();
    await press(page, 'ArrowRight');
    await disturb(page).getByRole('button', { name: 'Mend it' }).click();
    await standsStill(page);
    await page.keyboard.press('Escape');
    await expect(disturb(page)).toBeHidden();
    await press(page, 'End');
    expect((await look(page)).sequence).toContain('client kernel -> client program: returns 5 "hello"');
  });

  test('a machine loses its power: a reload keeps that, and undo brings the program back', async ({ page }) => {
    await openLaboratory(page);
    for (let calls = 0; calls < 7; calls++) await press(page, 'ArrowRight');
    await page.getByRole('button', { name: 'Disturb…' }).click();
    await disturb(page).getByRole('button', { name: 'Pull the plug' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('You pulled the plug of the server.');
    await page.reload();
    await expect(page.getByRole('region', { name: 'Server machine' })).toContainText('no power');
    await openLaboratory(page);
    await page.getByRole('button', { name: 'Disturb…' }).click();
    await disturb(page).getByRole('combobox', { name: 'Machine' }).selectOption('server');
    await disturb(page).getByRole('button', { name: 'Power on' }).click();
    await standsStill(page);
    await expect(status(page)).toContainText('has power again');
    await press(page, 'Control+z');
    await expect(page.getByRole('region', { name: 'Server machine' })).toContainText('no power');
  });
});

test.describe('no work is lost', () => {
  test('over a reload', async ({ page }) => {
    await openLaboratory(page);
    await openScenario(page, 'Half-close');
    for (let calls = 0; calls < 5; calls++) await press(page, 'ArrowRight');
    await call(page, 'client', 'send', { data: 'by hand' });
    const before = await look(page);
    await page.reload();
    await expect(page.getByText('You are where you left off last time.')).toBeVisible();
    await standsStill(page);
    await expect.poll(() => look(page)).toEqual(before);
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => stepOf(page)).toBe(0);
    await expect(page.getByRole('combobox', { name: 'Scenario' }).locator('option:checked')).toHaveText('Half-close');
  });

  test('saved as a file and opened again, it is the same place', async ({ page, browser, baseURL }) => {
    await openLaboratory(page);
    for (let calls = 0; calls < 6; calls++) await press(page, 'ArrowRight');
    await call(page, 'client', 'send', { data: 'by hand' });
    await press(page, 'ArrowLeft');
    const before = await look(page);
    const download = await saved(page, 'Recording');
    expect(download.suggestedFilename()).toBe('echo.socketscope.json');
    const buffer = await readFile(await download.path());

    // Another machine: nothing is remembered there.
    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    const other = await context.newPage();
    await openLaboratory(other);
    await other
      .locator('input[type="file"]')
      .setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/json', buffer });
    await expect.poll(() => stepOf(other)).toBe(before.step);
    await standsStill(other);
    await expect.poll(() => look(other)).toEqual(before);
    await context.close();
  });

  test('saved for other programs: a capture, the calls, the trace, by the keyboard alone', async ({ page }) => {
    await openLaboratory(page);
    const open = page.getByRole('button', { name: 'Save as a file' });
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save the run as a file' });
    await dialog.getByRole('combobox', { name: 'captured at' }).selectOption('server');
    const capture = await saved(page, 'Capture for Wireshark (pcapng)');
    expect(capture.suggestedFilename()).toBe('echo.server.pcapng');
    const bytes = await readFile(await capture.path());
    expect([bytes.readUInt32LE(0), bytes.includes('on arrival of SYN from client')]).toEqual([0x0a0d0d0a, true]);
    const whole = await readFile(await (await saved(page, 'Calls as strace shows them')).path(), 'utf8');
    expect(whole.split('\n')[3]).toBe('1002  accept(3, NULL, NULL <unfinished ...>');
    await dialog.getByRole('combobox', { name: 'of', exact: true }).selectOption('S');
    const calls = await saved(page, 'Calls as strace shows them');
    expect(calls.suggestedFilename()).toBe('echo.S.strace');
    expect((await readFile(await calls.path(), 'utf8')).split('\n')[3]).toBe(
      'accept(3, NULL, NULL)                   = 4',
    );
    const trace = await readFile(await (await saved(page, 'Trace (JSON lines)')).path(), 'utf8');
    expect(JSON.parse(trace.split('\n')[0] ?? '')).toMatchObject({ kind: 'call', process: 'S' });
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(open).toBeFocused();
  });

  const BAD: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    ['not.json', 'hello', /not\.json:1:1/],
    [
      'wrong-call.json',
      '{"name":"x","hosts":{"client":"10.0.0.1"},"processes":{"C":{"host":"client"}},"steps":[{"process":"C","call":"sokcet"}]}',
      /steps\[0\]\.call.*"sokcet"/,
    ],
    ['newer.json', '{"version":999,"script":{},"seed":1,"actions":[],"cursor":0}', /version.*999/],
  ];
  for (const [name, text, message] of BAD) {
    test(`by a bad file: ${name}`, async ({ page }) => {
      await openLaboratory(page);
      await press(page, 'ArrowRight');
      const before = await look(page);
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
      const notice = page.getByRole('banner').getByRole('status');
      await expect(notice).toContainText('The file was not opened, and nothing was changed.');
      await expect(notice).toContainText(message);
      await expect.poll(() => look(page)).toEqual(before);
      await notice.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).not.toContainText('was not opened');
      await press(page, 'ArrowRight');
      expect(await stepOf(page)).toBe(before.step + 1);
    });
  }

  test('by rubbish in the place where it is kept', async ({ page }) => {
    await page.addInitScript(() => {
      if (localStorage.getItem('socketscope.work') === null)
        localStorage.setItem('socketscope.work', '{"version": 1, "rubbish"');
    });
    await openLaboratory(page);
    const notice = page.getByRole('banner').getByRole('status');
    await expect(notice).toContainText('What you left here last time cannot be read');
    const downloading = page.waitForEvent('download');
    await notice.getByRole('button', { name: 'Save the old text' }).click();
    expect(await readFile(await (await downloading).path(), 'utf8')).toBe('{"version": 1, "rubbish"');
    await press(page, 'ArrowRight');
    expect(await stepOf(page)).toBe(1);
  });
});
