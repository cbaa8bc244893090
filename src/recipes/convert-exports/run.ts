import {
  openTypeScriptProject,
  readProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import { createCandidate } from '../../domain/candidate.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { readSource, rememberingTree } from '../source-file.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import type { NewTexts } from '../typescript/code-edits.ts';
import { hasSyntaxErrors } from '../typescript/new-diagnostics.ts';
import { whyNotAName } from '../typescript/name-rules.ts';
import { componentScriptsIn, componentsWith } from '../typescript/component-scripts.ts';
import { importersOf, scriptsOf, type Around, type ChangedImporter } from './importers.ts';
import type { Key } from '../typescript/export-key.ts';
import { offeredAlso, whatElseChanged, whatIsOffered, type Side } from './prove.ts';
import { toDefault } from './to-default.ts';
import { toNamed } from './to-named.ts';
import { loadedByPlace } from './placed-files.ts';

/** Converts one export of one module, and every file that takes it from there. */
export async function convertExportsIn(request: RecipeRequest, base: SourceTree): Promise<RecipeResult> {
  const { form = 'named', name = null } = request.slots;
  const path = pathOf(request);
  if (typeof path !== 'string') return path;
  const tree = rememberingTree(base);
  const opened = await open(request, tree, path);
  if ('kind' in opened) return opened;
  const { project, around } = opened;
  const { ts } = project;
  const why = name === null ? null : whyNotAName(ts, name);
  if (why !== null) return refused(`"${name}" ${why}.`, 'Choose another name.');
  const file = project.sourceFile(path);
  if (file === undefined) return refused(`There is no JavaScript or TypeScript file ${path}.`, null);
  const exporting = { ts, project, file, path };
  const own = form === 'default' ? toDefault(exporting, name) : toNamed(exporting, name);
  if (own.kind === 'refused') return own;
  const key = form === 'default' ? { from: own.name, to: 'default' } : { from: 'default', to: own.name };
  const importers = importersOf(around, key);
  if ('kind' in importers) return importers;
  const texts = await textsOf(tree, [{ path, edits: own.edits }, ...importers]);
  return concluded({ tree, around, key, texts, importers, signal: request.signal });
}

function pathOf({ slots, targets }: RecipeRequest): string | Refused {
  const [first, ...others] = slots['path'] === undefined ? targets : [slots['path']];
  if (first === undefined || others.length > 0)
    return refused('This is about one file.', 'Name that file alone with -t.');
  return first.replace(/^\.\//, '');
}

async function open(
  { slots, signal, libraries }: RecipeRequest,
  tree: SourceTree,
  path: string,
): Promise<{ readonly project: TypeScriptProject; readonly around: Around } | Refused> {
  const source = await readProjectSource(tree, { always: [path], signal, libraries });
  if (!source.files.sources.includes(path))
    return refused(`There is no JavaScript or TypeScript file ${path}.`, null);
  const isNamed = slots['form'] !== 'default';
  if (source.modules.entries.has(path)) {
    return refused(`${path} is an entry point that a package.json names: others import it.`, null);
  }
  if (isNamed && loadedByPlace(path)) {
    return refused(`Tools load the default export of files like ${path} by their name or place.`, null);
  }
  const project = openTypeScriptProject(source, { seeds: [path], isolatesScripts: false });
  if (hasSyntaxErrors(project, path)) return refused(`${path} has syntax errors.`, 'Mend them first.');
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const paths = await componentsWith(tree, source.files.listed, stem === 'index' ? 'import' : stem);
  const components = await componentScriptsIn(source.ts, tree, paths);
  return { project, around: { project, all: source.files.sources, components, path } };
}

async function textsOf(tree: SourceTree, changed: readonly ChangedImporter[]): Promise<NewTexts> {
  const texts = new Map<string, string>();
  for (const [path, parts] of Map.groupBy(changed, (one) => one.path)) {
    const source = await readSource(tree, path);
    const text = source.kind === 'source' ? source.file.text : '';
    texts.set(
      path,
      applyTextEdits(
        text,
        parts.flatMap(({ edits }) => edits),
      ),
    );
  }
  return texts;
}

type Worked = {
  readonly tree: SourceTree;
  readonly around: Around;
  readonly key: Key;
  readonly texts: NewTexts;
  readonly importers: readonly ChangedImporter[];
  readonly signal: AbortSignal;
};

/** Proves the new texts: S and D by the compiler, A by the tokens, R by looking for uses of the old export again. */
async function concluded(worked: Worked): Promise<RecipeResult> {
  const { tree, around, key, texts, signal } = worked;
  const { project, path } = around;
  const changes = await changesTo(tree, texts);
  const ownTexts = new Map([...texts].filter(([one]) => project.files.sources.includes(one)));
  const proved = await proveTexts({
    project,
    texts: ownTexts,
    touchesExports: true,
    rewritesLines: true,
    signal,
  });
  if (proved.kind === 'refused') return proved;
  const paths = [...new Set(around.components.map((one) => one.path))];
  const components = await componentScriptsIn(project.ts, createCandidate(tree, changes), paths);
  const after: Around = { ...around, project: proved.after, components };
  const left = importersOf(after, key);
  const fault =
    whatElseChanged(sideOf(around, texts), sideOf(after, texts), key) ??
    whatIsOffered(project, proved.after, { path, key }) ??
    ('kind' in left || left.length > 0 ? 'a use of the old export would be left' : null);
  if (fault !== null) return refused(`${path} was left, because ${fault}.`, null);
  const count = new Set(worked.importers.map((one) => one.path)).size;
  return {
    kind: 'changed',
    changes,
    summary: summaryOf(key, path, count),
    notes: notesOf(worked, proved.after, count),
    proofs: [
      ...proved.proofs,
      { level: 'A', detail: 'every token but those of exports, imports and the name is the same' },
      { level: 'R', detail: 'every load of the module was followed, and none takes the old export any more' },
    ],
  };
}

function sideOf(around: Around, texts: NewTexts): Side {
  const changed = scriptsOf(around, ({ path }) => texts.has(path));
  return new Map(changed.map(({ path, file }, at) => [`${path}#${at}`, file]));
}

function summaryOf({ from, to }: Key, path: string, count: number): string {
  const what =
    to === 'default' ? `${path} exports ${from} as its default export` : `${path} exports ${to} by its name`;
  return `${what}; ${count === 1 ? '1 importer' : `${count} importers`} updated.`;
}

function notesOf(
  { around: { project, path }, key }: Worked,
  after: TypeScriptProject,
  count: number,
): readonly string[] {
  const also = offeredAlso(project, after, { path, key });
  return [
    ...(count > 0
      ? []
      : [
          `No module of the ${project.files.sources.length} takes it from ${path}; what loads it in other ways no longer will.`,
        ]),
    ...(also.length === 0 ? [] : [`By export * these offer ${key.to} too: ${also.join(', ')}.`]),
  ];
}
