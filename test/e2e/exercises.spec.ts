// Exercises: one of each kind solved by keyboard alone, mended by what is said of a first attempt.
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolationsInBothThemes } from './axe.ts';
import { call, enter, feedback, named, openExercise, panel, reach } from './exercise.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, standsStill, status, stepOf } from './laboratory.ts';

test.describe('by keyboard alone, in Portuguese', () => {
  test.use({ locale: 'pt-BR' });
  // Every Tab is a press.
  test.slow();

  test('order: a wrong order is told with its rule and its way on, and mended by them', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'Ponha as oito chamadas em ordem');
    const calls = [
      'C: Colocar c = socket()',
      'C: Colocar connect(c, :8080)',
      'S: Colocar ls = socket()',
      'S: Colocar bind(ls, :8080)',
      'S: Colocar listen(ls, 1)',
      'S: Colocar a = accept(ls)',
      'C: Colocar send(c, "hello")',
      'S: Colocar recv(a, 100)',
      'S: Colocar send(a, "hello")',
      'C: Colocar recv(c, 100)',
      'C: Colocar close(c)',
      'S: Colocar close(a)',
      'S: Colocar close(ls)',
    ];
    for (const name of calls) {
      const piece = named(exercise, name);
      await enter(page, piece);
      await expect(piece).toBeHidden();
    }
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('Ainda não.');
    await expect(feedback(exercise)).toContainText('Ninguém escuta na porta ainda');
    await expect(feedback(exercise)).toContainText('Como seguir');
    await expect(feedback(exercise)).toBeInViewport();
    await enter(page, named(exercise, 'Ir para este passo'));
    await standsStill(page);
    await expect(status(page)).toContainText('connect() do cliente');

    // connect goes down to behind listen.
    const connect = exercise.getByRole('button', { name: /^C: connect\(c, :8080\), lugar/ });
    await reach(page, connect);
    for (let place = 3; place <= 5; place++) {
      await page.keyboard.press('ArrowDown');
      await expect(named(exercise, `C: connect(c, :8080), lugar ${place} de 13`)).toBeFocused();
    }
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('Resolvido.');
    await enter(page, named(exercise, 'Próximo exercício'));
    await expect(page.getByRole('heading', { name: 'As primeiras palavras de uma conexão' })).toBeFocused();
  });

  test('drive: a rule that is broken is told once, undone, and the goal is ticked when it is reached', async ({
    page,
  }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'As primeiras palavras de uma conexão');
    await call(page, 'cliente', 'socket');
    await call(page, 'cliente', 'connect');
    await expect(feedback(exercise)).toContainText('Ninguém escutava naquela porta ainda');
    await page.keyboard.press('Control+z');
    await expect(feedback(exercise)).toBeHidden();
    await call(page, 'servidor', 'socket');
    await call(page, 'servidor', 'bind');
    await call(page, 'servidor', 'listen');
    await call(page, 'cliente', 'connect');
    await call(page, 'servidor', 'accept');
    await call(page, 'cliente', 'send');
    await expect(exercise.getByRole('listitem').filter({ hasText: 'S leu hello.' })).toContainText('ainda não');
    await call(page, 'servidor', 'recv');
    await expect(exercise.getByRole('listitem').filter({ hasText: 'S leu hello.' })).toContainText('alcançado');
    await expect(feedback(exercise)).toContainText('Resolvido.');
  });

  test('predict: the laboratory stands before the call, and plays it after the answer', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'O que a chamada vai devolver?');
    const answers = ['3', 'ECONNREFUSED', 'sim', '4', 'ESTABLISHED', '5'];
    for (const [index, answer] of answers.entries()) {
      await expect(exercise.getByRole('heading', { name: `Pergunta ${index + 1} de 6` })).toBeVisible();
      await standsStill(page);
      const before = await stepOf(page);
      await page.keyboard.press('End');
      await page.keyboard.press('Control+End');
      expect(await stepOf(page), 'no way into the future').toBe(before);
      await reach(page, exercise.getByRole('radio').first());
      const choice = exercise.getByRole('radio', { name: answer, exact: true });
      await page.keyboard.press('Space');
      for (let presses = 0; presses < 4 && !(await choice.isChecked()); presses++)
        await page.keyboard.press('ArrowDown');
      await expect(choice).toBeChecked();
      expect(await stepOf(page), 'choosing moves nothing').toBe(before);
      await enter(page, named(exercise, 'Responder'));
      await expect(feedback(exercise)).toContainText('Certo.');
      await standsStill(page);
      // The fourth is about a call that already sleeps, and its return comes after the call of the fifth.
      if (index === 3) expect(await stepOf(page), 'what comes is hidden').toBe(before);
      else expect(await stepOf(page), 'the call is made').toBeGreaterThan(before);
      await expect(named(exercise, index < 5 ? 'Próxima pergunta' : 'Ver o resultado')).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(feedback(exercise)).toContainText('Resolvido.');
  });

  test('repair: the program as it is fails at its mistake, and is mended by a form and in its text', async ({
    page,
  }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'O servidor que some');
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('O que o kernel fez');
    await expect(feedback(exercise)).toContainText('em qualquer outro, recv() falha com ENOTCONN');
    // One call by its form, the other in the text.
    await enter(page, named(exercise, 'Mudar S: recv(ls, 100)'));
    const form = exercise.getByRole('form', { name: 'Mudar esta chamada' });
    await expect(form.getByRole('combobox', { name: 'Chamada' })).toBeFocused();
    await reach(page, form.getByRole('combobox', { name: 'descritor' }));
    await page.keyboard.type('a');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
    await expect(named(exercise, 'Mudar S: recv(a, 100)')).toBeFocused();
    await enter(page, named(exercise, 'Como texto (JSON)'));
    const text = exercise.getByRole('textbox', { name: 'As chamadas dos programas' });
    await reach(page, text);
    const mended = (await text.inputValue()).replaceAll(/("call":"send","fd":)"ls"/g, '$1"a"');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(mended.slice(0, -1));
    await expect(exercise.getByRole('alert')).toBeVisible();
    await page.keyboard.insertText(']');
    await expect(exercise.getByRole('alert')).toBeHidden();
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('Resolvido.');
  });

  test('diagnose: a wrong cause is told why it is not the one', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'O erro que ninguém olhou');
    await reach(page, exercise.getByRole('combobox', { name: 'A chamada culpada' }));
    // The list of a select opens in a window of its own; a letter key chooses as well: the second of S.
    await page.keyboard.type('S: bind');
    await expect(exercise.getByRole('combobox')).toHaveValue('1');
    await reach(page, exercise.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    await expect(exercise.getByRole('radio', { name: 'O cliente chegou antes' })).toBeChecked();
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('o servidor já escutava havia algum tempo');
    await reach(page, exercise.getByRole('radio', { checked: true }));
    await page.keyboard.press('ArrowUp');
    await enter(page, named(exercise, 'Verificar'));
    await expect(feedback(exercise)).toContainText('Resolvido.');
  });

  test('break: the failure that is asked for happens, and is ticked', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'Faça-se recusar');
    await call(page, 'cliente', 'socket');
    await call(page, 'cliente', 'connect');
    const goal = (text: string): Locator => exercise.getByRole('listitem').filter({ hasText: text });
    await expect(goal('falha com ECONNREFUSED')).toContainText('alcançado');
    await expect(goal('tem sucesso')).toContainText('ainda não');
    for (const name of ['socket', 'bind', 'listen']) await call(page, 'servidor', name);
    await call(page, 'cliente', 'connect');
    await expect(goal('tem sucesso')).toContainText('alcançado');
    await expect(feedback(exercise)).toContainText('Resolvido.');
    await enter(page, named(page, 'Exercícios'));
    await expect(page.getByRole('dialog')).toContainText(/1 de \d+ resolvidos/);
  });
});

test('three hints, then a solution is shown, which does not count; Begin again begins again', async ({ page }) => {
  await openLaboratory(page);
  const exercise = await openExercise(page, 'Put the eight calls in order');
  for (const name of ['Hint', 'Next hint (2 of 3)', 'Next hint (3 of 3)', 'Show me'])
    await named(exercise, name).click();
  await expect(exercise.getByText('A solution is playing')).toBeVisible();
  await named(exercise, 'Check').click();
  await expect(feedback(exercise)).toContainText('the solution that was shown: it passes, and does not count');
  await named(exercise, 'Begin again').click();
  await expect(exercise.getByText('Choose a call from the tray')).toBeVisible();
  await named(page, 'Exercises').click();
  await expect(page.getByRole('dialog')).toContainText(/0 of \d+ passed/);
});

test('another scenario while an exercise is open is not judged, and the exercise comes back with its work', async ({
  page,
}) => {
  await openLaboratory(page);
  const exercise = await openExercise(page, 'Put the eight calls in order');
  await named(exercise, 'C: Place c = socket()').click();
  await openScenario(page, 'Connection refused');
  await expect(exercise).toContainText('The stage shows something else');
  await expect(named(exercise, 'Check')).toBeHidden();
  await named(exercise, 'Back to the exercise').click();
  await expect(named(exercise, 'C: c = socket(), place 1 of 1')).toBeVisible();
  await enter(page, named(exercise, 'Leave the exercise'));
  await expect(exercise).toBeHidden();
  await expect(named(page, 'Exercises')).toBeFocused();
});

test('reloading the page loses nothing of the work at an exercise, and leaving it does', async ({ page }) => {
  await openLaboratory(page);
  const exercise = await openExercise(page, 'Put the eight calls in order');
  await named(exercise, 'C: Place c = socket()').click();
  await named(exercise, 'S: Place ls = socket()').click();
  await named(exercise, 'Hint').click();
  await page.reload();
  await expect(named(exercise, 'S: ls = socket(), place 2 of 2')).toBeVisible();
  await expect(exercise.getByText('Hint 1')).toBeVisible();
  await expect(named(exercise, 'Check')).toBeVisible();
  await named(exercise, 'Leave the exercise').click();
  await page.reload();
  await standsStill(page);
  await expect(exercise).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('what is said while one looks at the machines is told at the tab of the exercise', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'The first words of a connection');
    await named(page, 'Machines').click();
    await named(page.getByRole('toolbar', { name: 'Calls of client' }), 'connect').click();
    await named(page.getByRole('form', { name: 'Arguments of connect' }), 'Call').click();
    await named(page, 'Exercise new').click();
    await expect(feedback(exercise)).toContainText('connect() works on a descriptor');
    await expect(named(page, 'Exercise')).toBeVisible();
  });

  test('the exercise leads to the machines, and its first sentence there leads back to all that is said', async ({
    page,
  }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'The first words of a connection');
    await named(exercise, 'To the machines').click();
    await expect(named(page, 'Machines')).toBeFocused();
    await named(page.getByRole('toolbar', { name: 'Calls of client' }), 'connect').click();
    await named(page.getByRole('form', { name: 'Arguments of connect' }), 'Call').click();
    await enter(page, named(page, /^connect\(\) works on a descriptor/));
    await expect(feedback(exercise)).toBeFocused();
    await expect(feedback(exercise)).toBeInViewport({ ratio: 1 });
  });

  test('all that is said of a check is in sight, and so is the button of the form that mends it', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'The server that vanishes');
    await named(exercise, 'Check').click();
    await expect(feedback(exercise)).toContainText('What the kernel did');
    await expect(feedback(exercise).getByRole('definition').last()).toBeInViewport({ ratio: 1 });
    await named(exercise, 'Change S: recv(ls, 100)').click();
    await expect(named(exercise, 'Apply')).toBeInViewport({ ratio: 1 });
    await expect(named(exercise, 'Check')).toBeInViewport({ ratio: 1 });
  });
});

for (const [screen, size, locale] of [
  ['a wide screen', { width: 1440, height: 900 }, 'en-US'],
  ['a phone, in Portuguese', { width: 390, height: 844 }, 'pt-BR'],
] as const) {
  test.describe(screen, () => {
    test.use({ viewport: size, locale });

    test('no axe violation in either theme, no small text, nothing wider than the screen', async ({ page }) => {
      test.slow();
      await openLaboratory(page);
      const list = page.getByRole('dialog', { name: /^(Exercises|Exercícios)$/ });
      await named(page, /^(Exercises|Exercícios)$/).click();
      await expectFit(page);
      for (const id of [
        'Order the calls|Ordene',
        'Make the calls|Faça as',
        'Predict|Preveja',
        'Repair|Conserte',
        'Diagnose|Diagnostique',
        'Make it fail|Faça falhar',
      ]) {
        if (!(await list.isVisible())) await named(page, /^(Exercises|Exercícios)$/).click();
        await list
          .getByRole('button', { name: new RegExp(id) })
          .first()
          .click();
        await expect(list).toBeHidden();
        const check = named(page, /^(Check|Verificar)$/);
        if (await check.isVisible()) await check.click();
        await named(page, /^(Hint|Dica)$/).click();
        await standsStill(page);
        await expectFit(page);
      }
      await named(page, /^(Exercises|Exercícios)$/).click();
      await named(page, /^(Make an exercise|Fazer um exercício)/).click();
      const workshop = panel(page, locale === 'en-US' ? 'Make an exercise' : 'Fazer um exercício');
      await expect(workshop).toBeVisible();
      await named(workshop, /^(Add a call|Acrescentar uma chamada)$/).click();
      await named(workshop, /^(Arrange calls|Arranjar chamadas)$/).click();
      await named(workshop, /^(Copy a link|Copiar um link)$/).click();
      await expectFit(page);
      for (const [kind, press] of [
        ['predict', /^(Ask this|Perguntar isto)$/],
        ['diagnose', /^(Propose one|Propor um diagnóstico)$/],
        ['repair', /^\+ (Insert at the beginning|Inserir no começo)$/],
      ] as const) {
        await workshop.getByRole('combobox', { name: /^(Kind|Tipo)$/ }).selectOption(kind);
        await named(workshop, press).first().click();
        await expectFit(page);
      }
    });
  });
}

const order = async (exercise: Locator): Promise<readonly string[]> =>
  exercise.locator('ol[aria-labelledby] code').allTextContents();
const middle = async (piece: Locator): Promise<{ readonly x: number; readonly y: number }> => {
  const box = await piece.boundingBox();
  if (box === null) throw new Error('not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test('order by mouse: calls are dragged from the tray to their place, and about the board', async ({ page }) => {
  await openLaboratory(page);
  const exercise = await openExercise(page, 'Put the eight calls in order');
  await named(exercise, 'S: Place bind(ls, :8080)').click();
  await named(exercise, 'S: Place listen(ls, 1)').click();
  await named(exercise, 'S: Place a = accept(ls)').click();

  // A row, down by two and up again before it is let go.
  const bind = exercise.getByRole('button', { name: /^S: bind/ });
  const first = await middle(bind);
  const last = await middle(exercise.getByRole('button', { name: /^S: a = accept/ }));
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await page.mouse.move(first.x, last.y + 8, { steps: 12 });
  expect(await order(exercise)).toEqual(['listen(ls, 1)', 'a = accept(ls)', 'bind(ls, :8080)']);
  await page.mouse.move(first.x, first.y - 6, { steps: 12 });
  await page.mouse.up();
  expect(await order(exercise)).toEqual(['bind(ls, :8080)', 'listen(ls, 1)', 'a = accept(ls)']);
  // What is let go stays.
  await page.mouse.move(first.x, last.y, { steps: 4 });
  expect(await order(exercise)).toEqual(['bind(ls, :8080)', 'listen(ls, 1)', 'a = accept(ls)']);

  // A call of the tray, to the first place.
  const socket = await middle(named(exercise, 'S: Place ls = socket()'));
  const top = await middle(bind);
  await page.mouse.move(socket.x, socket.y);
  await page.mouse.down();
  await page.mouse.move(top.x, top.y, { steps: 12 });
  await page.mouse.move(top.x, top.y - 10, { steps: 4 });
  await page.mouse.up();
  expect(await order(exercise)).toEqual(['ls = socket()', 'bind(ls, :8080)', 'listen(ls, 1)', 'a = accept(ls)']);
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('order: a call is dragged about the board, and the page does not scroll under it', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'Put the eight calls in order');
    for (const name of ['S: Place bind(ls, :8080)', 'S: Place listen(ls, 1)', 'S: Place a = accept(ls)'])
      await named(exercise, name).tap();
    const accept = exercise.getByRole('button', { name: /^S: a = accept/ });
    await accept.scrollIntoViewIfNeeded();
    const from = await middle(accept);
    const to = await middle(exercise.getByRole('button', { name: /^S: bind/ }));
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y }] });
    const scrolled = (): Promise<number> =>
      exercise
        .locator('> div')
        .first()
        .evaluate((body) => body.scrollTop);
    const before = await scrolled();
    await touch('touchStart', from.y);
    for (let part = 1; part <= 10; part++) await touch('touchMove', from.y + ((to.y - 8 - from.y) * part) / 10);
    await touch('touchEnd', to.y);
    expect(await order(exercise)).toEqual(['a = accept(ls)', 'bind(ls, :8080)', 'listen(ls, 1)']);
    expect(await scrolled()).toBe(before);
  });
});

test.describe('on a laptop, in Portuguese', () => {
  test.use({ viewport: { width: 1366, height: 768 }, locale: 'pt-BR' });

  test('all tabs, the task, the check and what is said are in sight', async ({ page }) => {
    await openLaboratory(page);
    const exercise = await openExercise(page, 'Ponha as oito chamadas em ordem');
    for (const tab of await page.getByRole('tablist').first().getByRole('tab').all())
      await expect(tab).toBeInViewport({ ratio: 1 });
    for (const name of ['S: Colocar recv(a, 100)', 'C: Colocar close(c)', 'S: Colocar close(ls)'])
      await named(exercise, name).click();
    await named(exercise, 'Verificar').click();
    await expect(exercise.getByText('Monte as chamadas de um eco')).toBeInViewport({ ratio: 1 });
    await expect(named(exercise, 'Verificar')).toBeInViewport({ ratio: 1 });
    await expect(feedback(exercise).getByText('Como seguir')).toBeInViewport({ ratio: 1 });
    await expect(exercise.getByRole('heading', { name: 'Chamadas a colocar' })).toBeInViewport({ ratio: 1 });
  });
});

/** Nothing that axe finds, no text below 14 px in the exercises, and nothing that sticks out at the side. */
async function expectFit(page: Page): Promise<void> {
  await expectNoAxeViolationsInBothThemes(page);
  const [small, wide] = await page.evaluate(() => {
    const within =
      document.querySelector('dialog[open]') ??
      document.querySelector('section[class*="_work_"]') ??
      document.querySelector('[class*="panel"]');
    const all = [...(within?.querySelectorAll<HTMLElement>('*') ?? [])].filter((one) => one.checkVisibility());
    const name = (one: HTMLElement): string => `${one.tagName} ${one.textContent?.slice(0, 40)}`;
    return [
      all.filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 14).map(name),
      all.filter((one) => !one.matches('.heard-only') && one.getBoundingClientRect().right > innerWidth + 1).map(name),
    ];
  });
  expect(small, 'below 14 px').toEqual([]);
  expect(wide, 'beyond the edge').toEqual([]);
}
