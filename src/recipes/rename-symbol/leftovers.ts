import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';
import type { NameNode, Occurrences, Place } from './occurrences.ts';

/** The places that keep the old name, by what is known of them. */
export type Leftovers = {
  /** Names in code of which the checker knows nothing: on untyped values, or not declared in the project. */
  readonly unknown: readonly ResolvedOccurrence[];
  readonly strings: readonly Place[];
  readonly comments: readonly Place[];
  /** How many names were proven to stand for something else. */
  readonly namesakes: number;
};

/** Sorts every occurrence of the old name that the rename leaves. */
export function leftoversOf(
  project: TypeScriptProject,
  index: NameIndex,
  found: { readonly group: string; readonly mentions: Occurrences['mentions'] },
): Leftovers {
  const others = index.occurrences.filter(({ sides }) =>
    sides.every((side) => index.groupOf(side) !== found.group),
  );
  const unknown = others.filter(
    ({ path, node, sides }) =>
      sides.some(({ keys }) => keys.length === 0) &&
      !isInert(project.ts, node) &&
      !isOfPackage(project, path, node),
  );
  return {
    unknown,
    strings: found.mentions.filter(({ kind }) => kind === 'string'),
    comments: found.mentions.filter(({ kind }) => kind === 'comment'),
    namesakes: others.length - unknown.length,
  };
}

/** Names that stand for nothing outside their own construct: labels, tuple members, `export { x as name }` of nothing. */
function isInert(ts: typeof TypeScript, { parent }: NameNode): boolean {
  return (
    ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isNamedTupleMember(parent)
  );
}

/** `import { add } from 'package'`: the name of another symbol, although nothing more is known of it. */
function isOfPackage({ ts, modules }: TypeScriptProject, path: string, { parent }: NameNode): boolean {
  if (!ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent)) return false;
  const statement = ts.isImportSpecifier(parent) ? parent.parent.parent.parent : parent.parent.parent;
  const source = statement.moduleSpecifier;
  return (
    source !== undefined &&
    ts.isStringLiteralLike(source) &&
    isPackageName(source.text) &&
    !modules.isInternal(source.text, path)
  );
}

/** Aliases of bundlers begin with a sign that no package has. */
function isPackageName(specifier: string): boolean {
  return /^(?:@[\w-]+\/)?\w/.test(specifier);
}
