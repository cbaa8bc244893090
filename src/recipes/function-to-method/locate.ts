import { isPythonName } from '../python/names.ts';
import { placeOf, type PythonFile, type PythonProject } from '../python/project.ts';
import { usesOfName } from '../python/scopes.ts';
import { nameOf, childIn, textOf, type PyNode } from '../python/tree.ts';
import { parametersOf } from '../python/functions.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import type { Situation } from './situation.ts';

/** Finds the function and the class, or says why they are not there. */
export function locate(
  project: PythonProject,
  { slots, targets }: RecipeRequest,
): { readonly kind: 'located'; readonly situation: Situation } | Refused {
  const { function: name = '', class: className = '' } = slots;
  if (!isPythonName(name) || !isPythonName(className))
    return refused(`"${name}" or "${className}" is not a name.`, null);
  const files = [...project.files.values()].filter(
    ({ file }) => !file.path.endsWith('.pyi') && (targets.length === 0 || targets.includes(file.path)),
  );
  const functions = files.flatMap((file) => topLevel(file, 'function_definition', name));
  const [found, ...others] = functions;
  if (found === undefined) return refused(`There is no function ${name} at the top of a module.`, null);
  if (others.length > 0) {
    const places = functions.map(({ file, node }) => placeOf(file, node)).join(', ');
    return refused(
      `${name} is defined ${functions.length} times: ${places}.`,
      `Name the file of the one that is meant with -t.`,
    );
  }
  const { file, node: definition } = found;
  const [owner, ...more] = topLevel(file, 'class_definition', className);
  if (owner === undefined || more.length > 0) {
    return refused(
      `${file.file.path} does not define one class ${className} at its top.`,
      `Move ${name} to the module of ${className} first.`,
    );
  }
  const bound = usesOfName(file.tree, name).filter(
    ({ role, home }) => role === 'bound' && home === file.tree.root,
  );
  const parent = definition.parent;
  if (bound.length !== 1 || parent?.type !== 'module') {
    return refused(
      `${name} is decorated, conditional or bound more than once (${placeOf(file, definition)}).`,
      null,
    );
  }
  const [receiver] = parametersOf(definition);
  const list = childIn(definition, 'parameters')?.children ?? [];
  const isPlain =
    receiver !== undefined &&
    /^(?:identifier|typed_parameter)$/.test(receiver.type) &&
    receiver.children[0]?.type !== 'list_splat_pattern' &&
    receiver.children[0]?.type !== 'dictionary_splat_pattern';
  if (!isPlain || list.some(({ type }) => type === 'positional_separator') || list[1] !== receiver) {
    return refused(`${name} has no plain first parameter (${placeOf(file, definition)}).`, null);
  }
  const receiverName = textOf(file.tree, receiver.children[0] ?? receiver);
  return {
    kind: 'located',
    situation: { project, file, name, definition, classNode: owner.node, className, receiver, receiverName },
  };
}

function topLevel(
  file: PythonFile,
  type: string,
  name: string,
): readonly { readonly file: PythonFile; readonly node: PyNode }[] {
  return file.tree.root.children
    .map((node) => (node.type === 'decorated_definition' ? (childIn(node, 'definition') ?? node) : node))
    .filter((node) => node.type === type && nameOf(file.tree, node) === name)
    .map((node) => ({ file, node }));
}
