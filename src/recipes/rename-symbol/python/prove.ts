import { applyTextEdits } from '../../../domain/text-edit.ts';
import { firstDifference, normalForm } from '../../python/normal-form.ts';
import { newDiagnosticsOfRename } from '../../python/proofs.ts';
import { usesOfName } from '../../python/scopes.ts';
import { nodesBelow, parsePython, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import type { Proof } from '../../recipe.ts';
import type { PythonFile } from '../../python/project.ts';
import type { Renaming } from './renaming.ts';
import type { Names } from './scope-uses.ts';

/** The new texts with their proofs, or what speaks against the rename. */
export type ProvenRename =
  | {
      readonly kind: 'proven';
      readonly texts: readonly (readonly [PythonFile, string])[];
      readonly proofs: readonly Proof[];
    }
  | { readonly kind: 'unproven'; readonly reason: string };

const RULES = ['F821', 'F822', 'F811', 'F823', 'F706', 'PLE'] as const;
const SCOPES =
  /^(?:module|function_definition|class_definition|lambda|\w+_comprehension|generator_expression)$/;

/** Writes the new names, and checks every changed file by means that do not share the code that found the places. */
export async function proveRenamings(renamings: readonly Renaming[], names: Names): Promise<ProvenRename> {
  const texts: (readonly [PythonFile, string])[] = [];
  for (const [file, own] of Map.groupBy(renamings, (one) => one.file)) {
    const edits = own.map(({ node, text }) => ({ start: node.start, end: node.end, newText: text }));
    const after = applyTextEdits(file.tree.text, edits);
    const fault = await faultOf({ file, own, names }, after);
    if (fault !== null) return { kind: 'unproven', reason: `${fault} in ${file.file.path}` };
    texts.push([file, after]);
  }
  return { kind: 'proven', texts, proofs: proofsOf(renamings.length, texts.length) };
}

type Changed = { readonly file: PythonFile; readonly own: readonly Renaming[]; readonly names: Names };

async function faultOf({ file, own, names }: Changed, after: string): Promise<string | null> {
  const tree = await parsePython(after);
  if (tree === null) return 'the result does not parse';
  const difference = treeDifference({ file, own, names }, tree);
  if (difference !== null) return `more than names would change: ${difference}`;
  if (meanings(file.tree, own, names).join() !== meanings(tree, [], names).join()) {
    return `${names.to} would mean something else`;
  }
  const word = new RegExp(String.raw`\b${names.to}\b`, 'g');
  const [fresh] = await newDiagnosticsOfRename(
    { before: file.tree.text, after, formerly: (finding) => finding.replace(word, names.name) },
    RULES,
  );
  return fresh === undefined ? null : `there is a new diagnostic: ${fresh}`;
}

function treeDifference({ file, own, names }: Changed, after: PyTree): string | null {
  const before = file.tree;
  const { name, to } = names;
  const aliased = (tree: PyTree): readonly (readonly [PyNode, string])[] =>
    [...nodesBelow(tree.root)]
      .filter((node) => node.type === 'aliased_import' && textOf(tree, node) === `${name} as ${to}`)
      .map((node) => [node, 'alias'] as const);
  const renamed = own.map(({ node, text }): readonly [PyNode, string] =>
    text === `${name} as ${to}` ? [node.parent ?? node, 'alias'] : [node, `${node.type} ${text}`],
  );
  const old = normalForm(before, before.root, { replaced: new Map([...renamed, ...aliased(before)]) });
  const now = normalForm(after, after.root, { replaced: new Map(aliased(after)) });
  return firstDifference(old, now);
}

/** For every place of the new name, in order, the scope that it belongs to by its rank in the file. */
function meanings(tree: PyTree, own: readonly Renaming[], { name, to }: Names): readonly string[] {
  const scopes = [...nodesBelow(tree.root)].filter(({ type }) => SCOPES.test(type));
  const rank = new Map(scopes.map((node, at) => [node, at]));
  const renamed = new Set(own.map(({ node }) => node));
  const uses = [
    ...usesOfName(tree, to),
    ...usesOfName(tree, name).filter(({ node }) => renamed.has(node)),
  ].toSorted((a, b) => a.node.start - b.node.start);
  return uses.map(({ role, home }) =>
    role === 'attribute' || role === 'label' ? role : `${role} ${rank.get(home)}`,
  );
}

function proofsOf(places: number, files: number): readonly Proof[] {
  return [
    { level: 'S', detail: `${files} changed files parse without an error` },
    { level: 'A', detail: 'the syntax tree of every changed file is the same but for the renamed places' },
    { level: 'D', detail: `ruff finds nothing new (${RULES.join(', ')})` },
    { level: 'R', detail: `${places} places renamed and resolved again; what keeps the old name is listed` },
  ];
}
