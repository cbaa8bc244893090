import type { SourceTree } from '../../domain/ports.ts';
import { importedNames, type ImportedName } from '../python/imports.ts';
import { placeOf, type PythonFile } from '../python/project.ts';
import { takenElsewhere } from '../python/taken-elsewhere.ts';
import { childIn, isWithin, textOf, type PyNode } from '../python/tree.ts';
import { usesOfModuleSymbol } from '../rename-symbol/python/module-symbol.ts';
import { isInstance } from './instances.ts';
import type { Situation } from './situation.ts';

/** A call that becomes one of the method, and the argument that comes before its dot. */
export type MethodCall = { readonly call: PyNode; readonly callee: PyNode; readonly object: PyNode };

/** What a file does with the function: calls that change, imports that nothing then uses, and the places that need it. */
export type FileUses = {
  readonly file: PythonFile;
  readonly calls: readonly MethodCall[];
  readonly imports: readonly ImportedName[];
  readonly left: readonly string[];
};

/** Looks at every place of the project that means the function. */
export async function usesOfFunction(situation: Situation, tree: SourceTree): Promise<readonly FileUses[]> {
  const { project, file, name } = situation;
  const { renamings } = usesOfModuleSymbol(project, file.file.path, { name, to: `${name}_` });
  const found: FileUses[] = [];
  for (const [own, places] of Map.groupBy(renamings, (one) => one.file)) {
    found.push(
      await usesIn(
        situation,
        { file: own, tree },
        places.map(({ node }) => node),
      ),
    );
  }
  return [...found, ...aliases(situation)];
}

async function usesIn(
  situation: Situation,
  { file, tree }: { readonly file: PythonFile; readonly tree: SourceTree },
  nodes: readonly PyNode[],
): Promise<FileUses> {
  const imports = importedNames(file.tree).filter(({ node }) => nodes.some((one) => isWithin(node, one)));
  const others = nodes.filter(
    (node) => !imports.some((one) => isWithin(one.node, node)) && node.parent !== situation.definition,
  );
  const all = others.map((node) => ({ node, call: callOf(situation, file, node) }));
  const calls = all.flatMap(({ call }) => call ?? []);
  // What stands before a dot is moved as text, so nothing in it may change as well.
  const kept = calls.filter(
    ({ call, object }) =>
      !calls.some((one) => isWithin(object, one.call)) &&
      (object.type === 'identifier' || file !== situation.file || !isWithin(situation.definition, call)),
  );
  const left = all
    .filter(({ call }) => call === null || !kept.includes(call))
    .map(({ node }) => placeOf(file, node));
  const isGivenOn =
    imports.length > 0 &&
    (/(?:^|\/)__init__\.py$/.test(file.file.path) ||
      imports.some(({ statement }) => statement.parent?.type !== 'module') ||
      (await takenElsewhere(file.file.path, [situation.name], tree)).size > 0);
  const needed = isGivenOn ? imports.map(({ node }) => placeOf(file, node)) : [];
  return {
    file,
    calls: kept,
    imports: left.length + needed.length > 0 ? [] : imports,
    left: [...left, ...needed],
  };
}

/** `from m import area as a`: what is called by another name goes on through the function. */
function aliases({ project, name }: Situation): readonly FileUses[] {
  return [...project.files.values()].flatMap((file) => {
    const left = importedNames(file.tree).filter(({ node, bound }) => {
      const whole = node.type === 'aliased_import' ? childIn(node, 'name') : null;
      return whole !== null && textOf(file.tree, whole) === name && bound !== name;
    });
    return left.length === 0
      ? []
      : [{ file, calls: [], imports: [], left: left.map(({ node }) => placeOf(file, node)) }];
  });
}

function callOf(situation: Situation, file: PythonFile, node: PyNode): MethodCall | null {
  const callee = node.parent?.type === 'attribute' && node.field === 'attribute' ? node.parent : node;
  const call = callee.parent;
  if (call?.type !== 'call' || childIn(call, 'function') !== callee) return null;
  const list = childIn(call, 'arguments');
  const [object, next] = (list?.children ?? []).filter(({ type }) => !['(', ')', ','].includes(type));
  if (object === undefined || list?.type !== 'argument_list') return null;
  const isPlain =
    !/^(?:keyword_argument|list_splat|dictionary_splat|comment)$/.test(object.type) &&
    next?.type !== 'comment';
  return isPlain && isInstance(situation, file, object) ? { call, callee, object } : null;
}
