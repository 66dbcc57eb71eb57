/** The texts of the shell area. English is the source of the type: a text missing in another language does not compile. */
export const shell = {};

export type ShellMessages = typeof shell;
