// Doing it wrong on purpose: connect before anybody listens, and be told what went wrong, why, and what to do.
import { expect, test } from './fixtures.ts';
import { look, openLaboratory, press, standsStill, status, stepOf, tabTo } from './laboratory.ts';

test('connect before anybody listens, by the keyboard alone, explained in both languages, and undone', async ({
  page,
}) => {
  await openLaboratory(page);
  const { steps: eventsOfTheEcho } = await look(page);
  const calls = page.getByRole('toolbar', { name: 'Calls of client' });
  const notice = page.getByRole('status').filter({ hasText: /You changed the past|Você mudou o passado/ });

  await test.step('socket()', async () => {
    await tabTo(page, calls.getByRole('button', { name: 'socket' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('form', { name: 'Arguments of socket' })).toBeVisible();
    await press(page, 'Enter');
    await expect(page.getByRole('form')).toHaveCount(0);
    await expect(status(page)).toContainText('The client has a socket: socket() returned descriptor 3');
    await expect(notice).toContainText(
      `You changed the past at step 0. What came after it (${eventsOfTheEcho} events) is kept: Undo brings it back.`,
    );
    const { client, server } = await look(page);
    expect(client.sockets).toEqual([expect.stringMatching(/^fd 3 \w+ CLOSED$/)]);
    expect(server.sockets).toEqual([]);
  });

  await test.step('connect()', async () => {
    // The focus is still among the calls.
    await tabTo(page, calls.getByRole('button', { name: 'connect' }));
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Arguments of connect' });
    await expect(form.getByLabel('address')).toHaveValue('10.0.0.2');
    await expect(form.getByLabel('port')).toHaveValue('8080');
    await press(page, 'Enter');
    await expect(page.getByRole('form')).toHaveCount(0);
  });

  await test.step('what happened, why, and what to do', async () => {
    await expect(status(page)).toContainText('The client’s connect() failed: ECONNREFUSED (connection refused)');
    await expect(status(page)).toContainText('The server’s kernel sent RST ACK');
    await expect(status(page)).toContainText(
      'Nobody listens on 10.0.0.2:8080, so the server’s kernel answered the SYN with a reset.',
    );
    await expect(status(page)).toContainText(
      'Start the server first (socket, bind, listen), or check the address and the port.',
    );
    await expect(status(page).getByRole('link', { name: 'connect(2)' })).toHaveAttribute('href', /connect\.2/);
    await expect(notice).toBeVisible();
    const { sequence, communication, client } = await look(page);
    expect(sequence).toContain('server kernel -> client kernel: RST ACK arrives');
    expect(sequence.at(-1)).toMatch(/^client kernel -> client program: returns -1 ECONNREFUSED/);
    expect(communication.join('\n')).toContain('RST');
    expect(client.line).toBe('connect(s: runs now');
  });

  await test.step('the same in Portuguese', async () => {
    const language = page.getByRole('combobox', { name: 'Language' });
    await tabTo(page, language, 'Shift+Tab');
    await page.keyboard.type('Port');
    await expect(page.getByRole('combobox', { name: 'Idioma' })).toHaveValue('pt-BR');
    await standsStill(page);
    await expect(status(page)).toContainText('O connect() do cliente falhou: ECONNREFUSED (conexão recusada)');
    await expect(status(page)).toContainText('Ninguém escuta em 10.0.0.2:8080');
    await expect(status(page)).toContainText(
      'Inicie primeiro o servidor (socket, bind, listen), ou confira o endereço e a porta.',
    );
    await expect(notice).toContainText('Você mudou o passado no passo 1');
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
    for (const name of [
      'Máquina do cliente',
      'Máquina do servidor',
      'Rede',
      'Diagrama de sequência',
      'Diagrama de comunicação',
    ]) {
      await expect(page.getByRole('region', { name }), name).toBeVisible();
    }
    // It is remembered, and so is the work.
    await page.reload();
    await expect(status(page)).toContainText('O connect() do cliente falhou: ECONNREFUSED');
  });
});

test('undo brings the old future back, redo the new one', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'ArrowRight');
  await press(page, 'ArrowRight');
  const before = await look(page);
  await tabTo(page, page.getByRole('toolbar', { name: 'Calls of client' }).getByRole('button', { name: 'connect' }));
  // With Shift a call is made at once, with the arguments that it suggests.
  await press(page, 'Shift+Enter');
  const after = await look(page);
  expect(after.sentence).toMatch(/EBADF/);
  expect(after.steps).not.toBe(before.steps);

  await press(page, 'Control+z');
  await expect.poll(() => look(page)).toEqual(before);
  await expect(page.getByText('You changed the past')).toHaveCount(0);

  await press(page, 'Control+Shift+z');
  expect(await look(page)).toEqual(after);

  // The button of the notice does as the key does.
  await press(page, 'Control+z');
  await press(page, 'Shift+Enter');
  await page
    .getByRole('status')
    .filter({ hasText: 'You changed the past' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(() => look(page)).toEqual(before);
  await press(page, 'End');
  expect(await stepOf(page), 'the old future').toBe(before.steps);
});

test('the language is the browser’s, when nothing was chosen', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'pt-PT', baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Passo à frente' })).toBeVisible();
  await expect(status(page)).toContainText('Nada aconteceu ainda');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await context.close();
});
