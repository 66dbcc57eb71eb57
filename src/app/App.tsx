import { lazy, Suspense, useEffect } from 'react';
import { LanguageProvider, useMessages } from './i18n/index.ts';
import { BrokenPage } from './shell/BrokenPage.tsx';
import { Guarded } from './shell/Guarded.tsx';
import { Layout } from './shell/Layout.tsx';
import { useKeys } from './shell/use-keys.ts';
import { useView, viewActions } from './shell/view.ts';
import { watchSystemTheme } from './theme/theme.ts';

// Not of the first view: fetched when they are first asked for.
const Present = lazy(async () => ({ default: (await import('./present/Present.tsx')).Present }));
const HelpDialog = lazy(async () => ({ default: (await import('./shell/HelpDialog.tsx')).HelpDialog }));

/** The whole page. */
export function App() {
  return (
    <LanguageProvider>
      <Guarded Instead={BrokenPage}>
        <Laboratory />
      </Guarded>
    </LanguageProvider>
  );
}

function Laboratory() {
  const presenting = useView((view) => view.presenting);
  const helpOpen = useView((view) => view.helpOpen);
  const { language } = useMessages();
  useKeys();
  useEffect(() => watchSystemTheme(() => viewActions.setTheme(useView.getState().theme)), []);
  return (
    <div lang={language}>
      <Suspense fallback={<Layout />}>{presenting === null ? <Layout /> : <Present shows={presenting} />}</Suspense>
      <Suspense>{helpOpen && <HelpDialog />}</Suspense>
    </div>
  );
}
