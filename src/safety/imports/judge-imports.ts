import { languageOf } from '../../domain/language.ts';
import type { Candidate } from '../../domain/ports.ts';
import type { AddedImport } from './added-imports.ts';
import { createJudgedTree } from './judged-tree.ts';
import type { Unclear, Unknown } from './judge-import.ts';

/** An import that leads nowhere, or takes a name that is not there. */
export type UnknownImport = { readonly added: AddedImport; readonly unknown: Unknown };

/** An import of which nobody can tell whether it leads somewhere. */
export type UnclearImport = { readonly added: AddedImport; readonly why: Unclear };

/** What is wrong with imports, and those that could not be judged. */
export type ImportRuling = {
  readonly unknown: readonly UnknownImport[];
  readonly notJudged: readonly UnclearImport[];
};

/** Judges imports in a candidate over the work tree at `root`. */
export async function judgeImports(
  added: readonly AddedImport[],
  candidate: Candidate,
  root: string,
): Promise<ImportRuling> {
  const tree = await createJudgedTree(candidate, root);
  const found: UnknownImport[] = [];
  const notJudged: UnclearImport[] = [];
  for (const [isPython, some] of Map.groupBy(added, ({ readAs }) => languageOf(readAs) === 'python')) {
    const judge = isPython
      ? await (await import('./judge-python.ts')).createPythonJudge(tree)
      : await (await import('./judge-script.ts')).createScriptJudge(tree);
    for (const one of some) {
      const unknown = await judge({ ...one, path: one.readAs });
      if (typeof unknown === 'string') notJudged.push({ added: one, why: unknown });
      else if (unknown !== null) found.push({ added: one, unknown });
    }
  }
  return { unknown: found, notJudged };
}
