import type { SourceTree } from '../../../domain/ports.ts';
import { meantImports } from '../../python/import-meaning.ts';
import { loads, wayBetween } from '../../python/load-graph.ts';
import { firstDifference, normalForm, type Declared } from '../../python/normal-form.ts';
import { mentioning, readPythonProject, type PythonFile, type PythonProject } from '../../python/project.ts';
import { newRuffDiagnostics } from '../../python/proofs.ts';
import { usesOfName } from '../../python/scopes.ts';
import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { usesOfModuleSymbol } from '../../rename-symbol/python/module-symbol.ts';
import type { Proof } from '../../recipe.ts';
import { definitionOf } from './definition.ts';
import { attributesOf } from '../../python/attributes.ts';
import { moduleOf } from '../../python/modules.ts';
import { fromOf, type Situation } from './situation.ts';

/** The proofs of a move, or what speaks against it, going on from "because". */
export type Proven =
  | { readonly kind: 'proven'; readonly proofs: readonly Proof[] }
  | { readonly kind: 'unproven'; readonly reason: string };

const RULES = ['F821', 'F822', 'F811', 'F823', 'F706', 'PLE'] as const;

/** Reads the tree with the changes anew, and compares by means that do not share the code that made them. */
export async function proveMove(
  situation: Situation,
  {
    before,
    after,
    changed,
    signal,
  }: {
    readonly before: SourceTree;
    readonly after: SourceTree;
    readonly changed: readonly string[];
    readonly signal: AbortSignal;
  },
): Promise<Proven> {
  const { definition, to } = situation;
  const isNeeded = mentioning([definition.name]);
  const project = await readPythonProject(
    after,
    (text, path) => changed.includes(path) || isNeeded(text),
    signal,
  );
  const broken = project.unread.find((path) => changed.includes(path));
  if (broken !== undefined) return unproven(`${broken} would not parse`);
  const home = project.files.get(to);
  const moved = home === undefined ? null : definitionOf(home, definition.name);
  if (moved?.kind !== 'definition') return unproven(`${to} would not define ${definition.name} simply`);
  for (const path of changed) {
    const now = project.files.get(path);
    if (now === undefined) continue;
    const old = situation.project.files.get(path) ?? null;
    const fault =
      treeFault(situation, { old, now, project }, path) ??
      (await newDiagnostics(old, now)) ??
      (await newCycle(project, { before, after }, path));
    if (fault !== null) return unproven(fault);
  }
  const difference = firstDifference(
    formOf(definition.file, definition.statements),
    formOf(home ?? definition.file, moved.statements),
  );
  if (difference !== null) return unproven(`more than its imports would change: ${difference}`);
  const lost = usesLost(situation, project);
  return lost === null ? proofs(changed.length, situation, project) : unproven(lost);
}

type Sides = { readonly old: PythonFile | null; readonly now: PythonFile; readonly project: PythonProject };

/** The file without imports, lists of exports and the definition is the same, and its imports mean what they should. */
function treeFault(situation: Situation, { old, now, project }: Sides, path: string): string | null {
  const skip = (file: PythonFile): ReadonlySet<PyNode> => {
    const found = definitionOf(file, situation.definition.name);
    const isHome = path === situation.to || path === fromOf(situation);
    return new Set(found.kind === 'definition' && isHome ? found.statements : []);
  };
  const before =
    old === null ? [] : outline(situation, old, { skipped: skip(old), project: situation.project });
  const after = outline(situation, now, { skipped: skip(now), project });
  const difference = firstDifference(before, old === null ? [] : after);
  if (difference !== null) return `more than the move would change in ${path}: ${difference}`;
  return importFault(situation, { old, now, project }, path);
}

type View = { readonly skipped: ReadonlySet<PyNode>; readonly project: PythonProject };

/** The normal form of a file, with one word for the symbol wherever it is read from its module. */
function outline(situation: Situation, file: PythonFile, { skipped, project }: View): readonly string[] {
  const { root } = file.tree;
  const imports = [...nodesBelow(root)].filter(({ type }) =>
    /^(?:future_)?import(?:_from)?_statement$/.test(type),
  );
  const lists = root.children.filter((node) => /^__all__\b/.test(textOf(file.tree, node)));
  const checks = root.children.filter(
    (node) => /^if\s+(?:\w+\.)?TYPE_CHECKING\s*:/.test(textOf(file.tree, node)) && isOnlyImports(node),
  );
  const homes = [situation.to, fromOf(situation)];
  const read = attributesOf(file, situation.definition.name).flatMap((node) => {
    const object = node.parent?.children[0];
    const value = object === undefined ? null : moduleOf(project, file, object);
    const isOwn = value?.kind === 'project' && value.paths.some((path) => homes.includes(path));
    return isOwn && node.parent !== null ? [[node.parent, 'the symbol'] as const] : [];
  });
  const passes = [...nodesBelow(root)].filter(({ type }) => type === 'pass_statement');
  const declared: Declared = {
    skipped: new Set([...skipped, ...imports, ...lists, ...checks, ...passes]),
    replaced: new Map(read),
  };
  const form = normalForm(file.tree, root, declared);
  // A file with nothing in it has no brackets.
  return root.children.length === 0 ? ['(module', ')'] : form;
}

function isOnlyImports(node: PyNode): boolean {
  const body = childIn(node, 'consequence');
  return (
    body !== null &&
    childIn(node, 'alternative') === null &&
    body.children.every(({ type }) => /import|comment|pass/.test(type))
  );
}

/** Imports that went are used no more, and those that came are of the moved text or of the symbol. */
function importFault(situation: Situation, { old, now, project }: Sides, path: string): string | null {
  const from = fromOf(situation);
  const { name } = situation.definition;
  const isSymbol = (meaning: string): boolean =>
    meaning === `${from}:${name}` || meaning === `${situation.to}:${name}`;
  const keyed = (file: PythonFile | null, where: PythonProject): readonly string[] =>
    file === null
      ? []
      : meantImports(where, file).map(
          ({ bound, meaning }) => `${bound} = ${isSymbol(meaning) ? 'the symbol' : meaning}`,
        );
  const [was, is] = [keyed(old, situation.project), keyed(now, project)];
  const known = new Set(path === situation.to ? keyed(situation.definition.file, situation.project) : []);
  const ofModule = new RegExp(`= (?:import )?(?:${from}|${situation.to}|[\\w.]+)$`);
  const come = is.find(
    (one) =>
      !was.includes(one) &&
      !known.has(one) &&
      !one.endsWith('= the symbol') &&
      !(path === situation.to
        ? one.includes(`= ${from}:`) || /^(?:TYPE_CHECKING|annotations) = /.test(one)
        : ofModule.test(one)),
  );
  if (come !== undefined) return `${path} would import something else: ${come}`;
  const gone = was.find(
    (one) => !is.includes(one) && !one.endsWith('= the symbol') && isUsed(now, one.split(' = ')[0] ?? ''),
  );
  return gone === undefined ? null : `${path} would lose an import that it uses: ${gone}`;
}

function isUsed({ tree }: PythonFile, name: string): boolean {
  const uses = usesOfName(tree, name).filter(({ home }) => home === tree.root);
  return uses.some(({ role }) => role === 'read') && !uses.some(({ role }) => role === 'bound');
}

/** The moved statements, what their own imports take from left out but for the names. */
function formOf({ tree }: PythonFile, statements: readonly PyNode[]): readonly string[] {
  return statements.flatMap((statement) => {
    const modules = [...nodesBelow(statement)].filter(({ type }) => type === 'relative_import');
    return normalForm(tree, statement, { replaced: new Map(modules.map((node) => [node, 'a module'])) });
  });
}

async function newDiagnostics(old: PythonFile | null, now: PythonFile): Promise<string | null> {
  const fresh = await newRuffDiagnostics(old?.tree.text ?? '', now.tree.text, RULES);
  return fresh.length === 0
    ? null
    : `${now.file.path} would have new diagnostics: ${fresh.slice(0, 3).join('; ')}`;
}

/** A module that now loads another which loads it: one of them would find the other half made. */
async function newCycle(
  project: PythonProject,
  { before, after }: { readonly before: SourceTree; readonly after: SourceTree },
  path: string,
): Promise<string | null> {
  const known = await loads(project, before, path);
  for (const target of await loads(project, after, path)) {
    if (known.has(target)) continue;
    const way = await wayBetween(project, after, { from: target, to: path });
    if (way !== null) return `the modules would import each other: ${[path, ...way].join(' → ')}`;
  }
  return null;
}

/** Every file that reads the symbol reads as many of it as before. */
function usesLost(situation: Situation, project: PythonProject): string | null {
  const { name } = situation.definition;
  const from = fromOf(situation);
  const old = countUses(situation.project, from, name);
  const now = countUses(project, situation.to, name);
  for (const [path, count] of old) {
    if (path === from || path === situation.to) continue;
    const both = now.get(path) ?? 0;
    if (both !== count) return `${path} would find ${both} of the ${count} places that mean ${name}`;
  }
  return null;
}

function countUses(project: PythonProject, path: string, name: string): ReadonlyMap<string, number> {
  const { renamings } = usesOfModuleSymbol(project, path, { name, to: `${name}_` });
  const counts = new Map<string, number>();
  for (const { file, node } of renamings) {
    if (node.type === 'string_content' && !isListed(file.tree, node)) continue;
    counts.set(file.file.path, (counts.get(file.file.path) ?? 0) + 1);
  }
  return counts;
}

function isListed(tree: PyTree, node: PyNode): boolean {
  return [...ancestorsOf(node)].some(
    (one) => one.parent?.type === 'module' && /^__all__\b/.test(textOf(tree, one)),
  );
}

function proofs(files: number, situation: Situation, project: PythonProject): Proven {
  const count = [...countUses(project, situation.to, situation.definition.name).values()].reduce(
    (sum, one) => sum + one,
    0,
  );
  return {
    kind: 'proven',
    proofs: [
      { level: 'S', detail: `${files} changed files parse without an error` },
      {
        level: 'A',
        detail: 'the syntax trees are the same but for the definition in its new place and the imports',
      },
      {
        level: 'D',
        detail: `ruff finds nothing new (${RULES.join(', ')}), and no modules import each other that did not`,
      },
      {
        level: 'R',
        detail: `${count} places of ${situation.definition.name} were resolved again and lead to ${situation.to}`,
      },
    ],
  };
}

function unproven(reason: string): Proven {
  return { kind: 'unproven', reason };
}
