import { describe, expect, it } from 'vitest';
import en from '../../../../src/app/i18n/en/index.ts';
import type { Facts } from '../../../../src/app/i18n/narration/facts.ts';
import type { RuleText, Sentence } from '../../../../src/app/i18n/narration/texts.ts';
import pt from '../../../../src/app/i18n/pt-BR/index.ts';
import { ERRNO } from '../../../../src/engine/posix/errno.ts';
import { RULES } from '../../../../src/engine/trace/rule.ts';
import { englishWordsIn } from './english-words.ts';

const facts: Facts = {
  me: 'X',
  peer: 'Y',
  call: 'connect',
  fd: '3 (c)',
  made: '4 (a)',
  asleepIn: 'accept',
  address: '10.0.0.2',
  port: '8080',
  target: '10.0.0.2:8080',
  local: '10.0.0.1:40000',
  remote: '10.0.0.2:8080',
  returns: 0,
  errno: 'ECONNREFUSED',
  signal: '',
  took: 1_000,
  blocked: true,
  bytes: 5,
  asked: 5,
  text: '"hello"',
  name: '10.0.0.2:8080',
  option: 'SO_ERROR',
  value: '0',
  how: 'SHUT_WR',
  backlog: 1,
  nonblocking: false,
  watched: '5',
  events: 'IN',
  ready: '4 IN',
  state: 'ESTABLISHED',
  outstanding: 0,
  timeWaitLeft: 60_000_000,
  peerStartedAnew: false,
  byHand: true,
};
const say = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence(facts));
const entries = (rules: typeof en.narration.rules): [string, RuleText][] => Object.entries(rules);
const textsOf = ({ why, remedy }: RuleText): string[] => (remedy === undefined ? [say(why)] : [say(why), say(remedy)]);

describe.each([en, pt])('the reasons in $language', ({ narration }) => {
  it('are there for every rule, and for no other', () => {
    expect(Object.keys(narration.rules).toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  it('are a sentence of their own for each rule', () => {
    const said = new Map<string, string>();
    // Two calls learn of the same refusal in the same words.
    const twins = ['recv-econnrefused', 'send-econnrefused'];
    for (const [rule, { why }] of entries(narration.rules)) {
      if (rule === twins[1]) continue;
      expect(said.get(say(why)), rule).toBeUndefined();
      said.set(say(why), rule);
    }
  });

  it('are whole sentences', () => {
    for (const [rule, text] of entries(narration.rules)) {
      for (const sentence of textsOf(text)) {
        expect(sentence, rule).toMatch(/^([\p{Lu}\d-]|[a-z]+\(\)).*[.]$/su);
        expect(sentence, rule).not.toMatch(/undefined|NaN|\[object| {2}/);
      }
    }
  });

  it('never leave a failure without a remedy', () => {
    for (const [rule, { remedy }] of entries(narration.rules)) {
      if (ERRNO.some((errno) => rule.includes(errno.toLowerCase()))) expect(remedy, rule).toBeDefined();
    }
  });
});

describe('the two languages', () => {
  it('differ in every reason and remedy', () => {
    for (const [rule, text] of entries(en.narration.rules)) {
      const other = pt.narration.rules[rule as keyof typeof pt.narration.rules];
      expect(textsOf(other), rule).toHaveLength(textsOf(text).length);
      expect(textsOf(other), rule).not.toEqual(textsOf(text));
    }
  });

  it('are not mixed', () => {
    for (const [rule, text] of entries(pt.narration.rules)) {
      expect(textsOf(text).flatMap(englishWordsIn), rule).toEqual([]);
    }
    for (const [rule, text] of entries(en.narration.rules)) {
      expect(textsOf(text).join(' '), rule).not.toMatch(/[ãõçáéíóúâêôà]/);
    }
  });

  it('has the Portuguese of Brazil', () => {
    for (const [rule, text] of entries(pt.narration.rules)) {
      expect(textsOf(text).join(' '), rule).not.toMatch(
        /\b(ficheiros?|utilizador|ecrã|ligação|ligações|acç|activ|est(á|ão) a \w+r|pedaço|guardar-se|janela de receção|recetor|receção)\b/i,
      );
    }
  });

  it('have a term for the same things', () => {
    for (const area of ['states', 'timers', 'waits', 'queues', 'calls', 'errno'] as const) {
      expect(Object.keys(pt.terms[area])).toEqual(Object.keys(en.terms[area]));
      for (const [name, term] of Object.entries(pt.terms[area])) expect(englishWordsIn(term), name).toEqual([]);
    }
  });
});
