/** A type that structural typing cannot confuse with its representation: `Brand<number, 'Micros'>` is a number that says what it counts. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
