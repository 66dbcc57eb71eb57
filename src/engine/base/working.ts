/** A record in the making, which belongs to one place in the program alone and is written into until it is finished. */
export type Working<T> = { -readonly [Key in keyof T]: T[Key] };

/** What a copy of a record is written as, field by field: a field that is left out does not compile, optional or not. */
export type EveryField<T> = { [Key in keyof Required<T>]: T[Key] };
