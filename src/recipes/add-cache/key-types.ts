/** What values of an annotated parameter are, as far as a cache tells them apart. */
export type KeyKind = 'text' | 'int' | 'bool' | 'float' | 'none' | 'class' | 'tuple' | 'enum' | 'value';

/** The kind of a class of the project whose values can be keys, or null. */
export type ClassKind = (name: string) => Promise<'enum' | 'value' | null>;

type Kinds = readonly KeyKind[];

const PLAIN: ReadonlyMap<string, KeyKind> = new Map([
  ['str', 'text'],
  ['LiteralString', 'text'],
  ['bytes', 'text'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['float', 'float'],
  ['None', 'none'],
  ['type', 'class'],
]);
const SHARED_BY_EQUALS: ReadonlySet<KeyKind> = new Set(['int', 'bool', 'float', 'enum']);

/** The kinds of an annotation that names only types with a hash, that never change and are equal by all they show; null for any other. */
export async function kindsOfAnnotation(text: string, classKind: ClassKind): Promise<Kinds | null> {
  const type = text.trim();
  const alternatives = splitAt(type, '|');
  if (alternatives.length > 1) return kindsOfAll(alternatives, classKind);
  const [, quoted] = /^["']([^"']*)["']$/.exec(type) ?? [];
  if (quoted !== undefined) return kindsOfAnnotation(quoted, classKind);
  const [, head, inner] = /^((?:\w+\.)?\w+)\s*\[([^]*)\]$/.exec(type) ?? [];
  if (head !== undefined && inner !== undefined) return kindsOfGeneric(head, inner, classKind);
  const plain = PLAIN.get(type.replace(/^(?:typing|typing_extensions|t)\./, ''));
  if (plain !== undefined) return [plain];
  const known = /^\w+$/.test(type) ? await classKind(type) : null;
  return known === null ? null : [known];
}

/** Whether values that are equal may differ in what they show, so that a cache has to look at their types as well. */
export function needsTypes(kinds: Kinds): boolean {
  const all = new Set(kinds);
  const numbers = [...all].filter((kind) => SHARED_BY_EQUALS.has(kind));
  return (
    all.has('float') ||
    numbers.length > 1 ||
    (all.has('enum') && all.has('text')) ||
    (all.has('tuple') && all.has('value'))
  );
}

/** Whether values of these kinds can lie within another value, where a cache does not look at their types. */
export function mayLieWithin(kinds: Kinds): boolean {
  return !needsTypes(kinds);
}

async function kindsOfGeneric(head: string, inner: string, classKind: ClassKind): Promise<Kinds | null> {
  const items = splitAt(inner, ',').filter((item) => item !== '');
  const name = head.split('.').at(-1) ?? '';
  if (name === 'Optional' && items.length === 1) return kindsOfAll([...items, 'None'], classKind);
  if (name === 'Union') return kindsOfAll(items, classKind);
  if (name === 'Literal') return kindsOfLiterals(items);
  if (name === 'type' || name === 'Type') return ['class'];
  if (name !== 'tuple' && name !== 'Tuple') return null;
  const within = items.filter((item) => item !== '...' && item !== '()');
  for (const item of within) {
    const kinds = await kindsOfAnnotation(item, classKind);
    if (kinds === null || !mayLieWithin(kinds)) return null;
  }
  return ['tuple'];
}

async function kindsOfAll(types: readonly string[], classKind: ClassKind): Promise<Kinds | null> {
  const found: KeyKind[] = [];
  for (const type of types) {
    const kinds = await kindsOfAnnotation(type, classKind);
    if (kinds === null) return null;
    found.push(...kinds);
  }
  return found;
}

function kindsOfLiterals(items: readonly string[]): Kinds | null {
  const kinds = items.map((item): KeyKind | null => {
    if (/^[bru]*["']/i.test(item)) return 'text';
    if (/^[-+]?\d+$/.test(item)) return 'int';
    if (item === 'True' || item === 'False') return 'bool';
    if (item === 'None') return 'none';
    return /^\w+\.\w+$/.test(item) ? 'enum' : null;
  });
  const known = kinds.filter((kind) => kind !== null);
  return known.length === kinds.length ? known : null;
}

/** The parts of a type between separators that stand in no brackets and no quotes. */
function splitAt(text: string, separator: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const letter of text) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[' || letter === '(') depth++;
    else if (letter === ']' || letter === ')') depth--;
    if (letter === separator && depth === 0 && quote === '') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return parts.map((part) => part.trim());
}
