import { splitOutside } from './split-outside.ts';

export type TypeMember = {
  readonly name: string;
  readonly signature: string;
  readonly isRequired: boolean;
  /** The value of a member of an enumeration; null of others, and where it is computed. */
  readonly value: string | null;
};

const COMMENT = /\/\*[^]*?\*\/|(?<!\S)\/\/.*$/gm;
const NAME = /^(?:readonly\s+)?(?:(?:get|set)\s+(?=[\w$'"]))?(['"]?)([\w$]+)\1\s*(\??)/;
/** What a line begins or the line before it ends with where one member goes on over both. */
const GOES_ON = /\n\s*(?=[|&?:.=]|extends\b)|(?<=[|&?:=,(<]|=>)\s*\n/g;

/** The members of a TypeScript interface, object type or enumeration, read off its text. */
export function typeMembersOf(
  declaration: string,
  kind: 'interface' | 'type' | 'enum',
): readonly TypeMember[] {
  const code = declaration.replaceAll(COMMENT, '');
  const body = code.slice(code.indexOf('{') + 1, code.lastIndexOf('}')).replaceAll(GOES_ON, ' ');
  if (kind === 'enum') return enumMembers(body);
  return splitOutside(body, ',;\n').flatMap((part) => {
    const signature = part.replaceAll(/\s+/g, ' ').trim();
    const match = NAME.exec(signature);
    if (match?.[2] === undefined) return [];
    return [{ name: match[2], signature, isRequired: match[3] !== '?', value: null }];
  });
}

/** A member without a value is by one more than the one before it. */
function enumMembers(body: string): readonly TypeMember[] {
  const members: TypeMember[] = [];
  let next: number | null = 0;
  for (const part of splitOutside(body, ',')) {
    const signature = part.replaceAll(/\s+/g, ' ').trim();
    const [, , name, written] = /^(['"]?)([\w$]+)\1(?:\s*=\s*(.*))?$/.exec(signature) ?? [];
    if (name === undefined) continue;
    const value: string | null = written?.replaceAll("'", '"') ?? (next === null ? null : String(next));
    next = value !== null && /^-?\d+$/.test(value) ? Number(value) + 1 : null;
    members.push({ name, signature, isRequired: false, value });
  }
  return members;
}
