import { splitOutside } from './split-outside.ts';

export type TypeMember = { readonly name: string; readonly signature: string; readonly isRequired: boolean };

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
  return splitOutside(body, kind === 'enum' ? ',' : ',;\n').flatMap((part) => {
    const signature = part.replaceAll(/\s+/g, ' ').trim();
    const match = NAME.exec(signature);
    if (match?.[2] === undefined) return [];
    return [{ name: match[2], signature, isRequired: kind !== 'enum' && match[3] !== '?' }];
  });
}
