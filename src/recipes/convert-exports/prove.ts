import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { importersIn, reachedFrom } from '../typescript/importers.ts';
import { tokensOf } from '../typescript/tokens.ts';
import type { Key } from '../typescript/export-key.ts';

/** The changed files, parsed, at one time. */
export type Side = ReadonlyMap<string, TypeScript.SourceFile>;

const OF_EXPORTS = ['export', 'default', 'as', 'const', '=', '{', '}', ',', ':', ';'];

/** What else than exports, imports and the name would change, as the end of a sentence, or null. */
export function whatElseChanged(before: Side, after: Side, { from, to }: Key): string | null {
  const left = new Set([...OF_EXPORTS, from, to]);
  const rest = (side: Side, path: string): string => {
    const file = side.get(path);
    return file === undefined
      ? ''
      : tokensOf(file, file)
          .filter((token) => !left.has(token))
          .join('\0');
  };
  const other = [...before.keys()].find((path) => rest(before, path) !== rest(after, path));
  return other === undefined ? null : `more than exports and imports would change in ${other}`;
}

/** Which module would offer other names than it did, but for the one that is converted, as the end of a sentence, or null. */
export function whatIsOffered(
  before: TypeScriptProject,
  after: TypeScriptProject,
  { path, key }: { readonly path: string; readonly key: Key },
): string | null {
  for (const one of reachedFrom(importersIn(before).any, [path])) {
    const [was, is] = [namesOf(before, one), namesOf(after, one)];
    const lost = was.filter((name) => !is.includes(name)).filter((name) => one !== path || name !== key.from);
    const gained = is.filter((name) => !was.includes(name)).filter((name) => name !== key.to);
    const [other] = [...lost, ...gained];
    if (other !== undefined) return `${one} would ${lost.length > 0 ? 'no longer offer' : 'offer'} ${other}`;
  }
  return namesOf(after, path).includes(key.to) ? null : `${path} would not offer ${key.to}`;
}

/** The modules besides it that offer the new name too, by `export *`. */
export function offeredAlso(
  before: TypeScriptProject,
  after: TypeScriptProject,
  { path, key }: { readonly path: string; readonly key: Key },
): readonly string[] {
  return [...reachedFrom(importersIn(before).any, [path])].filter(
    (one) => one !== path && namesOf(after, one).includes(key.to) && !namesOf(before, one).includes(key.to),
  );
}

function namesOf({ checker, sourceFile, moduleOf }: TypeScriptProject, path: string): readonly string[] {
  const file = sourceFile(path);
  const module = file === undefined ? null : moduleOf(file);
  return module === null ? [] : checker.getExportsOfModule(module).map(({ name }) => name);
}
