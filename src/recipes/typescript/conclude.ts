import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { encodeText } from '../../domain/text.ts';
import { refused, type Proof, type Refused } from '../recipe.ts';
import { changeTo, readSource } from '../source-file.ts';
import type { NewTexts } from './code-edits.ts';
import { importersIn, reachedFrom } from './importers.ts';
import { hasSyntaxErrors, newDiagnostics } from './new-diagnostics.ts';

/** A refactoring that was worked out, before it is proved. */
export type WorkedOut = {
  readonly project: TypeScriptProject;
  readonly texts: NewTexts;
  /** Whether what a touched module exports may have changed, so that its importers are checked too. */
  readonly touchesExports: boolean;
  /** Whether code of other lines is joined or split, so that a diagnostic may stand on another line than before. */
  readonly rewritesLines?: boolean;
  /** The codes that count in JavaScript; all of them without it. */
  readonly codesOfJavaScript?: ReadonlySet<number>;
  /** Files between which code moves. */
  readonly moved?: { readonly from: string; readonly to: string };
  readonly signal: AbortSignal;
};

/** The proofs that every refactoring by TypeScript has: S and D. The project afterwards is for proofs of its own. */
export type Proved =
  | { readonly kind: 'proved'; readonly after: TypeScriptProject; readonly proofs: readonly Proof[] }
  | Refused;

/** Tries the new texts on a second program: they must parse, and nothing that could see them may be worse off. */
export function proveTexts(workedOut: WorkedOut): Proved {
  const { project, texts, touchesExports, rewritesLines = false, signal } = workedOut;
  const { codesOfJavaScript, moved } = workedOut;
  const after = project.withTexts(texts);
  const paths = [...texts.keys()];
  const broken = paths.find((path) => hasSyntaxErrors(after, path));
  if (broken !== undefined) return refused(`The result would not parse: ${broken}.`, null);
  const seen = touchesExports ? [...reachedFrom(importersIn(project).any, paths)] : paths;
  const [added] = newDiagnostics({ before: project, after }, seen, {
    signal,
    ignoresLines: rewritesLines,
    ...(codesOfJavaScript === undefined ? {} : { codesOfJavaScript }),
    ...(moved === undefined ? {} : { moved }),
  });
  if (added !== undefined) {
    const place = `${added.path}:${added.line}`;
    return refused(
      `The result would be wrong at ${place}: ${added.message} (TS${added.code})`,
      'Mend that place first.',
    );
  }
  const by = `TypeScript ${project.ts.version}`;
  const files = `${seen.length} ${seen.length === 1 ? 'file' : 'files'}`;
  return {
    kind: 'proved',
    after,
    proofs: [
      { level: 'S', detail: `the result parses with ${by}` },
      { level: 'D', detail: `no new diagnostics of ${by} in ${files}` },
    ],
  };
}

/** The changes that give the files of a tree their new texts; a file that is not there yet is created. */
export async function changesTo(tree: SourceTree, texts: NewTexts): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, text] of texts) {
    const source = await readSource(tree, path);
    const after = encodeText({ text, hasByteOrderMark: false });
    changes.push(
      source.kind === 'source' ? changeTo(source.file, text) : { path, before: null, after, tolerances: [] },
    );
  }
  return changes;
}
