import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Proof } from '../recipe.ts';
import { filesToCheck } from './files-to-check.ts';
import { indexName } from './name-index.ts';
import { hasSyntaxErrors, newDiagnostics } from '../typescript/new-diagnostics.ts';
import { findOccurrences } from './occurrences.ts';
import { placesText } from './places-text.ts';
import type { RenamePlan } from './rename-plan.ts';
import { refused, type Refused } from '../recipe.ts';
import { changedMeanings } from './same-meaning.ts';
import { isSameTree } from './tree-identity.ts';
import { replaceWord } from './written-out.ts';

/** That nothing declares a name: one of Node, of a test runner and of a library that is not asked for among them. */
const UNDECLARED = new Set([2304, 2503, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2867, 2868]);

type Proven = { readonly kind: 'proven'; readonly proofs: readonly Proof[] };

/** Tries the rename on a second program and proves it there, or says what it would break. */
export async function proveRename(plan: RenamePlan): Promise<Refused | Proven> {
  const { found, edits, request } = plan;
  const { project, index } = found;
  const { name: from, to, signal } = request;
  const after = project.withTexts(edits.texts);
  const taken = indexName(project, to, findOccurrences(project, to).names);
  const names = [...index.occurrences, ...taken.occurrences];
  const changed = changedMeanings(after, edits, names);
  if (changed.length > 0) {
    return refused(
      `${to} would mean something else at ${placesText(project, changed)}.`,
      'Choose another name.',
    );
  }
  const broken = [...edits.texts.keys()].find(
    (path) => hasSyntaxErrors(after, path) || !keepsTree(plan, after, path),
  );
  if (broken !== undefined) return refused(`The rename would change more than names in ${broken}.`, null);
  const paths = filesToCheck(plan, taken);
  const [added] = await newDiagnostics({ before: project, after }, paths, {
    signal,
    rewritten: (text) => replaceWord(text, { from, to }, project.ts),
    isOld: (diagnostic) => isOfOtherName(diagnostic, [from, to]),
  });
  if (added !== undefined) {
    const place = `${added.path}:${added.line}`;
    return refused(
      `The rename would break ${place}: ${added.message} (TS${added.code})`,
      'Mend that place first.',
    );
  }
  return { kind: 'proven', proofs: proofsOf(plan, paths.length) };
}

/** Whether a name that nothing declares is neither of the two: nothing but these two is declared or used otherwise. */
function isOfOtherName(
  { code, file, messageText, start = 0, length = 0 }: TypeScript.Diagnostic,
  names: readonly string[],
): boolean {
  if (!UNDECLARED.has(code) || file === undefined || typeof messageText !== 'string') return false;
  const text = file.text.slice(start, start + length);
  // A tag may stand for the name of the function that makes its element.
  return messageText.includes(`'${text}'`) && !names.includes(text);
}

function keepsTree({ found, edits }: RenamePlan, after: TypeScriptProject, path: string): boolean {
  const [before, now] = [found.project.sourceFile(path), after.sourceFile(path)];
  if (before === undefined || now === undefined) return false;
  const renamings = edits.renamings.filter(({ occurrence }) => occurrence.path === path);
  return isSameTree(after.ts, { before, after: now }, renamings);
}

function proofsOf({ found, edits, leftovers }: RenamePlan, checked: number): readonly Proof[] {
  const by = `TypeScript ${found.project.ts.version}`;
  const { unknown, strings, comments, namesakes } = leftovers;
  const kept = `${namesakes} in other declarations, ${unknown.length} on values of unknown type, ${strings.length} in strings, ${comments.length} in comments`;
  return [
    { level: 'S', detail: `${edits.texts.size} changed files parse with ${by}` },
    { level: 'A', detail: 'the syntax tree of every changed file is the same but for the renamed places' },
    { level: 'D', detail: `no new diagnostics of ${by} in ${checked} files` },
    {
      level: 'R',
      detail: `${edits.renamings.length} places renamed and resolved again; the old name stays ${kept}`,
    },
  ];
}
