import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { newNameObjection, openOneFile } from '../typescript/one-file.ts';
import { placeAt } from '../place.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import { extractedText, type Extraction } from './edits.ts';
import { positionFor } from './position.ts';
import { readingOf, selectExpressions } from './select.ts';

type Work = { readonly project: TypeScriptProject; readonly path: string; readonly extraction: Extraction };

/** Extracts the expression that the request means; see extract-constant.ts for what it refuses. */
export async function extractConstantFrom(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const work = await workOut(request, tree);
  if ('kind' in work) return work;
  const { project, path, extraction } = work;
  const { ts } = project;
  const { name, nodes, file } = extraction;
  const texts = new Map([[path, extractedText(ts, extraction)]]);
  const proved = await proveTexts({
    project,
    texts,
    touchesExports: false,
    rewritesLines: true,
    signal: request.signal,
  });
  if (proved.kind === 'refused') return proved;
  const after = proved.after.sourceFile(path);
  if (after === undefined || !isSameBut(ts, extraction, after)) {
    return refused(`The code around ${nodes[0]?.getText(file) ?? name} would be read differently.`, null);
  }
  const count = nodes.length === 1 ? '1 place' : `${nodes.length} places`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${nodes[0]?.getText(file) ?? ''} is now the constant ${name}, used at ${count} of ${path}.`,
    notes: [],
    proofs: [
      ...proved.proofs,
      {
        level: 'A',
        detail: `the syntax tree is the same but for the declaration of ${name} and its name at ${count}`,
      },
    ],
  };
}

async function workOut(request: RecipeRequest, tree: SourceTree): Promise<Work | Refused> {
  const one = await openOneFile(request, tree);
  if (one.kind === 'refused') return one;
  const { name = '' } = request.slots;
  const selected = newNameObjection(one, name) ?? selectExpressions(one, request.slots);
  if (selected.kind === 'refused') return selected;
  const { project, file, path } = one;
  const { nodes } = selected;
  const position = positionFor(project, file, nodes);
  if (position.kind === 'position') return { project, path, extraction: { file, nodes, name, position } };
  const there = placeAt(path, file.text, nodes[0]?.getStart(file) ?? 0);
  const hint = nodes.length > 1 ? `Extract it at one of them alone, as at=${there}.` : null;
  return refused(`${nodes[0]?.getText(file) ?? ''} at ${there} ${position.why}.`, hint);
}

/** Without the declaration, and with one mark for the name and for the expressions, both files are the same. */
function isSameBut(
  ts: typeof TypeScript,
  { file, nodes, name }: Extraction,
  after: TypeScript.SourceFile,
): boolean {
  const [mark, replaced] = ['<constant>', new Set<TypeScript.Node>(nodes)];
  let declared = '';
  const now = outlineOf(ts, after, (node) => {
    const [declaration] = ts.isVariableStatement(node) ? node.declarationList.declarations : [];
    if (declaration?.name.getText(after) === name && declaration.initializer !== undefined) {
      declared = readingOf(ts, declaration.initializer);
      return '';
    }
    const held = ts.isJsxExpression(node) && ts.isJsxAttribute(node.parent) ? node.expression : node;
    return held !== undefined && ts.isIdentifier(held) && held.text === name ? mark : null;
  });
  const before = outlineOf(ts, file, (node) => (replaced.has(node) ? mark : null));
  return now === before && nodes.every((node) => readingOf(ts, node) === declared);
}
