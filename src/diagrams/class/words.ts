/** The language of a class diagram. Classes, members and UML's own words keep their names in every language. */
export interface ClassWords {
  readonly title: string;
  /** In place of a picture: the program makes no call. */
  readonly empty: string;
  /** Above the objects of a process. */
  objectsOf(process: string): string;
  /** A value that there is not, or not yet. */
  readonly nothing: string;
  bytes(count: number): string;
  /** Beside the descriptor of an object that has closed it. */
  readonly closed: string;
  readonly table: {
    readonly columns: { readonly of: string; readonly member: string; readonly now: string };
    /** In place of a member: what a class is. `base` null: it specialises none. */
    aClass(p: {
      readonly base: string | null;
      readonly isAbstract: boolean;
      readonly attributes: readonly string[];
    }): string;
    /** How an operation stands. `times`: how often it was called; `errno`: why the last of these calls failed. */
    operation(p: {
      readonly times: number;
      readonly running: 'now' | 'blocked' | null;
      readonly errno: string | null;
    }): string;
    /** In the last column of an object's first row. */
    readonly alive: string;
    readonly gone: string;
    /** One sentence that says what the diagram shows. `running`: the operation that is being executed; null: none. */
    summary(p: {
      readonly program: string;
      readonly classes: number;
      readonly objects: number;
      readonly running: string | null;
      readonly isBlocked: boolean;
    }): string;
  };
}
