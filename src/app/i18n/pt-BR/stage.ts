import type { StageMessages } from '../en/stage.ts';

export const stage: StageMessages = {};
