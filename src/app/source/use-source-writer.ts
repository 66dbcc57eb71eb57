import { useEffect, useState } from 'react';
import { cppSource } from '../../formats/cpp/cpp-source.ts';
import { useView, viewActions } from '../shell/view.ts';
import type { WriteSource } from './process-source.ts';

/** What writes the programs as the reader wants them. Classes come with their first use; until then there are functions. */
export function useSourceWriter(): WriteSource {
  const wanted = useView(({ source }) => source);
  const [classes, setClasses] = useState<{ readonly write: WriteSource } | null>(null);
  const missing = wanted === 'classes' && classes === null;
  useEffect(() => {
    if (!missing) return;
    let stale = false;
    import('../../formats/cpp/classes/class-source.ts').then(
      ({ classSource }) => {
        if (!stale) setClasses({ write: classSource });
      },
      // Without the network there are no classes: the choice says what is shown.
      () => viewActions.setSource('functions'),
    );
    return () => {
      stale = true;
    };
  }, [missing]);
  return wanted === 'classes' && classes !== null ? classes.write : cppSource;
}
