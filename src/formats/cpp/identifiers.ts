/** Words that a program of this kind already uses: C++'s own, the calls, and the variables that the writer brings. */
const TAKEN = new Set(
  (
    'alignas alignof and asm auto bool break case catch char class const constexpr continue default delete do double ' +
    'else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept ' +
    'not nullptr operator or private protected public register return short signed sizeof static struct switch ' +
    'template this throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor ' +
    'bitand bitor compl and_eq or_eq xor_eq not_eq char16_t char32_t decltype reinterpret_cast static_cast dynamic_cast ' +
    'const_cast static_assert thread_local linux unix ' +
    'socket bind listen connect accept accept4 send recv shutdown close getsockname getpeername setsockopt getsockopt ' +
    'fcntl poll read write select epoll_create1 epoll_ctl epoll_wait max dup dup2 fork exit perror printf htons htonl ntohs inet_pton inet_ntop atoi main std errno ' +
    'sockaddr sockaddr_in socklen_t ssize_t pid_t pollfd linger timeval fd_set epoll_event argc argv buf n'
  ).split(' '),
);

/** Hands out variable names: what the script calls a thing where C++ allows it, else something close. */
export class Identifiers {
  private readonly taken: ReadonlySet<string>;
  private readonly used: Set<string>;
  private readonly known = new Map<string, string>();

  /** `more`: further words that the program uses. */
  constructor(more: readonly string[] = []) {
    this.taken = more.length === 0 ? TAKEN : new Set([...TAKEN, ...more]);
    this.used = new Set(this.taken);
  }

  /** The variable for the thing `key`, the same one every time; `wish` is what it would best be called. */
  of(key: string, wish: string): string {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const fresh = this.fresh(wish);
    this.known.set(key, fresh);
    return fresh;
  }

  /** A variable that nobody has yet. */
  fresh(wish: string): string {
    const base = wish.replace(/\W/g, '_').replace(/^(?=\d|$)/, '_');
    let name = base;
    for (let count = 2; this.used.has(name); count++) name = `${base}${this.taken.has(base) ? '_' : ''}${count}`;
    this.used.add(name);
    return name;
  }
}
