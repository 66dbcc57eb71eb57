import * as engine from '../../../../src/engine/history/run.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AllMessages, type Language, loadMessages } from '../../../../src/app/i18n/index.ts';
import { narrate } from '../../../../src/app/i18n/narration/narrate.ts';
import { runOf } from '../../../../src/app/store/run-of.ts';
import { tableValues } from '../../../../src/engine/base/table.ts';
import { milliseconds } from '../../../../src/engine/base/time.ts';
import { act, traceEndAt, worldAt } from '../../../../src/engine/history/run.ts';
import type { Action } from '../../../../src/engine/simulation/action.ts';
import { DEFAULT_SCRIPT } from '../../../../src/lessons/scenarios/catalogue.ts';

const ECHO = runOf(DEFAULT_SCRIPT, 1, [], engine);
/** "hello" is on its way. */
const STEP = Array.from({ length: ECHO.steps.length }, (_, step) => step).find((step) =>
  tableValues(worldAt(ECHO, step).network.flights).some(({ segment }) => segment.payload === 'hello'),
) as number;
const FLIGHT = tableValues(worldAt(ECHO, STEP).network.flights)[0]?.id as number;
const LINK = { kind: 'link', host: 'client', peer: 'server', both: true } as const;
const LIMITS = {
  loss: 0.1,
  delay: milliseconds(50),
  jitter: milliseconds(5),
  bandwidth: 64_000,
  queueLimit: 2,
  mtu: 576,
};
const NO_LIMITS = { bandwidth: null, queueLimit: null, mtu: null };

/** What is told of the step that an action makes, after others. */
function told(messages: AllMessages, actions: readonly Action[]): string {
  let timeline = ECHO;
  let step = STEP;
  for (const action of actions) {
    timeline = act(timeline, { step, time: worldAt(timeline, step).now }, action);
    step += 1;
  }
  const from = traceEndAt(timeline, step - 1);
  return narrate(timeline.trace.items, from, traceEndAt(timeline, step), 'event', messages)?.headline ?? '';
}

const CASES: readonly (readonly [name: string, actions: readonly Action[], en: string, pt: string])[] = [
  [
    'cut',
    [{ ...LINK, change: { down: true } }],
    'You cut the link between the client and the server. The PSH ACK with 5 bytes was lost.',
    'Você cortou o enlace entre o cliente e o servidor. O PSH ACK com 5 bytes se perdeu.',
  ],
  [
    'mended, one way',
    [
      { ...LINK, both: false, change: { down: true } },
      { ...LINK, both: false, change: { down: false } },
    ],
    'You mended the link from the client to the server.',
    'Você consertou o enlace do cliente para o servidor.',
  ],
  [
    'every link of a machine',
    [{ ...LINK, peer: null, both: true, change: { down: true } }],
    'You cut every link of the client.',
    'Você cortou todo enlace do cliente.',
  ],
  [
    'changed',
    [{ ...LINK, change: LIMITS }],
    'You changed the link between the client and the server: 10 % loss, 50 ms delay, 5 ms jitter, 64 kbit/s, a queue of 2, and packets of at most 576 bytes.',
    'Você mudou o enlace entre o cliente e o servidor: perda de 10 %, atraso de 50 ms, variação de 5 ms, 64 kbit/s, fila de 2 e pacotes de no máximo 576 bytes.',
  ],
  [
    'without limits again',
    [
      { ...LINK, change: LIMITS },
      { ...LINK, change: NO_LIMITS },
    ],
    'You changed the link between the client and the server: any bandwidth, an endless queue, and packets of any size.',
    'Você mudou o enlace entre o cliente e o servidor: banda sem limite, fila sem limite e pacotes de qualquer tamanho.',
  ],
  [
    'power',
    [{ kind: 'power', host: 'server', on: false }],
    'You pulled the plug of the server.',
    'Você tirou o servidor da tomada.',
  ],
  [
    'power again',
    [
      { kind: 'power', host: 'server', on: false },
      { kind: 'power', host: 'server', on: true },
    ],
    'The server has power again: it starts anew.',
    'O servidor tem energia de novo: ele começa do zero.',
  ],
  [
    'filter',
    [{ kind: 'filter', host: 'server', port: 8080, policy: 'tcp-reset' }],
    'The packet filter of the server rejects with RST what comes for port 8080.',
    'O filtro de pacotes do servidor rejeita com RST o que vem para a porta 8080.',
  ],
  [
    'filter lifted',
    [
      { kind: 'filter', host: 'server', port: 8080, policy: 'drop' },
      { kind: 'filter', host: 'server', port: 8080, policy: null },
    ],
    'Port 8080 of the server is open again.',
    'A porta 8080 do servidor está aberta de novo.',
  ],
  [
    'corrupt',
    [{ kind: 'corrupt', flight: FLIGHT }],
    'You turned a bit of the PSH ACK with 5 bytes to the server: its checksum is wrong now.',
    'Você trocou um bit do PSH ACK com 5 bytes para o servidor: agora a soma de verificação está errada.',
  ],
];

describe.each(['en', 'pt-BR'] as const)('what a hand does to links and machines, in %s', (language: Language) => {
  let messages: AllMessages;
  beforeAll(async () => {
    messages = await loadMessages(language);
  });

  test.each(CASES)('%s', (_, actions, en, pt) => {
    const headline = told(messages, actions).replaceAll('\u00a0', ' ');
    expect(headline.startsWith(language === 'en' ? en : pt), headline).toBe(true);
  });
});
