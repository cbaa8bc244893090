import { applyTextEdits } from '../../../domain/text-edit.ts';
import { nameInMannerOf } from '../../python/module-names.ts';
import { modulesNamed } from '../../python/modules.ts';
import { placeOf } from '../../python/project.ts';
import { childIn, nodesBelow, textOf } from '../../python/tree.ts';
import { refused, type Refused } from '../../recipe.ts';
import { fromOf, type Situation } from './situation.ts';

/** The lines that move, with the relative imports in them as the destination writes them. */
export function movedText(situation: Situation): string | Refused {
  const { definition, project, to } = situation;
  const { tree } = definition.file;
  const { start, end } = definition.lines;
  const edits = [];
  for (const node of definition.statements.flatMap((statement) => [...nodesBelow(statement)])) {
    const module = node.type === 'import_from_statement' ? childIn(node, 'module_name') : null;
    if (module === null || module.type !== 'relative_import') continue;
    const name = textOf(tree, module).replace(/\s+/g, '');
    const [owner] = modulesNamed(project, fromOf(situation), name);
    const newText =
      owner === undefined ? null : nameInMannerOf(project, { name, of: owner, from: to }, owner);
    if (newText === null) {
      return refused(`${to} has no name for the module ${name} (${placeOf(definition.file, module)}).`, null);
    }
    edits.push({ start: module.start - start, end: module.end - start, newText });
  }
  return applyTextEdits(tree.text.slice(start, end), edits);
}
