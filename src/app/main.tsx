import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { isExerciseLink } from './exercises/link.ts';
import { useView } from './shell/view.ts';
import { restoreLastWork, useLaboratory } from './store/laboratory.ts';
import { browserKeeper, keepWork } from './store/saved-work.ts';
import './theme/tokens.css';
import './theme/base.css';
import { applyTheme } from './theme/theme.ts';

applyTheme(useView.getState().theme);

function draw(): void {
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/** A link may hold an exercise. It is opened once: what is done with it is not lost by reloading the page. */
async function followLink(): Promise<void> {
  const { hash, pathname, search } = globalThis.location;
  if (!isExerciseLink(hash)) return;
  globalThis.history.replaceState(null, '', `${pathname}${search}`);
  const { openLinked } = await import('./exercises/open-exercise.ts');
  await openLinked(hash);
}

/** Where it is kept that an exercise, or the workshop, was open. */
const KEPT = ['socketscope.exercise', 'socketscope.workshop'];

/** An exercise that was open is open again. */
async function resumeExercise(): Promise<void> {
  try {
    const { localStorage } = globalThis;
    if (KEPT.every((key) => localStorage.getItem(key) === null)) return;
  } catch {
    // Storage is denied: nothing was kept.
    return;
  }
  const { resumeWork } = await import('./exercises/resume-work.ts');
  resumeWork();
}

restoreLastWork()
  // Work that could not be fetched is not written over.
  .then(() => keepWork(useLaboratory, browserKeeper))
  .catch(globalThis.reportError)
  .finally(draw)
  .then(resumeExercise)
  .then(followLink)
  .catch(globalThis.reportError);

globalThis.addEventListener('hashchange', () => void followLink().catch(globalThis.reportError));
