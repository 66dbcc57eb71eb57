import type { KeyboardEvent } from 'react';

/** On a radio button Space chooses, and the arrows go on to the next: here they are not the laboratory's. */
export function ownKeys(event: KeyboardEvent): void {
  if (event.key === ' ' || event.key.startsWith('Arrow')) event.stopPropagation();
}
