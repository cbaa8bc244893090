import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { mayName } from '../typescript/file-mentions.ts';
import { loadsOf } from '../typescript/importers.ts';
import { tokensOf } from '../typescript/tokens.ts';
import type { Move } from './destination.ts';

/** What a move changed besides names of modules, or which of them finds another file now, as the end of a sentence; else null. */
export function whatWentAstray(before: ProjectSource, after: ProjectSource, move: Move): string | null {
  for (const path of before.files.sources) {
    const now = path === move.from ? move.to : path;
    const [old, next] = [textOf(before, path), textOf(after, now)];
    if (old === next && path !== move.from && !mayName(old, move.from) && !mayName(old, move.to)) continue;
    if (old !== next && tokensIn(before, path).join('\0') !== tokensIn(after, now).join('\0'))
      return `more than names of modules would change in ${path}`;
    const targets = targetsOf(before, path).map((target) => (target === move.from ? move.to : target));
    if (targets.join('\0') !== targetsOf(after, now).join('\0'))
      return `an import of ${path} would find another file`;
  }
  return null;
}

/** The tokens of a file, its relative names of files left out. */
function tokensIn(source: ProjectSource, path: string): readonly string[] {
  const file = parsed(source, path);
  return tokensOf(file, file).map((token) => (/^['"`]\.{1,2}(?:\/|['"`]$)/.test(token) ? '' : token));
}

/** The files that its imports find, in order; empty where one finds none in the tree. */
function targetsOf(source: ProjectSource, path: string): readonly string[] {
  const loads = loadsOf(source.ts, parsed(source, path));
  return loads.map(({ specifier }) => source.modules.resolve(specifier, path) ?? '');
}

function parsed(source: ProjectSource, path: string): TypeScript.SourceFile {
  return source.ts.createSourceFile(`/${path}`, textOf(source, path), source.ts.ScriptTarget.Latest);
}

function textOf({ files }: ProjectSource, path: string): string {
  return files.texts.get(path) ?? '';
}
