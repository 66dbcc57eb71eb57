import { describe, expect, it } from 'vitest';
import { handout as en } from '../../../src/app/i18n/en/handout.ts';
import { handout as pt } from '../../../src/app/i18n/pt-BR/handout.ts';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import { contentOf, type HandoutContent } from '../../../src/app/handout/content.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();

async function contentFor(id: string, language: 'en' | 'pt-BR' = 'en'): Promise<HandoutContent> {
  const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
  const timeline = runs.find((run) => run.id === id)?.timeline;
  if (script === undefined || timeline === undefined) throw new Error(`there is no scenario ${id}`);
  return contentOf({
    script,
    timeline,
    cast: castOf(timeline.recording.setting, timeline.trace.items),
    messages: await loadMessages(language),
    words: language === 'en' ? en : pt,
  });
}

it('the echo: every call with who made it, what it returned and when', async () => {
  const { title, about, machines, steps } = await contentFor('echo');
  expect(title).toBe('Echo: the eight calls');
  expect(about).toMatch(/^The client says hello/);
  expect(machines).toEqual([
    { name: 'client', address: '10.0.0.1', tcp: 'textbook', processes: ['C'] },
    { name: 'server', address: '10.0.0.2', tcp: 'textbook', processes: ['S'] },
  ]);
  const calls = steps.flatMap(({ number, calls }) =>
    calls.map(({ who, call, result }) => `${number} ${who}: ${call} = ${result}`),
  );
  expect(calls).toMatchInlineSnapshot(`
    [
      "1 server: socket() = 3",
      "2 server: bind(3, :8080) = 0",
      "3 server: listen(3, 1) = 0",
      "4 server: accept(3) = sleeps; at 6: 4",
      "5 client: socket() = 3",
      "6 client: connect(3, :8080) = 0",
      "7 server: recv(4, 100) = sleeps; at 8: 5 "hello"",
      "8 client: send(3, "hello") = 5",
      "9 client: recv(3, 100) = sleeps; at 10: 5 "hello"",
      "10 server: send(4, "hello") = 5",
      "11 client: close(3) = 0",
      "12 server: close(4) = 0",
      "13 server: close(3) = 0",
    ]
  `);
  for (const { headline, why } of steps) expect(`${headline}|${why}`).toMatch(/.{20,}\|.{20,}/);
});

it('a call that fails says what its error number means, and what to do', async () => {
  const { steps } = await contentFor('refused', 'pt-BR');
  const step = steps.find(({ calls }) => calls.some(({ failed }) => failed));
  expect(step?.calls).toEqual([
    {
      who: 'client',
      call: 'connect(3, :8080)',
      result: '-1 ECONNREFUSED',
      failed: true,
      error: expect.stringMatching(/recusada/),
    },
  ]);
  expect(step?.remedy).toMatch(/listen/);
  expect(step?.citation?.label).toBeTruthy();
});

it('threads and children are named where a machine has several', async () => {
  const { steps, sources } = await contentFor('threads-accept');
  const who = new Set(steps.flatMap(({ calls }) => calls.map((call) => call.who)));
  expect([...who].some((name) => name.startsWith('server · S·'))).toBe(true);
  expect(sources.map(({ title }) => title)).toContain('server');
  const forked = await contentFor('fork-server');
  expect(forked.sources.filter(({ title }) => title.startsWith('server'))).toHaveLength(1);
});

describe.each(runs)('$id', ({ id, timeline }) => {
  it('leaves no call out, and explains every step', async () => {
    const { steps, sources } = await contentFor(id);
    const made = timeline.trace.items.filter(({ kind }) => kind === 'call' || kind === 'refused').length;
    expect(steps.flatMap(({ calls }) => calls)).toHaveLength(made);
    expect(steps.filter(({ headline, why }) => headline === '' || why === '')).toEqual([]);
    for (const { lines } of sources) expect(lines.join('\n')).toContain('int main(');
  });
});
