import type { MultiplexRule } from '../../../../engine/trace/multiplex-rules.ts';
import type { TextsOf } from '../../narration/texts.ts';

/** Waiting for several descriptors: poll, select and epoll. */
export const multiplex: TextsOf<MultiplexRule> = {
  'poll-done': {
    why: 'poll() looks at several descriptors at once and counts those that are ready; it reads and writes nothing.',
  },
  'select-done': {
    why: 'select() leaves in each set only the descriptors that are ready. Fill the sets anew before the next call.',
  },
  'select-ebadf': {
    why: 'One of the sets holds a descriptor that is not open in this process.',
    remedy: 'Take a descriptor out of the sets (FD_CLR) when you close it. poll() would report it as POLLNVAL instead.',
  },
  'select-einval': {
    why: 'The first argument of select() is negative.',
    remedy: 'Pass the highest descriptor in the sets plus 1.',
  },
  'epoll-created': {
    why: 'An epoll instance is a list in the kernel of descriptors to watch. It has a descriptor, but is no socket.',
  },
  'epoll-added': {
    why: 'The kernel remembers the descriptor and what to watch for. What is so already will be reported as well.',
  },
  'epoll-modified': {
    why: 'EPOLL_CTL_MOD asks for other events. It looks anew: what is so now is reported, edge-triggered as well.',
  },
  'epoll-removed': { why: 'The descriptor is watched no longer. close() of its last copy would do the same.' },
  'epoll-told': {
    why: 'Level-triggered: as long as a descriptor is ready, each epoll_wait() reports it, in turn with the others.',
  },
  'epoll-told-once': {
    why: 'Edge-triggered (EPOLLET): this is reported once. What is left unread is not told again until something new comes.',
    remedy: 'With EPOLLET make the descriptor non-blocking and read until EAGAIN.',
  },
  'epoll-silent': {
    why: 'Nothing new came. What lies there unread was told once already, and EPOLLET does not tell it again.',
    remedy: 'Before the next epoll_wait(), read until EAGAIN. EPOLL_CTL_MOD would make it look anew.',
  },
  'looked-and-nothing': {
    why: (f) => `With a timeout of 0, ${f.call ?? 'poll'}() only looks: nothing is ready just now.`,
  },
  'time-over': {
    why: (f) => `Nothing became ready in the time that ${f.call ?? 'poll'}() was given, so it returned 0.`,
  },
  'epoll-einval': {
    why: (f) => `Descriptor ${f.fd} is no epoll instance.`,
    remedy: 'The first argument is what epoll_create1() returned; the descriptor to watch comes third.',
  },
  'epoll-einval-bytes': {
    why: (f) => `Descriptor ${f.fd} is an epoll instance: there are no bytes in it to read or write.`,
    remedy: 'Ask it with epoll_wait() which descriptors are ready, then read from those.',
  },
  'epoll-wait-einval': {
    why: 'The room for reports, maxevents, must be greater than 0.',
    remedy: 'Pass the length of the array of epoll_event.',
  },
  'epoll-ctl-ebadf': {
    why: (f) => `Descriptor ${f.watched}, which is to be watched, is not open in this process.`,
    remedy: 'Add a descriptor after socket() or accept() returned it, and check first that it is not -1.',
  },
  'epoll-ctl-eexist': {
    why: (f) => `Descriptor ${f.watched} is on the list already.`,
    remedy: 'Use EPOLL_CTL_MOD to ask for other events.',
  },
  'epoll-ctl-enoent': {
    why: (f) => `Descriptor ${f.watched} is not on the list: never added, removed, or closed since.`,
    remedy: 'Add it with EPOLL_CTL_ADD. close() takes a descriptor off the list by itself.',
  },
  'epoll-ctl-eperm': {
    why: (f) => `Descriptor ${f.watched} leads to a file that is always ready: epoll cannot watch it.`,
    remedy: 'Watch sockets, pipes and the like. A regular file needs no waiting; poll() would say that it is ready.',
  },
  'epoll-ctl-eloop': {
    why: 'Epoll instances may watch each other, but not in a circle and in at most five levels.',
    remedy: 'Let one instance watch the sockets themselves.',
  },
  'epoll-ctl-einval-itself': {
    why: 'An epoll instance cannot watch itself.',
    remedy: 'The first argument is the epoll instance, the third the descriptor to watch.',
  },
  'epoll-ctl-einval-exclusive': {
    why: 'EPOLLEXCLUSIVE goes with EPOLL_CTL_ADD only, beside EPOLLIN, EPOLLOUT and EPOLLET, and not for an epoll instance.',
    remedy: 'Remove the descriptor and add it again with the events it should have.',
  },
};
