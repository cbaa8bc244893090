import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { nameAt } from './occurrences.ts';
import type { Candidate } from './candidates.ts';

/** Classes whose members are renamed and whose base class the project does not hold: `Page extends Component`. */
export function foreignBases(
  project: TypeScriptProject,
  declarations: readonly Candidate[],
): readonly string[] {
  const { ts, checker } = project;
  const found = new Set<string>();
  for (const { path, start, kind } of declarations) {
    if (kind !== 'method' && kind !== 'property') continue;
    const container = classAround(project, path, start);
    for (const base of container === null ? [] : basesOf(ts, container)) {
      const isUnknown = (checker.getTypeAtLocation(base).flags & ts.TypeFlags.Any) !== 0;
      if (isUnknown) found.add(`${container?.name?.text ?? 'a class'} extends ${base.expression.getText()}`);
    }
  }
  return [...found];
}

function classAround(
  { ts, sourceFile }: TypeScriptProject,
  path: string,
  start: number,
): TypeScript.ClassLikeDeclaration | null {
  const file = sourceFile(path);
  if (file === undefined) return null;
  const [word = ''] = /^#?[\p{ID_Continue}$]+/u.exec(file.text.slice(start)) ?? [];
  const node = nameAt(ts, file, { start, word });
  if (node === null || typeof node === 'string') return null;
  return ts.isClassLike(node.parent.parent) ? node.parent.parent : null;
}

function basesOf(
  ts: typeof TypeScript,
  container: TypeScript.ClassLikeDeclaration,
): readonly TypeScript.ExpressionWithTypeArguments[] {
  return (container.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => [...types]);
}
