import type { SourceTree } from '../../../domain/ports.ts';
import { decodeText, positionAt } from '../../../domain/text.ts';
import { importedNames } from '../../python/imports.ts';
import { isOffered } from '../../python/offered.ts';
import { effectOfStatement } from '../../python/module-effects.ts';
import { absoluteNameOf, partsOf } from '../../python/module-names.ts';
import { modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import { nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { takesSymbol, type FileMove } from './importers.ts';
import { fromOf, type Situation } from './situation.ts';

/** Why the name stays importable from where it was. */
export type ReExport = {
  /** What would break without: no wish of the user overrides it. */
  readonly needed: readonly string[];
  /** That someone outside of the project may import it. */
  readonly assumed: readonly string[];
};

const SETTINGS = /\.(?:toml|cfg|ini|ya?ml|json)$/i;
const MAX_BYTES = 1_000_000;

/** Looks at what goes on through the old place. `patched` are places where code replaces the name in its module. */
export async function reExportOf(
  situation: Situation,
  tree: SourceTree,
  known: { readonly importers: readonly FileMove[]; readonly patched: readonly string[] },
): Promise<ReExport> {
  const { definition, project } = situation;
  const { tree: own } = definition.file;
  const left = known.importers.flatMap((one) => one.left);
  const stars = starImports(situation);
  const settings = await namedInSettings(situation, tree);
  const effect = definition.statements.find((node) => effectOfStatement(own, node) !== null);
  const unread = project.unread.map((path) => `${path}:1`);
  const isUsed =
    isUsedThere(situation) ||
    known.importers.some(({ count }) => count > 0) ||
    stars.length + left.length > 0;
  return {
    needed: [
      ...because(known.patched, 'code replaces it there by its name:'),
      ...because(left, 'it is used there in a way that was left:'),
      ...because(stars, 'everything is imported from there:'),
      ...because(moduleTexts(situation), 'a text names the module:'),
      ...because(settings, 'settings name it there:'),
      ...because(unread, 'these could not be read:'),
      ...(effect === undefined
        ? []
        : [`loading it does more than define it: ${placeOf(definition.file, effect)}`]),
    ],
    assumed: [
      ...(isUsed || usesItself(situation)
        ? []
        : ['nothing in the project imports it, so something else may']),
      ...((await isOffered(project, tree, { path: fromOf(situation), name: definition.name }))
        ? ['it is public, and the project is a package that others may import']
        : []),
    ],
  };
}

/** `import_module("pkg.a")` in a file that speaks of the name: it may be taken from there. */
function moduleTexts(situation: Situation): readonly string[] {
  const full = absoluteNameOf(situation.project, fromOf(situation));
  const names = new Set([full, `.${full.split('.').at(-1)}`]);
  const isTelling = full.includes('.');
  return [...situation.project.files.values()].flatMap((file) =>
    [...nodesBelow(file.tree.root)]
      .filter(({ type }) => type === 'string_content')
      .filter((node) => (isTelling ? names.has(textOf(file.tree, node)) : isLoaded(file, node, full)))
      .map((node) => placeOf(file, node)),
  );
}

/** A single word may be any text, but for the argument of a call that imports. */
function isLoaded(file: PythonFile, node: PyNode, name: string): boolean {
  const call = node.parent?.parent?.parent;
  return (
    textOf(file.tree, node) === name &&
    call?.type === 'call' &&
    /^(?:\w+\.)*(?:import_module|__import__|importorskip)\b/.test(textOf(file.tree, call))
  );
}

/** Whether the destination imports it so far. */
function isUsedThere(situation: Situation): boolean {
  const { destination } = situation;
  return (
    destination !== null &&
    importedNames(destination.tree).some((name) => takesSymbol(situation, destination, name))
  );
}

function usesItself({ definition }: Situation): boolean {
  const { tree } = definition.file;
  const all = tree.identifiers.get(definition.name) ?? [];
  return all.some(
    (node) => !definition.statements.some(({ start, end }) => start <= node.start && node.end <= end),
  );
}

function because(places: readonly string[], reason: string): readonly string[] {
  if (places.length === 0) return [];
  const shown = [...new Set(places)];
  const more = shown.length - 5;
  return [`${reason} ${shown.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

/** `from m import *` of the module, wherever it takes the name. */
function starImports(situation: Situation): readonly string[] {
  const { project, definition } = situation;
  const isListed = new RegExp(String.raw`['"]${definition.name}['"]`).test(definition.file.tree.text);
  const isTaken = definition.file.tree.identifiers.has('__all__')
    ? isListed
    : !definition.name.startsWith('_');
  if (!isTaken) return [];
  return [...project.files.values()].flatMap((file) =>
    [...nodesBelow(file.tree.root)]
      .filter(({ type }) => type === 'wildcard_import')
      .filter((node) => {
        const source = sourceOfImport(file, node);
        return source !== null && modulesNamed(project, file.file.path, source).includes(fromOf(situation));
      })
      .map((node) => placeOf(file, node)),
  );
}

/** `"pkg.a:name"` of an entry point, `pkg.a.name` of a setting. */
async function namedInSettings(situation: Situation, tree: SourceTree): Promise<readonly string[]> {
  const { definition } = situation;
  const module = partsOf(fromOf(situation)).at(-1) ?? '';
  const pattern = new RegExp(String.raw`(?<!\w)${module}[.:]${definition.name}(?!\w)`, 'g');
  const found: string[] = [];
  for (const path of await tree.list()) {
    if (!SETTINGS.test(path) && path !== 'setup.py') continue;
    const bytes = await tree.read(path);
    const decoded = bytes === null || bytes.length > MAX_BYTES ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    for (const { index } of decoded.text.matchAll(pattern)) {
      found.push(`${path}:${positionAt(decoded.text, index).line}`);
    }
  }
  return found;
}
