import { describe, expect, it } from 'vitest';
import { ruleByHand, rulesByHand } from '../../../src/lessons/authoring/rules-by-hand.ts';
import { beginAuthored } from '../../../src/lessons/authoring/authored.ts';
import { exerciseSoFar } from '../../../src/lessons/authoring/exercise-file.ts';
import { check } from '../../../src/lessons/exercises/check.ts';
import type { ScriptStep } from '../../../src/programs/call-script.ts';
import { proposalOf } from '../../support/proposed-exercise.ts';

/** The rules as `S listen -> C connect`. */
async function saidOf(id: string): Promise<readonly string[]> {
  const proposal = await proposalOf(id);
  return rulesByHand(proposal).map((rule) => {
    const { first, second } = ruleByHand(rule, proposal.pieces) as unknown as Record<
      'first' | 'second',
      { readonly process: string; readonly call: string }
    >;
    return `${first.process} ${first.call} -> ${second.process} ${second.call}`;
  });
}

describe('the rules of a run that hold of calls made by hand', () => {
  it('are who has to call what before whom, each once, and nothing of how something ends', async () => {
    const rules = await saidOf('echo');
    expect(rules).toEqual(
      expect.arrayContaining(['S bind -> S listen', 'S listen -> C connect', 'S accept -> S recv']),
    );
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules.filter((rule) => /-> . (close|shutdown)$/.test(rule))).toEqual([]);
    // That the client wrote before it read is how this run went, and need not be so.
    expect(rules).not.toContain('C send -> C recv');
  });

  it('do not hold of a run that itself calls the one without the other', async () => {
    // Refused at first, the client calls connect() before anybody listens, and again when somebody does.
    expect(await saidOf('refused')).not.toContain('S listen -> C connect');
  });

  it('are asked with other descriptors too: who connects too early is told, who calls in another order that works is not', async () => {
    const draft = {
      ...beginAuthored(await proposalOf('echo')),
      kind: 'drive',
      title: { en: 'T', 'pt-BR': '' },
    } as const;
    const exercise = exerciseSoFar(draft);
    if (exercise === null) throw new Error('no exercise');
    const first = (steps: readonly ScriptStep[]) => check(exercise, { kind: 'drive', steps }).verdict.findings[0]?.id;
    const client = [
      { process: 'C', call: 'socket', as: 'x' },
      { process: 'C', call: 'connect', fd: 'x', address: '10.0.0.2', port: 8080 },
    ] as const;
    const server = [
      { process: 'S', call: 'socket', as: 'y' },
      { process: 'S', call: 'bind', fd: 'y', address: '0.0.0.0', port: 8080 },
      { process: 'S', call: 'listen', fd: 'y', backlog: 3 },
    ] as const;
    expect(first([...client, ...server])).toMatch(/listen-before-C-\d+-connect$/);
    expect(first([client[0], ...server, client[1]])).toMatch(/^read-/);
  });
});
