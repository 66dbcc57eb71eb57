import { exerciseActions } from './exercise-store.ts';
import { workshopActions } from './workshop/workshop-store.ts';

/** Opens what the last visit left open: an exercise, or the one that was being made. */
export function resumeWork(): void {
  exerciseActions.resume();
  workshopActions.resume();
}
