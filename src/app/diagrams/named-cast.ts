import { type Cast, castOf } from '../../diagrams/cast.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { Messages } from '../i18n/messages.ts';
import { arrange } from '../stage/arrangement.ts';

/** Who takes part in a run, named as on the stage and in the language of the messages. */
export function namedCast({ recording: { setting }, trace }: Timeline, { stage }: Pick<Messages, 'stage'>): Cast {
  const placed = arrange(setting.hosts.map(({ name }) => name));
  return castOf(setting, trace.items).map((host) => {
    const place = placed.find(({ name }) => name === host.name);
    return place ? { ...host, label: stage.host(place) } : host;
  });
}
