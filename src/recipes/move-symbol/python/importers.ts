import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import { replacedImport } from '../../python/import-replacement.ts';
import { importedNames, type ImportedName } from '../../python/imports.ts';
import { nameInMannerOf } from '../../python/module-names.ts';
import { modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { placeOf, withText, type PythonFile } from '../../python/project.ts';
import { ancestorsOf, childIn, textOf, type PyNode } from '../../python/tree.ts';
import { moveModuleUses } from './module-uses.ts';
import { fromOf, type Situation } from './situation.ts';

/** What becomes of a file: its text, how many places of it were mended, and the places that need the old module. */
export type FileMove = {
  readonly file: PythonFile;
  readonly text: string;
  readonly count: number;
  readonly left: readonly string[];
};

/** Rewrites a file that imports the symbol from its module, or reads it as an attribute of that. */
export async function moveImporter(
  situation: Situation,
  file: PythonFile,
  isPatched: boolean,
): Promise<FileMove> {
  const left: string[] = [];
  let now = file;
  let count = 0;
  // One at a time, each on the text that the last one left: edits of one statement would meet.
  for (let at = 0; ;) {
    const name = importedNames(now.tree).filter((one) => takesSymbol(situation, now, one))[at];
    if (name === undefined) break;
    const edits = isPatched && isInFunction(name.statement) ? null : movedImport(situation, now, name);
    const next = edits === null ? null : await withText(now, applyTextEdits(now.tree.text, edits));
    if (next === null) {
      left.push(placeOf(file, name.node));
      at += 1;
    } else {
      now = next;
      count += 1;
    }
  }
  const attributes = await moveModuleUses(situation, now, isPatched);
  return {
    file,
    text: attributes.text,
    count: count + attributes.count,
    left: [...left, ...attributes.left],
  };
}

/** Whether an import clause brings the symbol from the module that has it. */
export function takesSymbol(situation: Situation, file: PythonFile, { node }: ImportedName): boolean {
  const source = sourceOfImport(file, node);
  const whole = node.type === 'aliased_import' ? childIn(node, 'name') : node;
  if (source === null || textOf(file.tree, whole ?? node) !== situation.definition.name) return false;
  return modulesNamed(situation.project, file.file.path, source).includes(fromOf(situation));
}

function movedImport(situation: Situation, file: PythonFile, name: ImportedName): readonly TextEdit[] | null {
  const module = nameInMannerOf(
    situation.project,
    { name: sourceOfImport(file, name.node) ?? '', of: fromOf(situation), from: file.file.path },
    situation.to,
  );
  const clause = textOf(file.tree, name.node).replace(/\s+/g, ' ');
  return module === null ? null : replacedImport(file.tree, name, { module, clause });
}

function isInFunction(statement: PyNode): boolean {
  return [...ancestorsOf(statement)].some(({ type }) => type === 'function_definition');
}
