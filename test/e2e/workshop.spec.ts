// Exercises that somebody makes of a run, hands on, and somebody else solves.
import { call, feedback, named, panel } from './exercise.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, standsStill } from './laboratory.ts';

test('made of a run, shared as a link, opened in a fresh profile, and solved', async ({ page, context, follow }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLaboratory(page);
  await named(page, 'Exercises').click();
  await named(page, 'Make an exercise of this run').click();
  const workshop = panel(page, 'Make an exercise');
  await expect(workshop.getByRole('heading', { name: 'Make an exercise' })).toBeFocused();
  // Only a title has to be written; what is missing is told at its field.
  const title = workshop.getByRole('textbox', { name: 'Title', exact: true });
  await named(workshop, 'Copy a link').click();
  await expect(title).toBeFocused();
  await expect(title).toHaveAccessibleDescription(/Give the exercise a title/);
  await title.fill('Echo, by my teacher');
  await workshop.getByRole('textbox', { name: 'Task', exact: true }).fill('Say hello and hear it.');
  await expect(workshop).toContainText('✓ The reference solution passes.');
  await expect(workshop).toContainText('✓ Doing nothing does not pass.');
  await expect(workshop).toContainText('✓ Everything comes out as it should.');
  await workshop.getByText('The calls of the run').click();
  const calls = await workshop.locator('details ol code').allTextContents();
  // Trying it does not lose it.
  await named(workshop, 'Try it as a student').click();
  await named(panel(page, 'Echo, by my teacher'), 'Back to the workshop').click();
  await expect(workshop.getByRole('textbox', { name: 'Title' })).toHaveValue('Echo, by my teacher');
  await named(workshop, 'Copy a link').click();
  await expect(workshop).toContainText('The link is copied');
  await expect(workshop).toContainText('only the file has them');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await follow(link);
  const exercise = panel(other, 'Echo, by my teacher');
  await expect(exercise).toContainText('Say hello and hear it.');
  expect(new URL(other.url()).hash, 'the link is followed once').toBe('');
  expect(calls.length).toBeGreaterThan(10);
  for (const one of calls) await named(exercise, one.replace(': ', ': Colocar ')).first().click();
  await named(exercise, 'Verificar').click();
  await expect(feedback(exercise)).toContainText('Resolvido.');
  await expect(feedback(exercise)).toContainText('Que chamada tem de vir antes de qual');
});

test.describe('an instructor, in Portuguese', () => {
  test.use({ locale: 'pt-BR' });
  test.slow();

  test('records a run by hand, makes a failure of it to be provoked, loses nothing by a reload, hands it on, and it is solved', async ({
    page,
    context,
    follow,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openLaboratory(page);
    await named(page, 'Exercícios').click();
    await named(page, 'Gravar à mão em um palco vazio').click();
    // Nobody listens.
    await call(page, 'cliente', 'socket');
    await call(page, 'cliente', 'connect');
    await named(page, 'Exercícios').click();
    await named(page, 'Fazer um exercício desta execução').click();
    const workshop = panel(page, 'Fazer um exercício');
    await workshop.getByRole('combobox', { name: 'Tipo' }).selectOption('Faça falhar');
    await expect(workshop.getByRole('checkbox', { name: 'O connect() de C falha com ECONNREFUSED.' })).toBeChecked();
    await workshop.getByRole('textbox', { name: 'Título' }).fill('Recusado, de propósito');
    await expect(workshop).toContainText('✓ Tudo sai como deveria.');
    await standsStill(page);
    await page.reload();
    await expect(workshop.getByRole('textbox', { name: 'Título' })).toHaveValue('Recusado, de propósito');
    await expect(workshop).toContainText('✓ Tudo sai como deveria.');
    await named(workshop, 'Copiar um link').click();
    await expect(workshop).toContainText('O link foi copiado');
    const link = await page.evaluate(() => navigator.clipboard.readText());

    // The draft is in the list, is thrown away, and brought back.
    await named(workshop, 'Sair da oficina').click();
    await named(page, 'Exercícios').click();
    await named(page, 'Jogar fora Recusado, de propósito').click();
    await expect(named(page, 'Trazer de volta')).toBeFocused();
    await page.keyboard.press('Enter');
    await named(page, 'Continuar Recusado, de propósito').click();
    await expect(workshop.getByRole('combobox', { name: 'Tipo' })).toHaveValue('break');

    const other = await follow(link);
    const exercise = panel(other, 'Recusado, de propósito');
    await expect(exercise).toContainText('Faça falhar da maneira pedida abaixo.');
    await call(other, 'cliente', 'socket');
    await call(other, 'cliente', 'connect');
    await expect(feedback(exercise)).toContainText('Resolvido.');
  });
});
