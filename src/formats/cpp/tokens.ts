/** What a piece of C++ is, for colouring. */
export type TokenKind = 'keyword' | 'type' | 'function' | 'string' | 'number' | 'comment' | 'plain';

export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

const KEYWORDS = new Set(
  (
    'if else for return const static sizeof nullptr true false class struct public protected private template explicit virtual ' +
    'noexcept operator delete inline this'
  ).split(' '),
);
const TYPES = new Set(
  (
    'int char void std string vector sockaddr sockaddr_in socklen_t ssize_t pid_t thread pollfd linger timeval fd_set epoll_event ' +
    'bool short size_t uint32_t Endpoint Socket ServerSocket ClientSocket Poller Selector Epoll Process'
  ).split(' '),
);

const TOKEN =
  /(?<comment>\/\/.*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<=#include )<[^>]*>)|(?<directive>#\w+)|(?<number>\b\d+\b)|(?<word>[A-Za-z_]\w*)|(?<rest>\s+|[^\s\w"'#/]+|.)/g;

/** The tokens of one line of the C++ that this folder writes; together they are the line again. */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of line.matchAll(TOKEN)) {
    const text = match[0];
    const kind = kindOf(match.groups ?? {}, line.slice(match.index + text.length), text);
    const last = tokens.at(-1);
    if (last !== undefined && last.kind === kind && kind === 'plain') {
      tokens[tokens.length - 1] = { text: last.text + text, kind };
    } else tokens.push({ text, kind });
  }
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>, after: string, text: string): TokenKind {
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['string'] !== undefined) return 'string';
  if (groups['directive'] !== undefined) return 'keyword';
  if (groups['number'] !== undefined) return 'number';
  if (groups['word'] === undefined) return 'plain';
  if (KEYWORDS.has(text)) return 'keyword';
  if (TYPES.has(text)) return 'type';
  return after.startsWith('(') ? 'function' : 'plain';
}
