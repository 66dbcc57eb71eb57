import type { Citation } from './citation.ts';
import { linux, man } from './socket-rules.ts';

/** The rules by which poll, select and epoll answer. */
export const MULTIPLEX_RULES = {
  'poll-done': man('poll', 2),
  'select-done': man('select', 2),
  'select-ebadf': man('select', 2),
  'select-einval': man('select', 2),
  'epoll-created': man('epoll_create1', 2),
  'epoll-added': man('epoll_ctl', 2),
  'epoll-modified': man('epoll_ctl', 2),
  'epoll-removed': man('epoll_ctl', 2),
  'epoll-told': man('epoll', 7),
  'epoll-told-once': man('epoll', 7),
  'epoll-silent': man('epoll', 7),
  'looked-and-nothing': man('poll', 2),
  'time-over': man('poll', 2),
  'epoll-einval': man('epoll_ctl', 2),
  'epoll-einval-bytes': linux('read of an epoll instance', 'read', 2),
  'epoll-wait-einval': man('epoll_wait', 2),
  'epoll-ctl-ebadf': man('epoll_ctl', 2),
  'epoll-ctl-eexist': man('epoll_ctl', 2),
  'epoll-ctl-enoent': man('epoll_ctl', 2),
  'epoll-ctl-eperm': man('epoll_ctl', 2),
  'epoll-ctl-eloop': man('epoll_ctl', 2),
  'epoll-ctl-einval-itself': man('epoll_ctl', 2),
  'epoll-ctl-einval-exclusive': man('epoll_ctl', 2),
} as const satisfies Record<string, Citation>;

export type MultiplexRule = keyof typeof MULTIPLEX_RULES;
