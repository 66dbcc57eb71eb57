import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
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

restoreLastWork()
  // Work that could not be fetched is not written over.
  .then(() => keepWork(useLaboratory, browserKeeper))
  .catch(globalThis.reportError)
  .finally(draw);
