import {
  openTypeScriptProject,
  readProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { readSource, spanOfRange, type SourceFile } from '../source-file.ts';
import { whyNotAName } from './name-rules.ts';
import { hasSyntaxErrors } from './new-diagnostics.ts';
import { readPlace } from '../place.ts';
import { identifiersIn } from './tokens.ts';

/** The one file that a request is about, in its project. */
export type OneFile = {
  readonly kind: 'file';
  readonly project: TypeScriptProject;
  readonly file: TypeScript.SourceFile;
  readonly source: SourceFile;
  readonly path: string;
  /** The part that `at` or `range` name; the whole file without them. */
  readonly span: { readonly start: number; readonly end: number };
};

/** Opens the file that `at` names, or the one target; a file that cannot be worked on is refused. */
export async function openOneFile(
  { slots, targets, signal, libraries }: RecipeRequest,
  tree: SourceTree,
): Promise<OneFile | Refused> {
  const at = readPlace(slots['at']);
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  const [path, ...others] = at === null ? targets : [at.path];
  if (path === undefined || others.length > 0) {
    return refused('This is about one file.', 'Name that file alone with -t.');
  }
  const read = await readSource(tree, path);
  if (read.kind === 'refused') return refused(read.reason, null);
  const { file: source } = read;
  const range = slots['range'] ?? (at === null ? null : `${at.line}-${at.line}`);
  const span = range === null ? { start: 0, end: source.text.length } : spanOfRange(source.text, range);
  if (span === null) return refused(`${path} has nothing at the lines ${range}.`, null);
  const projectSource = await readProjectSource(tree, { always: [path], signal, libraries });
  const project = openTypeScriptProject(projectSource, { seeds: [path], isolatesScripts: false });
  const file = project.sourceFile(path);
  if (file === undefined || file.text !== source.text) {
    return refused(`${path} is too large to be worked on.`, null);
  }
  if (hasSyntaxErrors(project, path)) return refused(`${path} has syntax errors.`, 'Mend them first.');
  return { kind: 'file', project, file, source, path, span };
}

/** Refuses a name that cannot be declared at the top of a file: none, reserved, or in use there or in a script beside it. */
export function newNameObjection({ project, file, path }: OneFile, name: string): Refused | null {
  const { ts, moduleOf, files } = project;
  const hint = 'Choose another name.';
  const why = whyNotAName(ts, name);
  if (why !== null || name.startsWith('#')) {
    return refused(`"${name}" ${why ?? 'is not a valid name'}.`, hint);
  }
  if (identifiersIn(ts, file).has(name)) return refused(`${path} uses the name ${name} already.`, hint);
  const isShared = (other: string): boolean =>
    other !== path && files.texts.get(other)?.includes(name) === true;
  const isTaken = moduleOf(file) === null && files.sources.some(isShared);
  return isTaken ? refused(`Other scripts may share the name ${name}.`, hint) : null;
}
