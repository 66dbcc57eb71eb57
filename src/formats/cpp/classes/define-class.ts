import type {
  Attribute,
  ClassName,
  Operation,
  OperationId,
  Parameter,
  Visibility,
} from '../../../programs/classes/description.ts';
import type { ProgramClass, ProgramClasses } from '../../../programs/classes/program-classes.ts';
import type { CppInput } from '../cpp-input.ts';
import { plain, type WrittenLine } from '../written-line.ts';
import { bodyOf } from './bodies.ts';

/** What the definitions of a program's classes are made for. */
export interface Definitions {
  readonly classes: ProgramClasses;
  readonly language: CppInput['language'];
  /** An object of it is given another descriptor later on. */
  readonly moves: boolean;
  /** The keys of the calls that an operation makes. */
  readonly keysOf: (owner: ClassName, id: OperationId) => readonly string[];
  readonly include: (header: string) => void;
}

/** The classes of a program, and the function that says what has failed. */
export function defineClasses(given: Definitions): readonly WrittenLine[] {
  const own = given.classes.classes.filter(({ name }) => name !== 'std::thread');
  if (own.length === 0) return [];
  const accepts = own.find(({ operations }) => operations.some(returnsClient))?.name === 'Socket';
  return [
    ...plain(['', ...REPORT[given.language]]),
    // The base class may return what is derived from it.
    ...(accepts ? plain(['', 'class ClientSocket;']) : []),
    ...own.flatMap((each) => [...plain(['']), ...define(each, given)]),
    ...(accepts ? own.flatMap((each) => laterDefinitions(each, given)) : []),
  ];
}

const returnsClient = ({ returns }: Operation): boolean => returns === 'ClientSocket';

const report = (comment: string): readonly string[] => [
  `// ${comment}`,
  'template <class T>',
  'T check(T result, const char* call) {',
  '    if (result < 0) perror(call);',
  '    return result;',
  '}',
];
const REPORT = {
  en: report('Says which call has failed; the program goes on.'),
  'pt-BR': report('Diz qual chamada falhou; o programa continua.'),
} as const;

/** What a class is for, in a line. */
const COMMENTS: Readonly<Record<ClassName, Readonly<Record<CppInput['language'], string>>>> = {
  Endpoint: { en: 'One end of a connection: a value.', 'pt-BR': 'Uma ponta de uma conexão: um valor.' },
  Socket: {
    en: 'Owns a descriptor, and closes it when it goes (RAII).',
    'pt-BR': 'Dono de um descritor, que fecha ao ser destruído (RAII).',
  },
  ServerSocket: { en: 'Waits for clients.', 'pt-BR': 'Espera pelos clientes.' },
  ClientSocket: { en: 'Sends and receives.', 'pt-BR': 'Envia e recebe.' },
  Poller: { en: 'Waits for several at once: poll.', 'pt-BR': 'Espera por vários de uma vez: poll.' },
  Selector: { en: 'Waits for several at once: select.', 'pt-BR': 'Espera por vários de uma vez: select.' },
  Epoll: { en: 'Waits for several at once: epoll.', 'pt-BR': 'Espera por vários de uma vez: epoll.' },
  Process: { en: 'What the process does itself.', 'pt-BR': 'O que o próprio processo faz.' },
  'std::thread': { en: '', 'pt-BR': '' },
};

const OWNERS: ReadonlySet<ClassName> = new Set(['Socket', 'Epoll']);

function define(each: ProgramClass, given: Definitions): readonly WrittenLine[] {
  const { name, base, attributes, operations } = each;
  const isPlain = each.stereotype !== null;
  const inSection = (visibility: Visibility): readonly WrittenLine[] => {
    const special = visibility === '+' && OWNERS.has(name) ? ownership(name, given) : [];
    const own = operations.filter((one) => one.visibility === visibility);
    return [
      ...(isPlain && visibility === '+' ? fields(each, visibility, given) : []),
      ...plain(special.map((line) => `    ${line}`)),
      ...own.flatMap((one) => method(one, each, given)),
      ...(isPlain && visibility === '+' ? [] : fields(each, visibility, given)),
    ];
  };
  const sections = (
    [
      ['+', 'public'],
      ['#', 'protected'],
      ['-', 'private'],
    ] as const
  ).flatMap(([visibility, word]) => {
    const lines = inSection(visibility);
    return lines.length === 0 ? [] : [...(isPlain ? [] : plain([`${word}:`])), ...lines];
  });
  const kept = attributes.filter(({ derived }) => derived).map((one) => one.name);
  const inKernel = given.language === 'en' ? 'In the kernel' : 'No núcleo';
  return [
    ...plain([
      `// ${COMMENTS[name][given.language]}`,
      ...(kept.length === 0 ? [] : [`// ${inKernel}: ${kept.join(', ')}.`]),
      `${isPlain ? 'struct' : 'class'} ${name}${base === null ? '' : ` : public ${base}`} {`,
    ]),
    ...sections,
    ...plain(['};']),
  ];
}

/** A descriptor has one owner: it is handed on, or stays where it is. */
function ownership(name: ClassName, given: Definitions): readonly string[] {
  if (!given.moves) return [`${name}(const ${name}&) = delete;`, `${name}& operator=(const ${name}&) = delete;`];
  given.include('<utility>');
  return [
    `${name}(${name}&& other) noexcept`,
    `    : fd_(std::exchange(other.fd_, -1)) {}`,
    `${name}& operator=(${name}&& other) noexcept {`,
    '    std::swap(fd_, other.fd_);',
    '    return *this;',
    '}',
  ];
}

function fields(each: ProgramClass, visibility: Visibility, { classes, include }: Definitions): readonly WrittenLine[] {
  const held = each.attributes.filter((one) => one.visibility === visibility && !one.derived);
  const known = classes.associations.filter(
    ({ from, role }) => from === each.name && visibility === '-' && !role.startsWith('/'),
  );
  if (held.some(({ type }) => type === 'string')) include('<string>');
  return plain([
    ...held.map((one) => `    ${field(one)};`),
    ...known.map(({ role }) => `    std::vector<pollfd> ${role};`),
  ]);
}

/** `int fd_`, `std::vector<int> read_`. */
function field({ name, type }: Attribute): string {
  const several = /^(.*)\[\*\]$/.exec(type);
  return `${several ? `std::vector<${several[1]}>` : valueType(type)} ${name}`;
}

const valueType = (type: string): string => (type === 'string' ? 'std::string' : type);

/** What C++ calls a parameter of a type of the description. */
function parameterOf({ name, type, out, default: value }: Parameter): string {
  const given = value === undefined ? '' : ` = ${value}`;
  if (out) return `${valueType(type)}& ${name}`;
  const byReference = type === 'string' || type === 'Endpoint' || type === 'T';
  return `${byReference ? `const ${valueType(type)}&` : type} ${name}${given}`;
}

function headOf(operation: Operation, isConst: boolean): string {
  const { name, kind, parameters, returns, isStatic, id } = operation;
  const list = `${name}(${parameters.map(parameterOf).join(', ')})${isConst ? ' const' : ''}`;
  if (kind === 'destructor') return `virtual ${list}`;
  if (kind === 'constructor') return `${id === 'adopt' ? 'explicit ' : ''}${list}`;
  const type = id === 'data' ? 'const std::string&' : valueType(returns ?? 'void');
  return `${isStatic ? 'static ' : ''}${type} ${list}`;
}

function method(operation: Operation, owner: ProgramClass, given: Definitions): readonly WrittenLine[] {
  const body = bodyOf(operation, owner.name);
  for (const header of body.headers ?? []) given.include(header);
  if (operation.parameters.some(({ type }) => type === 'string')) given.include('<string>');
  const head = headOf(operation, body.isConst === true);
  const keys = given.keysOf(owner.name, operation.id);
  if (owner.name === 'Socket' && returnsClient(operation)) return plain([`    ${head};`]);
  if (body.initialised !== undefined) {
    if (body.calls === undefined) return plain([`    ${head} : ${body.initialised} {}`]);
    return [...plain([`    ${head}`]), { text: `        : ${body.initialised} {}`, keys, inClass: true }];
  }
  const written = operation.kind === 'destructor' && owner.name === 'Epoll' ? head.replace('virtual ', '') : head;
  return [
    ...plain([...(body.template ? ['    template <class T>'] : []), `    ${written} {`]),
    ...body.lines.map(
      (text, index): WrittenLine =>
        index === body.calls ? { text: `        ${text}`, keys, inClass: true } : { text: `        ${text}`, keys: [] },
    ),
    ...plain(['    }']),
  ];
}

/** The operations of the base class that need a class derived from it. */
function laterDefinitions(owner: ProgramClass, given: Definitions): readonly WrittenLine[] {
  if (owner.name !== 'Socket') return [];
  return owner.operations.filter(returnsClient).flatMap((operation) => {
    const body = bodyOf(operation, owner.name);
    const keys = given.keysOf(owner.name, operation.id);
    const parameters = operation.parameters.map(parameterOf).join(', ');
    return [
      ...plain(['', `inline ClientSocket Socket::${operation.name}(${parameters}) {`]),
      ...body.lines.map((text): WrittenLine => ({ text: `    ${text}`, keys, inClass: true })),
      ...plain(['}']),
    ];
  });
}
