// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { activity as en } from '../../../src/app/i18n/en/diagrams/activity.ts';
import { activity as pt } from '../../../src/app/i18n/pt-BR/diagrams/activity.ts';
import { activityMermaid } from '../../../src/formats/mermaid/activity.ts';
import { activityRuns } from '../../support/activities.ts';
import { parsed } from '../../support/mermaid.ts';

const runs = await activityRuns();
const told = { title: 'Activity: "C"', host: 'client', words: en };

test('a client that tries three times, when it has given up for the first time', () => {
  const tries = runs.find(({ id, process }) => id === 'firewall' && process === 'C');
  if (tries === undefined) throw new Error('no such run');
  const failed = tries.trace.findIndex((event) => event.kind === 'return' && event.result.errno !== null);
  expect(activityMermaid(tries.model, { ...told, count: failed + 1 }).split('\n')).toMatchInlineSnapshot(`
    [
      "---",
      "title: "Activity: \\"C\\""",
      "---",
      "flowchart TB",
      "subgraph program["C: program (user space)"]",
      "  n1(( ))",
      "  n2("socket()")",
      "  n4{" "}",
      "  n5("perror")",
      "  n6{" "}",
      "  n7{" "}",
      "  n8("connect(c, :8080)")",
      "  n10{" "}",
      "  n11("perror")",
      "  n12{" "}",
      "  n13{" "}",
      "  n14("close(c)")",
      "  n16{" "}",
      "  n17("perror")",
      "  n18{" "}",
      "  n19(((" ")))",
      "end",
      "subgraph kernel["kernel of client"]",
      "  n3("make a socket and a descriptor")",
      "  n9("send a SYN#59; wait for the SYN ACK")",
      "  n15("free the descriptor#59; the last one sends a FIN")",
      "end",
      "n1 -->|"1×"| n2",
      "n2 -->|"1×"| n3",
      "n3 -->|"1×"| n4",
      "n4 -.->|"#91;-1#93;"| n5",
      "n4 -->|"#91;≥ 0#93; 1×"| n6",
      "n5 -.-> n6",
      "n6 -->|"1×"| n7",
      "n7 -->|"2×"| n8",
      "n8 -->|"1×"| n9",
      "n9 -->|"1×"| n10",
      "n10 -->|"#91;-1: ETIMEDOUT#93; 1×"| n11",
      "n10 -.->|"#91;≥ 0#93;"| n12",
      "n11 -->|"1×"| n12",
      "n12 -->|"1×"| n13",
      "n13 -->|"#91;again#93; 1×"| n7",
      "n13 -.->|"#91;else#93;"| n14",
      "n14 -.-> n15",
      "n15 -.-> n16",
      "n16 -.->|"#91;-1#93;"| n17",
      "n16 -.->|"#91;≥ 0#93;"| n18",
      "n17 -.-> n18",
      "n18 -.-> n19",
      "classDef done fill:#e8f1fb,stroke:#0b5cad",
      "classDef failed fill:#fdecea,stroke:#b3261e",
      "classDef asleep fill:#fff3d6,stroke:#8a5a00,stroke-width:3px",
      "class n2 done",
      "class n3 done",
      "class n8 failed",
      "class n9 done",
      "",
    ]
  `);
});

test.each(runs)('Mermaid reads the program $process of $id', async ({ model, trace }) => {
  for (const words of [en, pt]) {
    for (const count of [0, trace.length >> 1, trace.length]) {
      await expect(parsed(activityMermaid(model, { ...told, words, count }))).resolves.toBe('flowchart-v2');
    }
  }
});
