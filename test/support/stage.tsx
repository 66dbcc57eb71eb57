// The stage as a test sees it: a real run, at a place of it, in a language, with a hand that notes what it is asked.
import { render, screen } from '@testing-library/react';
import { traceOfStep } from '../../src/engine/history/stops.ts';
import type { Timeline } from '../../src/engine/history/timeline.ts';
import type { CallName } from '../../src/engine/posix/call.ts';
import type { Action } from '../../src/engine/simulation/action.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import { type Language, LanguageProvider, loadMessages } from '../../src/app/i18n/index.ts';
import { makeScene } from '../../src/app/stage/make-scene.ts';
import type { Clock, Scene } from '../../src/app/stage/scene.ts';
import { StageView } from '../../src/app/stage/StageView.tsx';
import { runOf } from '../../src/app/store/run-of.ts';
import type { Selection } from '../../src/app/store/state.ts';
import * as engine from '../../src/engine/history/run.ts';
import { worldAt } from '../../src/engine/history/worlds.ts';
import type { Micros } from '../../src/engine/base/time.ts';
import type { CallScript } from '../../src/programs/call-script.ts';
import type { MachineProfile } from '../../src/programs/machine-profile.ts';

export interface Run {
  readonly script: CallScript;
  readonly timeline: Timeline;
}

export const runScript = (script: CallScript): Run => ({ script, timeline: runOf(script, 1, [], engine) });

/** A script for a client C on `client` and a server S on `server`. */
export const script = (steps: CallScript['steps'], more: Partial<CallScript> = {}): CallScript => ({
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps,
  ...more,
});

/** The number of the first step (or the `nth`) whose trace has an event like this. */
export function stepWhere({ timeline }: Run, isIt: (event: TraceEvent) => boolean, nth = 1): number {
  let left = nth;
  for (let step = 1; step <= timeline.steps.length; step++) {
    for (const event of traceOfStep(timeline, step)) {
      if (isIt(event)) left--;
      if (left === 0) return step;
    }
  }
  throw new Error('no such step in the run');
}

/** After the `nth` return of a call of a process. */
export const afterReturn = (run: Run, process: string, call: string, nth = 1): number =>
  stepWhere(run, (event) => event.kind === 'return' && event.process === process && event.call.name === call, nth);

export const sceneAt = ({ timeline, script }: Run, step: number, selection: Selection | null = null): Scene =>
  makeScene(timeline, step, script, selection);

export interface StageOptions {
  readonly language?: Language;
  readonly selection?: Selection | null;
  readonly time?: number;
  /** The only calls that may be made; absent: all. */
  readonly allowed?: readonly CallName[];
}

/** Renders the stage after `step` events. */
export async function renderStage(run: Run, step: number, options: StageOptions = {}) {
  const { language = 'en', selection = null } = options;
  const { stage } = await loadMessages(language);
  const acted: Action[] = [];
  const selected: (Selection | null)[] = [];
  const profiles: (readonly [string, MachineProfile])[] = [];
  const hand = {
    act: (action: Action) => void acted.push(action),
    mayCall: (call: CallName) => options.allowed?.includes(call) ?? true,
    select: (next: Selection | null) => void selected.push(next),
    setProfile: (host: string, profile: MachineProfile) => void profiles.push([host, profile]),
  };
  let now = (options.time ?? worldAt(run.timeline, step).now) as Micros;
  const listeners = new Set<() => void>();
  const clock: Clock = {
    now: () => now,
    subscribe: (moved) => {
      listeners.add(moved);
      return () => listeners.delete(moved);
    },
  };
  const view = (at: number) => (
    <LanguageProvider initial={language}>
      <StageView scene={sceneAt(run, at, selection)} script={run.script} hand={hand} clock={clock} />
    </LanguageProvider>
  );
  const rendered = render(view(step));
  // The texts of a language are fetched.
  await screen.findAllByRole('toolbar');
  // So is the inspector.
  const isInspected = selection?.kind === 'flight' && sceneAt(run, step).ledger.flights.get(selection.flight);
  if (isInspected) await screen.findByRole('region', { name: stage.inspector.title }, { timeout: 20_000 });
  return {
    ...rendered,
    acted,
    selected,
    profiles,
    goTo: (at: number) => rendered.rerender(view(at)),
    /** Lets virtual time run between two events: nothing is rendered. */
    tick: (time: number) => {
      now = time as Micros;
      for (const moved of listeners) moved();
    },
  };
}
