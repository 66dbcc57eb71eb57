import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { useView } from './shell/view.ts';
import { useLaboratory } from './store/laboratory.ts';
import { browserKeeper, keepWork } from './store/saved-work.ts';
import './theme/tokens.css';
import './theme/base.css';
import { applyTheme } from './theme/theme.ts';

applyTheme(useView.getState().theme);
keepWork(useLaboratory, browserKeeper);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
