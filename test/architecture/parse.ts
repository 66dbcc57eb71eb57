import { parseSync } from 'vite';

/** Something that a file mentions, and where. */
export interface Mention {
  readonly name: string;
  readonly line: number;
}

export interface Parsed {
  /** Specifiers of static and dynamic imports, of re-exports, of `import('…').T`, and of `/// <reference …="…" />`. */
  readonly imports: readonly Mention[];
  /** Names used as a variable or a type that the file nowhere declares; and `Math.random`. */
  readonly globals: readonly Mention[];
  readonly errors: readonly string[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function parse(path: string, source: string): Parsed {
  const { program, errors } = parseSync(path, source);
  const imports: Mention[] = [];
  const used: Mention[] = [];
  const declared = new Set<string>();

  const visit = (node: Node, parent: Node, key: string): void => {
    const line = (): number => source.slice(0, node.start).split('\n').length;
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ name: specifier, line: line() });
    for (const name of declaredBy(node)) declared.add(name);
    if (isIdentifier(node) && isUse(parent, key)) used.push({ name: node.name, line: line() });
    if (node.type === 'MemberExpression' && /^Math\s*\??\.\s*random$/.test(source.slice(node.start, node.end))) {
      used.push({ name: 'Math.random', line: line() });
    }
    for (const [childKey, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, childKey);
    }
  };
  if (isNode(program)) visit(program, program, '');

  for (const [i, line] of source.split('\n').entries()) {
    const reference = /^\s*\/\/\/\s*<reference\s+\w+="([^"]+)"/.exec(line)?.[1];
    if (reference !== undefined) imports.push({ name: reference, line: i + 1 });
  }
  return {
    imports,
    globals: used.filter(({ name }) => !declared.has(name)),
    errors: errors.map(({ message }) => message),
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isIdentifier(value: unknown): value is Node & { readonly name: string } {
  return isNode(value) && value.type === 'Identifier';
}

function specifierOf({ type, source }: Node): string | null {
  const takesFrom = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/;
  return takesFrom.test(type) && isNode(source) && typeof source['value'] === 'string' ? source['value'] : null;
}

/** The names that a node declares. Scopes are left out: a name declared anywhere in the file is the file's own. */
function declaredBy(node: Node): readonly string[] {
  return [placesOfNames(node)].flat(2).flatMap((place) => (isIdentifier(place) ? [place.name] : []));
}

function placesOfNames(node: Node): readonly unknown[] {
  switch (node.type) {
    case 'ObjectPattern':
      return [node['properties']].flat().map((property) => (isNode(property) ? property['value'] : null));
    case 'ArrayPattern':
      return [node['elements']];
    case 'RestElement':
      return [node['argument']];
    case 'AssignmentPattern':
      return [node['left']];
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node['local']];
    case 'TSTypeParameter':
      return [node['name']];
    case 'TSMappedType':
      return [node['key']];
    default:
      // Functions, classes, types, catch clauses and index signatures.
      return [node['id'], node['params'], node['param'], node['parameters']];
  }
}

/** Whether an identifier in this place stands for a variable or a type; a property or a label only looks like one. */
function isUse(parent: Node, key: string): boolean {
  switch (key) {
    case 'property':
    case 'key':
      return parent['computed'] === true;
    case 'right':
      return parent.type !== 'TSQualifiedName';
    default:
      return !['imported', 'exported', 'local', 'label', 'qualifier', 'meta'].includes(key);
  }
}
