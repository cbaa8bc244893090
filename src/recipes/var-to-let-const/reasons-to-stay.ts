import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import { isModule } from '../typescript/module-kind.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { homeOf, type NamedFile } from '../typescript/variable-names.ts';
import { closureAround, mayBeInCycle, mayRunBefore } from '../typescript/early-functions.ts';
import type { VarList } from './lists.ts';

/** A variable of a `var`, with the names of its file and those that mean it, its own left out. */
export type Variable = NamedFile & {
  readonly list: VarList;
  readonly name: TypeScript.Identifier;
  readonly uses: readonly TypeScript.Identifier[];
};

const NO_BLOCK_NAMES = new Set(['let', 'arguments', 'undefined', 'eval', 'NaN', 'Infinity']);

/** Why a variable has to stay a `var`, as the end of a sentence; null when it need not. */
export function reasonToStay(variable: Variable): string | null {
  return (
    placeReason(variable) ??
    secondDeclaration(variable) ??
    useOutside(variable) ??
    loopReason(variable) ??
    earlyUse(variable)
  );
}

function placeReason({ checked, list, name }: Variable): string | null {
  const { ts } = checked;
  const { holder, home } = list;
  if (NO_BLOCK_NAMES.has(name.text)) return 'no other kind of variable may have this name';
  if (ts.isModuleBlock(holder)) return 'it belongs to a namespace, which others may add to';
  if (ts.isCaseOrDefaultClause(holder)) return 'it is declared in a switch case, and other cases share it';
  if (!list.isInHead && !ts.isBlock(holder) && !ts.isSourceFile(holder))
    return 'it is the only statement of another, where no other declaration may stand';
  if (ts.isSourceFile(home) && !isModule(checked))
    return 'it is a variable of a script, and so may be a property of the global object';
  const isExported = hasModifier(ts, list.node.parent, ts.SyntaxKind.ExportKeyword);
  if (isExported && mayBeInCycle(checked))
    return 'a module that this one imports may use it before it has a value';
  return null;
}

/** Another `var`, a parameter, a function or a caught error of the same name. */
function secondDeclaration({ checked, list, name, names }: Variable): string | null {
  const { ts } = checked;
  const other = (names.get(name.text) ?? []).find((one) => {
    const { parent } = one;
    if (one === name || !('name' in parent) || parent.name !== one) return false;
    if (ts.isFunctionDeclaration(parent)) return homeOf(ts, parent) === list.home;
    if (ts.isVariableDeclaration(parent) && ts.isCatchClause(parent.parent))
      return contains(parent.parent, name);
    const declares =
      ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent);
    return declares && homeOf(ts, one) === list.home && !isBlockScoped(ts, one, name);
  });
  return other === undefined ? null : `its name is declared again on line ${lineOf(checked, other)}`;
}

function useOutside({ checked, list, uses }: Variable): string | null {
  const outside = uses.find((use) => !contains(list.holder, use));
  return outside === undefined
    ? null
    : `it is used outside of its ${list.isInHead ? 'loop' : 'block'}, on line ${lineOf(checked, outside)}`;
}

function loopReason({ checked, list, name, uses }: Variable): string | null {
  const { ts } = checked;
  if (list.loops.length === 0) return null;
  const captured = uses.find((use) => homeOf(ts, use) !== list.home);
  if (captured !== undefined)
    return `it is declared in a loop, and the function on line ${lineOf(checked, captured)} captures it`;
  const outer = ts.isForStatement(list.holder) && list.isInHead ? list.loops.slice(1) : list.loops;
  const declaration = declarationOf(ts, name);
  const isSet = declaration.initializer !== undefined || (!ts.isForStatement(list.holder) && list.isInHead);
  return outer.length === 0 || isSet ? null : 'it may keep its value from one round of the loop to the next';
}

/** Until its declaration has run, a `let` may not even be read. */
function earlyUse({ checked, list, name, names, uses }: Variable): string | null {
  const { ts } = checked;
  const declaration = declarationOf(ts, name);
  const isOfLoop = ts.isForInStatement(list.holder) || ts.isForOfStatement(list.holder);
  const offset = list.isInHead && isOfLoop ? list.holder.expression.end : declaration.end;
  const early = uses.find((use) => {
    const closure = closureAround(ts, use, list.home);
    if (closure === null) return use.getStart() < offset;
    return mayRunBefore({ checked, names }, closure, { home: list.home, offset });
  });
  if (early === undefined) return null;
  const line = lineOf(checked, early);
  return early.getStart() < offset
    ? `it is used before its declaration, on line ${line}`
    : `the function that uses it on line ${line} may run before its declaration`;
}

function declarationOf(ts: typeof TypeScript, name: TypeScript.Identifier): TypeScript.VariableDeclaration {
  let at: TypeScript.Node = name.parent;
  while (!ts.isVariableDeclaration(at)) at = at.parent;
  return at;
}

/** A `let` or `const` of another block, or a variable of a pattern of one: it hides this one there, as before. */
function isBlockScoped(
  ts: typeof TypeScript,
  one: TypeScript.Identifier,
  name: TypeScript.Identifier,
): boolean {
  let at: TypeScript.Node = one.parent;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at))
    at = at.parent;
  if (ts.isVariableDeclaration(at) && ts.isCatchClause(at.parent)) return !contains(at.parent, name);
  return ts.isVariableDeclaration(at) && (at.parent.flags & ts.NodeFlags.BlockScoped) !== 0;
}

function contains(outer: TypeScript.Node, node: TypeScript.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

function lineOf({ file }: SingleFile, node: TypeScript.Node): number {
  return positionAt(file.text, node.getStart(file)).line;
}
