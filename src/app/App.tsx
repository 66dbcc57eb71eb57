import { useEffect } from 'react';
import { LanguageProvider, useMessages } from './i18n/index.ts';
import { Present } from './present/Present.tsx';
import { BrokenPage } from './shell/BrokenPage.tsx';
import { Guarded } from './shell/Guarded.tsx';
import { HelpDialog } from './shell/HelpDialog.tsx';
import { Layout } from './shell/Layout.tsx';
import { useKeys } from './shell/use-keys.ts';
import { useView, viewActions } from './shell/view.ts';
import { watchSystemTheme } from './theme/theme.ts';

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
  const { language } = useMessages();
  useKeys();
  useEffect(() => watchSystemTheme(() => viewActions.setTheme(useView.getState().theme)), []);
  return (
    <div lang={language}>
      {presenting === null ? <Layout /> : <Present shows={presenting} />}
      <HelpDialog />
    </div>
  );
}
