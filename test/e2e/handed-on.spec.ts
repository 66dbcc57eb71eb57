// An exercise of each kind made of a run in the workshop, handed on as a link, and opened by somebody who has never been
// here: failed first, mended by what is said of it, and solved.
import type { Locator, Page } from '@playwright/test';
import { call, feedback, named, panel } from './exercise.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, standsStill } from './laboratory.ts';

test.slow();
test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

/** Opens the workshop with the run on the stage, for an exercise of a kind. */
async function openWorkshop(page: Page, kind: string): Promise<Locator> {
  await named(page, 'Exercises').click();
  await named(page, 'Make an exercise of this run').click();
  const workshop = panel(page, 'Make an exercise');
  await workshop.getByRole('textbox', { name: 'Title', exact: true }).fill('Made by hand');
  await workshop.getByRole('combobox', { name: 'Kind' }).selectOption(kind);
  return workshop;
}

/** The link that the workshop copies, once the exercise has come through its own trial. */
async function linkOf(page: Page, workshop: Locator): Promise<string> {
  await expect(panel(page, 'Tried on itself')).toHaveAttribute('aria-busy', 'false');
  await expect(workshop).toContainText('✓ Everything comes out as it should.');
  await named(workshop, 'Copy a link').click();
  await expect(workshop).toContainText('The link is copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The exercise as it stands when its link has been followed. */
async function opened(page: Page): Promise<Locator> {
  const exercise = panel(page, 'Made by hand');
  await expect(exercise.getByRole('heading', { name: 'Made by hand' })).toBeFocused();
  await standsStill(page);
  return exercise;
}

test('predict: a wrong answer is told the right one; answered anew, it is solved as who was told', async ({
  page,
  follow,
}) => {
  await openLaboratory(page);
  const workshop = await openWorkshop(page, 'Predict');
  for (const [which, asked] of [
    ['S: a = accept(s)', 'whether it waits'],
    ['S: recv(a, 100)', 'how many bytes'],
  ] as const) {
    await workshop.getByRole('combobox', { name: 'About the call' }).selectOption(which);
    await workshop.getByRole('combobox', { name: 'Asked is' }).selectOption(asked);
    await named(workshop, 'Ask this').click();
  }
  await expect(workshop).toContainText('✓ Right answer: yes');
  await expect(workshop).toContainText('✓ Right answer: 5');
  const other = await follow(await linkOf(page, workshop));

  const exercise = await opened(other);
  const answer = async (text: string): Promise<void> => {
    await exercise.getByRole('radio', { name: text, exact: true }).check();
    await named(exercise, 'Responder').click();
  };
  await expect(exercise).toContainText('O accept() do servidor tem de esperar?');
  await answer('não');
  await expect(feedback(exercise)).toContainText('Não: é sim. Olhe o que aconteceu antes de accept() do servidor.');
  await named(exercise, 'Próxima pergunta').click();
  await expect(exercise).toContainText('Quantos bytes o recv() do servidor traz?');
  await answer('5');
  await expect(feedback(exercise)).toContainText('Certo.');
  await named(exercise, 'Ver o resultado').click();
  await expect(feedback(exercise)).toContainText('Ainda não.');
  await named(exercise, 'Começar de novo').click();
  for (const [text, on] of [
    ['sim', 'Próxima pergunta'],
    ['5', 'Ver o resultado'],
  ] as const) {
    await answer(text);
    await expect(feedback(exercise)).toContainText('Certo.');
    await named(exercise, on).click();
  }
  await expect(feedback(exercise)).toContainText(
    'Todas as respostas estão certas, depois de respostas terem sido ditas',
  );
});

test('diagnose: another call and another cause are told, and lead to the right ones', async ({ page, follow }) => {
  await openLaboratory(page);
  await openScenario(page, 'Connection refused');
  const workshop = await openWorkshop(page, 'Diagnose');
  await named(workshop, 'Propose one').click();
  await expect(workshop.getByRole('radio', { name: /Nobody was listening on that port yet/ })).toBeChecked();
  const other = await follow(await linkOf(page, workshop));

  const exercise = await opened(other);
  await exercise.getByRole('combobox', { name: 'A chamada culpada' }).selectOption('S: listen(s, 1)');
  await exercise.getByRole('radio', { name: 'A porta ainda pertencia a outro socket.' }).check();
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('Essa chamada não é a culpada.');
  await expect(feedback(exercise)).toContainText('até a chamada que o produziu');
  await exercise.getByRole('combobox', { name: 'A chamada culpada' }).selectOption('C: connect(c, :8080), 1ª vez');
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('A execução não mostra isso.');
  await exercise.getByRole('radio', { name: 'Ninguém escutava naquela porta ainda.' }).check();
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('Resolvido.');
});

test('repair: the program as it is fails at its mistake, which is told, and mended by the form in which it was written', async ({
  page,
  follow,
}) => {
  await openLaboratory(page);
  const workshop = await openWorkshop(page, 'Repair');
  const broken = panel(page, 'The program with its mistake');
  await named(broken, 'Change S: recv(a, 100)').click();
  const mistake = broken.getByRole('form', { name: 'Change this call' });
  await mistake.getByRole('combobox', { name: 'descriptor' }).fill('s');
  await named(mistake, 'Apply').click();
  await expect(named(broken, 'Change S: recv(s, 100)')).toBeFocused();
  const other = await follow(await linkOf(page, workshop));

  const exercise = await opened(other);
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('Ainda não.');
  await expect(feedback(exercise)).toContainText('ENOTCONN');
  await expect(feedback(exercise)).toContainText('Não alcançado: S lê "hello".');
  await named(exercise, 'Mudar S: recv(s, 100)').click();
  const form = exercise.getByRole('form', { name: 'Mudar esta chamada' });
  await form.getByRole('combobox', { name: 'descritor' }).fill('a');
  await named(form, 'Aplicar').click();
  await expect(form).toBeHidden();
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('Resolvido.');
});

test('drive: a client that comes too early is told the rule; undone and made in order, it is solved', async ({
  page,
  follow,
}) => {
  await openLaboratory(page);
  const workshop = await openWorkshop(page, 'Make the calls');
  // What the server has read is enough.
  for (const goal of ['C reads "hello".', 'Every descriptor is closed.', 'In the end nobody sleeps in a call.'])
    await workshop.getByRole('checkbox', { name: goal }).uncheck();
  const other = await follow(await linkOf(page, workshop));

  const exercise = await opened(other);
  await call(other, 'cliente', 'socket');
  await call(other, 'cliente', 'connect');
  await expect(feedback(exercise)).toContainText('O cliente chama connect() antes de o servidor ter chamado listen().');
  await other.keyboard.press('Control+z');
  await expect(feedback(exercise)).toBeHidden();
  for (const name of ['socket', 'bind', 'listen']) await call(other, 'servidor', name);
  await call(other, 'cliente', 'connect');
  await call(other, 'servidor', 'accept');
  await call(other, 'cliente', 'send');
  await call(other, 'servidor', 'recv');
  await expect(exercise.getByRole('listitem').filter({ hasText: 'S lê "hello".' })).toContainText('alcançado');
  await expect(feedback(exercise)).toContainText('Resolvido.');
});
