import { loadTypeScript } from '../../codebase/languages/typescript.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { Proof, RecipeRequest, RecipeResult } from '../recipe.ts';
import { changeTo, readSource } from '../source-file.ts';
import { componentUses } from './component-files.ts';
import { renameEdits, type RenameEdits } from './edits.ts';
import { describe, findSymbol, type FoundSymbol } from './find-symbol.ts';
import { leftoversOf, unprovableUses, type Leftovers } from './leftovers.ts';
import { indexName, type NameIndex } from './name-index.ts';
import { isSpecialMember } from './name-rules.ts';
import { filesToCheck, importersOf, newDiagnostics } from './new-diagnostics.ts';
import { notesOf, placesText } from './notes.ts';
import { findOccurrences } from './occurrences.ts';
import { readRequest, refused, type Refused, type RenameRequest } from './request.ts';
import { changedMeanings } from './same-meaning.ts';
import { isSameTree } from './tree-identity.ts';

/** Renames a symbol wherever the checker proves that a name stands for it; see rename-symbol.ts for what it refuses. */
export async function renameInProject(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const ts = await loadTypeScript();
  const read = readRequest(ts, request);
  if (read.kind === 'refused') return read;
  const found = await findSymbol(tree, read.request);
  if (found.kind !== 'found') return found;
  const { project, index, candidate } = found;
  const edits = renameEdits(project, index, { group: candidate.group, to: read.request.to });
  const leftovers = leftoversOf(project, index, { group: candidate.group, mentions: found.mentions });
  const rename = { found, edits, leftovers, request: read.request };
  const refusal = whyNotRename(rename) ?? (await whyNotFollowed(rename, tree));
  if (refusal !== null) return refusal;
  const proven = proveRename(rename);
  if (proven.kind === 'refused') return proven;
  return {
    kind: 'changed',
    changes: await changesOf(tree, edits),
    summary: summaryOf(rename),
    notes: notesOf(rename),
    proofs: proven.proofs,
  };
}

/** A rename that is worked out but not yet proven. */
export type Rename = {
  readonly found: FoundSymbol;
  readonly edits: RenameEdits;
  readonly leftovers: Leftovers;
  readonly request: RenameRequest;
};

/** What speaks against the rename before it is tried. */
function whyNotRename({ found, edits, request }: Rename): Refused | null {
  const { project, index, candidate, declarations } = found;
  const { name, to } = request;
  if (isDeclaredOutside(index, candidate.group)) {
    return refused(`${name} is declared outside of the project, by a library of the language.`, null);
  }
  if (declarations.some(({ isMember }) => isMember) && isSpecialMember(to)) {
    return refused(`A member named ${to} has a meaning of its own in JavaScript.`, 'Choose another name.');
  }
  const broken = [...edits.texts.keys()].find((path) => syntaxErrors(project, path) > 0);
  if (broken !== undefined) return refused(`${broken} has syntax errors, so its names cannot be trusted.`, 'Mend it first.');
  return null;
}

function isDeclaredOutside(index: NameIndex, group: string): boolean {
  return index.occurrences.some(
    ({ sides, bound }) =>
      sides.some((side) => index.groupOf(side) === group) &&
      [...sides.filter((side) => index.groupOf(side) === group).flatMap(({ keys }) => keys), ...bound].some((key) =>
        key.startsWith(':'),
      ),
  );
}

function syntaxErrors({ program, sourceFile }: TypeScriptProject, path: string): number {
  const file = sourceFile(path);
  return file === undefined ? 0 : program.getSyntacticDiagnostics(file).length;
}

/** Importers that cannot be proven to be renamed along are never left behind in silence. */
async function whyNotFollowed({ found, leftovers, request }: Rename, tree: SourceTree): Promise<Refused | null> {
  const { project, declarations } = found;
  if (!declarations.some(({ isVisible }) => isVisible)) return null;
  const exporters = reachedFrom(project, new Set(declarations.map(({ path }) => path)));
  const uses = unprovableUses(project, leftovers.unknown, exporters);
  if (uses.length > 0) {
    return refused(
      `These uses of ${request.name} may be the same symbol, but cannot be followed: ${placesText(project, uses)}.`,
      'Rename them by hand first, or name the import.',
    );
  }
  const component = (await componentUses(tree, project, request.name)).find(({ path, specifiers }) =>
    specifiers.some((specifier) => exporters.has(project.modules.resolve(specifier, path) ?? '')),
  );
  if (component === undefined) return null;
  return refused(`${component.path}:${component.line} uses ${request.name}, and files of its kind cannot be changed.`, null);
}

/** The files and everything that hands their exports on as a whole. */
function reachedFrom(project: TypeScriptProject, paths: ReadonlySet<string>): ReadonlySet<string> {
  const importers = importersOf(project, false);
  const reached = new Set(paths);
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer);
  return reached;
}

function proveRename(rename: Rename): Refused | { readonly kind: 'proven'; readonly proofs: readonly Proof[] } {
  const { found, edits, leftovers, request } = rename;
  const { project, index, declarations } = found;
  const { name: from, to, signal } = request;
  const after = project.withTexts(edits.texts);
  const taken = indexName(project, to, findOccurrences(project, to).names);
  const changed = changedMeanings(after, edits, [...index.occurrences, ...taken.occurrences]);
  if (changed.length > 0) {
    return refused(`${to} already names something else at ${placesText(project, changed)}.`, 'Choose another name.');
  }
  const touched = [...edits.texts.keys()];
  const broken = touched.find((path) => syntaxErrors(after, path) > 0 || !keepsTree(rename, after, path));
  if (broken !== undefined) return refused(`The rename would change more than names in ${broken}.`, null);
  const holding = [...index.occurrences, ...taken.occurrences].map(({ path }) => path);
  const isMember = declarations.some((one) => one.isMember);
  const checked = filesToCheck(project, { touched, holding, isMember });
  const [added] = newDiagnostics({ before: project, after }, checked, { from, to, signal });
  if (added !== undefined) {
    const place = `${added.path}:${added.line}`;
    return refused(`The rename would break ${place}: ${added.message} (TS${added.code})`, 'Mend that place first.');
  }
  return { kind: 'proven', proofs: proofsOf({ edits, leftovers, checked, version: project.ts.version }) };
}

function keepsTree({ found, edits, request }: Rename, after: TypeScriptProject, path: string): boolean {
  const [before, now] = [found.project.sourceFile(path), after.sourceFile(path)];
  if (before === undefined || now === undefined) return false;
  const renamings = edits.renamings.filter(({ occurrence }) => occurrence.path === path);
  return isSameTree(after.ts, { before, after: now }, { renamings, to: request.to });
}

function proofsOf(proven: {
  readonly edits: RenameEdits;
  readonly leftovers: Leftovers;
  readonly checked: readonly string[];
  readonly version: string;
}): readonly Proof[] {
  const { edits, leftovers, checked, version } = proven;
  const { unknown, strings, comments, namesakes } = leftovers;
  const kept = `${namesakes} of other declarations, ${unknown.length} on untyped values, ${strings.length} in strings and ${comments.length} in comments keep the old name`;
  return [
    { level: 'S', detail: `${edits.texts.size} changed files parse with TypeScript ${version}` },
    { level: 'A', detail: 'the syntax tree of every changed file is identical but for the renamed places' },
    { level: 'D', detail: `no new diagnostics of TypeScript ${version} in ${checked.length} files` },
    { level: 'R', detail: `${edits.renamings.length} places renamed, each standing for the same declaration as before; ${kept}` },
  ];
}

async function changesOf(tree: SourceTree, edits: RenameEdits): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, text] of edits.texts) {
    const source = await readSource(tree, path);
    if (source.kind === 'source') changes.push(changeTo(source.file, text));
  }
  return changes;
}

function summaryOf({ found, edits, request }: Rename): string {
  const { candidate } = found;
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const places = `${count(edits.renamings.length, 'place')} in ${count(edits.texts.size, 'file')}`;
  return `Renamed ${request.name} (${describe(candidate)}) to ${request.to}: ${places}.`;
}
