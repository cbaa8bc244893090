import { lostComment } from '../python/comments.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { newRuffDiagnostics } from '../python/proofs.ts';
import { childIn, nameOf, parsePython, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Proof } from '../recipe.ts';
import { delegateBody, delegateHead, docstringOf } from './delegate.ts';
import { docstringShift } from './docstring-shift.ts';
import { otherStatements } from './layout.ts';
import { classesOf, methodsOf, receiverOf, type Method } from './method.ts';
import type { MovePlan } from './plan.ts';

/** The proofs of a move, or the first thing that speaks against it. */
export type Proven =
  | { readonly kind: 'proven'; readonly proofs: readonly Proof[] }
  | { readonly kind: 'unproven'; readonly reason: string };

const RULES = ['F821', 'F811', 'F823', 'F706', 'PLE'] as const;

/** Checks a moved text against the one before by means that do not share the code that made it. */
export async function proveMove(plan: MovePlan, after: string): Promise<Proven> {
  const tree = await parsePython(after);
  if (tree === null) return unproven('the result does not parse');
  const difference = differenceOf(plan, tree) ?? lostComment(plan.method.tree, tree);
  if (difference !== null) return unproven(difference);
  const fresh = await newRuffDiagnostics(plan.method.tree.text, after, RULES);
  if (fresh.length > 0) return unproven(`the result has new diagnostics: ${fresh.join('; ')}`);
  return {
    kind: 'proven',
    proofs: [
      { level: 'S', detail: `${plan.method.file.path} parses without an error` },
      { level: 'A', detail: declaredEdit(plan) },
      { level: 'D', detail: `ruff finds nothing new (${RULES.join(', ')})` },
      { level: 'R', detail: resolvedUses(plan) },
    ],
  };
}

function declaredEdit(plan: MovePlan): string {
  const calls = `${plan.rewritten.length} rewritten ${plan.rewritten.length === 1 ? 'call' : 'calls'}`;
  const delegate = plan.delegateReasons.length > 0 ? ', the delegating method' : '';
  const alias = plan.alias === null ? '' : ', the second name';
  const docstring = docstringShift(plan.method) === null ? '' : ', the indentation inside the docstring';
  return `the syntax tree is the same but for the move, ${calls}${delegate}${alias}${docstring}`;
}

function resolvedUses({ rewritten, leftCount, method }: MovePlan): string {
  const left =
    leftCount === 0
      ? 'no other is left'
      : `${leftCount} ${leftCount === 1 ? 'other goes' : 'others go'} on through the method`;
  return `every use of ${method.name} in the project was looked at: ${rewritten.length} rewritten, ${left}`;
}

/** The function must be the method without its receiver, and the module the one before without the method. */
function differenceOf(plan: MovePlan, after: PyTree): string | null {
  const { method } = plan;
  const functions = after.root.children.filter((node) => nameOf(after, definitionIn(node)) === method.name);
  const [moved] = functions;
  if (moved === undefined || functions.length !== 1)
    return `there are ${functions.length} top-level functions ${method.name}`;
  const stays = inClass(plan, after);
  if (stays === null) return `class ${method.qualifiedClass} is not what it should be`;
  const calls = new Map(plan.rewritten.map((call) => [call, `identifier ${method.name}`]));
  const alias =
    plan.alias === null
      ? []
      : after.root.children.filter((node) => textOf(after, node) === `${plan.alias} = ${method.name}`);
  const before = normalForm(method.tree, method.tree.root, {
    skipped: new Set([method.whole]),
    replaced: calls,
  });
  const now = normalForm(after, after.root, { skipped: new Set([moved, ...alias, ...stays]) });
  return firstDifference(before, now) ?? functionDifference(plan, after, moved);
}

function functionDifference(plan: MovePlan, after: PyTree, moved: PyNode): string | null {
  const { method } = plan;
  const calls = plan.rewritten.map((call) => [call, `identifier ${method.name}`] as const);
  const docstring = shiftedDocstring(method, after, definitionIn(moved));
  const before = normalForm(method.tree, method.definition, {
    skipped: droppedParameter(method),
    replaced: new Map([...calls, ...docstring.before]),
  });
  const now = normalForm(after, definitionIn(moved), { replaced: new Map(docstring.after) });
  const difference = firstDifference(before, now);
  if (difference !== null) return difference;
  const isMarks = method.decorators.length > 0 && method.decorators.every(({ kind }) => kind === 'mark');
  const wanted = isMarks ? method.decorators.map(({ text }) => text) : [];
  const found = moved.children.filter(({ type }) => type === 'decorator').map((node) => textOf(after, node));
  return firstDifference(wanted.map(collapsed), found.map(collapsed));
}

type Replaced = readonly (readonly [PyNode, string])[];

/** The docstrings of both definitions in one form, where they differ by nothing but the declared shift. */
function shiftedDocstring(
  method: Method,
  after: PyTree,
  moved: PyNode,
): { readonly before: Replaced; readonly after: Replaced } {
  const shift = docstringShift(method);
  const docstring = docstringOf(moved);
  if (shift === null || docstring === null) return { before: [], after: [] };
  const [first, ...later] = textOf(method.tree, shift.node).split('\n');
  const wanted = later.map((line) =>
    line.startsWith(shift.indentation) ? line.slice(shift.indentation.length) : line.replace(/^[ \t]+/, ''),
  );
  return {
    before: [[shift.node, [first, ...wanted].join('\n')]],
    after: [[docstring, textOf(after, docstring)]],
  };
}

/** The receiver, the comma behind it, and a `/` that would stand first. */
function droppedParameter(method: Method): ReadonlySet<PyNode> {
  const receiver = receiverOf(method);
  const list = (childIn(method.definition, 'parameters')?.children ?? []).filter(
    ({ type }) => type !== 'comment',
  );
  if (receiver === null) return new Set();
  const after = list.slice(list.indexOf(receiver) + 1);
  const slash = after[0]?.type === ',' && after[1]?.type === 'positional_separator' ? 2 : 0;
  const commas = after[slash]?.type === ',' ? slash + 1 : slash;
  return new Set([receiver, ...after.slice(0, commas)]);
}

/** What is left of the method in its class: the delegating method, a `pass` in an empty class, or nothing. Null when wrong. */
function inClass(plan: MovePlan, after: PyTree): readonly PyNode[] | null {
  const { method } = plan;
  const order = classesOf(method.tree).indexOf(method.classNode);
  const classNode = classesOf(after)[order];
  if (classNode === undefined) return null;
  const left = methodsOf(method.file, after, classNode).filter(({ name }) => name === method.name);
  if (plan.delegateReasons.length === 0) {
    if (left.length > 0) return null;
    return otherStatements(method).length > 0 ? [] : (childIn(classNode, 'body')?.children ?? []);
  }
  const [delegate] = left;
  if (delegate === undefined || left.length > 1) return null;
  const text = collapsed(textOf(after, delegate.definition));
  const decorators = delegate.decorators.map((decorator) => decorator.text).join('\n');
  const isRight = text === collapsed([delegateHead(method), ...delegateBody(method)].join(' '));
  return isRight && decorators === method.decorators.map((one) => one.text).join('\n')
    ? [delegate.whole]
    : null;
}

function definitionIn(node: PyNode): PyNode {
  return node.type === 'decorated_definition' ? (childIn(node, 'definition') ?? node) : node;
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function unproven(reason: string): Proven {
  return { kind: 'unproven', reason };
}
