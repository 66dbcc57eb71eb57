import { describe, expect, test } from 'vitest';
import { activity as en } from '../../../src/app/i18n/en/diagrams/activity.ts';
import { activity as pt } from '../../../src/app/i18n/pt-BR/diagrams/activity.ts';
import { actionText } from '../../../src/diagrams/activity/table.ts';
import { actionsOf, activityOf } from '../../../src/diagrams/activity/model.ts';
import { activityPlantuml } from '../../../src/formats/plantuml/activity.ts';
import { activityRuns } from '../../support/activities.ts';
import { drawn, NO_PLANTUML, textOf } from '../../support/plantuml.ts';

const runs = await activityRuns();
const told = { title: 'A', host: 'client', words: en };

test('a client that tries three times: a loop, a failure that goes on, and what has not happened yet', () => {
  const tries = runs.find(({ id, process }) => id === 'firewall' && process === 'C');
  if (tries === undefined) throw new Error('no such run');
  const failed = tries.trace.findIndex((event) => event.kind === 'return' && event.result.errno !== null);
  const text = activityPlantuml(tries.model, { ...told, count: failed + 1 });
  expect(text.split('\n').slice(5)).toMatchInlineSnapshot(`
    [
      "|C: program (user space)|",
      "start",
      "#E8F1FB:socket();",
      "|kernel of client|",
      "#E8F1FB:make a socket and a descriptor;",
      "|C: program (user space)|",
      "if () then ([-1])",
      ":perror;",
      "else ([≥ 0] 1×)",
      "endif",
      "repeat",
      "#FDECEA:connect(c, :8080);",
      "|kernel of client|",
      "#E8F1FB:send a SYN; wait for the SYN ACK;",
      "|C: program (user space)|",
      "if () then ([-1: ETIMEDOUT] 1×)",
      ":perror;",
      "else ([≥ 0])",
      "endif",
      "repeat while () is ([again] 1×) not ([else])",
      ":close(c);",
      "|kernel of client|",
      ":free the descriptor; the last one sends a FIN;",
      "|C: program (user space)|",
      "if () then ([-1])",
      ":perror;",
      "else ([≥ 0])",
      "endif",
      "stop",
      "@enduml",
      "",
    ]
  `);
});

describe.skipIf(NO_PLANTUML !== null)(`plantuml${NO_PLANTUML === null ? '' : ` (skipped: ${NO_PLANTUML})`}`, () => {
  test('PlantUML draws every program of every scenario, at the end and half way', { timeout: 300_000 }, () => {
    const texts = runs.flatMap(({ id, process, model, trace }) =>
      [en, pt].map((words, language) => ({
        name: `${id} ${process}`,
        model,
        text: activityPlantuml(model, { ...told, words, count: language === 0 ? trace.length : trace.length >> 1 }),
      })),
    );
    const flat = (text: string): string => text.replaceAll(/\s+/g, '');
    for (const [index, picture] of drawn(texts.map(({ text }) => text)).entries()) {
      const { name = '', model } = texts[index] ?? {};
      const shown = flat(picture instanceof Error ? picture.message : textOf(picture).join(' '));
      for (const flow of model?.flows ?? []) {
        for (const action of flow.nodes.flatMap(actionsOf)) expect(shown, name).toContain(flat(actionText(action)));
      }
    }
  });

  test('a payload that looks like PlantUML is shown as it is', { timeout: 60_000 }, () => {
    const data = ['x;', '|a|', ']', ':b;'];
    const script = {
      name: 'nasty',
      hosts: { client: '10.0.0.1' },
      processes: { C: { host: 'client' } },
      steps: data.map((one, fd) => ({ process: 'C', call: 'send', fd, data: one }) as const),
    };
    const [picture] = drawn([activityPlantuml(activityOf(script, [], 'C'), { ...told, count: 0 })]);
    const shown = picture instanceof Error ? picture.message : textOf(picture ?? '').join('\n');
    for (const [fd, one] of data.entries()) expect(shown).toContain(`send(${fd}, "${one}")`);
  });
});
