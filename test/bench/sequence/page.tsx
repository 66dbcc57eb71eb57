// The page in which the sequence diagram is measured, in a build of its own; what it can measure is in `window.measurable`.
//
// How time is counted: the work begins in the callback of an animation frame and ends with the task after it, which runs
// when the browser has styled, laid out and painted that frame: all that the page does for the frame, without the wait for the display.
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
import { after, echoes, endOf, messagesOf, receivedOnce, sentOnce, unseen } from './echoes.ts';
import { mermaidText } from './mermaid-text.ts';

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

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const still = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

/** How long the work and the frame that shows it take, in milliseconds. */
async function untilPainted(work: () => void): Promise<number> {
  await frame();
  const before = performance.now();
  work();
  // Before what the page has put off to tasks of its own, as what is only heard.
  await scheduler.postTask(() => undefined, { priority: 'user-blocking' });
  return performance.now() - before;
}

/** The first frame of a run that nobody has looked at, as many times as asked: its model, its layout, what is drawn of it. */
async function firstFrame(count: number, times: number): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let i = 0; i < times; i++) {
    const timeline = unseen(runOf(count));
    const root = createRoot(place);
    await still();
    measured.push(await untilPainted(() => flushSync(() => root.render(diagram(timeline, endOf(timeline))))));
    root.unmount();
  }
  return measured;
}

/** A step, how many messages it has added, and what that took in milliseconds. */
export interface Added {
  readonly messages: number;
  readonly time: number;
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
        const time = await untilPainted(() => flushSync(() => root.render(diagram(longer, next))));
        measured.push({ messages: messagesOf(longer, step), time });
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

let made = 0;

/** What mermaid takes for the same messages until they are painted, as many times as asked. */
async function mermaid(count: number, times: number): Promise<readonly number[]> {
  const text = mermaidText(runOf(count).trace.items);
  const { default: library } = await import('mermaid');
  library.initialize({ startOnLoad: false, maxTextSize: Number.MAX_SAFE_INTEGER });
  const measured: number[] = [];
  for (let i = 0; i < times; i++) {
    await still();
    const before = performance.now();
    const { svg } = await library.render(`mermaid${made++}`, text);
    const rendered = performance.now() - before;
    const shown = await untilPainted(() => {
      place.innerHTML = svg;
    });
    measured.push(rendered + shown);
    place.replaceChildren();
  }
  return measured;
}

const measurable = { firstFrame, add, scroll, mermaid };

declare global {
  interface Window {
    measurable?: typeof measurable;
  }
}
window.measurable = measurable;
