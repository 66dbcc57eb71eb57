// Every scenario opens, goes to its end call by call in both languages, and shows what it is there to show.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, press, standsStill } from './laboratory.ts';

/** What a scenario shows at one of its calls: a part of the sentence (in both languages), of a machine, of the sequence diagram. */
interface Fact {
  readonly sentence?: RegExp;
  readonly server?: RegExp;
  readonly sequence?: RegExp;
}

interface Lesson {
  readonly title: string;
  readonly titulo: string;
  /** In the order in which they come to light, not necessarily one call apart. */
  readonly facts: readonly Fact[];
}

const LESSONS: readonly Lesson[] = [
  {
    title: 'Echo: the eight calls',
    titulo: 'Eco: as oito chamadas',
    facts: [
      { sentence: /connect\(\).*ESTABLISHED.*accept\(\)/ },
      { sentence: /send\(\).*recv\(\).*"hello"/ },
      { sentence: /TIME-WAIT/ },
    ],
  },
  {
    title: 'Connection refused',
    titulo: 'Conexão recusada',
    facts: [
      { sentence: /connect\(\).*ECONNREFUSED.*10\.0\.0\.2:8080/s, sequence: /returns -1 ECONNREFUSED$/ },
      { sentence: /connect\(\).*ESTABLISHED/ },
    ],
  },
  {
    title: 'Two clients and the accept queue',
    titulo: 'Dois clientes e a fila de aceitação',
    facts: [
      { server: /accept queue 1 of 6/ },
      { server: /accept queue 2 of 6/ },
      { sentence: /accept\(\).*10\.0\.0\.1:40000/, server: /accept queue 1 of 6/ },
      { sentence: /recv\(\).*"one"/ },
      { sentence: /accept\(\).*10\.0\.0\.2:40000/, server: /accept queue 0 of 6/ },
      { sentence: /recv\(\).*"two"/ },
    ],
  },
  {
    title: 'Backlog full',
    titulo: 'Backlog cheio',
    facts: [
      { server: /accept queue 2 of 2 full/ },
      { sentence: /connect\(\).*SYN/s, server: /accept queue 2 of 2 full/ },
      { sentence: /accept\(\)/, server: /accept queue 1 of 2/ },
      { sentence: /SYN.*connect\(\).*ESTABLISHED/, sequence: /SYN is sent again \(retransmission\)/ },
    ],
  },
  {
    title: 'Two sends, one recv',
    titulo: 'Dois sends, um recv',
    facts: [
      {
        server:
          /receive buffer: 12 bytes unread; .*written by 2 sends \(5 \+ 7\)|receive buffer: 12 bytes unread, written by 2 sends \(5 \+ 7\)/,
      },
      { sentence: /recv\(\).*12 bytes.*"good morning"/ },
      { sentence: /recv\(\).*4 bytes.*"good"/, server: /6 bytes unread/ },
      { sentence: /recv\(\).*6 bytes.*" night"/ },
    ],
  },
  {
    title: 'Half-close',
    titulo: 'Half-close: meia conexão fechada',
    facts: [
      // The server's kernel delays the acknowledgment of the FIN: it goes with the answer.
      { sentence: /shutdown\(SHUT_WR\).*FIN-WAIT-1.*CLOSE-WAIT/ },
      { sentence: /recv\(\).*"2 \+ 2"/ },
      { sentence: /recv\(\).* 0: / },
      { sentence: /send\(\).*FIN-WAIT-2/ },
      { sentence: /recv\(\).*"4"/ },
    ],
  },
  {
    title: 'A lost segment',
    titulo: 'Um segmento perdido',
    facts: [
      { sentence: /send\(\)/, sequence: /PSH ACK "hello" is lost on the way$/ },
      { sentence: /recv\(\)/, sequence: /recv\(4, 100\), blocks until data arrive$/ },
      { sentence: /recv\(\).*"hello".*/s, sequence: /PSH ACK "hello" is sent again \(retransmission\)/ },
    ],
  },
  {
    title: 'A lost SYN',
    titulo: 'Um SYN perdido',
    facts: [
      { sentence: /connect\(\).*SYN-SENT/, sequence: /SYN is lost on the way$/ },
      { sentence: /SYN.*connect\(\).*ESTABLISHED/, sequence: /SYN is sent again \(retransmission\)/ },
    ],
  },
  {
    title: 'A firewall: silence or refusal',
    titulo: 'Um firewall: silêncio ou recusa',
    facts: [
      { sentence: /8080/, sequence: /^server: port 8080 closed$/m },
      { sentence: /connect\(\).*SYN-SENT/, sequence: /SYN is dropped by the firewall$/ },
      { sentence: /SYN/, sequence: /SYN is sent again \(retransmission\)\nSYN is dropped by the firewall$/ },
      { sentence: /connect\(\).*ETIMEDOUT/, sequence: /returns -1 ETIMEDOUT$/ },
      { sentence: /RST.*8080/, sequence: /server: port 8080 closed$/ },
      {
        sentence: /connect\(\).*ECONNREFUSED.*RST ACK/,
        sequence: /SYN is rejected by the firewall\nRST ACK is sent\nRST ACK arrives\nreturns -1 ECONNREFUSED$/,
      },
      { sentence: /8080/, sequence: /server: port 8080 open$/ },
      { sentence: /connect\(\).*ESTABLISHED/, server: /accept queue 1 of 2/ },
    ],
  },
  {
    title: 'The server loses its power',
    titulo: 'O servidor fica sem energia',
    facts: [
      { sentence: /recv\(\).*"hello"/, server: /ESTABLISHED/ },
      {
        sentence: /energia|power/,
        server: /no power/,
        sequence: /the process is gone with the power(; the socket \w+ is destroyed)+$/,
      },
      { sentence: /energia|power/, server: /No open socket/, sequence: /server: power back$/ },
      {
        sentence: /send\(\).*RST.*CLOSED/,
        sequence: /PSH ACK "are you t…" arrives\nRST is sent\nRST arrives$/,
      },
      { sentence: /recv\(\).*ECONNRESET/, sequence: /returns -1 ECONNRESET$/ },
    ],
  },
  {
    title: 'Close with unread data',
    titulo: 'close com dados não lidos',
    facts: [
      { server: /receive buffer: 5 bytes unread/ },
      { sentence: /RST/, sequence: /RST( ACK)? arrives$/ },
      { sentence: /recv\(\).*ECONNRESET/, sequence: /returns -1 ECONNRESET$/ },
      { sentence: /recv\(\).* 0: / },
      { sentence: /send\(\).*EPIPE/, sequence: /returns -1 EPIPE$/ },
    ],
  },
  {
    title: 'Address already in use',
    titulo: 'Endereço já em uso',
    facts: [
      { server: /TIME-WAIT/ },
      { sentence: /bind\(\).*EADDRINUSE.*TIME-WAIT.*SO_REUSEADDR/s, sequence: /returns -1 EADDRINUSE$/ },
      { sentence: /SO_REUSEADDR/, sequence: /returns 0$/ },
      { sentence: /bind\(\).*0\.0\.0\.0:8080/, sequence: /bind\(3, :8080\)\n.*returns 0$/ },
      { sentence: /connect\(\)/, server: /TIME-WAIT/ },
    ],
  },
  {
    title: 'One server, many clients: poll',
    titulo: 'Um servidor, vários clientes: poll',
    facts: [
      { sentence: /poll\(\)/, sequence: /poll\(3, -1\), blocks until one of the descriptors is ready$/ },
      { sentence: /1.*ESTABLISHED.*poll\(\).* 1: 3 IN/ },
      { sentence: /2.*ESTABLISHED.*poll\(\).* 1: 3 IN/ },
      { sentence: /poll\(\)/, sequence: /poll\(3 4 5, -1\), blocks until one of the descriptors is ready$/ },
      { sentence: /2.*send\(\).*poll\(\).* 1: 5 IN|send\(\).* 2 .*poll\(\).* 1: 5 IN/ },
      { sentence: /recv\(\).*"two"/ },
      { sentence: /1.*send\(\).*poll\(\).* 1: 4 IN|send\(\).* 1 .*poll\(\).* 1: 4 IN/ },
      { sentence: /recv\(\).*"one"/ },
      { sentence: /3 \(c\).*poll\(\).* 1: 5 IN/ },
      { sentence: /recv\(\).* 0: /, sequence: /recv\(5, 100\)\nreturns 0$/ },
      { sentence: /poll\(\)/, sequence: /poll\(3 4, -1\), blocks/ },
    ],
  },
  {
    title: 'Edge-triggered: the data nobody read',
    titulo: 'Disparo por borda: os dados que ninguém leu',
    facts: [
      { sentence: /epoll_create1\(\).* 5 \(ep\)/ },
      { sentence: /5 \(ep\).*4.*IN\|ET/, sequence: /epoll_ctl\(5, ADD, 4, IN\|ET\)\nreturns 0$/ },
      { sentence: /send\(\).*epoll_wait\(\).* 1: 4 IN/ },
      { sentence: /recv\(\).*"hello"/, server: /6 bytes unread/ },
      { sentence: /epoll_wait\(\).*EPOLLET.*epoll\(7\)/s, server: /6 bytes unread/, sequence: /500\), blocks/ },
      { sentence: /epoll_wait\(\).* 0: .*EPOLLET.*EPOLL_CTL_MOD/s, server: /6 bytes unread/ },
      { sentence: /EPOLL_CTL_MOD/, sequence: /epoll_ctl\(5, MOD, 4, IN\|ET\)\nreturns 0$/ },
      { sentence: /epoll_wait\(\).* 1: 4 IN/, server: /6 bytes unread/ },
      { sentence: /recv\(\).*EAGAIN/, sequence: /returns -1 EAGAIN$/ },
      { sentence: /send\(\).*recv\(\).*"HELLO WORLD"/ },
    ],
  },
  {
    title: 'Fork server: who holds the connection open',
    titulo: 'Servidor com fork: quem segura a conexão',
    facts: [
      { sentence: /fork\(\).*3001 \(S2\)/, server: /S fd 4.*S2 fd 4/, sequence: /S2 (begins|começa)/ },
      { sentence: /recv\(\).*"hello"/ },
      { sentence: /S2/, sequence: /close\(4\)/ },
      { sentence: /recv\(\)/, sequence: /recv\(3, 100\), blocks until data arrive$/ },
      { sentence: /recv\(\).* 0: / },
    ],
  },
  {
    title: 'Two threads in accept',
    titulo: 'Duas threads em accept',
    facts: [
      { sentence: /accept\(\)/, server: /t1/, sequence: /accept\(3\), blocks/ },
      { sentence: /connect\(\).*ESTABLISHED.*accept\(\).*t1.*4 \(a1\)/ },
      { sentence: /connect\(\).*ESTABLISHED.*accept\(\).*t2.*5 \(a2\)/ },
      { sentence: /t2.*"second"/ },
      { sentence: /t1.*"first"/ },
    ],
  },
];

/** What is told at one stop. */
interface Told {
  readonly step: number;
  readonly sentence: string;
  readonly server: string;
  readonly sequence: string;
}

async function tell(page: Page): Promise<Told> {
  return page.evaluate(() => {
    const text = (element: Element | null | undefined): string =>
      (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    const sections = [...document.querySelectorAll('section[aria-label]')];
    const named = (name: RegExp) => sections.find((section) => name.test(section.getAttribute('aria-label') ?? ''));
    const server = named(/^(Server machine|Máquina do servidor)$/);
    const strips = [...(server?.querySelectorAll('[role="img"]') ?? [])].map((strip) =>
      strip.getAttribute('aria-label'),
    );
    const rows = [...(named(/^(Sequence diagram|Diagrama de sequência)$/)?.querySelectorAll('tbody tr') ?? [])];
    return {
      step: document.querySelector<HTMLInputElement>('input[type="range"]')?.valueAsNumber ?? -1,
      sentence: [...document.querySelectorAll('footer [role="status"] p')].map(text).join('\n'),
      server: [(server as HTMLElement | undefined)?.innerText.replaceAll(/\s+/g, ' '), ...strips].join('\n'),
      sequence: rows.map((row) => text(row.lastElementChild)).join('\n'),
    };
  });
}

const shows = ({ sentence, server, sequence }: Fact, told: Told): boolean =>
  (sentence?.test(told.sentence) ?? true) &&
  (server?.test(told.server) ?? true) &&
  (sequence?.test(told.sequence) ?? true);

/** Where the facts come to light, in their order; fails with the first that does not. */
function expectFacts(facts: readonly Fact[], tour: readonly Told[]): void {
  let from = 0;
  for (const fact of facts) {
    const at = tour.findIndex((told, index) => index >= from && shows(fact, told));
    expect(
      at,
      `${String(fact.sentence ?? fact.server ?? fact.sequence)} after call ${from}, in\n${tour.map(({ sentence }) => sentence).join('\n\n')}`,
    ).toBeGreaterThanOrEqual(0);
    from = at;
  }
}

for (const { title, titulo, facts } of LESSONS) {
  test(`${title}: to its end in English, and back in Portuguese`, async ({ page }) => {
    await openLaboratory(page);
    if (title !== LESSONS[0]?.title) await openScenario(page, title);
    const end = Number(await page.getByRole('slider', { name: 'Timeline' }).getAttribute('max'));
    const english: Told[] = [];
    do {
      await press(page, 'ArrowRight');
      english.push(await tell(page));
    } while ((english.at(-1)?.step ?? end) < end);
    expectFacts(facts, english);

    await page.getByRole('combobox', { name: 'Language' }).selectOption('pt-BR');
    const scenario = page.getByRole('combobox', { name: 'Cenário' });
    await expect(scenario.locator('option:checked')).toHaveText(titulo);
    await expect(page.getByRole('status', { name: 'O que aconteceu' })).toBeVisible();
    await standsStill(page);
    const portuguese: Told[] = [await tell(page)];
    for (let call = 1; call < english.length; call++) {
      await press(page, 'ArrowLeft');
      portuguese.unshift(await tell(page));
    }
    expect(portuguese.map(({ step }) => step)).toEqual(english.map(({ step }) => step));
    for (const [index, told] of portuguese.entries()) {
      expect(told.sentence, 'a sentence in Portuguese').not.toBe(english[index]?.sentence);
    }
    expectFacts(
      facts.flatMap(({ sentence }) => (sentence ? [{ sentence }] : [])),
      portuguese,
    );
  });
}

test('every scenario of the list is tried here', async ({ page }) => {
  await openLaboratory(page);
  await expect(page.getByRole('combobox', { name: 'Scenario' }).locator('option')).toHaveText(
    LESSONS.map(({ title }) => title),
  );
});

test('a loss ends in a cross, on the wire, in the list of segments and in the diagram', async ({ page }) => {
  await openLaboratory(page);
  await openScenario(page, 'A lost segment');
  for (let call = 0; call < 7; call++) await press(page, 'ArrowRight');
  const network = page.getByRole('region', { name: 'Network' });
  await expect(
    network.getByRole('list', { name: 'On the wire from client to server' }).getByRole('button'),
  ).toHaveCount(1);
  await expect(network.getByRole('list', { name: 'Segments so far' }).getByText('✕ lost')).toHaveCount(1);
  const drawing = page
    .getByRole('region', { name: 'Sequence diagram' })
    .getByRole('group', { name: 'Sequence diagram' });
  await expect(drawing.getByRole('button', { name: /"hello" is lost on the way$/ })).toBeInViewport();

  await press(page, 'End');
  await expect(network.getByText('↻ PSH ACK')).toHaveCount(1);
  await standsStill(page);
});

test('the last of two scenarios chosen in haste wins', async ({ page }) => {
  await openLaboratory(page);
  const scenario = page.getByRole('combobox', { name: 'Scenario' });
  // The first one is slow to come.
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/refused-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await scenario.selectOption({ label: 'Connection refused' });
  await openScenario(page, 'Half-close');
  const answered = page.waitForResponse('**/refused-*.js');
  release();
  await answered;
  await press(page, 'ArrowRight');
  await expect(scenario.locator('option:checked')).toHaveText('Half-close');
  await expect(page.getByRole('status', { name: 'What happened' })).toContainText('The server has a socket');
});
