import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { functionsOf, type PyFunction } from '../python/functions.ts';
import { newStatement } from '../python/import-insertion.ts';
import { importRank } from '../python/import-order.ts';
import { indentationAt, newlineOf } from '../python/lines.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { proveFile } from '../python/prove-file.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, nodesBelow, parsePython, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { RecipeResult } from '../recipe.ts';
import { changeTo, type SourceFile } from '../source-file.ts';

const RULES_AFTER = ['F821', 'F811', 'F401', 'B019', 'PLE'] as const;
const WITHOUT_HASH =
  /^(?:list|dictionary|set|list_comprehension|dictionary_comprehension|set_comprehension|generator_expression)$/;

type Found = {
  readonly file: SourceFile;
  readonly tree: PyTree;
  readonly one: PyFunction;
  /** Whether equal arguments of different types are kept apart. */
  readonly isTyped: boolean;
};
type Spelling = { readonly decorator: string; readonly edits: readonly TextEdit[] };

/** Decorates one function that nothing speaks against; `callers` are the texts that may call it. */
export async function cacheOne(found: Found, callers: readonly SourceFile[]): Promise<RecipeResult> {
  const { file, tree, one } = found;
  for (const caller of callers) {
    const call = await unhashableCall(caller, one.name);
    if (call !== null) return refused(found, `${caller.path} calls it with what has no hash: ${call}`);
  }
  const spelling = spellingFor(found);
  if (typeof spelling === 'string') return refused(found, spelling);
  const { decorator, edits } = spelling;
  const indentation = indentationAt(file.text, one.node.start);
  if (indentation === null) return refused(found, 'it shares its line with other code');
  const at = one.node.start;
  const line = {
    start: at,
    end: at,
    newText: `@${decorator}${optionsOf(found)}${newlineOf(file.text)}${indentation}`,
  };
  const after = applyTextEdits(file.text, [...edits, line]);
  const proofs = await proveFile(tree, after, {
    differenceFrom: (changed) => difference(found, changed, decorator),
    declared: 'the decorator and its import',
    rules: RULES_AFTER,
  });
  if (typeof proofs === 'string') return refused(found, proofs);
  return {
    kind: 'changed',
    changes: [changeTo(file, after)],
    summary: `${one.name} of ${file.path} keeps its last 128 results.`,
    notes: [
      `${one.name} no longer runs again for the same arguments: ${one.name}.cache_clear() makes it forget.`,
      'What it calls in other files was not looked into: it must give the same each time.',
      'If what it returns can be changed, its callers now share the change.',
    ],
    proofs,
  };
}

/** How the file can name the decorator at the place of the function, and the import that it takes. */
function spellingFor({ file, tree, one }: Found): Spelling | string {
  const above = tree.root.children.filter(({ end }) => end <= one.node.start);
  const imports = above.filter(({ type }) => type === 'import_statement' || type === 'import_from_statement');
  const texts = imports.map((node) => textOf(tree, node).replace(/\s+/g, ' '));
  const taken = (name: string): number =>
    usesOfName(tree, name).filter(({ role }) => role === 'bound').length;
  if (texts.some((text) => /^import (?:[\w., ]*, ?)?functools(?:,|$)/.test(text)) && taken('functools') === 1)
    return { decorator: 'functools.lru_cache', edits: [] };
  const isTaken = texts.some((text) => /^from functools import\b(?:.*[ ,(])lru_cache\b(?! as)/.test(text));
  if (isTaken && taken('lru_cache') === 1) return { decorator: 'lru_cache', edits: [] };
  if (taken('functools') > 0)
    return 'the file uses the name functools for something else, or in several places';
  const rank = importRank({ paths: new Set() }, file.path);
  const edit = newStatement(tree, { module: null, clause: 'functools' }, rank);
  return { decorator: 'functools.lru_cache', edits: [edit] };
}

/** An argument without a hash in a call of that name, or null. */
async function unhashableCall({ text }: SourceFile, name: string): Promise<string | null> {
  const tree = await parsePython(text);
  if (tree === null) return null;
  for (const { node } of usesOfName(tree, name)) {
    const call = node.parent?.type === 'attribute' ? node.parent.parent : node.parent;
    if (call?.type !== 'call') continue;
    const given = childIn(call, 'arguments')?.children ?? [];
    const value = given
      .map((one) => (one.type === 'keyword_argument' ? (childIn(one, 'value') ?? one) : one))
      .find(({ type }) => WITHOUT_HASH.test(type));
    if (value !== undefined) return textOf(tree, value).slice(0, 40);
  }
  return null;
}

function optionsOf({ isTyped }: Found): string {
  return isTyped ? '(maxsize=128, typed=True)' : '(maxsize=128)';
}

/** Without its decorator and at most one `import functools`, the file must be what it was. */
function difference(found: Found, after: PyTree, decorator: string): string | null {
  const { tree, one } = found;
  const order = functionsOf(tree).findIndex(({ node }) => node.start === one.node.start);
  const now = functionsOf(after)[order];
  const whole = now?.node.parent;
  const [only, ...others] = now?.decorators ?? [];
  if (now === undefined || whole === undefined || whole === null || only === undefined || others.length > 0)
    return 'the function has not exactly one decorator';
  if (textOf(after, only) !== `@${decorator}${optionsOf(found)}`) return 'the decorator is another';
  const isNew = (node: PyNode): boolean =>
    node.type === 'import_statement' && textOf(after, node) === 'import functools';
  const had = [...nodesBelow(tree.root)].some((node) => textOf(tree, node) === 'import functools');
  const added = had ? undefined : after.root.children.find(isNew);
  const bare = normalForm(after, now.node).join(' ');
  const formAfter = normalForm(after, after.root, {
    skipped: new Set(added === undefined ? [] : [added]),
    replaced: new Map([[whole, bare]]),
  });
  return firstDifference(wordsOf(normalForm(tree, tree.root)), wordsOf(formAfter));
}

/** A node that was replaced by its own form counts like one that was not. */
function wordsOf(form: readonly string[]): readonly string[] {
  return form.join(' ').split(' ');
}

function refused({ one }: Found, reason: string): RecipeResult {
  return { kind: 'refused', reason: `${one.name} is not cached, because ${reason}.`, hint: null };
}
