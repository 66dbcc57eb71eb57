import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENARIO_ID, DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { describeScriptError } from '../../../src/programs/describe-script-error.ts';
import { parseCallScript } from '../../../src/programs/parse-call-script.ts';

it('holds the scenarios, the echo first', () => {
  expect(SCENARIOS.map((scenario) => scenario.id)).toEqual([
    'echo',
    'refused',
    'accept-queue',
    'backlog-full',
    'stream',
    'half-close',
    'lost-segment',
    'lost-syn',
    'firewall',
    'power-loss',
    'unread-data',
    'address-in-use',
    'poll',
    'edge-triggered',
    'fork-server',
    'threads-accept',
  ]);
});

it('opens with the default one', async () => {
  const found = SCENARIOS.find((scenario) => scenario.id === DEFAULT_SCENARIO_ID);
  expect(await found?.load()).toEqual(DEFAULT_SCRIPT);
});

describe.each(SCENARIOS)('$id', (scenario) => {
  it('is a call script that reads as if it came from outside', async () => {
    const file = new URL(`../../../src/lessons/scenarios/${scenario.id}.json`, import.meta.url);
    const result = parseCallScript(readFileSync(file, 'utf8'), { file: `${scenario.id}.json` });
    expect(result.ok ? '' : describeScriptError(result.error, 'en')).toBe('');
    expect(result).toEqual({ ok: true, value: await scenario.load() });
  });

  it('has its name, title and sentence in both languages, and every note', async () => {
    const script = await scenario.load();
    expect(script.name).toBe(scenario.id);
    expect(script.title).toEqual(scenario.title);
    const texts = [script.title, script.about, ...Object.values(script.notes ?? {})];
    for (const text of texts) {
      expect(text?.en).toMatch(/^\S.*\S$/);
      expect(text?.['pt-BR']).toMatch(/^\S.*\S$/);
    }
  });

  it('closes every socket that it opened, so that nothing is left when it is over', async () => {
    const script = await scenario.load();
    const open = new Set<string>();
    for (const step of script.steps) {
      if (!('call' in step)) continue;
      if (step.call === 'fork') {
        const inherited = [...open].filter((name) => name.startsWith(`${step.process}.`));
        for (const name of inherited) open.add(`${step.as}.${name.slice(step.process.length + 1)}`);
      } else if (step.call !== 'thread' && step.as !== undefined) open.add(`${step.process}.${step.as}`);
      if (step.call === 'close') open.delete(`${step.process}.${step.fd}`);
    }
    // What loses its power has closed everything.
    const off = new Set((script.network?.outages ?? []).map(({ host }) => host));
    expect([...open].filter((fd) => !off.has(script.processes[fd.split('.')[0] ?? '']?.host ?? ''))).toEqual([]);
  });
});
