import { lazy, Suspense, use, useState } from 'react';
import type { PanelWords } from '../i18n/en/diagrams/panel.ts';
import { Tool } from './Tool.tsx';
import { WhichDiagram } from './which-diagram.ts';

/** Fetched when it is wanted: it knows every format. */
const ExportDialog = lazy(async () => ({ default: (await import('../export/ExportDialog.tsx')).ExportDialog }));

/** Opens what can be made of the diagram. */
export function ExportButton({ words }: { readonly words: PanelWords }) {
  const diagram = use(WhichDiagram);
  const [open, setOpen] = useState(false);
  if (diagram === null) return null;
  return (
    <>
      <Tool name={words.export} opens onClick={() => setOpen(true)}>
        M9 2.5v8.5M5.8 8L9 11.2L12.2 8M3 11.5v4h12v-4
      </Tool>
      <Suspense>{open && <ExportDialog diagram={diagram} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
