import { useMemo } from 'react';
import { type Cast, castOf } from '../../diagrams/cast.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { useMessages } from '../i18n/index.ts';
import { arrange } from '../stage/arrangement.ts';

/** Who takes part in a run, named as on the stage and in the reader's language. */
export function useCast({ recording: { setting }, trace }: Timeline): Cast {
  const { stage } = useMessages();
  return useMemo(() => {
    const placed = arrange(setting.hosts.map(({ name }) => name));
    return castOf(setting, trace.items).map((host) => {
      const place = placed.find(({ name }) => name === host.name);
      return place ? { ...host, label: stage.host(place) } : host;
    });
    // oxlint-disable-next-line react/exhaustive-deps -- the array grows: its length tells of newcomers
  }, [setting, stage, trace.items, trace.length]);
}
