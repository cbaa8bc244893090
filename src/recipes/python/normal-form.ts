import type { PyNode, PyTree } from './tree.ts';

/** What a normal form leaves out and what it puts in the place of a node. */
export type Declared = {
  readonly skipped?: ReadonlySet<PyNode>;
  readonly replaced?: ReadonlyMap<PyNode, string>;
};

/**
 * A tree as a flat list of its nodes and texts, without comments, white space between tokens and line continuations.
 * Two texts with equal normal forms are the same program; strings count to the last character.
 */
export function normalForm(tree: PyTree, node: PyNode, declared: Declared = {}): readonly string[] {
  const form: string[] = [];
  addTo(form, { tree, declared }, node);
  return form;
}

/** Whether two normal forms are equal, and if not, what stands at the first difference. */
export function firstDifference(a: readonly string[], b: readonly string[]): string | null {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return `${a[index] ?? 'nothing'} became ${b[index] ?? 'nothing'}`;
  }
  return null;
}

type Source = { readonly tree: PyTree; readonly declared: Declared };

function addTo(form: string[], source: Source, node: PyNode): void {
  if (node.type === 'comment' || source.declared.skipped?.has(node)) return;
  const replacement = source.declared.replaced?.get(node);
  if (replacement !== undefined) {
    form.push(replacement);
    return;
  }
  const { text } = source.tree;
  if (node.children.length === 0) {
    form.push(`${node.type} ${text.slice(node.start, node.end)}`);
    return;
  }
  form.push(`(${node.type}`);
  const isText = node.type === 'string' || node.type === 'string_content' || node.type === 'format_specifier';
  let at = node.start;
  for (const child of [...node.children, null]) {
    const gap = text.slice(at, child?.start ?? node.end);
    const kept = isText ? gap : gap.replace(/\\\r?\n|\s+/g, '');
    if (kept !== '') form.push(`text ${kept}`);
    if (child !== null) addTo(form, source, child);
    at = child?.end ?? at;
  }
  form.push(')');
}
