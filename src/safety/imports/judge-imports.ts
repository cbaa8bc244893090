import { languageOf } from '../../domain/language.ts';
import type { Candidate } from '../../domain/ports.ts';
import type { AddedImport } from './added-imports.ts';
import { createJudgedTree } from './judged-tree.ts';

/** Why an import cannot work, in words after its name, and what its writer may have meant, the nearest first. */
export type Unknown = { readonly what: string; readonly meant: readonly string[] };

/** Says what is wrong with an import; null where nothing is, or where it cannot be told. */
export type JudgeImport = (added: AddedImport) => Promise<Unknown | null>;

/** An import that leads nowhere. */
export type UnknownImport = { readonly added: AddedImport; readonly unknown: Unknown };

/** Those of the imports that lead nowhere in a candidate over the work tree at `root`. */
export async function unknownImports(
  added: readonly AddedImport[],
  candidate: Candidate,
  root: string,
): Promise<readonly UnknownImport[]> {
  const tree = await createJudgedTree(candidate, root);
  const found: UnknownImport[] = [];
  for (const [isPython, some] of Map.groupBy(added, ({ path }) => languageOf(path) === 'python')) {
    const judge = isPython
      ? await (await import('./judge-python.ts')).createPythonJudge(tree)
      : await (await import('./judge-script.ts')).createScriptJudge(tree);
    for (const one of some) {
      const unknown = await judge(one);
      if (unknown !== null) found.push({ added: one, unknown });
    }
  }
  return found;
}
