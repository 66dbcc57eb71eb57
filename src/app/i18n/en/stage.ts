/** The texts of the stage area. English is the source of the type: a text missing in another language does not compile. */
export const stage = {};

export type StageMessages = typeof stage;
