/** Ends a `switch` over a union: a case left out does not compile. Reached at run time only by data that lied about its type. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
