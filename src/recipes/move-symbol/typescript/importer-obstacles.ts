import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { placeAt } from '../../place.ts';
import { refused, type Refused } from '../../recipe.ts';
import { mocksIn } from '../../typescript/file-mentions.ts';
import { loadsOf } from '../../typescript/importers.ts';
import { objectEdits } from '../../typescript/module-object.ts';
import type { Script, Sources, Target } from './importer.ts';
import type { Moved } from './moved.ts';
import { isStarFollowed } from './star-exports.ts';

/** What to try where an importer cannot follow. */
export const KEEP = 'Keep it importable from where it is: reexport=keep.';

type Around = { readonly moved: Moved; readonly script: Script; readonly target: Target };

/** What no edit of imports can follow. With the name still given on, only mocks are left of that. */
export function obstacleIn(
  moved: Moved,
  script: Script,
  { isSource, target }: Sources & { readonly target: Target },
): Refused | null {
  const { ts } = moved.project;
  const { path, text, file } = script;
  const refusal = (node: TypeScript.Node, why: string, hint: string | null): Refused =>
    refused(`${placeAt(path, text, node.getStart(file))} ${why}, so ${moved.name} was left.`, hint);
  const mock = mocksIn(ts, file).find(({ node }) => isSource(node));
  if (mock !== undefined) return refusal(mock.node, 'mocks the module as a whole', null);
  if (target.keeps) return null;
  for (const { node } of loadsOf(ts, file)) {
    const why = isSource(node) ? reasonAgainst({ moved, script, target }, node) : null;
    if (why !== null) return refusal(node, why, KEEP);
  }
  return null;
}

/** Why one use of the module may lose the name, as the middle of a sentence, or null. */
function reasonAgainst({ moved, script, target }: Around, node: TypeScript.Node): string | null {
  const { ts } = moved.project;
  const { file } = script;
  const { parent } = node;
  const key = { from: moved.name, to: moved.name };
  const asAWhole = 'takes it from the module as a whole';
  if (ts.isExportDeclaration(parent)) {
    const clause = parent.exportClause;
    const isFollowed =
      clause === undefined ? isStarFollowed({ moved, script, target }) : ts.isNamedExports(clause);
    return isFollowed ? null : 'gives on all that the module exports';
  }
  if (ts.isImportDeclaration(parent)) {
    const bindings = parent.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamespaceImport(bindings)) return null;
    return takes(objectEdits({ ts, file }, { kind: 'name', node: bindings.name }, key)) ? asAWhole : null;
  }
  if (!ts.isCallExpression(parent)) return asAWhole;
  const isPromise = parent.expression.kind === ts.SyntaxKind.ImportKeyword;
  return takes(objectEdits({ ts, file }, { kind: 'value', node: parent, isPromise }, key)) ? asAWhole : null;
}

function takes(found: ReturnType<typeof objectEdits>): boolean {
  return 'kind' in found || found.length > 0;
}
