import { nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { addedCode, isJudgedCode } from './hunk-losses.ts';
import { hasLeaveToRemove } from './leave-to-remove.ts';
import { countsOf } from './line-counts.ts';

const SCRIPTS = new Set(['javascript', 'typescript', 'tsx']);
const CATCH = /\.\s*catch\s*\(/;
/** Words of new code by which an error is dealt with in another place. */
const HANDLES = /\b(?:try|catch|reject|allSettled|onRejected|finally)\b|\.then\s*\([^)]*,/;
const TIMEOUT_MS = 1_000;

type Caught = { readonly call: string; readonly handler: string };

/** Promises that are made as before by the scripts of a change and whose `.catch(…)` is gone. */
export async function droppedCatches(
  changes: readonly TextChange[],
  words: string,
): Promise<readonly Finding[]> {
  const judged = changes.filter(({ path, before }) => isScript(path) && CATCH.test(before ?? ''));
  if (judged.length === 0 || addedCode(changes).some((line) => HANDLES.test(line))) return [];
  return (await Promise.all(judged.map((change) => droppedIn(change, words)))).flat();
}

function isScript(path: string): boolean {
  return SCRIPTS.has(languageOf(path) ?? '') && isJudgedCode(path);
}

async function droppedIn({ path, before, after }: TextChange, words: string): Promise<readonly Finding[]> {
  if (before === null || after === null) return [];
  const [old, now] = [await caughtIn(path, before), await caughtIn(path, after)];
  if (old === null || now === null) return [];
  const left = countsOf(now.map(({ call }) => call));
  const [squeezed, squeezedBefore] = [withoutSpaces(after), withoutSpaces(before)];
  return old.flatMap(({ call, handler }): readonly Finding[] => {
    const isCaught = (left.get(call) ?? 0) >= old.filter((one) => one.call === call).length;
    const stands = squeezed.split(call).length >= squeezedBefore.split(call).length;
    if (isCaught || !stands || hasLeaveToRemove(words, [`catch ${handler}`])) return [];
    const message = 'The `.catch(…)` of a promise is gone, and nothing deals with its errors. Keep it.';
    return [{ path, line: lineOf(after, call), message }];
  });
}

/** The calls of a text by what they catch the errors of; null where it has errors. */
async function caughtIn(path: string, text: string): Promise<readonly Caught[] | null> {
  const limits = { timeoutMs: TIMEOUT_MS };
  const source = { language: languageOf(path) ?? '', text, limits };
  const result = await tryTree(source, ({ rootNode }) =>
    rootNode.hasError ? null : nodesOfTypes(rootNode, (type) => type === 'call_expression').flatMap(caughtBy),
  );
  return result.kind === 'parsed' ? result.value : null;
}

function caughtBy(node: Node): readonly Caught[] {
  const callee = node.childForFieldName('function');
  if (callee?.childForFieldName('property')?.text !== 'catch') return [];
  const object = callee.childForFieldName('object');
  // What is no call may be anything that has such a method.
  if (object?.type !== 'call_expression') return [];
  return [{ call: withoutSpaces(object.text), handler: node.childForFieldName('arguments')?.text ?? '' }];
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** The line, from 1, in which a text without its spaces ends in another. */
function lineOf(text: string, squeezed: string): number {
  const end = withoutSpaces(text).indexOf(squeezed) + squeezed.length;
  let seen = 0;
  return 1 + text.split('\n').findIndex((line) => (seen += withoutSpaces(line).length) >= end);
}
