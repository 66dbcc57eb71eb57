/** The texts of the diagrams area. English is the source of the type: a text missing in another language does not compile. */
export const diagrams = {};

export type DiagramsMessages = typeof diagrams;
