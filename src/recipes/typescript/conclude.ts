import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { encodeText } from '../../domain/text.ts';
import { refused, type Proof, type Refused } from '../recipe.ts';
import { changeTo, readSource } from '../source-file.ts';
import type { NewTexts } from './code-edits.ts';
import { importersIn, reachedFrom } from './importers.ts';
import { hasSyntaxErrors, newDiagnostics, type Comparison } from './new-diagnostics.ts';

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
export async function proveTexts(workedOut: WorkedOut): Promise<Proved> {
  const { project, texts, touchesExports, rewritesLines = false, signal } = workedOut;
  const { codesOfJavaScript, moved } = workedOut;
  const after = project.withTexts(texts);
  const paths = [...texts.keys()];
  const seen = touchesExports ? [...reachedFrom(importersIn(project).any, paths)] : paths;
  const worse = await whyWorse(
    { before: project, after },
    { changed: paths, seen },
    {
      signal,
      ignoresLines: rewritesLines,
      ...(codesOfJavaScript === undefined ? {} : { codesOfJavaScript }),
      ...(moved === undefined ? {} : { moved }),
    },
  );
  if (worse !== null) return worse;
  return { kind: 'proved', after, proofs: proofsOf(project, seen.length) };
}

/** What is said of a result that is not worse in any of so many files. */
export function proofsOf({ ts }: TypeScriptProject, checked: number): readonly Proof[] {
  const by = `TypeScript ${ts.version}`;
  const files = `${checked} ${checked === 1 ? 'file' : 'files'}`;
  return [
    { level: 'S', detail: `the result parses with ${by}` },
    { level: 'D', detail: `no new diagnostics of ${by} in ${files}` },
  ];
}

/** Why a project is worse off than before: a changed file does not parse, or one that sees it has a new diagnostic. */
export async function whyWorse(
  { before, after }: { readonly before: TypeScriptProject; readonly after: TypeScriptProject },
  { changed, seen }: { readonly changed: readonly string[]; readonly seen: readonly string[] },
  comparison: Comparison,
): Promise<Refused | null> {
  const broken = changed.find((path) => hasSyntaxErrors(after, path));
  if (broken !== undefined) return refused(`The result would not parse: ${broken}.`, null);
  const [added] = await newDiagnostics({ before, after }, seen, comparison);
  if (added === undefined) return null;
  const place = `${added.path}:${added.line}`;
  return refused(
    `The result would be wrong at ${place}: ${added.message} (TS${added.code})`,
    'Mend that place first.',
  );
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
