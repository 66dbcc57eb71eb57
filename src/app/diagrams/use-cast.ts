import { useMemo } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { useMessages } from '../i18n/index.ts';
import { namedCast } from './named-cast.ts';

/** Who takes part in a run, in the language shown now; the same cast as long as it is. */
export function useCast(timeline: Timeline): Cast {
  const messages = useMessages();
  const {
    recording: { setting },
    trace,
  } = timeline;
  // oxlint-disable-next-line react/exhaustive-deps -- the array grows: its length tells of newcomers
  return useMemo(() => namedCast(timeline, messages), [setting, messages, trace.items, trace.length]);
}
