import { advance } from '../../src/engine/simulation/advance.ts';
import { createWorld } from '../../src/engine/simulation/create-world.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import type { CallScript } from '../../src/programs/call-script.ts';
import { parseCallScript } from '../../src/programs/parse-call-script.ts';
import { type Manner, scriptPrograms } from '../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../src/programs/setting-of.ts';

/** A script as a file would bring it. */
export function scriptOf(value: unknown): CallScript {
  const parsed = parseCallScript(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Runs a script to its end; the trace of each event of the World. */
export function observedRun(script: CallScript, manner: Manner): readonly (readonly TraceEvent[])[] {
  const programs = scriptPrograms(script, manner);
  const run: (readonly TraceEvent[])[] = [];
  let world = createWorld(settingOf(script, APPLICATION_CONDITIONS), script.seed ?? 1, programs);
  for (;;) {
    const next = advance(world, programs, null);
    if (typeof next === 'string' || next.world.programs.ended) return run;
    run.push(next.trace);
    ({ world } = next);
  }
}
