import type { UseCaseId } from './catalogue.ts';
import type { Actor, Status } from './model.ts';

/** The language of a use case diagram. Keywords and calls keep their names in every language. */
export interface UseCaseWords {
  readonly title: string;
  /** The name of the system: what stands at the top of its boundary. */
  system(host: string): string;
  /** `hosts`: what the machines are called on the screen. */
  actor(kind: Actor['kind'], hosts: readonly string[]): string;
  readonly names: Readonly<Record<UseCaseId, string>>;
  /** Under which condition a use case extends another, in braces as UML writes it; absent: whenever the program wants to. */
  readonly conditions: Readonly<Partial<Record<UseCaseId, string>>>;
  readonly table: {
    readonly columns: {
      readonly name: string;
      readonly relation: string;
      readonly status: string;
      readonly calls: string;
    };
    includedBy(goal: string): string;
    /** `condition`: as in `conditions`; null: none. */
    extends(goal: string, condition: string | null): string;
    status(status: Status): string;
    /** How often each call was made: `send() 2×`. Empty: none was. */
    calls(counts: readonly { readonly call: string; readonly times: number }[]): string;
    summary(p: {
      readonly system: string;
      readonly useCases: number;
      readonly actors: number;
      readonly achieved: number;
      readonly underWay: number;
      readonly failed: number;
    }): string;
  };
}
