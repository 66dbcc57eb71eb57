import { emptyLog } from '../base/log.ts';
import { createWorld } from '../simulation/create-world.ts';
import type { Recording } from './recording.ts';
import type { Timeline } from './timeline.ts';

/** A recording of which nothing has been run yet: the World before anything happens. It needs nothing of what makes things happen. */
export const begin = (recording: Recording): Timeline => ({
  recording,
  beginning: createWorld(recording.setting, recording.seed, recording.programs),
  steps: emptyLog(),
  trace: emptyLog(),
  end: 'not-run',
  follow: () => {
    throw new Error('nothing follows in a run that has not been run');
  },
});
