/** The errors that socket calls report here (errno(3)). */
export const ERRNO = [
  'EACCES',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EAGAIN',
  'EALREADY',
  'EBADF',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EDESTADDRREQ',
  'EHOSTUNREACH',
  'EINPROGRESS',
  'EINTR',
  'EINVAL',
  'EISCONN',
  'EMFILE',
  'ENETUNREACH',
  'ENOPROTOOPT',
  'ENOTCONN',
  'ENOTSOCK',
  'EOPNOTSUPP',
  'EPIPE',
  'ETIMEDOUT',
] as const;

export type Errno = (typeof ERRNO)[number];
