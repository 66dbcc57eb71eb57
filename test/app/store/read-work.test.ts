import { describe, expect, it } from 'vitest';
import { runOf } from '../../../src/app/store/run-of.ts';
import { readWork } from '../../../src/app/store/read-work.ts';
import * as engine from '../../../src/engine/history/run.ts';
import { traceOfStep } from '../../../src/engine/history/stops.ts';
import { pcapng } from '../../../src/formats/pcapng/pcapng.ts';
import { strace } from '../../../src/formats/strace/strace.ts';
import { tracedProcesses } from '../../../src/formats/strace/traced-processes.ts';
import { traceLines } from '../../../src/formats/trace-lines/trace-lines.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';

const timeline = runOf(DEFAULT_SCRIPT, 1, [], engine);
const run = Array.from({ length: timeline.steps.length }, (_, index) => traceOfStep(timeline, index + 1));
const processes = tracedProcesses(timeline.beginning);

const reasonOf = (text: string, file: string) => {
  const read = readWork(text, file);
  if (read.ok) throw new Error(`${file} was opened`);
  return read.error;
};

describe('a file of a kind that can only be saved is told by its kind', () => {
  it.each([
    ['run.pcapng', new TextDecoder().decode(pcapng(DEFAULT_SCRIPT.hosts, run)), 'a capture of packets', 'uma captura'],
    ['run.strace', strace(run.flat(), { processes }), 'a list of calls', 'uma lista de chamadas'],
    ['timed.strace', strace(run.flat(), { processes, times: true }), 'a list of calls', 'uma lista de chamadas'],
    ['C.strace', strace(run.flat(), { processes, only: 'C' }), 'a list of calls', 'uma lista de chamadas'],
    ['run.trace.jsonl', traceLines(run.flat()), 'a trace', 'um trace'],
  ])('%s', (file, text, kind, especie) => {
    const reason = reasonOf(text, file);
    expect(reason.en).toMatch(new RegExp(`^${file}: found ${kind}.*; expected a recording or a call script`));
    expect(reason['pt-BR']).toMatch(new RegExp(`^${file}: encontrado ${especie}.*; esperado uma gravação`));
  });
});

it('a script that is broken is told by the place', () => {
  expect(reasonOf('{\n  "name": oops }', 'mine.json').en).toMatch(/^mine\.json:2:11: /);
});
