import { deepFreeze } from '../base/freeze.ts';
import type { World } from './world.ts';

// Written so that a builder finds it and puts the answer in its place; a browser has no `process` to ask.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** Freezing finds whoever writes into a World; it costs time, so that a build for users does without. */
const FREEZES = typeof process !== 'undefined' && process.env.NODE_ENV !== 'production';

/** The World, finished. */
export const frozen = (world: World): World => (FREEZES ? deepFreeze(world) : world);
