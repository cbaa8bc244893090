import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import { lookAt } from '../python/looked-at.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { newRuffDiagnostics } from '../python/proofs.ts';
import { nodesBelow, parsePython, type PyTree } from '../python/tree.ts';
import type { Proof } from '../recipe.ts';
import type { FileResult } from '../each-file.ts';
import { removalEdits } from '../python/import-removal.ts';
import { importedNames, type ImportedName } from '../python/imports.ts';
import { moduleToKeep } from './python/imported-modules.ts';
import { reasonToKeep } from './python/reasons-to-keep.ts';
import { takenElsewhere } from '../python/taken-elsewhere.ts';

const RULES_AFTER = ['F821', 'F822', 'F811', 'F823'] as const;

type Sorted = { readonly removed: readonly ImportedName[]; readonly notes: readonly string[] };

/** Removes the imports that ruff finds unused, unless something beyond ruff's sight may need them. */
export async function removeUnusedImportsPython(
  path: string,
  text: string,
  tree: SourceTree,
): Promise<FileResult> {
  const isPackage = /(?:^|\/)__init__\.py$/.test(path);
  if (isPackage || path.endsWith('.pyi')) {
    return {
      kind: 'refused',
      reason: `What ${path} imports is there for others to take: ${isPackage ? 'it is a package file' : 'it is a stub'}.`,
    };
  }
  const looked = await lookAt({ path, text }, { select: ['F401'] });
  if (looked.kind === 'refused') return looked;
  const { tree: parsed, findings } = looked;
  const unused = importedNames(parsed).filter(({ node }) =>
    findings.some(({ start, end }) => node.start <= start && end <= node.end),
  );
  if (unused.length === 0) return { kind: 'unchanged' };
  const { removed, notes } = await sortUnused(parsed, unused, { path, tree });
  if (removed.length === 0) return { kind: 'unchanged', notes };
  const after = applyTextEdits(text, removalEdits(parsed, removed));
  const proof = await proofOf(parsed, after, removed);
  if (typeof proof === 'string')
    return { kind: 'refused', reason: `The imports of ${path} were left, because ${proof}.` };
  return { kind: 'changed', text: after, notes: [removedNote(path, removed), ...notes], proofs: proof };
}

/** Which of the imports that look unused may go, and notes on those that stay. */
export async function sortUnused(
  parsed: PyTree,
  unused: readonly ImportedName[],
  { path, tree }: { readonly path: string; readonly tree: SourceTree },
): Promise<Sorted> {
  const taken = await takenElsewhere(
    path,
    unused.map(({ bound }) => bound),
    tree,
  );
  const first = unused.map((name) => {
    const taker = taken.get(name.bound);
    return {
      name,
      reason: taker === undefined ? reasonToKeep(parsed, name, path) : `${taker} may take it from here`,
    };
  });
  const leaving = new Set(first.filter(({ reason }) => reason === null).map(({ name }) => name.node));
  const judged = await Promise.all(
    first.map(async ({ name, reason }) => ({
      name,
      reason: reason ?? (await moduleToKeep(parsed, name, { path, tree, leaving })),
    })),
  );
  return {
    removed: judged.filter(({ reason }) => reason === null).map(({ name }) => name),
    notes: judged.flatMap(({ name, reason }) =>
      reason === null ? [] : [`${path}:${lineOf(parsed, name)}: ${name.label} stays, because ${reason}.`],
    ),
  };
}

/** The proofs, or what is wrong. */
async function proofOf(
  before: PyTree,
  after: string,
  removed: readonly ImportedName[],
): Promise<readonly Proof[] | string> {
  const tree = await parsePython(after);
  if (tree === null) return 'the result would not parse';
  const gone = new Set(removed.map(({ node }) => node));
  const wanted = importedNames(before)
    .filter((name) => !gone.has(name.node))
    .map(describe);
  const difference =
    firstDifference(formWithoutImports(before), formWithoutImports(tree)) ??
    firstDifference(wanted, importedNames(tree).map(describe));
  if (difference !== null) return `more than the imports would change: ${difference}`;
  const fresh = await newRuffDiagnostics(before.text, after, RULES_AFTER);
  if (fresh.length > 0) return `there would be new diagnostics: ${fresh.join('; ')}`;
  return [
    { level: 'S', detail: 'the result parses without an error' },
    { level: 'A', detail: 'the syntax tree is the same but for the removed imports' },
    { level: 'D', detail: `ruff finds nothing new (${RULES_AFTER.join(', ')})` },
  ];
}

/** A `pass` does nothing, so it may come where a block would be empty. */
function formWithoutImports(tree: PyTree): readonly string[] {
  if (tree.root.children.length === 0) return ['(module', ')'];
  const skipped = [...nodesBelow(tree.root)].filter(({ type }) =>
    ['import_statement', 'import_from_statement', 'pass_statement'].includes(type),
  );
  const wildcards = skipped.filter((node) => !node.children.some(({ type }) => type === 'wildcard_import'));
  return normalForm(tree, tree.root, { skipped: new Set(wildcards) });
}

function describe({ label, bound }: ImportedName): string {
  return `${label} ${bound}`;
}

function removedNote(path: string, removed: readonly ImportedName[]): string {
  return `${path}: removed ${removed.map(({ label }) => label).join(', ')}.`;
}

function lineOf(tree: PyTree, { node }: ImportedName): number {
  return positionAt(tree.text, node.start).line;
}
