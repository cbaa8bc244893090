import type { SourceTree } from '../../../domain/ports.ts';
import { applyTextEdits } from '../../../domain/text-edit.ts';
import { importEdits } from '../../python/import-insertion.ts';
import { importRank } from '../../python/import-order.ts';
import { removalEdits } from '../../python/import-removal.ts';
import { importedNames, type ImportedName } from '../../python/imports.ts';
import { freedLines } from '../../python/definition-lines.ts';
import { withText, type PythonFile } from '../../python/project.ts';
import { isQuotedAnnotation } from '../../python/quoted-annotations.ts';
import { usesOfName } from '../../python/scopes.ts';
import { nodesBelow, textOf } from '../../python/tree.ts';
import { sortUnused } from '../../remove-unused-imports/python.ts';
import { isMoved, type Definition } from './definition.ts';
import { withoutExport } from './export-lists.ts';
import { fromOf, type Situation } from './situation.ts';

/** What the module keeps of the name: nothing, an import for its own uses, or one for others. */
export type Keeps = 'nothing' | 'use' | 're-export';

/** The text of the module without the definition and what only that needed. */
export async function sourceText(
  situation: Situation,
  {
    keeps,
    dropped,
    module,
  }: { readonly keeps: Keeps; readonly dropped: readonly ImportedName[]; readonly module: string },
): Promise<string | null> {
  const { definition, project } = situation;
  const { tree } = definition.file;
  const { name } = definition;
  const isListed = withoutExport(tree, name).length > 0;
  const clause = keeps === 're-export' && !isListed && !usesName(situation) ? `${name} as ${name}` : name;
  const lists = keeps === 'nothing' ? withoutExport(tree, name) : [];
  const taken = await withText(
    definition.file,
    applyTextEdits(tree.text, [{ ...freedLines(tree.text, definition.lines), newText: '' }, ...lists]),
  );
  const rest = taken === null ? null : await withoutImports(situation, taken, dropped);
  if (rest === null || keeps === 'nothing') return rest?.tree.text ?? null;
  const edits = importEdits(rest.tree, [{ module, clause }], importRank(project, fromOf(situation)));
  return applyTextEdits(rest.tree.text, edits);
}

/** The file without some of its imports, which are known from its text before: they stand in the same order. */
async function withoutImports(
  { definition }: Situation,
  file: PythonFile,
  dropped: readonly ImportedName[],
): Promise<PythonFile | null> {
  const all = importedNames(definition.file.tree).filter(({ node }) => !isMoved(definition, node));
  const gone = new Set(dropped.map(({ node }) => all.findIndex((one) => one.node === node)));
  const names = importedNames(file.tree).filter((_, at) => gone.has(at));
  return withText(file, applyTextEdits(file.tree.text, removalEdits(file.tree, names)));
}

/** Whether the rest of the module uses the name. */
export function usesName({ definition }: Situation): boolean {
  const { tree } = definition.file;
  const { name } = definition;
  const isRead = usesOfName(tree, name).some(
    ({ role, home, node }) => role === 'read' && home === tree.root && !isMoved(definition, node),
  );
  return isRead || isNamedInText(definition, name);
}

/** The imports that nothing but the moved text uses, neither here nor elsewhere. */
export async function droppedImports(
  situation: Situation,
  tree: SourceTree,
  passed: ReadonlySet<string>,
): Promise<readonly ImportedName[]> {
  const from = fromOf(situation);
  const { tree: own } = situation.definition.file;
  if (/(?:^|\/)__init__\.py$/.test(from)) return [];
  const names = new Set(situation.needs.map(({ name }) => name));
  const unused = importedNames(own).filter(
    (one) => names.has(one.bound) && !passed.has(one.bound) && isOnlyMoved(situation, one),
  );
  return (await sortUnused(own, unused, { path: from, tree })).removed;
}

function isOnlyMoved({ definition }: Situation, { bound, statement }: ImportedName): boolean {
  const { tree } = definition.file;
  const uses = usesOfName(tree, bound).filter(
    ({ role, home }) => home === tree.root && role !== 'label' && role !== 'attribute',
  );
  return (
    !isNamedInText(definition, bound) &&
    uses.every(
      ({ node, role }) =>
        isMoved(definition, node) ||
        (role === 'bound' && statement.start <= node.start && node.end <= statement.end),
    )
  );
}

/** Whether a text of the module besides what moves names something: as a type in quotes, or in an example. */
function isNamedInText(definition: Definition, name: string): boolean {
  const { tree } = definition.file;
  const word = new RegExp(String.raw`(?<![\w.])${name}(?!\w)`);
  const example = new RegExp(String.raw`^\s*(?:>>>|\.\.\.).*(?<![\w.])${name}(?!\w)`, 'm');
  return [...nodesBelow(tree.root)].some((node) => {
    if (node.type !== 'string_content' || isMoved(definition, node)) return false;
    return (isQuotedAnnotation(tree, node) ? word : example).test(textOf(tree, node));
  });
}
