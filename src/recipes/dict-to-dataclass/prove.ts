import type { Proof } from '../recipe.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { proveFile } from '../python/prove-file.ts';
import { childIn, nameOf, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { PythonFile } from '../python/project.ts';
import { IMPORT } from './edits.ts';
import { memberOf } from './members.ts';
import type { Plan } from './plan.ts';

const RULES_AFTER = ['F', 'E9', 'PLE'] as const;

/** The proofs of one changed file, or what speaks against it, going on from "because". */
export async function proveChange(
  plan: Plan,
  className: string,
  { file, after }: { readonly file: PythonFile; readonly after: string },
): Promise<readonly Proof[] | string> {
  return proveFile(file.tree, after, {
    differenceFrom: (changed) => differenceOf(plan, className, { file, changed }),
    declared: `the dataclass ${className}, what builds it and what takes its fields`,
    rules: RULES_AFTER,
  });
}

type Spec = {
  readonly tree: PyTree;
  readonly className: string;
  readonly keys: ReadonlySet<string>;
  readonly literals: ReadonlySet<PyNode>;
  readonly types: ReadonlySet<PyNode>;
  readonly skipped: ReadonlySet<PyNode>;
};

/** Both texts with literals and constructors, keys and attributes written in one way must be the same. */
function differenceOf(
  plan: Plan,
  className: string,
  { file, changed }: { readonly file: PythonFile; readonly changed: PyTree },
): string | null {
  const { candidate, shape, members } = plan;
  const isOwn = file.file.path === candidate.file.file.path;
  const keys = new Set(shape.keys());
  const known = { className, keys };
  const declared = isOwn ? declaredIn(file.tree, changed, className) : [];
  const wanted = isOwn ? [...shape].map(([key, type]) => `${key}: ${type}`).join(', ') : '';
  if (fieldsIn(changed, declared) !== wanted) return 'the fields are others';
  const before = formOf({
    ...known,
    tree: file.tree,
    literals: new Set(isOwn ? candidate.literals : []),
    types: new Set(isOwn ? candidate.types : []),
    skipped: new Set(),
  });
  const types = [...nodesBelow(changed.root)].filter(
    (node) => node.type === 'type' && textOf(changed, node) === className,
  );
  const after = formOf({
    ...known,
    tree: changed,
    literals: new Set(),
    types: new Set(types),
    skipped: new Set(declared),
  });
  const count = members.filter((member) => member.file.file.path === file.file.path).length;
  const taken = subscriptsIn(file.tree, keys) - subscriptsIn(changed, keys);
  if (taken !== count) return `${taken} keys are taken otherwise, and not ${count}`;
  return firstDifference(before.split(' '), after.split(' '));
}

/** The new class and its new import. */
function declaredIn(before: PyTree, after: PyTree, className: string): readonly PyNode[] {
  const isImport = (tree: PyTree) => (node: PyNode) => textOf(tree, node) === IMPORT;
  const had = before.root.children.some(isImport(before));
  const added = had ? [] : after.root.children.filter(isImport(after));
  const classes = after.root.children.filter(
    (node) =>
      node.type === 'decorated_definition' &&
      nameOf(after, childIn(node, 'definition') ?? node) === className,
  );
  return [...added, ...classes];
}

function fieldsIn(tree: PyTree, declared: readonly PyNode[]): string {
  const definition = declared.flatMap((node) => childIn(node, 'definition') ?? []);
  const body = definition.flatMap((node) => childIn(node, 'body')?.children ?? []);
  return body.map((node) => textOf(tree, node)).join(', ');
}

function subscriptsIn(tree: PyTree, keys: ReadonlySet<string>): number {
  return [...nodesBelow(tree.root)].filter((node) => keys.has(memberOf(tree, node)?.key ?? '')).length;
}

function formOf(spec: Spec, node: PyNode = spec.tree.root): string {
  const replaced = new Map<PyNode, string>();
  for (const inner of nodesBelow(node, (one) => !replaced.has(one))) {
    const written = writtenAs(spec, inner);
    if (written !== null) replaced.set(inner, written);
  }
  return normalForm(spec.tree, node, { skipped: spec.skipped, replaced }).join(' ');
}

/** What is written in another way before and after, in one way. */
function writtenAs(spec: Spec, node: PyNode): string | null {
  if (spec.types.has(node)) return 'the type';
  if (spec.literals.has(node)) {
    const pairs = node.children.filter(({ type }) => type === 'pair');
    return builtOf(spec, pairs, keyNode);
  }
  if (node.type === 'call' && textOf(spec.tree, childIn(node, 'function') ?? node) === spec.className) {
    const given = childIn(node, 'arguments')?.children.filter(({ type }) => type === 'keyword_argument');
    return builtOf(spec, given ?? [], (one) => childIn(one, 'name'));
  }
  const attribute = node.type === 'attribute' ? childIn(node, 'attribute') : null;
  const member = node.children[0] === undefined ? null : memberOf(spec.tree, node.children[0]);
  const called = node.type === 'call' ? node.children[0]?.children[0] : undefined;
  const got = called === undefined ? null : memberOf(spec.tree, called);
  const taken = [member, got].find((one) => one?.node === node) ?? null;
  const key = attribute === null ? taken?.key : textOf(spec.tree, attribute);
  const of = attribute === null ? taken?.of : node.children[0];
  return key === undefined || of === undefined || !spec.keys.has(key)
    ? null
    : `member ${key} of ${formOf(spec, of)}`;
}

/** The string of a key without its quotes. */
function keyNode(pair: PyNode): PyNode | null {
  return childIn(pair, 'key')?.children.find(({ type }) => type === 'string_content') ?? null;
}

function builtOf(spec: Spec, parts: readonly PyNode[], named: (part: PyNode) => PyNode | null): string {
  const fields = parts.map((part) => {
    const name = named(part);
    const value = childIn(part, 'value') ?? part;
    return `${name === null ? '' : textOf(spec.tree, name)} = ${formOf(spec, value)}`;
  });
  return `built of ${fields.join(' , ')}`;
}
