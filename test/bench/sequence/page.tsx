// The page in which the sequence diagram is measured, in a build of its own; what it can measure is in `window.measurable`.
// `timing.ts` says how time is counted.
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { canvasMeasure } from '../../../src/app/diagrams/canvas-measure.ts';
import { SequenceView } from '../../../src/app/diagrams/SequenceView.tsx';
import { loadMessages } from '../../../src/app/i18n/load.ts';
import '../../../src/app/theme/base.css';
import '../../../src/app/theme/tokens.css';
import { castOf } from '../../../src/diagrams/cast.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { tiesOf } from '../../../src/diagrams/ties.ts';
import type { Cursor, Timeline } from '../../../src/engine/history/timeline.ts';
import { arrowsOf } from './arrows.ts';
import { after, echoes, endOf, messagesOf, receivedOnce, sentOnce, unseen } from './echoes.ts';
import { mermaidText } from './mermaid-text.ts';
import { PlainSequence } from './PlainSequence.tsx';
import { frame, still, task, type Timed, timed } from './timing.ts';

const { diagrams: messages } = await loadMessages('en');
const measure = canvasMeasure();
const place = document.querySelector('#place') as HTMLElement;
const onSelect = (): void => undefined;

const runs = new Map<number, Timeline>();
function runOf(count: number): Timeline {
  const known = runs.get(count) ?? echoes(count);
  runs.set(count, known);
  return known;
}

/** The diagram of a run, as its panel gives it. */
const diagram = (timeline: Timeline, cursor: Cursor): ReactElement => (
  <SequenceView
    timeline={timeline}
    cursor={cursor}
    since={cursor.step - 1}
    cast={castOf(timeline.recording.setting, timeline.trace.items)}
    classOf={socketClassesOf(null, timeline.trace.items)}
    ties={tiesOf(timeline.trace.items, null)}
    onSelect={onSelect}
    goTo={null}
    messages={messages}
    measure={measure}
    playing={false}
    magnification={1}
  />
);

/** The first frame of a run that nobody has looked at, as many times as asked: its model, its layout, what is drawn of it. */
async function firstFrame(count: number, times: number): Promise<readonly Timed[]> {
  const measured: Timed[] = [];
  for (let i = 0; i < times; i++) {
    const timeline = unseen(runOf(count));
    const root = createRoot(place);
    await still();
    measured.push(await timed(() => flushSync(() => root.render(diagram(timeline, endOf(timeline))))));
    root.unmount();
  }
  return measured;
}

/** A step, how many messages it has added, and what that took. */
export interface Added extends Timed {
  readonly messages: number;
}

/** Another echo at the end of a run that is shown, step by step, as many times as asked. A step adds one message, or three: a send with its segment and its return. */
async function add(count: number, times: number): Promise<readonly Added[]> {
  let timeline = unseen(runOf(count));
  const root = createRoot(place);
  flushSync(() => root.render(diagram(timeline, endOf(timeline))));
  const measured: Added[] = [];
  for (let i = 0; i < times; i++) {
    for (const once of [receivedOnce, sentOnce]) {
      const longer = once(timeline);
      for (let step = timeline.steps.length + 1; step <= longer.steps.length; step++) {
        await still();
        const next = after(longer, step);
        const time = await timed(() => flushSync(() => root.render(diagram(longer, next))));
        measured.push({ ...time, messages: messagesOf(longer, step) });
      }
      timeline = longer;
    }
  }
  root.unmount();
  return measured;
}

/** From the edge of what is seen to the first text, in CSS pixels: the heads, a row without a label. */
const ROOM = 110;

/** Frames a second while a run is scrolled through within so many frames, and how many of them showed a place that was not drawn. */
async function scroll(count: number, frames: number): Promise<{ framesPerSecond: number; bare: number }> {
  const timeline = unseen(runOf(count));
  const root = createRoot(place);
  flushSync(() => root.render(diagram(timeline, endOf(timeline))));
  const scroller = [...place.querySelectorAll('div')].find(
    (element) => element.scrollHeight > element.clientHeight && getComputedStyle(element).overflowY === 'auto',
  );
  if (!scroller) throw new Error('nothing scrolls');
  // By hand: the diagram no longer follows the line of now.
  scroller.dispatchEvent(new WheelEvent('wheel'));
  const way = scroller.scrollHeight - scroller.clientHeight;
  scroller.scrollTop = 0;
  await still();
  let bare = 0;
  const first = await frame();
  let last = first;
  for (let i = 1; i <= frames; i++) {
    // Between two frames, as a hand does it: what is looked at is what the next one paints.
    await task();
    scroller.scrollTop = (way * i) / frames;
    last = await frame();
    const texts = [...scroller.querySelectorAll('svg[role=group] text')].map((text) => text.getBoundingClientRect());
    const seen = scroller.getBoundingClientRect();
    const top = Math.min(...texts.map((text) => text.top));
    const bottom = Math.max(...texts.map((text) => text.bottom));
    if (top > seen.top + ROOM || bottom < seen.bottom - ROOM) bare++;
  }
  root.unmount();
  return { framesPerSecond: (frames * 1000) / (last - first), bare };
}

/** The first frame of a plain drawing of the same messages, which it is given: what it takes to make them does not count. */
async function plainFirstFrame(count: number, times: number): Promise<readonly Timed[]> {
  const arrows = arrowsOf(runOf(count).trace.items);
  const measured: Timed[] = [];
  for (let i = 0; i < times; i++) {
    const root = createRoot(place);
    await still();
    measured.push(
      await timed(() => flushSync(() => root.render(<PlainSequence arrows={arrows} count={arrows.length} />))),
    );
    root.unmount();
  }
  return measured;
}

/** One message more at the end of a plain drawing, as many times as asked. It stays where it is scrolled to, which costs it nothing. */
async function plainAdd(count: number, times: number): Promise<readonly Timed[]> {
  const arrows = arrowsOf(runOf(count + times).trace.items);
  const root = createRoot(place);
  flushSync(() => root.render(<PlainSequence arrows={arrows} count={count} />));
  const measured: Timed[] = [];
  for (let i = 1; i <= times; i++) {
    await still();
    measured.push(await timed(() => flushSync(() => root.render(<PlainSequence arrows={arrows} count={count + i} />))));
  }
  root.unmount();
  return measured;
}

let made = 0;

/** What mermaid takes for the same messages, its own work included, as many times as asked. */
async function mermaid(count: number, times: number): Promise<readonly Timed[]> {
  const text = mermaidText(arrowsOf(runOf(count).trace.items));
  const { default: library } = await import('mermaid');
  library.initialize({ startOnLoad: false, maxTextSize: Number.MAX_SAFE_INTEGER });
  const measured: Timed[] = [];
  for (let i = 0; i < times; i++) {
    await still();
    const before = performance.now();
    const { svg } = await library.render(`mermaid${made++}`, text);
    const rendered = performance.now() - before;
    const { script, laidOut, painted } = await timed(() => {
      place.innerHTML = svg;
    });
    measured.push({ script: rendered + script, laidOut: rendered + laidOut, painted: rendered + painted });
    place.replaceChildren();
  }
  return measured;
}

const measurable = { firstFrame, add, scroll, plainFirstFrame, plainAdd, mermaid };

declare global {
  interface Window {
    measurable?: typeof measurable;
  }
}
window.measurable = measurable;
