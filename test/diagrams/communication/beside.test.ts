import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { layOutCommunication } from '../../../src/diagrams/communication/layout.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { astray, shared } from '../../support/beside-links.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

interface Given {
  readonly id: string;
  readonly script: CallScript;
  /** What each event of the World has added. */
  readonly run: readonly (readonly TraceEvent[])[];
}

const listening = (process: string, port = 8080): readonly object[] => [
  { process, call: 'socket', as: 's' },
  { process, call: 'bind', fd: 's', address: '0.0.0.0', port },
  { process, call: 'listen', fd: 's', backlog: 5 },
];
const connecting = (process: string, address: string, as = 'c'): readonly object[] => [
  { process, call: 'socket', as },
  { process, call: 'connect', fd: as, address, port: 8080 },
];
const CLIENT = { client: '10.0.0.1', server: '10.0.0.2' };
const PAIR = { C: { host: 'client' }, S: { host: 'server' } };

/** What no scenario has: ICMP, from either end and half way; roles the other way round; all on one host; one client more than there are lanes. */
const OTHERS = [
  {
    name: 'rejected',
    hosts: CLIENT,
    processes: PAIR,
    network: { filters: [{ host: 'server', port: 8080, policy: 'icmp-port-unreachable' }] },
    steps: [...listening('S'), ...connecting('C', '10.0.0.2'), { wait: 500 }],
  },
  {
    name: 'too-large',
    hosts: CLIENT,
    processes: PAIR,
    network: { path_mtu: 1000 },
    steps: [
      ...listening('S'),
      ...connecting('C', '10.0.0.2'),
      { process: 'C', call: 'send', fd: 'c', bytes: 2000 },
      { process: 'S', call: 'accept', fd: 's', as: 'a' },
      { process: 'S', call: 'send', fd: 'a', bytes: 2000 },
      { wait: 900 },
    ],
  },
  {
    name: 'server-calls-client',
    hosts: CLIENT,
    processes: PAIR,
    steps: [
      ...listening('C'),
      ...connecting('S', '10.0.0.1'),
      { process: 'C', call: 'accept', fd: 's', as: 'a' },
      { process: 'S', call: 'send', fd: 'c', data: 'hello' },
      { process: 'C', call: 'recv', fd: 'a', length: 9 },
      ...connecting('S', '10.0.0.1', 'd'),
      { wait: 500 },
    ],
  },
  {
    name: 'one-host',
    hosts: { server: '10.0.0.2' },
    processes: { C: { host: 'server' }, S: { host: 'server' } },
    steps: [
      ...listening('S'),
      ...connecting('C', '10.0.0.2'),
      { process: 'S', call: 'accept', fd: 's', as: 'a' },
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
      { process: 'S', call: 'recv', fd: 'a', length: 9 },
      { process: 'C', call: 'close', fd: 9 },
      { process: 'S', call: 'close', fd: 9 },
      { wait: 500 },
    ],
  },
].map((value): Given => {
  const script = scriptOf(value);
  return { id: value.name, script, run: observedRun(script, 'patient') };
});

const SCENARIOS = (await scenarioRuns()).map(({ id, script, timeline }): Given => {
  const trace = logItems(timeline.trace);
  const ends = timeline.steps.items.map(({ traceEnd }) => traceEnd);
  return { id, script, run: ends.map((end, step) => trace.slice(ends[step - 1] ?? 0, end)) };
});

/** All that may be chosen of a diagram: whose view, how much of a long stack, which language, how large its place. */
const VIEWS = [null, 'left', 'right'] as const;
const SHOWN = ['few', 'all', 'paper'] as const;
const WORDS = { en: en.communication, 'pt-BR': pt.communication };
const ROOMS = [
  { width: 540, height: 193 },
  { width: 530, height: 300 },
  { width: 720, height: 420 },
];

describe.each([...SCENARIOS, ...OTHERS])('$id', ({ script, run }) => {
  const trace = run.flat();
  const model = communicationOf(trace);
  const cast = castOf(settingOf(script, APPLICATION_CONDITIONS), trace);
  let count = 0;
  const ends = [...new Set([0, ...run.map((step) => (count += step.length))])];

  test.each(VIEWS.flatMap((side) => SHOWN.map((shown) => ({ side, shown }))))(
    'every message stands beside its own link: view of $side, $shown',
    ({ side, shown }) => {
      for (const [language, words] of Object.entries(WORDS)) {
        for (const room of ROOMS) {
          const layout = layOutCommunication(model, {
            cast,
            classOf: socketClassesOf(script, trace),
            side,
            open: shown === 'all' ? model.links.map(({ key }) => key) : [],
            whole: shown === 'paper',
            ...room,
            measure: fixedMeasure,
            words,
          });
          for (const count of ends) {
            const picture = layout.draw({ count, stepOf: (index) => index });
            const place = `${count} events, ${language}, ${room.width} wide`;
            expect(astray(picture, model.messages, fixedMeasure), place).toEqual([]);
            if (count % 3 === 0) expect(overlaps(picture, fixedMeasure), place).toEqual([]);
          }
          const end = layout.draw({ count: trace.length, stepOf: (index) => index });
          expect(overlaps(end, fixedMeasure)).toEqual([]);
          expect(shared(end)).toEqual([]);
        }
      }
    },
  );
});
