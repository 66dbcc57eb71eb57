import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/app/i18n/language.ts';
import type { Narration } from '../../../../src/app/i18n/narration/narration.ts';
import { run } from '../../../../src/engine/history/run.ts';
import type { Granularity, Timeline } from '../../../../src/engine/history/timeline.ts';
import { randomCalls, ROUGH_SETTING } from '../../../support/random-calls.ts';
import { scenarioRuns } from '../../../support/scenario-timelines.ts';
import { englishWordsIn } from './english-words.ts';
import { told } from './told.ts';

const GRANULARITIES: readonly Granularity[] = ['call', 'segment', 'event'];
const UNFINISHED = /undefined|NaN|\[object|null|\$\{|Infinity| {2}|\.\.|\(\)\(\)|^\s|\s$|: \.|\?/;

const textsOf = ({ headline, why, remedy, citation }: Narration): string[] =>
  [headline, why, remedy, citation?.label].filter((text) => text !== null && text !== undefined);

/** Every sentence about a run, and where it stands; fails where something happened and nothing is said. */
async function sentences(timeline: Timeline, language: (typeof LANGUAGES)[number]): Promise<Map<string, Narration>> {
  const all = new Map<string, Narration>();
  for (const by of GRANULARITIES) {
    for (const { step, events, narration } of await told(timeline, by, language)) {
      expect(narration === null, `step ${step} by ${by}: ${events} events`).toBe(events === 0);
      if (narration === null) continue;
      for (const text of textsOf(narration)) all.set(text, narration);
    }
  }
  return all;
}

describe.each(LANGUAGES)('in %s', (language) => {
  let spoken: Map<string, Narration>;

  beforeAll(async () => {
    const timelines = (await scenarioRuns()).map(({ timeline }) => timeline);
    for (const seed of [1, 2, 3]) {
      timelines.push(run({ setting: ROUGH_SETTING, programs: randomCalls(seed, 700), seed, actions: [] }));
    }
    spoken = new Map();
    for (const timeline of timelines) {
      for (const [text, narration] of await sentences(timeline, language)) spoken.set(text, narration);
    }
  }, 60_000);

  it('every sentence is whole', () => {
    const broken = [...spoken].filter(([text]) => UNFINISHED.test(text)).map(([text, { rule }]) => `${rule}: ${text}`);
    expect(broken).toEqual([]);
    expect(spoken.size).toBeGreaterThan(500);
  });

  it('no word of English is left in Portuguese', () => {
    if (language === 'en') return;
    const mixed = [...spoken.keys()].filter((text) => englishWordsIn(text).length > 0);
    expect(mixed).toEqual([]);
  });

  it('headlines and reasons are short enough for their place on the screen', () => {
    const longest = language === 'en' ? 120 : 130;
    const tooLong = [...new Set(spoken.values())].filter(
      ({ headline, why }) => headline.length > longest || why.length > 170,
    );
    expect([...new Set(tooLong.map(({ headline, why }) => `${headline} / ${why}`))]).toEqual([]);
  });

  it('a step by call is told in less', async () => {
    const longest = language === 'en' ? 112 : 128;
    const tooLong: string[] = [];
    for (const { timeline } of await scenarioRuns()) {
      const presses = await told(timeline, 'call', language);
      const headlines = presses.map(({ narration }) => narration?.headline ?? '');
      tooLong.push(...headlines.filter(({ length }) => length > longest));
      const long = headlines.filter(({ length }) => length > longest - 15);
      expect(long.length, 'most are shorter still').toBeLessThan(headlines.length / 5);
    }
    expect(tooLong).toEqual([]);
  });
});
