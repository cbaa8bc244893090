import { scopesAround, usesOfName } from '../../python/scopes.ts';
import { isWithin, type PyNode } from '../../python/tree.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import type { Renaming, SymbolUses } from './renaming.ts';
import type { Names } from './scope-uses.ts';

/** Where the new name means something else already: in a scope of the symbol, or between it and one of its uses. */
export function clashOf({ renamings, homes }: SymbolUses, { to }: Names): string | null {
  for (const { file, scope } of homes) {
    const taken = takenIn(file, scope, to);
    if (taken !== undefined) return placeOf(file, taken);
    const hidden = renamings.find((one) => one.file === file && isHidden(one, scope, to));
    if (hidden !== undefined) return placeOf(file, hidden.node);
  }
  return null;
}

/** A use of the new name that is, or would become, one of the symbol. */
function takenIn(file: PythonFile, scope: PyNode, to: string): PyNode | undefined {
  return usesOfName(file.tree, to).find(({ node, role, home }) => {
    if (role === 'attribute' || role === 'label') return false;
    if (home === scope) return true;
    const [inner, ...outer] = scopesAround(node);
    const visible = scope.type === 'class_definition' ? inner === scope : [inner, ...outer].includes(scope);
    return visible && !isWithin(scope, home);
  })?.node;
}

/** Whether a scope between the symbol and its use binds the new name. */
function isHidden({ file, node }: Renaming, scope: PyNode, to: string): boolean {
  const around = scopesAround(node);
  // What a class binds is seen in its own body alone, not in that of its methods.
  const between = around
    .slice(0, around.indexOf(scope))
    .filter(({ type }, depth) => type !== 'class_definition' || depth === 0);
  return usesOfName(file.tree, to).some(({ role, home }) => role === 'bound' && between.includes(home));
}
