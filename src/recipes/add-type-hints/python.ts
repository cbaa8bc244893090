import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { commentNodes } from '../python/comments.ts';
import { functionsOf, isDecorator, labelOf, ownNodes, type PyFunction } from '../python/functions.ts';
import { lookAt } from '../python/looked-at.ts';
import { oldestVersion } from '../python/oldest-version.ts';
import { proveFile } from '../python/prove-file.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, isWithin, nameOf, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { RecipeRequest } from '../recipe.ts';
import type { SourceFile } from '../source-file.ts';
import { contradictionOf, openCalls, type ProjectCalls } from './contradictions.ts';
import { hintDifference } from './hint-difference.ts';
import { parameterTypes } from './parameters.ts';
import { returnTypeOf } from './returns.ts';

const RULES = ['ANN201', 'ANN202', 'ANN204', 'ANN205', 'ANN206'] as const;
const RULES_AFTER = ['F821', 'F811', 'F823', 'PLE', 'RUF013'] as const;
const HARMLESS =
  /^(?:property|\w+\.setter|staticmethod|classmethod|(?:functools\.)?(?:lru_cache|cache|cached_property|wraps))$/;
const PLAIN_BASES = /^(?:object|(?:abc\.)?ABC|metaclass\s*=.*)$/;
const UNION_MINOR = 10;

type Hint = { readonly edit: TextEdit; readonly type: string };

type Around = {
  readonly tree: SourceTree;
  readonly request: RecipeRequest;
  readonly calls: ProjectCalls;
};

/** Adds types, file by file; the calls of the project are read once for all of them. */
export function typeHintsWork(): FileWork {
  let calls: ProjectCalls | null = null;
  return async (file, { tree, request }) => {
    calls ??= openCalls(tree, request.signal);
    return addTypeHints(file, { tree, request, calls });
  };
}

/** Adds the types that leave no doubt; a function that frameworks or subclasses may have a say in is passed over. */
async function addTypeHints(
  { path, text }: SourceFile,
  { tree, request, calls }: Around,
): Promise<FileResult> {
  const looked = await lookAt({ path, text }, { select: RULES });
  if (looked.kind === 'refused') return looked;
  const { tree: before, findings } = looked;
  const wanted = functionsOf(before).filter((one) => isWanted(before, one, request.slots));
  if (wanted.length === 0 && request.slots['function'] !== undefined)
    return { kind: 'refused', reason: `${path} has no function ${request.slots['function']}.` };
  const canUnite = await mayUnite(before, path, tree);
  const fitting = wanted.filter((one) => !isLeft(before, one));
  const hints: Hint[] = [];
  const left: string[] = [];
  for (const one of fitting) {
    const returned = returnTypeOf(before, one, findings);
    const typed = await uncontradicted(one, { path, tree: before, calls });
    const all = [...(returned === null ? [] : [returned]), ...typed.hints];
    left.push(...typed.left);
    hints.push(...all.filter(({ type }) => isEvaluated(before, type) && (canUnite || !type.includes('|'))));
  }
  if (hints.length === 0) return { kind: 'unchanged', notes: left };
  const after = applyTextEdits(
    text,
    hints.map(({ edit }) => edit),
  );
  const proofs = await proveFile(before, after, {
    differenceFrom: (changed) => hintDifference(before, changed),
    declared: 'the new annotations',
    rules: RULES_AFTER,
  });
  if (typeof proofs === 'string') return { kind: 'refused', reason: `${path} was left, because ${proofs}.` };
  const names = fitting.filter(({ node }) =>
    hints.some(({ edit }) => edit.start >= node.start && edit.end <= node.end),
  );
  const notes = [`${path}: annotated ${names.map((one) => labelOf(before, one)).join(', ')}.`];
  return { kind: 'changed', text: after, notes: [...notes, ...left], proofs };
}

/** The parameters whose default says their type, without those that a call of the project gives another. */
async function uncontradicted(
  one: PyFunction,
  { path, tree, calls }: { readonly path: string; readonly tree: PyTree; readonly calls: ProjectCalls },
): Promise<{ readonly hints: readonly Hint[]; readonly left: readonly string[] }> {
  const hints: Hint[] = [];
  const left: string[] = [];
  for (const parameter of parameterTypes(tree, one)) {
    const why = await contradictionOf(calls, { tree, one }, parameter);
    if (why === null) hints.push(parameter);
    else left.push(`${path}: ${parameter.name} of ${labelOf(tree, one)} stays without a type: ${why}.`);
  }
  return { hints, left };
}

function isWanted(
  tree: PyTree,
  { name, owner }: PyFunction,
  slots: Readonly<Record<string, string>>,
): boolean {
  const ownerName = owner === null ? undefined : nameOf(tree, owner);
  return (slots['function'] ?? name) === name && (slots['class'] ?? ownerName) === ownerName;
}

/** `X | Y` of classes is evaluated from 3.10 on, unless annotations are not evaluated at all. */
async function mayUnite(tree: PyTree, path: string, files: SourceTree): Promise<boolean> {
  const isPostponed = tree.root.children.some(
    (node) => node.type === 'future_import_statement' && textOf(tree, node).includes('annotations'),
  );
  return isPostponed || ((await oldestVersion(path, files))?.minor ?? 0) >= UNION_MINOR;
}

/** Whether the names of a type mean the built-in ones in this file. */
function isEvaluated(tree: PyTree, type: string): boolean {
  return type.split(' | ').every((name) => usesOfName(tree, name).every(({ role }) => role !== 'bound'));
}

function isLeft(tree: PyTree, one: PyFunction): boolean {
  const { node, owner, decorators, name } = one;
  if (!decorators.every((decorator) => isDecorator(tree, decorator, HARMLESS))) return true;
  const hasTypeComment = commentNodes(tree).some(
    (comment) => isWithin(node, comment) && /^#\s*type:/.test(textOf(tree, comment)),
  );
  if (hasTypeComment) return true;
  if (owner === null || /^__\w+__$/.test(name)) return false;
  const bases =
    childIn(owner, 'superclasses')?.children.filter(({ type }) => !/^(?:[(),]|comment)$/.test(type)) ?? [];
  return !bases.every((base) => PLAIN_BASES.test(textOf(tree, base))) || isEmpty(node);
}

/** A method that does nothing is there for subclasses to fill. */
function isEmpty(node: PyNode): boolean {
  const body = childIn(node, 'body');
  const statements = body?.children.filter(({ type }) => type !== 'comment') ?? [];
  const raises = [...ownNodes(node)].some(({ type }) => type === 'raise_statement');
  return (
    statements.every(
      ({ type, children }) =>
        type === 'pass_statement' ||
        type === 'raise_statement' ||
        (type === 'expression_statement' && /^(?:string|ellipsis)$/.test(children[0]?.type ?? '')),
    ) ||
    (raises && statements.length <= 2)
  );
}
