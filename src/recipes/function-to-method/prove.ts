import { lostComment } from '../python/comments.ts';
import { importStatements } from '../python/imports.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { newRuffDiagnostics } from '../python/proofs.ts';
import { usesOfName } from '../python/scopes.ts';
import {
  childIn,
  isWithin,
  nameOf,
  nodesBelow,
  parsePython,
  textOf,
  type PyNode,
  type PyTree,
} from '../python/tree.ts';
import { docstringOf } from '../method-to-function/delegate.ts';
import { onlyPass } from './edits.ts';
import type { Situation } from './situation.ts';
import type { FileUses } from './uses.ts';

const RULES = ['F821', 'F822', 'F811', 'F823', 'F706', 'PLE'] as const;

/** What speaks against a file's new text, as the end of a sentence; null where nothing does. */
export async function whatIsWrong(
  situation: Situation,
  { file, calls }: FileUses,
  { text, keepsFunction }: { readonly text: string; readonly keepsFunction: boolean },
): Promise<string | null> {
  const { path } = file.file;
  const after = await parsePython(text);
  if (after === null) return `${path} would not parse`;
  const objects = new Map(calls.map(({ call, object }) => [call, object]));
  const isOwn = file === situation.file;
  const moved = isOwn ? findMethod(after, situation) : null;
  if (isOwn && moved === null) return `${situation.className} would not have the method`;
  const kept = isOwn ? topFunction(after, situation.name) : null;
  if (isOwn && (kept !== null) !== keepsFunction)
    return `the function ${situation.name} would not be what it should`;
  const before = formOf(file.tree, file.tree.root, {
    name: situation.name,
    objects,
    skipped: isOwn ? [situation.definition, onlyPass(situation) ?? situation.definition] : [],
  });
  const now = formOf(after, after.root, {
    name: situation.name,
    objects: new Map(),
    skipped: [...(moved === null ? [] : [moved]), ...(kept === null ? [] : [kept])],
  });
  const difference =
    firstDifference(before, now) ??
    (moved === null ? null : methodDifference(situation, objects, { after, moved }));
  if (difference !== null) return `more than the method and its calls would change in ${path}: ${difference}`;
  const lost = lostComment(file.tree, after);
  if (lost !== null) return lost;
  const fresh = await newRuffDiagnostics(file.tree.text, text, RULES);
  return fresh.length === 0 ? null : `${path} would have new diagnostics: ${fresh.slice(0, 3).join('; ')}`;
}

type Moved = { readonly after: PyTree; readonly moved: PyNode };

/** The method is the function, its first parameter called self. */
function methodDifference(
  { file, definition, name, receiver, receiverName }: Situation,
  objects: ReadonlyMap<PyNode, PyNode>,
  { after, moved }: Moved,
): string | null {
  const reads = usesOfName(file.tree, receiverName).filter(
    ({ home, node }) => home === definition && !isWithin(receiver, node),
  );
  const renamed: readonly (readonly [PyNode, string])[] = [
    [receiver, 'identifier self'],
    ...reads.map(({ node }) => [node, 'identifier self'] as const),
  ];
  const docstring = (tree: PyTree, node: PyNode | null): readonly (readonly [PyNode, string])[] =>
    node === null ? [] : [[node, dedented(textOf(tree, node))]];
  const old = formOf(file.tree, definition, {
    name,
    objects,
    skipped: [],
    replaced: [...renamed, ...docstring(file.tree, docstringOf(definition))],
  });
  const now = formOf(after, moved, {
    name,
    objects: new Map(),
    skipped: [],
    replaced: docstring(after, docstringOf(moved)),
  });
  return firstDifference(old, now);
}

/** A text as `inspect.getdoc` would give it. */
function dedented(text: string): string {
  const [first = '', ...later] = text.split(/\r?\n/);
  const filled = later.filter((line) => line.trim() !== '');
  const margin = Math.min(...filled.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  return [first, ...later.map((line) => (line.trim() === '' ? '' : line.slice(margin)))].join('\n');
}

type View = {
  readonly name: string;
  /** Calls of the function that become calls of the method, with what comes before the dot. */
  readonly objects: ReadonlyMap<PyNode, PyNode>;
  readonly skipped: readonly PyNode[];
  readonly replaced?: readonly (readonly [PyNode, string])[];
};

/** The normal form without imports, in which a call of the method reads the same as the call of the function. */
function formOf(
  tree: PyTree,
  node: PyNode,
  { name, objects, skipped, replaced = [] }: View,
): readonly string[] {
  const form = new Map(replaced);
  const calls = [...nodesBelow(node)].filter(({ type }) => type === 'call').toReversed();
  // From the inside out: an outer call holds the forms of those in it.
  for (const call of calls) {
    const object = objects.get(call) ?? methodObject(tree, call, name);
    if (object === null) continue;
    const list = (childIn(call, 'arguments')?.children ?? []).filter(
      ({ type }) => ![',', '(', ')', 'comment'].includes(type),
    );
    const rest = list.filter((one) => one !== object);
    const parts = [object, ...rest].map((one) => normalForm(tree, one, { replaced: form }).join(' '));
    form.set(call, `call ${name} of ${parts.join(', ')}`);
  }
  return normalForm(tree, node, {
    skipped: new Set([...importStatements(tree), ...skipped]),
    replaced: form,
  });
}

function methodObject(tree: PyTree, call: PyNode, name: string): PyNode | null {
  const callee = childIn(call, 'function');
  const attribute = callee?.type === 'attribute' ? childIn(callee, 'attribute') : null;
  return attribute !== null && textOf(tree, attribute) === name ? (callee?.children[0] ?? null) : null;
}

function findMethod(tree: PyTree, { className, name }: Situation): PyNode | null {
  const classes = [...nodesBelow(tree.root)].filter(
    (node) => node.type === 'class_definition' && nameOf(tree, node) === className,
  );
  const [only, ...others] = classes
    .flatMap((node) => childIn(node, 'body')?.children ?? [])
    .filter((node) => node.type === 'function_definition' && nameOf(tree, node) === name);
  return others.length > 0 ? null : (only ?? null);
}

function topFunction(tree: PyTree, name: string): PyNode | null {
  return (
    tree.root.children.find((node) => node.type === 'function_definition' && nameOf(tree, node) === name) ??
    null
  );
}
