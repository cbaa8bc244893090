import { literalPattern } from '../../domain/literal-pattern.ts';
import { mayBeBound } from './bound-names.ts';
import { isProbed } from './module-members.ts';

type Asked = {
  readonly path: string;
  /** Without comments and strings, and without the import of the class. */
  readonly code: string;
  /** What the file calls the class. */
  readonly alias: string;
  /** The name of the method. */
  readonly name: string;
};

/** The line, from 1, on which a method is used of a value that can be of no other class; null where none is certain. */
export function receiverUse({ path, code, alias, name }: Asked): number | null {
  if (mayBeBound(path, code, alias)) return null;
  const one = literalPattern(alias);
  const member = String.raw`\s*\??\.\s*${literalPattern(name)}(?![\w$])`;
  const direct = [String.raw`(?<![\w$.])(?:new\s+)?${one}\([^()\n]*\)`, String.raw`(?<![\w$.])${one}`];
  const known = [...receivers({ path, code, one })].map(
    (text) => String.raw`(?<![\w$.])${literalPattern(text)}`,
  );
  for (const receiver of [...direct, ...known]) {
    if (isProbed(code, receiver.replace(/^\(\?<![^)]*\)/, ''), receiver + member)) continue;
    const line = code.split('\n').findIndex((text) => new RegExp(receiver + member).test(text));
    if (line !== -1) return line + 1;
  }
  return null;
}

/** The names, and the fields of `self` and `this`, that every line which binds them makes an instance of the class. */
function receivers({
  path,
  code,
  one,
}: Pick<Asked, 'path' | 'code'> & { readonly one: string }): ReadonlySet<string> {
  const made = path.endsWith('.py') ? String.raw`${one}\(` : String.raw`new\s+${one}\(`;
  const typed = String.raw`:\s*${one}(?=\s*(?:[,)=;{\n]|$))`;
  const binding = new RegExp(
    String.raw`(?:\b(?:const|let|var)\s+)?((?:\b(?:private|public|protected|readonly)\s+)*)(?<![\w$.])((?:(?:self|this)\.)?[\w$]+)\s*(?:${typed}(?:\s*=\s*${made})?|=\s*${made})`,
    'gm',
  );
  // A parameter of a constructor with such a word is a field.
  const found = new Set(
    Array.from(code.matchAll(binding), ([, words, name = '']) => (words === '' ? name : `this.${name}`)),
  );
  const rest = code.replaceAll(binding, ' ');
  return new Set([...found].filter((name) => !isBoundElse({ path, code: rest, name })));
}

function isBoundElse({ path, code, name }: Pick<Asked, 'path' | 'code' | 'name'>): boolean {
  const bare = name.replace(/^(?:self|this)\./, '');
  if (bare === name) return mayBeBound(path, code, name);
  return new RegExp(String.raw`(?<![\w$])${literalPattern(bare)}\s*(?::[^=\n]{0,200})?=(?!=)`).test(code);
}
