/** Everything that a program of sockets may be there for. */
export type UseCaseId =
  | 'connect'
  | 'create'
  | 'options'
  | 'bind'
  | 'handshake'
  | 'connect-failed'
  | 'retry-connect'
  | 'exchange'
  | 'send'
  | 'receive'
  | 'watch'
  | 'end-of-stream'
  | 'half-close'
  | 'later'
  | 'broken'
  | 'names'
  | 'threads'
  | 'fork'
  | 'close'
  | 'offer'
  | 'listen'
  | 'bind-failed'
  | 'retry-bind'
  | 'accept'
  | 'serve'
  | 'stop';

/** What a program is to the others: it opens connections, takes them, or does both. */
export type Role = 'client' | 'server' | 'both';

/** A use case that another includes, or that extends it. */
export interface Part {
  readonly id: UseCaseId;
  readonly relation: 'include' | 'extend';
  /** Shown only where the program does it. */
  readonly optional: boolean;
}

/** A use case that an actor has to do with, and what belongs to it. */
export interface Goal {
  readonly id: UseCaseId;
  readonly parts: readonly Part[];
}

/** Goals that stand in one column, with their parts in the other, beside the actor whose goals they are. */
export interface Section {
  readonly side: 'left' | 'right';
  readonly goals: readonly Goal[];
}

const includes = (id: UseCaseId): Part => ({ id, relation: 'include', optional: false });
const mayInclude = (id: UseCaseId): Part => ({ id, relation: 'include', optional: true });
const extended = (id: UseCaseId): Part => ({ id, relation: 'extend', optional: false });
const mayExtend = (id: UseCaseId): Part => ({ id, relation: 'extend', optional: true });

const OPENING: Goal = {
  id: 'connect',
  parts: [
    includes('create'),
    mayInclude('bind'),
    mayExtend('options'),
    includes('handshake'),
    extended('connect-failed'),
    mayExtend('retry-connect'),
  ],
};
const TALK = ['later', 'half-close', 'broken', 'names'] as const;

const OFFERING: Section = {
  side: 'right',
  goals: [
    {
      id: 'offer',
      parts: [
        includes('create'),
        mayExtend('options'),
        includes('bind'),
        mayExtend('bind-failed'),
        mayExtend('retry-bind'),
        includes('listen'),
      ],
    },
    { id: 'stop', parts: [] },
  ],
};
const ACCEPTING: Goal = { id: 'accept', parts: [mayExtend('threads')] };
const SERVING: Goal = {
  id: 'serve',
  parts: [
    mayInclude('watch'),
    includes('receive'),
    includes('send'),
    extended('end-of-stream'),
    mayExtend('fork'),
    ...TALK.map(mayExtend),
  ],
};
const CLOSING: Goal = { id: 'close', parts: [] };

/** What a program of each role is there for, as the slides tell it: the client connects, exchanges and closes; the server offers, accepts, serves and closes. */
export const SECTIONS: Readonly<Record<Role, readonly Section[]>> = {
  client: [
    {
      side: 'left',
      goals: [
        OPENING,
        {
          id: 'exchange',
          parts: [
            mayInclude('watch'),
            includes('send'),
            includes('receive'),
            extended('end-of-stream'),
            ...TALK.map(mayExtend),
            mayExtend('threads'),
            mayExtend('fork'),
          ],
        },
        CLOSING,
      ],
    },
  ],
  server: [OFFERING, { side: 'left', goals: [ACCEPTING, SERVING, CLOSING] }],
  both: [
    OFFERING,
    {
      side: 'left',
      goals: [
        ACCEPTING,
        { ...OPENING, parts: OPENING.parts.filter(({ id }) => !['create', 'bind', 'options'].includes(id)) },
        SERVING,
        CLOSING,
      ],
    },
  ],
};
