import type { SymbolFact } from '../index/file-facts.ts';

const CALLED_BY_PLACE =
  /@(?:[\w.]*\.)?(?:dataclass|define|mutable|frozen|attrs|s|dataclass_transform)\b|\(\s*(?:typing\.)?NamedTuple\b/;
const CALLED_BY_KEYWORD = /\(\s*(?:[\w.]*\.)?(?:BaseModel|TypedDict)\b|\bkw_only\s*=\s*True/;
const FROZEN = /\bfrozen\s*=\s*True|@(?:[\w.]*\.)?frozen\b/;
const NOT_TAKEN = /:\s*(?:typing\.)?ClassVar\b|\binit\s*=\s*False/;
const FIELD = /^(\w+)\s*(?::\s*([^=]+?))?\s*(?:=\s*([^]*))?$/;
const SPECIFIER = /^(?:[\w.]*\.)?(?:field|ib|attrib|Field)\(([^]*)\)$/;
const DEFAULT = /\b(?:default|default_factory|factory)\s*=\s*([^,)]+)/;

/**
 * The constructor that a Python class gets from its fields (dataclasses, attrs, named tuples, pydantic's models), as if it
 * were written; null where it is no such class, or writes its own.
 */
export function recordConstructor(
  owner: SymbolFact,
  symbols: readonly SymbolFact[],
  lines: readonly string[],
): string | null {
  const head = lines.slice(owner.startLine - 1, Math.max(owner.bodyLine - 1, owner.startLine)).join(' ');
  const isByKeyword = CALLED_BY_KEYWORD.test(head);
  if (!isByKeyword && !CALLED_BY_PLACE.test(head)) return null;
  const inside = symbols.filter(
    ({ qualifiedName, name }) => qualifiedName === `${owner.qualifiedName}.${name}`,
  );
  if (inside.some(({ name }) => name === '__init__')) return null;
  const fields = inside.filter(({ kind }) => kind === 'field');
  const parameters = fields.flatMap(({ startLine, endLine }) =>
    parameterOf(
      lines
        .slice(startLine - 1, endLine)
        .join(' ')
        .trim(),
    ),
  );
  const list = ['self', ...(isByKeyword ? ['*'] : []), ...parameters].join(', ');
  return `${FROZEN.test(head) ? 'frozen ' : ''}def __init__(${list})`;
}

function parameterOf(line: string): readonly string[] {
  const field = line.replace(/\s#.*$/, '');
  const [, name, type = '', value] = FIELD.exec(field) ?? [];
  if (name === undefined || NOT_TAKEN.test(field)) return [];
  if (/\bKW_ONLY$/.test(type)) return ['*'];
  const isBare = type === '' && !SPECIFIER.test(value ?? '');
  if (isBare) return [];
  const fallback = value === undefined ? null : defaultIn(value);
  const typed = type === '' ? name : `${name}: ${type.replaceAll(/\s+/g, ' ')}`;
  return [fallback === null ? typed : `${typed} = ${fallback}`];
}

/** The default of a field: its value, or what a call that describes the field names as such; `...` says there is none. */
function defaultIn(value: string): string | null {
  const described = SPECIFIER.exec(value.trim())?.[1];
  if (described === undefined) return value.trim();
  const named = DEFAULT.exec(described)?.[1]?.trim();
  const [first = ''] = described.split(',');
  const found = named ?? (/^\s*(?:\w+\s*=(?!=)|\.\.\.|$)/.test(first) ? null : first.trim());
  return found === '...' ? null : found;
}
