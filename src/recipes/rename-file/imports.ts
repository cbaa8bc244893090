import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { isRelative, mayName, mocksIn, otherMention } from '../typescript/file-mentions.ts';
import { loadsOf } from '../typescript/importers.ts';
import type { Move } from './destination.ts';
import { specifierAfter } from '../typescript/specifiers.ts';

/** What one file has to say anew, or a place of it that nobody can rewrite with certainty. */
export type FileImports =
  | { readonly kind: 'edits'; readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'obstacle'; readonly place: string; readonly why: string };

/** The edits of one file for a move of it or of what it imports. */
export function importsOf(source: ProjectSource, path: string, move: Move): FileImports {
  const { ts, files } = source;
  const text = files.texts.get(path) ?? '';
  if (path !== move.from && !mayName(text, move.from)) return { kind: 'edits', path, edits: [] };
  const file = ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.Latest, true);
  const loads = [...loadsOf(ts, file), ...mocksIn(ts, file)];
  const known = new Set(loads.map(({ node }) => node));
  const mention = otherMention(ts, { file, path, known }, move.from);
  if (mention !== null)
    return {
      kind: 'obstacle',
      place: placeOf(path, file, mention),
      why: 'names it otherwise than in an import',
    };
  const edits: TextEdit[] = [];
  for (const load of loads) {
    const after = nameAfter(source, { path, specifier: load.specifier }, move);
    if (after === null) {
      const why = `imports ${load.specifier} in a way that cannot be followed`;
      return { kind: 'obstacle', place: placeOf(path, file, load.node), why };
    }
    const isSame = after === load.specifier;
    if (!isSame) edits.push({ start: load.node.getStart(file) + 1, end: load.node.end - 1, newText: after });
  }
  return { kind: 'edits', path, edits };
}

/** How a module has to be named after the move; null where that is not certain. */
function nameAfter(
  { modules }: ProjectSource,
  { path, specifier }: { readonly path: string; readonly specifier: string },
  { from, to }: Move,
): string | null {
  const target = modules.resolve(specifier, path);
  const importer = path === from ? to : path;
  const isMoved = folderOf(importer) !== folderOf(path) && isRelative(specifier);
  if (target !== from && !isMoved) return specifier;
  if (!isRelative(specifier)) return null;
  // Data and styles, which no module resolver knows, are meant by their whole path.
  const before = target ?? joinPath(folderOf(path), specifier);
  return specifierAfter(
    specifier,
    { importer: path, target: before },
    { importer, target: before === from ? to : before },
  );
}

function placeOf(path: string, file: TypeScript.SourceFile, node: TypeScript.Node): string {
  return `${path}:${positionAt(file.text, node.getStart(file)).line}`;
}
