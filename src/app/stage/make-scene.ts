import { tiesOf } from '../../diagrams/ties.ts';
import { traceEndAt, worldAt } from '../../engine/history/worlds.ts';
import { traceOfStep } from '../../engine/history/stops.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { nextCall } from '../calls/next-call.ts';
import { suggest } from '../calls/suggestion.ts';
import type { Selection } from '../store/state.ts';
import { arrange } from './arrangement.ts';
import { ledgerOf } from './ledger.ts';
import type { Scene } from './scene.ts';
import { type Standing, standingOf } from './standing.ts';

/** What the stage shows of a run after `step` events. */
export function makeScene(timeline: Timeline, step: number, script: CallScript, selection: Selection | null): Scene {
  const world = worldAt(timeline, step);
  const ledger = ledgerOf(timeline.trace.items, traceEndAt(timeline, step));
  const standing: Record<ProcessName, Standing> = {};
  for (const { processes } of Object.values(world.hosts))
    for (const process of Object.values(processes)) standing[process.name] = standingOf(process, script, ledger);
  return {
    step,
    world,
    ledger,
    trace: timeline.trace.items,
    placed: arrange(Object.keys(world.hosts)),
    latest: traceOfStep(timeline, step),
    standing,
    next: nextCall(script, Object.keys(standing).flatMap(ledger.callsSinceHand), (due, part) =>
      suggest(world, ledger, due, part),
    ),
    selection,
    ties: tiesOf(timeline.trace.items, selection),
  };
}
