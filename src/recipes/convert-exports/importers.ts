import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { refused, type Refused } from '../recipe.ts';
import { mayName, mocksIn, otherMention } from '../typescript/file-mentions.ts';
import { loadsOf } from '../typescript/importers.ts';
import { importerEdits } from './importer-edits.ts';
import type { ComponentScript } from '../typescript/component-scripts.ts';
import type { Key } from '../typescript/export-key.ts';
import { isSettings } from './placed-files.ts';

/** A file that loads the module, with what it has to say anew. */
export type ChangedImporter = { readonly path: string; readonly edits: readonly TextEdit[] };

/** What loads the module, in one project at one time. */
export type Around = {
  readonly project: TypeScriptProject;
  /** Every source of the tree, whether or not it is part of the program. */
  readonly all: readonly string[];
  readonly components: readonly ComponentScript[];
  /** The module whose export changes. */
  readonly path: string;
};

type Script = { readonly path: string; readonly text: string; readonly file: TypeScript.SourceFile };

/** The edits of every file that loads the module; the first place that cannot be followed refuses. */
export function importersOf(around: Around, key: Key): readonly ChangedImporter[] | Refused {
  const changed: ChangedImporter[] = [];
  for (const script of scriptsOf(around, ({ text }) => mayName(text, around.path))) {
    const edits = editsOf(around, script, key);
    if ('kind' in edits) return edits;
    if (edits.length > 0) changed.push({ path: script.path, edits });
  }
  return changed;
}

/** The sources of the tree and the scripts of its components, as far as they are wanted. */
export function scriptsOf(
  { project, all, components }: Around,
  isWanted: (source: { readonly path: string; readonly text: string }) => boolean,
): readonly Script[] {
  const { ts, files, sourceFile } = project;
  const sources = all
    .map((path) => ({ path, text: files.texts.get(path) ?? '' }))
    .filter(isWanted)
    .map(({ path, text }) => ({
      path,
      text,
      // What does not hang together with the module may still name it in its texts.
      file: sourceFile(path) ?? ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.ESNext, true),
    }));
  return [...sources, ...components.filter(isWanted)];
}

function editsOf(
  { project, path: target }: Around,
  { path, file }: Script,
  key: Key,
): readonly TextEdit[] | Refused {
  const { ts, modules } = project;
  const isTarget = (specifier: string): boolean => modules.resolve(specifier, path) === target;
  const known = new Set([...loadsOf(ts, file), ...mocksIn(ts, file)].map(({ node }) => node));
  const mention = isSettings(path) ? null : otherMention(ts, { file, path, known, isOfLoads: true }, target);
  const result = importerEdits({ ts, file, isTarget }, key);
  if (mention === null && result.kind === 'edits') return result.edits;
  const why = result.kind === 'obstacle' ? result.why : 'names it otherwise than in an import';
  const offset = result.kind === 'obstacle' ? result.offset : (mention?.getStart(file) ?? 0);
  const gap = /^\s*/.exec(file.text.slice(offset))?.[0].length ?? 0;
  const place = `${path}:${positionAt(file.text, offset + gap).line}`;
  return refused(`${place} ${why}, so ${target} was left.`, 'Change that place by hand first.');
}
