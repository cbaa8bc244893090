import type { TextEdit } from '../../../domain/text-edit.ts';
import { fullNames, type MovedProject } from './moved-project.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import type { PythonFile } from '../../python/project.ts';

const LOADS =
  /^(?:\w+\.)*(?:import_module|__import__|importorskip|patch|setattr|delattr|run_module|find_spec|reload)$/;

/** The texts of a file that are the path of a module which moves, or of something in it: `"pkg.a"`, `"pkg.a.f"`. */
export function namingTexts(moved: MovedProject, file: PythonFile): readonly TextEdit[] {
  const { old, now } = fullNames(moved);
  return namingNodes(file.tree, old).map(({ start }) => ({ start, end: start + old.length, newText: now }));
}

/** A text that is a pattern for the path of a module, or for something in it, with the dots escaped: `pkg\\.a`; or null. */
export function patternNaming(tree: PyTree, name: string): PyNode | null {
  if (!name.includes('.')) return null;
  const path = new RegExp(String.raw`(?<![\w.])${name.replaceAll('.', String.raw`\\+\.`)}(?!\w)`);
  const texts = [...nodesBelow(tree.root)].filter(({ type }) => type === 'string_content');
  return texts.find((node) => path.test(textOf(tree, node))) ?? null;
}

/** A name of one word may be any text, unless a call takes it for a module. */
export function namingNodes(tree: PyTree, name: string): readonly PyNode[] {
  const path = new RegExp(String.raw`^${name.replaceAll('.', String.raw`\.`)}(?:[.:][\w.]+)?$`);
  return [...nodesBelow(tree.root)].filter((node) => {
    if (node.type !== 'string_content' || node.parent?.children.length !== 3) return false;
    return path.test(textOf(tree, node)) && (name.includes('.') || isLoaded(tree, node));
  });
}

const MODULES = /(?:^|[._])modules$/;
const BY_KEY = /^(?:get|pop|setdefault)$/;

/** A text that is the path of a module and the key of something that holds no modules, such as `environ["pkg.a"]`; or null. */
export function keyNaming(tree: PyTree, name: string): PyNode | null {
  return (
    namingNodes(tree, name).find((node) => {
      const holder = node.parent === null ? null : heldBy(tree, node.parent);
      return holder !== null && !MODULES.test(textOf(tree, holder));
    }) ?? null
  );
}

/** What a text is the key of, in brackets or in a call that takes a key. */
function heldBy(tree: PyTree, text: PyNode): PyNode | null {
  if (text.field === 'subscript' && text.parent !== null) return childIn(text.parent, 'value');
  const given =
    text.parent?.type === 'argument_list' && text.parent.children[1] === text ? text.parent : null;
  const callee = given?.parent?.type === 'call' ? childIn(given.parent, 'function') : null;
  const method = callee?.type === 'attribute' ? childIn(callee, 'attribute') : null;
  return callee === null || method === null || !BY_KEY.test(textOf(tree, method))
    ? null
    : childIn(callee, 'object');
}

/** Whether a text is the first argument of a call that finds modules by their names. */
function isLoaded(tree: PyTree, node: PyNode): boolean {
  const given = node.parent?.parent ?? null;
  const call = given?.parent ?? null;
  const callee = call?.type === 'call' ? childIn(call, 'function') : null;
  const isFirst = given?.type === 'argument_list' && given.children[1] === node.parent;
  return isFirst && callee !== null && LOADS.test(textOf(tree, callee));
}
