import { traceEndAt, worldAt } from '../../engine/history/run.ts';
import { traceOfStep } from '../../engine/history/stops.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { nextCall } from '../calls/next-call.ts';
import type { Selection } from '../store/state.ts';
import { arrange } from './arrangement.ts';
import { ledgerOf } from './ledger.ts';
import type { Scene } from './scene.ts';

/** What the stage shows of a run after `step` events. */
export function makeScene(timeline: Timeline, step: number, script: CallScript, selection: Selection | null): Scene {
  const world = worldAt(timeline, step);
  const ledger = ledgerOf(timeline.trace.items, traceEndAt(timeline, step));
  return {
    step,
    world,
    ledger,
    trace: timeline.trace.items,
    placed: arrange(Object.keys(world.hosts)),
    latest: traceOfStep(timeline, step),
    next: nextCall(script, Object.keys(script.processes).flatMap(ledger.callsSinceHand), (process) =>
      canCall(world, process),
    ),
    selection,
  };
}

function canCall(world: World, name: ProcessName): boolean {
  for (const host of Object.values(world.hosts)) {
    const process = host.processes[name];
    if (process) return process.ended === null && process.threads[0]?.activity.kind === 'running';
  }
  return false;
}
