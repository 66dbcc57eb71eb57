import { deepFreeze } from '../base/freeze.ts';
import type { World } from './world.ts';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** Freezing finds whoever writes into a World; it costs time, so that a build for users does without. */
const FREEZES = typeof process === 'undefined' || process.env['NODE_ENV'] !== 'production';

/** The World, finished. */
export const frozen = (world: World): World => (FREEZES ? deepFreeze(world) : world);
